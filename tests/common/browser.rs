//! Headless Chromium, driven through its own pipe: no driver, no port, no other program.
//!
//! Commands and answers of the `DevTools` protocol are JSON documents that end in a zero byte, written to the browser's
//! file 3 and read from its file 4. A shell ties these to its standard input and output, which Rust can hold.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

const PATIENCE: Duration = Duration::from_mins(1);

/// Where a browser is: `PETAJALAN_CHROMIUM`, or the first on the path. A test that cannot use one says so, and fails where
/// `PETAJALAN_BROWSER` demands it.
pub fn installed() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
    let path = std::env::var_os("PATH").unwrap_or_default();
    let places = std::env::split_paths(&path).flat_map(|folder| names.map(|name| folder.join(name)));
    let asked = std::env::var_os("PETAJALAN_CHROMIUM").map(PathBuf::from);
    let found = asked.into_iter().chain(places).find(|place| place.is_file());
    if found.is_none() {
        assert!(
            std::env::var_os("PETAJALAN_BROWSER").is_none(),
            "PETAJALAN_BROWSER is set and there is no Chromium"
        );
        eprintln!("left out: there is no Chromium here (as root, scripts/test installs it)");
    }
    found
}

/// The script of axe-core, where it was fetched (`npm install --prefix target/tools axe-core`). A test that cannot use it says
/// so, and fails where `PETAJALAN_BROWSER` demands it.
pub fn axe() -> Option<String> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/node_modules/axe-core/axe.min.js");
    let place = std::env::var_os("PETAJALAN_AXE").map_or(own, PathBuf::from);
    let read = std::fs::read_to_string(&place);
    if read.is_err() {
        assert!(
            std::env::var_os("PETAJALAN_BROWSER").is_none(),
            "PETAJALAN_BROWSER is set and axe-core is not at {}",
            place.display()
        );
        eprintln!("left out: axe-core is not at {}", place.display());
    }
    read.ok()
}

/// A browser with one page.
pub struct Browser {
    child: Child,
    input: ChildStdin,
    messages: Receiver<Value>,
    session: Option<String>,
    last: u64,
    /// Addresses asked for since the page was opened.
    pub requests: Vec<String>,
    /// Errors and warnings of the console, and exceptions.
    pub complaints: Vec<String>,
    loaded: usize,
    _profile: tempfile::TempDir,
}

impl Browser {
    /// A browser without a network, its window this large.
    pub fn start(program: &Path, width: u32, height: u32) -> Self {
        let profile = super::program::temporary();
        let mut child = Command::new("sh")
            .args(["-c", "exec \"$@\" 3<&0 4>&1 0</dev/null 1>/dev/null 2>&1", "sh"])
            .arg(program)
            .args([
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
            ])
            .args(["--disable-background-networking", "--disable-component-update", "--hide-scrollbars"])
            .args(["--force-color-profile=srgb", "--remote-debugging-pipe"])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the browser starts");
        let input = child.stdin.take().expect("a pipe");
        let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
        let (tell, messages) = channel();
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            while output.read_until(0, &mut bytes).is_ok_and(|count| count > 0) {
                bytes.pop();
                if let Ok(message) = serde_json::from_slice(&bytes)
                    && tell.send(message).is_err()
                {
                    return;
                }
                bytes.clear();
            }
        });
        let mut browser = Self {
            child,
            input,
            messages,
            session: None,
            last: 0,
            requests: Vec::new(),
            complaints: Vec::new(),
            loaded: 0,
            _profile: profile,
        };
        let target = browser.call("Target.createTarget", &json!({"url": "about:blank"}));
        let attached = json!({"targetId": target["targetId"], "flatten": true});
        let session = browser.call("Target.attachToTarget", &attached);
        browser.session = session["sessionId"].as_str().map(str::to_owned);
        for domain in ["Page", "Network", "Runtime", "Log"] {
            browser.call(&format!("{domain}.enable"), &json!({}));
        }
        let offline = json!({"offline": true, "latency": 0, "downloadThroughput": 0, "uploadThroughput": 0});
        browser.call("Network.emulateNetworkConditions", &offline);
        browser.resize(width, height);
        browser
    }

    /// Makes the window this large.
    pub fn resize(&mut self, width: u32, height: u32) {
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600});
        self.call("Emulation.setDeviceMetricsOverride", &size);
    }

    /// Opens a file and waits until it is loaded.
    pub fn open(&mut self, file: &Path, hash: &str) {
        // From a page to itself only the part after `#` would change, and nothing would be loaded.
        self.go("about:blank");
        self.requests.clear();
        self.go(&format!("file://{}{hash}", file.display()));
    }

    /// Opens an address of this computer, for which the network is let in again.
    pub fn visit(&mut self, address: &str) {
        let online =
            json!({"offline": false, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1});
        self.call("Network.emulateNetworkConditions", &online);
        self.go("about:blank");
        self.requests.clear();
        self.go(address);
    }

    /// Waits until an expression is true.
    #[track_caller]
    pub fn until(&mut self, script: &str) {
        let begun = Instant::now();
        while self.run(script) != Value::Bool(true) {
            assert!(begun.elapsed() < PATIENCE, "never: {script}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn go(&mut self, address: &str) {
        let before = self.loaded;
        self.call("Page.navigate", &json!({"url": address}));
        let begun = Instant::now();
        while self.loaded == before && begun.elapsed() < PATIENCE {
            self.hear();
        }
        assert!(self.loaded > before, "{address} is not loaded");
    }

    /// The value of an expression in the page.
    #[track_caller]
    pub fn run(&mut self, script: &str) -> Value {
        let asked =
            json!({"expression": script, "awaitPromise": true, "returnByValue": true, "userGesture": true});
        let answer = self.call("Runtime.evaluate", &asked);
        assert!(answer["exceptionDetails"].is_null(), "{script}: {answer}");
        answer["result"]["value"].clone()
    }

    /// What axe-core, which was run in the page, finds against it.
    pub fn violations(&mut self) -> Value {
        self.run(
            "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }) \
             .then((found) => found.violations.map((one) => one.id + ': ' + one.help + ' ' + one.nodes.slice(0, 3).map((node) => node.html).join(' | ')))",
        )
    }

    /// Nothing was asked of a network, and nothing was complained about.
    #[track_caller]
    pub fn is_quiet(&self) {
        let is_own = |address: &&String| address.starts_with("file:") || address.starts_with("data:");
        let other: Vec<&String> = self.requests.iter().filter(|address| !is_own(address)).collect();
        assert!(other.is_empty(), "asked for {other:?}");
        assert_eq!(self.requests.iter().filter(|address| address.starts_with("file:")).count(), 1);
        assert!(self.complaints.is_empty(), "{:?}", self.complaints);
    }

    /// The same as a text.
    #[track_caller]
    pub fn text(&mut self, script: &str) -> String {
        self.run(script).as_str().unwrap_or_default().to_owned()
    }

    /// Presses and releases a key.
    pub fn press(&mut self, key: &str, code: u32) {
        for kind in ["keyDown", "keyUp"] {
            let text = if key == "Enter" { "\r" } else { "" };
            let event =
                json!({"type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code, "text": text});
            self.call("Input.dispatchKeyEvent", &event);
        }
    }

    /// Media features, such as `prefers-color-scheme`.
    pub fn prefers(&mut self, scheme: &str) {
        let features = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        self.call("Emulation.setEmulatedMedia", &features);
    }

    /// A picture of the page: of the window, or of all of it.
    pub fn picture(&mut self, whole: bool) -> Vec<u8> {
        let answer =
            self.call("Page.captureScreenshot", &json!({"format": "png", "captureBeyondViewport": whole}));
        STANDARD.decode(answer["data"].as_str().expect("a picture")).expect("base64")
    }

    /// The page printed, its own paper size preferred.
    pub fn pdf(&mut self) -> Vec<u8> {
        let answer =
            self.call("Page.printToPDF", &json!({"preferCSSPageSize": true, "printBackground": true}));
        STANDARD.decode(answer["data"].as_str().expect("a document")).expect("base64")
    }

    #[track_caller]
    fn call(&mut self, method: &str, parameters: &Value) -> Value {
        self.last += 1;
        let id = self.last;
        let mut message = json!({"id": id, "method": method, "params": parameters});
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        let bytes = serde_json::to_vec(&message).expect("JSON");
        self.input.write_all(&bytes).and_then(|()| self.input.write_all(&[0])).expect("the browser listens");
        self.input.flush().expect("the browser listens");
        let begun = Instant::now();
        loop {
            assert!(begun.elapsed() < PATIENCE, "{method}: no answer");
            if let Some(answer) = self.hear().filter(|answer| answer["id"] == json!(id)) {
                assert!(answer["error"].is_null(), "{method}: {}", answer["error"]);
                return answer["result"].clone();
            }
        }
    }

    /// The next message; events are noted.
    fn hear(&mut self) -> Option<Value> {
        let message = self.messages.recv_timeout(Duration::from_secs(5)).ok()?;
        let parameters = &message["params"];
        match message["method"].as_str() {
            Some("Page.loadEventFired") => self.loaded += 1,
            Some("Network.requestWillBeSent") => {
                let address = parameters["request"]["url"].as_str().unwrap_or_default();
                self.requests.push(address.chars().take(200).collect());
            }
            Some("Runtime.exceptionThrown") => {
                self.complaints.push(parameters["exceptionDetails"].to_string());
            }
            Some("Runtime.consoleAPICalled") => self.complaints.push(parameters["args"].to_string()),
            Some("Log.entryAdded") => self.complaints.push(parameters["entry"].to_string()),
            _ => {}
        }
        Some(message)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // It is a child of ours, and nothing depends on how it ends.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
