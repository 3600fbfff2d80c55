//! The served page's program, and a client of a few lines: requests as they go over the wire, events as they come.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// A running `petajalan serve`.
pub struct Server {
    child: Child,
    /// The address that it printed.
    pub address: String,
    /// Its port.
    pub port: u16,
    /// The cookie that opening this address sets.
    pub cookie: String,
    /// The token of its pages.
    pub token: String,
    /// The page as it was handed out.
    pub page: String,
}

/// An answer to a request.
#[derive(Debug)]
pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Reply {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.into_iter().find(|(held, _)| held.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// The body as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|why| panic!("{why}: {self:?}"))
    }
}

/// An event, and how long after the request it came.
pub struct Told {
    pub after: Duration,
    pub news: Value,
}

impl Server {
    /// Starts it and waits until it answers.
    pub fn start(program: &Path, case: &Path, output: &Path, more: &[&str]) -> Self {
        let mut child = Command::new(program)
            .args([OsStr::new("serve"), case.as_os_str(), OsStr::new("--output"), output.as_os_str()])
            .args(more)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        let out = child.stdout.take().expect("a pipe");
        BufReader::new(out).read_line(&mut line).expect("an address");
        let address = line.trim().to_owned();
        let port = address.strip_prefix("http://127.0.0.1:").and_then(|rest| rest.split_once('/'));
        let port = port.and_then(|(port, _)| port.parse().ok());
        let port = port.unwrap_or_else(|| panic!("no address in {line:?}"));
        let (cookie, token, page) = (String::new(), String::new(), String::new());
        let mut server = Self { child, address, port, cookie, token, page };
        let reply = server.send("GET", &server.entry(), &server.stranger(), "");
        assert_eq!((reply.status, reply.header("location")), (303, Some("/")), "{}", reply.head);
        let cookie =
            reply.header("set-cookie").and_then(|cookie| cookie.split(';').next()).expect("a cookie");
        cookie.clone_into(&mut server.cookie);
        let reply = server.send("GET", "/", &server.own(), "");
        assert_eq!(reply.status, 200, "{}", reply.head);
        let data = reply.body.split_once("id=\"data\">").and_then(|(_, rest)| rest.split_once("</script>"));
        let data: Value = serde_json::from_str(data.expect("data").0).expect("JSON");
        data["live"]["token"].as_str().expect("a token").clone_into(&mut server.token);
        server.page = reply.body;
        server
    }

    /// Its process.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Sends a request to a program that may end meanwhile: the status of the answer, where there is one.
    pub fn try_send(&self, path: &str, body: &str) -> Option<u16> {
        let mut text = String::new();
        // Whatever came before the connection broke.
        let _ = self.open("POST", path, &self.own(), body).read_to_string(&mut text);
        text.split(' ').nth(1)?.parse().ok()
    }

    /// The document inside its page.
    pub fn document(&self) -> Value {
        let data = self.page.split_once("id=\"data\">").and_then(|(_, rest)| rest.split_once("</script>"));
        serde_json::from_str(data.expect("data").0).expect("JSON")
    }

    /// The headers of a request of its own page.
    pub fn own(&self) -> Vec<(&'static str, String)> {
        let host = format!("127.0.0.1:{}", self.port);
        vec![
            ("host", host.clone()),
            ("origin", format!("http://{host}")),
            ("content-type", "application/json".to_owned()),
            ("x-petajalan", self.token.clone()),
            ("cookie", self.cookie.clone()),
        ]
    }

    /// The headers of a browser that was never here.
    pub fn stranger(&self) -> Vec<(&'static str, String)> {
        vec![("host", format!("127.0.0.1:{}", self.port))]
    }

    /// The printed address without its host.
    pub fn entry(&self) -> String {
        let rest = self.address.strip_prefix("http://").and_then(|rest| rest.split_once('/'));
        format!("/{}", rest.expect("an address").1)
    }

    /// The same with one header otherwise, or left out.
    pub fn but(&self, name: &'static str, value: Option<&str>) -> Vec<(&'static str, String)> {
        let mut headers = self.own();
        headers.retain(|(held, _)| *held != name);
        headers.extend(value.map(|value| (name, value.to_owned())));
        headers
    }

    fn open(&self, method: &str, path: &str, headers: &[(&str, String)], body: &str) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_mins(2))).expect("a limit");
        let mut text = format!("{method} {path} HTTP/1.1\r\nconnection: close\r\n");
        for (name, value) in headers {
            text.extend([name, ": ", value, "\r\n"]);
        }
        let chunked = headers.iter().any(|(name, _)| *name == "transfer-encoding");
        if !chunked && !headers.iter().any(|(name, _)| *name == "content-length") {
            text.extend(["content-length: ", &body.len().to_string(), "\r\n"]);
        }
        text += "\r\n";
        // Who is refused early may find the door closed while still speaking.
        let _ = stream.write_all(text.as_bytes()).and_then(|()| stream.write_all(body.as_bytes()));
        stream
    }

    /// Sends a request and reads all of the answer.
    #[track_caller]
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, String)], body: &str) -> Reply {
        let mut reader = BufReader::new(self.open(method, path, headers, body));
        let (status, head) = read_head(&mut reader);
        let mut bytes = Vec::new();
        if head.to_lowercase().contains("transfer-encoding: chunked") {
            while let Some(chunk) = read_chunk(&mut reader) {
                bytes.extend(chunk);
            }
        } else {
            reader.read_to_end(&mut bytes).expect("a body");
        }
        Reply { status, head, body: String::from_utf8(bytes).expect("UTF-8") }
    }

    /// Sends a question of its own page; the events, each handed to `heard`, which says whether to go on reading.
    pub fn ask(&self, question: &Value, mut heard: impl FnMut(&Told) -> bool) -> Vec<Told> {
        let begun = Instant::now();
        let mut reader = BufReader::new(self.open("POST", "/ask", &self.own(), &question.to_string()));
        let (status, headers) = read_head(&mut reader);
        let (mut unread, mut events) = (String::new(), Vec::new());
        let mut take = |text: &mut String, events: &mut Vec<Told>| {
            while let Some((event, rest)) = text.split_once("\n\n").map(|(a, b)| (a.to_owned(), b.to_owned()))
            {
                *text = rest;
                let Some(data) = event.lines().find_map(|line| line.strip_prefix("data:")) else { continue };
                let told = Told { after: begun.elapsed(), news: serde_json::from_str(data).expect("JSON") };
                let goes_on = heard(&told);
                events.push(told);
                if !goes_on {
                    return false;
                }
            }
            true
        };
        if status != 200 {
            let mut body = String::new();
            let _ = reader.read_to_string(&mut body);
            panic!("{status}: {headers}\n{body}");
        }
        while let Some(chunk) = read_chunk(&mut reader) {
            unread += &String::from_utf8(chunk).expect("UTF-8");
            if !take(&mut unread, &mut events) {
                break;
            }
        }
        events
    }

    /// A question of a page.
    pub fn question(page: &str, number: u64, scenario: &str, wishes: &Value) -> Value {
        json!({"page": page, "number": number, "scenario": scenario, "wishes": wishes, "reasons": {}})
    }

    /// The number of its process.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Ctrl-C; whether it ended, and how.
    pub fn interrupt(&mut self) -> Option<i32> {
        let pid = self.child.id().to_string();
        Command::new("kill").args(["-INT", &pid]).status().expect("a signal");
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(20) {
            if let Some(status) = self.child.try_wait().expect("a status") {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        None
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A child of ours; nothing depends on how it ends.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Questions about the example case, of every kind.
pub fn paser_questions(document: &Value) -> Vec<(String, Value)> {
    let ids: Vec<&str> = document["initiatives"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|one| one["id"].as_str())
        .collect();
    let scenarios = ["krisis", "efisiensi", "moderat", "optimis", "guncangan"];
    let question = |at: usize| {
        let scenario = scenarios[at % 5];
        let panel = &document["live"]["panels"][scenario];
        let year = 2027 + (at / 5) % 5;
        let limit = panel["limits"][0]["years"][(at / 5) % 5].as_i64().expect("a ceiling");
        let id = ids[(at * 7) % ids.len()];
        let criteria: Vec<&str> = document["live"]["criteria"]
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(|one| one["id"].as_str())
            .collect();
        let wish = match (at / 25) % 4 + 4 * (at % 2) {
            0 => json!({"ceiling": {"year": year, "limit": limit / 100 * 90}}),
            1 => json!({"scale": 9_500 + 100 * (at % 11)}),
            2 => json!({"without": id}),
            3 => json!({"must": id}),
            4 => json!({"start": {"id": id, "year": year}}),
            5 => {
                let mut weights = panel["weights"].clone();
                let (first, second) = (criteria[at % criteria.len()], criteria[(at + 1) % criteria.len()]);
                let moved = weights[first].as_i64().expect("a weight") / 4;
                weights[first] = json!(weights[first].as_i64().expect("a weight") - moved);
                weights[second] = json!(weights[second].as_i64().expect("a weight") + moved);
                json!({"weights": weights})
            }
            6 => json!({"off": {"rules": "alternatives"}}),
            _ => json!({"ceiling": {"year": year, "limit": limit / 100 * 110}}),
        };
        (scenario.to_owned(), json!([wish]))
    };
    (0..100).map(question).collect()
}

fn read_head(reader: &mut impl std::io::BufRead) -> (u16, String) {
    let mut head = String::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).expect("an answer") == 0 || line == "\r\n" {
            break;
        }
        head += &line;
    }
    let status = head.split_whitespace().nth(1).and_then(|status| status.parse().ok());
    (status.unwrap_or_else(|| panic!("no status in {head:?}")), head)
}

/// The next chunk of a body; none after the last.
fn read_chunk(reader: &mut impl std::io::BufRead) -> Option<Vec<u8>> {
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|count| *count > 0)?;
    let size = usize::from_str_radix(line.trim().split(';').next()?, 16).ok().filter(|size| *size > 0)?;
    let mut bytes = vec![0; size + 2];
    reader.read_exact(&mut bytes).ok()?;
    bytes.truncate(size);
    Some(bytes)
}
