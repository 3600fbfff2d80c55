//! Who may look and who may ask: whoever opened the address that the program printed, in a browser that came here by this
//! server's own name; and of those only a page that this server handed out.
//!
//! Every account and every program of this computer can connect to the loopback address. They know neither the key of the
//! printed address nor the cookie that opening it sets. A page of another site can have a browser send requests here. Its
//! `Host` is another name where it resolved one to this address (DNS rebinding), its `Origin` is its own, the cookie is
//! `SameSite=Strict`, and it does not know the token.

/// What only this server, who started it and its pages know: three independent random texts of hexadecimal digits.
#[derive(Clone)]
pub struct Secrets {
    /// In the printed address.
    pub key: String,
    /// In the cookie of a browser that opened this address.
    pub cookie: String,
    /// In a page that was handed out, and in the header of what it asks.
    pub token: String,
}

/// What a server admits.
#[derive(Clone)]
pub struct Guard {
    port: u16,
    hosts: Vec<String>,
    secrets: Secrets,
}

/// The parts of a request that say where it comes from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Visit<'a> {
    /// The host inside the request's target, where that is a whole address (`GET http://host/ HTTP/1.1`).
    pub target: Option<&'a str>,
    /// What stands behind `?` in the target.
    pub query: Option<&'a str>,
    /// `Host`.
    pub host: Option<&'a str>,
    /// `Origin`.
    pub origin: Option<&'a str>,
    /// `Sec-Fetch-Site`.
    pub site: Option<&'a str>,
    /// `Content-Type`.
    pub kind: Option<&'a str>,
    /// `Cookie`.
    pub cookie: Option<&'a str>,
    /// `X-Petajalan`, the token of the page.
    pub token: Option<&'a str>,
}

impl Guard {
    /// The guard of a port on the loopback address.
    #[must_use]
    pub fn new(port: u16, secrets: Secrets) -> Self {
        let names = ["127.0.0.1", "localhost", "[::1]"];
        let mut hosts = names.map(|name| format!("{name}:{port}")).to_vec();
        if port == 80 {
            // The port that browsers do not name.
            hosts.extend(names.map(str::to_owned));
        }
        Self { port, hosts, secrets }
    }

    /// The port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The address that lets a browser in.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/?key={}", self.port, self.secrets.key)
    }

    /// The value of the `Set-Cookie` header for a browser that opened this address. Browsers send a cookie to every port of
    /// a host, so the port is in its name: two pages that are served at once keep their own.
    #[must_use]
    pub fn set_cookie(&self) -> String {
        format!("{}={}; Path=/; HttpOnly; SameSite=Strict", self.cookie_name(), self.secrets.cookie)
    }

    /// The token that pages of this server know.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.secrets.token
    }

    /// Whether somebody shows the key of the printed address: once, by this server's own name, and from no other site.
    #[must_use]
    pub fn may_enter(&self, visit: &Visit) -> bool {
        let mut keys = visit
            .query
            .into_iter()
            .flat_map(|query| query.split('&'))
            .filter_map(|pair| pair.strip_prefix("key="));
        let key = keys.next().is_some_and(|key| same(key, &self.secrets.key));
        self.comes_by_own_name(visit) && key && keys.next().is_none()
    }

    /// Whether somebody may look: with the cookie, by this server's own name, and from no other site.
    #[must_use]
    pub fn may_look(&self, visit: &Visit) -> bool {
        let name = self.cookie_name();
        // Another server of this host can add a cookie of the same name, which must not keep anybody out.
        let mut cookies = visit
            .cookie
            .into_iter()
            .flat_map(|cookies| cookies.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .filter(|(held, _)| *held == name);
        self.comes_by_own_name(visit) && cookies.any(|(_, value)| same(value, &self.secrets.cookie))
    }

    /// Whether somebody may ask: whoever may look, from a page of this server, as JSON, with its token.
    #[must_use]
    pub fn may_ask(&self, visit: &Visit) -> bool {
        let json = visit
            .kind
            .is_some_and(|kind| kind.split(';').next().is_some_and(|kind| kind.trim() == "application/json"));
        self.may_look(visit)
            && visit.origin.is_some()
            && json
            && visit.token.is_some_and(|token| same(token, &self.secrets.token))
    }

    fn cookie_name(&self) -> String {
        format!("petajalan-{}", self.port)
    }

    fn comes_by_own_name(&self, visit: &Visit) -> bool {
        visit.host.is_some_and(|host| self.is_own(host))
            && visit.target.is_none_or(|host| self.is_own(host))
            && visit
                .origin
                .is_none_or(|origin| origin.strip_prefix("http://").is_some_and(|host| self.is_own(host)))
            && visit.site.is_none_or(|site| matches!(site, "same-origin" | "none"))
    }

    fn is_own(&self, host: &str) -> bool {
        self.hosts.iter().any(|own| own.eq_ignore_ascii_case(host))
    }
}

/// Whether two texts are the same, in a time that does not tell where they differ.
fn same(one: &str, other: &str) -> bool {
    let differences =
        one.bytes().zip(other.bytes()).fold(0, |sum, (a, b)| std::hint::black_box(sum | (a ^ b)));
    one.len() == other.len() && differences == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: Visit = Visit {
        target: None,
        query: None,
        host: Some("127.0.0.1:8080"),
        origin: Some("http://127.0.0.1:8080"),
        site: Some("same-origin"),
        kind: Some("application/json; charset=utf-8"),
        cookie: Some("other=x; petajalan-8080=crumb"),
        token: Some("secret"),
    };

    fn guard() -> Guard {
        at(8080)
    }

    fn at(port: u16) -> Guard {
        let secrets =
            Secrets { key: "key".to_owned(), cookie: "crumb".to_owned(), token: "secret".to_owned() };
        Guard::new(port, secrets)
    }

    #[test]
    fn only_an_own_page_may_ask() {
        let guard = guard();
        assert!(guard.may_ask(&OWN) && guard.may_ask(&Visit { site: None, ..OWN }));
        assert!(guard.may_ask(&Visit { target: Some("localhost:8080"), ..OWN }));
        let others = [
            Visit { host: Some("evil.example:8080"), ..OWN },
            Visit { host: Some("127.0.0.1:8081"), ..OWN },
            Visit { host: None, ..OWN },
            Visit { target: Some("evil.example"), ..OWN },
            Visit { target: Some("127.0.0.1:8081"), ..OWN },
            Visit { origin: Some("http://evil.example"), ..OWN },
            Visit { origin: Some("http://127.0.0.1:8080.evil.example"), ..OWN },
            Visit { origin: Some("https://127.0.0.1:8080"), ..OWN },
            Visit { origin: Some("null"), ..OWN },
            Visit { origin: None, ..OWN },
            Visit { site: Some("cross-site"), ..OWN },
            Visit { site: Some("same-site"), ..OWN },
            Visit { kind: Some("text/plain"), ..OWN },
            Visit { kind: None, ..OWN },
            Visit { cookie: None, ..OWN },
            Visit { cookie: Some("petajalan-8081=crumb"), ..OWN },
            Visit { token: Some("secreT"), ..OWN },
            Visit { token: None, ..OWN },
        ];
        for other in others {
            assert!(!guard.may_ask(&other), "{other:?}");
        }
    }

    #[test]
    fn looking_needs_the_cookie_and_the_own_name() {
        let guard = guard();
        let plain =
            Visit { host: Some("localhost:8080"), cookie: Some("petajalan-8080=crumb"), ..Visit::default() };
        assert!(guard.may_look(&plain) && !guard.may_ask(&plain) && !guard.may_enter(&plain));
        assert!(guard.may_look(&Visit { cookie: Some("petajalan-8080=evil;petajalan-8080=crumb"), ..plain }));
        for cookie in
            ["petajalan-8080=", "petajalan-8080=crumbs", "petajalan-8080=crum", "crumb", "=crumb", ""]
        {
            assert!(!guard.may_look(&Visit { cookie: Some(cookie), ..plain }), "{cookie}");
        }
        assert!(!guard.may_look(&Visit { cookie: None, ..plain }));
        assert!(!guard.may_look(&Visit { host: Some("localhost"), ..plain }));
        assert!(!guard.may_look(&Visit { origin: Some("http://evil.example"), ..plain }));
        assert!(!guard.may_look(&Visit { site: Some("cross-site"), ..plain }));
    }

    #[test]
    fn the_port_that_browsers_do_not_name() {
        let visit = Visit {
            host: Some("127.0.0.1"),
            origin: Some("http://127.0.0.1"),
            cookie: Some("petajalan-80=crumb"),
            ..OWN
        };
        assert!(at(80).may_ask(&visit) && at(80).may_ask(&Visit { host: Some("localhost:80"), ..visit }));
        assert!(!at(80).may_ask(&Visit { host: Some("evil.example"), ..visit }));
    }

    #[test]
    fn entering_needs_the_key_once() {
        let guard = guard();
        let query = |query| Visit { query: Some(query), host: Some("127.0.0.1:8080"), ..Visit::default() };
        assert!(guard.may_enter(&query("key=key")) && guard.may_enter(&query("lang=id&key=key")));
        for other in
            ["", "key", "key=", "key=ke", "key=keys", "Key=key", "key=key&key=key", "key=x&key=key", "x=key"]
        {
            assert!(!guard.may_enter(&query(other)), "{other}");
        }
        assert!(!guard.may_look(&query("key=key")), "the cookie is another text");
        assert!(!guard.may_enter(&Visit { host: Some("evil.example:8080"), ..query("key=key") }));
        assert!(!guard.may_enter(&Visit { site: Some("cross-site"), ..query("key=key") }));
        assert!(guard.address().ends_with(":8080/?key=key") && !guard.set_cookie().contains("key"));
    }
}
