//! Who may ask: only a page that this server handed out, in a browser that came here by this server's own name.
//!
//! A page of another site can send requests to the loopback address. Its `Host` is another name where it resolved one to
//! this address (DNS rebinding), its `Origin` is its own, and it does not know the token.

/// What a server admits.
#[derive(Clone, Debug)]
pub struct Guard {
    hosts: Vec<String>,
    token: String,
}

/// The headers of a request that say where it comes from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Visit<'a> {
    /// `Host`.
    pub host: Option<&'a str>,
    /// `Origin`.
    pub origin: Option<&'a str>,
    /// `Sec-Fetch-Site`.
    pub site: Option<&'a str>,
    /// `Content-Type`.
    pub kind: Option<&'a str>,
    /// `X-Petajalan`, the token of the page.
    pub token: Option<&'a str>,
}

impl Guard {
    /// The guard of a port on the loopback address.
    #[must_use]
    pub fn new(port: u16, token: &str) -> Self {
        let hosts = ["127.0.0.1", "localhost", "[::1]"].map(|name| format!("{name}:{port}")).to_vec();
        Self { hosts, token: token.to_owned() }
    }

    /// The token that pages of this server know.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Whether somebody may look: by this server's own name, and from no other site.
    #[must_use]
    pub fn may_look(&self, visit: &Visit) -> bool {
        let own_host =
            visit.host.is_some_and(|host| self.hosts.iter().any(|own| own.eq_ignore_ascii_case(host)));
        let own_origin = visit.origin.is_none_or(|origin| self.is_own(origin));
        own_host && own_origin && visit.site.is_none_or(|site| matches!(site, "same-origin" | "none"))
    }

    /// Whether somebody may ask: from a page of this server, as JSON, with its token.
    #[must_use]
    pub fn may_ask(&self, visit: &Visit) -> bool {
        let json = visit
            .kind
            .is_some_and(|kind| kind.split(';').next().is_some_and(|kind| kind.trim() == "application/json"));
        self.may_look(visit)
            && visit.origin.is_some()
            && json
            && visit.token.is_some_and(|token| same(token, &self.token))
    }

    fn is_own(&self, origin: &str) -> bool {
        let host = origin.strip_prefix("http://");
        host.is_some_and(|host| self.hosts.iter().any(|own| own.eq_ignore_ascii_case(host)))
    }
}

/// Whether two texts are the same, in a time that does not tell where they differ.
fn same(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.bytes().zip(other.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: Visit = Visit {
        host: Some("127.0.0.1:8080"),
        origin: Some("http://127.0.0.1:8080"),
        site: Some("same-origin"),
        kind: Some("application/json; charset=utf-8"),
        token: Some("secret"),
    };

    #[test]
    fn only_an_own_page_may_ask() {
        let guard = Guard::new(8080, "secret");
        assert!(guard.may_ask(&OWN) && guard.may_ask(&Visit { site: None, ..OWN }));
        let others = [
            Visit { host: Some("evil.example:8080"), ..OWN },
            Visit { host: Some("127.0.0.1:8081"), ..OWN },
            Visit { host: None, ..OWN },
            Visit { origin: Some("http://evil.example"), ..OWN },
            Visit { origin: Some("http://127.0.0.1:8080.evil.example"), ..OWN },
            Visit { origin: Some("https://127.0.0.1:8080"), ..OWN },
            Visit { origin: Some("null"), ..OWN },
            Visit { origin: None, ..OWN },
            Visit { site: Some("cross-site"), ..OWN },
            Visit { kind: Some("text/plain"), ..OWN },
            Visit { kind: None, ..OWN },
            Visit { token: Some("secreT"), ..OWN },
            Visit { token: None, ..OWN },
        ];
        for other in others {
            assert!(!guard.may_ask(&other), "{other:?}");
        }
    }

    #[test]
    fn looking_needs_no_token_but_the_own_name() {
        let guard = Guard::new(8080, "secret");
        let plain = Visit { host: Some("localhost:8080"), ..Visit::default() };
        assert!(guard.may_look(&plain) && !guard.may_ask(&plain));
        assert!(!guard.may_look(&Visit { host: Some("localhost"), ..plain }));
        assert!(!guard.may_look(&Visit { origin: Some("http://evil.example"), ..plain }));
        assert!(!guard.may_look(&Visit { site: Some("cross-site"), ..plain }));
    }
}
