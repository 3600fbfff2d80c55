//! Who is no reader of this server: without the printed address, from another site, with a request that can be read in two
//! ways, too slow, or too many.

use std::fs;
use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::json;

use super::common::program::{binary, copy, shipped, temporary};
use super::common::web::{Reply, Server};
use super::{field, serve, state, tiny};

/// Nothing here takes longer, on a busy computer too.
const LONG: Duration = Duration::from_mins(2);

fn question() -> String {
    Server::question("page", 1, "tight", &json!([{"without": "portal"}])).to_string()
}

/// A refusal that tells nothing and lets nobody in.
#[track_caller]
fn is_closed(server: &Server, reply: &Reply) {
    assert_eq!(reply.status, 403, "{reply:?}");
    assert_eq!(reply.header("set-cookie"), None);
    let secrets =
        [server.token.as_str(), server.cookie.split_once('=').expect("a pair").1, &server.entry()[6..]];
    for secret in secrets.into_iter().chain(["portal", "id=\"data\""]) {
        assert!(!secret.is_empty() && !format!("{reply:?}").contains(secret), "{secret}: {reply:?}");
    }
}

#[test]
fn strangers_are_refused() {
    let (_room, _case, server) = tiny();
    let question = question();
    let elsewhere = format!("http://127.0.0.1:{}", server.port + 1);
    let others = [
        server.but("host", Some("evil.example")),
        server.but("host", Some("127.0.0.1.evil.example")),
        server.but("origin", Some("http://evil.example")),
        server.but("origin", Some("null")),
        server.but("origin", Some(&elsewhere)),
        server.but("origin", None),
        server.but("x-petajalan", Some("guessed")),
        server.but("x-petajalan", None),
        server.but("cookie", Some("guessed")),
        server.but("cookie", None),
        server.but("content-type", Some("text/plain")),
        server.but("sec-fetch-site", Some("cross-site")),
    ];
    for headers in &others {
        for path in ["/ask", "/save"] {
            let reply = server.send("POST", path, headers, &question);
            assert_eq!((reply.status, field(&reply).0.as_str()), (403, "S01"), "{path} {headers:?}");
        }
    }
    for headers in [
        server.but("host", Some("evil.example")),
        server.but("origin", Some("http://evil.example")),
        server.but("sec-fetch-site", Some("same-site")),
    ] {
        is_closed(&server, &server.send("GET", "/", &headers, ""));
        is_closed(&server, &server.send("GET", &server.entry(), &headers, ""));
    }
    let reply = server.send("GET", "/", &server.own(), "");
    let policy = "content-security-policy: default-src 'none'; script-src 'sha256-";
    assert!(reply.head.contains(policy) && reply.head.contains("frame-ancestors 'none'"), "{}", reply.head);
    assert!(!reply.head.contains("access-control-allow"), "{}", reply.head);
    assert!(reply.body.contains("connect-src 'self'"));
}

#[test]
fn without_the_printed_address_there_is_nothing() {
    let (_room, _case, server) = tiny();
    let value = server.cookie.split_once('=').expect("a pair").1;
    let cookies = [
        None,
        Some(String::new()),
        Some(format!("{}x", server.cookie)),
        Some(server.cookie[..server.cookie.len() - 1].to_owned()),
        Some(format!("petajalan-{}={value}", u32::from(server.port) + 1)),
        Some(format!("petajalan-{}={}", server.port, &server.entry()[6..])),
        Some(format!("petajalan-{}={}", server.port, server.token)),
    ];
    for cookie in cookies {
        let headers = server.but("cookie", cookie.as_deref());
        for path in ["/", "/ask", "/save", "/nothing", "/?key=", "/favicon.ico"] {
            let reply = server.send("GET", path, &headers, "");
            is_closed(&server, &reply);
            assert!(
                reply.body.contains("alamat lengkap") && reply.body.contains("the whole address"),
                "{reply:?}"
            );
            let other = server.send("POST", path, &headers, &question());
            is_closed(&server, &other);
        }
    }
    let key = server.entry();
    let wrong = if key.ends_with('0') { "1" } else { "0" };
    let guesses = [
        format!("{}{wrong}", &key[..key.len() - 1]),
        format!("{key}0"),
        key[..key.len() - 1].to_owned(),
        format!("{key}&key=0"),
        format!("/?key=0&{}", &key[2..]),
        format!("/?key={value}"),
        format!("/?key={}", server.token),
        format!("/ask{}", &key[1..]),
    ];
    for guess in guesses {
        is_closed(&server, &server.send("GET", &guess, &server.stranger(), ""));
    }
    is_closed(&server, &server.send("POST", &key, &server.stranger(), ""));
}

#[test]
fn the_printed_address_lets_every_browser_in() {
    let (_room, case, server) = tiny();
    let other = serve(&case, &case.join("../other"));
    let key = server.entry().strip_prefix("/?key=").expect("a key").to_owned();
    assert!(key.len() >= 32 && key.bytes().all(|byte| byte.is_ascii_hexdigit()), "128 bits: {key}");
    assert_ne!(server.entry(), other.entry());
    assert_ne!(server.token, other.token);
    assert_ne!(server.cookie.split_once('='), other.cookie.split_once('='));
    // Again and in another browser, by either name of this computer.
    for host in [format!("127.0.0.1:{}", server.port), format!("localhost:{}", server.port)] {
        let reply = server.send("GET", &server.entry(), &[("host", host.clone())], "");
        assert_eq!((reply.status, reply.header("location")), (303, Some("/")), "{reply:?}");
        assert!(!format!("{reply:?}").contains(&key), "{reply:?}");
        let cookie = reply.header("set-cookie").expect("a cookie");
        assert!(cookie.starts_with(&format!("petajalan-{}=", server.port)), "{cookie}");
        for part in ["; HttpOnly", "; SameSite=Strict", "; Path=/"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        assert!(
            !cookie.contains("Domain") && !cookie.contains("Expires") && !cookie.contains("Max-Age"),
            "{cookie}"
        );
        let cookie = cookie.split(';').next().expect("a pair").to_owned();
        // Browsers send the cookies of every port.
        let cookies = format!("{}; petajalan-{}=x; {cookie}", other.cookie, server.port);
        let reply = server.send("GET", "/", &[("host", host), ("cookie", cookies)], "");
        assert!(reply.status == 200 && reply.body.contains(&server.token), "{}", reply.head);
    }
    assert_eq!(other.send("GET", "/", &other.but("cookie", Some(&server.cookie)), "").status, 403);
}

/// Sends bytes as they are; all that comes back until the connection is closed.
fn raw(server: &Server, bytes: &str) -> String {
    let mut stream = connect(server);
    stream.write_all(bytes.as_bytes()).expect("sent");
    String::from_utf8_lossy(&rest(&mut stream)).into_owned()
}

fn connect(server: &Server) -> TcpStream {
    let stream = TcpStream::connect(("127.0.0.1", server.port)).expect("it listens");
    stream.set_read_timeout(Some(LONG)).expect("a limit");
    stream
}

/// What comes until the connection is closed.
fn rest(stream: &mut TcpStream) -> Vec<u8> {
    let mut bytes = Vec::new();
    match stream.read_to_end(&mut bytes) {
        Err(error) if error.kind() != ErrorKind::ConnectionReset => panic!("it is not closed: {error}"),
        _ => bytes,
    }
}

fn lines(headers: &[(&str, String)]) -> String {
    headers.iter().fold(String::new(), |text, (name, value)| text + name + ": " + value + "\r\n")
}

#[test]
fn what_can_be_read_in_two_ways_is_refused() {
    let (_room, case, server) = tiny();
    let (own, question) = (lines(&server.own()), question());
    let sized = format!("content-length: {}\r\n", question.len());
    let ask = |target: &str, more: &str| {
        raw(&server, &format!("POST {target} HTTP/1.1\r\nconnection: close\r\n{own}{more}\r\n{question}"))
    };
    let status = |reply: &str| reply.split_whitespace().nth(1).unwrap_or("closed").to_owned();
    let absolute = format!("http://127.0.0.1:{}/ask", server.port);
    assert_eq!(status(&ask("/ask", &sized)), "200", "as it is meant");
    assert_eq!(status(&ask(&absolute, &sized)), "200", "as to a proxy, by the own name");

    // A second header of a kind, of the same value or another.
    for (name, value) in server.own() {
        for value in [value.as_str(), "evil.example", ""] {
            let reply = ask("/ask", &format!("{name}: {value}\r\n{sized}"));
            assert_eq!(status(&reply), "403", "{name}: {value}");
            let get = format!("GET / HTTP/1.1\r\nconnection: close\r\n{name}: {value}\r\n{own}\r\n");
            assert_eq!(status(&raw(&server, &get)), "403", "{name}: {value}");
        }
    }
    let site = "sec-fetch-site: same-origin\r\nsec-fetch-site: cross-site\r\n";
    assert_eq!(status(&ask("/ask", &format!("{site}{sized}"))), "403");
    let key = server.entry();
    let host = lines(&server.stranger());
    let twice = format!("GET {key} HTTP/1.1\r\n{host}host: evil.example\r\n\r\n");
    assert_eq!(status(&raw(&server, &twice)), "403");
    assert_eq!(status(&raw(&server, &format!("GET {key} HTTP/1.0\r\n\r\n"))), "403", "no host at all");
    let opaque = format!("GET / HTTP/1.1\r\n{own}origin: \u{e9}\r\n\r\n");
    assert_eq!(status(&raw(&server, &opaque)), "403");

    // A target with a host of its own.
    for target in ["http://evil.example/ask", "http://127.0.0.1/ask", "http://evil@127.0.0.1/ask"] {
        assert_eq!(status(&ask(target, &sized)), "403", "{target}");
    }
    let other = format!("GET http://evil.example{key} HTTP/1.1\r\n{host}\r\n");
    assert_eq!(status(&raw(&server, &other)), "403");
    let connect = format!("CONNECT evil.example:80 HTTP/1.1\r\n{own}\r\n");
    assert_eq!(status(&raw(&server, &connect)), "403");

    // A length that is not one.
    let chunks = format!("{:x}\r\n{question}\r\n0\r\n\r\n", question.len());
    let chunked = |more: &str| {
        raw(&server, &format!("POST /ask HTTP/1.1\r\nconnection: close\r\n{own}{more}\r\n{chunks}"))
    };
    let te = "transfer-encoding: chunked\r\n";
    let length = format!("content-length: {}\r\n", chunks.len());
    assert_eq!(status(&chunked(&format!("{te}{length}"))), "411");
    assert_eq!(status(&chunked(&format!("{length}{te}"))), "411");
    assert_eq!(status(&chunked(te)), "411", "chunks alone: no page of its own sends them");
    for lengths in [
        format!("{sized}content-length: 1\r\n"),
        format!("content-length: {0}, {0}\r\n", question.len()),
        "content-length: -1\r\n".to_owned(),
        "content-length: +5\r\n".to_owned(),
        "content-length: 99999999999999999999999\r\n".to_owned(),
        format!("{sized}transfer-encoding: gzip\r\n"),
        "transfer-encoding: chunked, gzip\r\n".to_owned(),
    ] {
        assert_eq!(status(&ask("/ask", &lengths)), "400", "{lengths}");
    }
    for nonsense in
        ["\0\0\0\0\r\n\r\n", "GET\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\u{16}\u{3}\u{1}\u{2}"]
    {
        let reply = raw(&server, &format!("{nonsense}\r\n\r\n"));
        assert!(["400", "closed"].contains(&status(&reply).as_str()), "{nonsense:?}: {reply}");
    }
    let large = format!("GET / HTTP/1.1\r\n{own}x: {}\r\n\r\n", "x".repeat(200_000));
    let mut stream = self::connect(&server);
    // It may be refused before all of it is sent.
    let _ = stream.write_all(large.as_bytes());
    let reply = String::from_utf8_lossy(&rest(&mut stream)).into_owned();
    assert!(["431", "closed"].contains(&status(&reply).as_str()), "{reply}");
    let many = format!("GET / HTTP/1.1\r\n{own}{}\r\n", "x: y\r\n".repeat(200));
    assert_eq!(status(&raw(&server, &many)), "431");
    assert_eq!(super::read(&case), super::read(&shipped("tiny")), "nothing was written");
}

/// Sends a piece again and again until the connection is closed; what was answered, where it is listened to.
#[track_caller]
fn drip(mut stream: TcpStream, piece: &str, listens: bool) -> String {
    let (begun, mut heard) = (Instant::now(), Vec::new());
    stream.set_read_timeout(Some(Duration::from_millis(300))).expect("a limit");
    while begun.elapsed() < LONG {
        let mut bytes = [0; 4096];
        match if listens { stream.read(&mut bytes) } else { Err(ErrorKind::WouldBlock.into()) } {
            Ok(0) => return String::from_utf8_lossy(&heard).into_owned(),
            Ok(count) => heard.extend(&bytes[..count]),
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                if !listens {
                    std::thread::sleep(Duration::from_millis(300));
                }
                if stream.write_all(piece.as_bytes()).is_err() {
                    return String::from_utf8_lossy(&heard).into_owned();
                }
            }
            Err(_) => return String::from_utf8_lossy(&heard).into_owned(),
        }
    }
    panic!("it is never closed: {piece}");
}

#[test]
fn who_is_slow_or_silent_is_not_waited_for() {
    let (_room, _case, mut server) = tiny();
    let (own, host) = (lines(&server.own()), lines(&server.stranger()));
    let get = format!("GET / HTTP/1.1\r\n{own}\r\n");
    let begin = |bytes: &str| {
        let mut stream = connect(&server);
        stream.write_all(bytes.as_bytes()).expect("sent");
        stream
    };
    std::thread::scope(|scope| {
        // A header without an end, line by line and byte by byte, of a stranger and of a reader.
        for (start, piece) in [
            (format!("GET / HTTP/1.1\r\n{host}"), "x: y\r\n"),
            (format!("GET / HTTP/1.1\r\n{own}"), "x: y\r\n"),
            ("GET /".to_owned(), "x"),
            (String::new(), "\r\n"),
            (get.clone(), "x"),
        ] {
            let stream = begin(&start);
            scope.spawn(move || drip(stream, piece, true));
        }
        // A body without an end.
        let stream = begin(&format!("POST /ask HTTP/1.1\r\n{own}content-length: 60000\r\n\r\n"));
        scope.spawn(move || {
            let reply = drip(stream, " ", true);
            assert!(reply.starts_with("HTTP/1.1 408") && reply.contains("\"S24\""), "{reply}");
        });
        let stream = begin(&format!("POST /save HTTP/1.1\r\n{own}transfer-encoding: chunked\r\n\r\n"));
        scope.spawn(move || {
            let reply = drip(stream, "1\r\n \r\n", true);
            assert!(reply.starts_with("HTTP/1.1 408") && reply.contains("\"S24\""), "{reply}");
        });
        // Nothing at all, and nothing more after an answer.
        for start in [String::new(), get.clone()] {
            let mut stream = begin(&start);
            scope.spawn(move || rest(&mut stream));
        }
        // More answers than anybody keeps for a peer that reads none.
        let stream = begin(&get.repeat(200));
        scope.spawn(move || drip(stream, "GET / HTTP/1.1\r\n\r\n", false));
        // The body of a stranger is not waited for at all; nor is one who has closed his half.
        let reply = rest(&mut begin(&format!("POST /ask HTTP/1.1\r\n{host}content-length: 60000\r\n\r\n")));
        assert!(String::from_utf8_lossy(&reply).starts_with("HTTP/1.1 403"));
        for half in ["", "GET / HTTP/1.1\r\n"] {
            let mut stream = begin(half);
            stream.shutdown(Shutdown::Write).expect("closed");
            rest(&mut stream);
        }
        // Meanwhile a reader is served.
        assert_eq!(server.send("GET", "/", &server.own(), "").status, 200);
    });
    assert_eq!(server.send("GET", "/", &server.own(), "").status, 200);
    let _silent = connect(&server);
    assert_eq!(server.interrupt(), Some(0));
}

/// The case behind a program that may open so many files.
#[cfg(unix)]
fn with_few_files(room: &Path, most: usize) -> Server {
    use std::os::unix::fs::PermissionsExt as _;
    let (case, script) = (room.join("tiny"), room.join("few-files"));
    copy(&shipped("tiny"), &case);
    let text = format!("#!/bin/sh\nulimit -n {most}\nexec '{}' \"$@\"\n", binary().display());
    fs::write(&script, text).expect("written");
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).expect("a program");
    Server::start(&script, &case, &room.join("out"), &["--lang", "en"])
}

#[cfg(unix)]
#[test]
fn many_connections_keep_nobody_out() {
    let room = temporary();
    // 36 connections by this limit.
    let server = with_few_files(room.path(), 100);
    let mut reader = connect(&server);
    let head = format!("GET / HTTP/1.1\r\n{}\r\n", lines(&server.own()).replace("connection: close\r\n", ""));
    let look = |stream: &mut TcpStream| {
        stream.write_all(head.as_bytes()).expect("sent");
        let mut first = [0; 12];
        stream.read_exact(&mut first).map(|()| String::from_utf8_lossy(&first).into_owned())
    };
    assert_eq!(look(&mut reader).expect("an answer"), "HTTP/1.1 200");
    // Silent ones, half a header, and refused ones that stay.
    let begun = ["", "GET /", "GET / HTTP/1.1\r\nhost: x\r\n\r\n"];
    let strangers: Vec<TcpStream> = (0..300)
        .map(|at| {
            let mut stream = connect(&server);
            // Whoever was closed for a later one cannot be written to.
            let _ = stream.write_all(begun[at % begun.len()].as_bytes());
            stream
        })
        .collect();
    for number in 1..=5 {
        assert_eq!(server.send("GET", "/", &server.own(), "").status, 200);
        let question = Server::question("page", number, "tight", &json!([{"without": "portal"}]));
        assert_eq!(state(&server.ask(&question, |_| true)), "proven");
    }
    if cfg!(target_os = "linux") {
        let files = fs::read_dir(format!("/proc/{}/fd", server.pid())).expect("its files").count();
        assert!(files < 100, "{files}");
    }
    // The reader's connection from before still answers: what it was sent, then a second page.
    reader
        .write_all(head.replacen("HTTP/1.1\r\n", "HTTP/1.1\r\nconnection: close\r\n", 1).as_bytes())
        .expect("sent");
    let answered = String::from_utf8(rest(&mut reader)).expect("UTF-8");
    assert_eq!(answered.matches("HTTP/1.1 200").count(), 1, "it was not closed for a stranger");
    drop(strangers);

    // Readers who take every place: one more is told so or closed, and none of them is closed for it.
    let mut readers: Vec<TcpStream> = Vec::new();
    let mut refused = 0;
    for _ in 0..60 {
        let mut stream = connect(&server);
        match look(&mut stream).as_deref() {
            Ok("HTTP/1.1 200") => readers.push(stream),
            Ok("HTTP/1.1 503") | Err(_) => refused += 1,
            Ok(other) => panic!("{other}"),
        }
    }
    assert!(refused > 0 && readers.len() >= 30, "{refused} and {}", readers.len());
    drop(readers);
    let begun = Instant::now();
    while !look(&mut connect(&server)).is_ok_and(|first| first == "HTTP/1.1 200") {
        assert!(begun.elapsed() < LONG, "the places are free again");
    }
}
