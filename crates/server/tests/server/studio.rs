//! A studio of its own for each test, and people who come to it with a browser.

use std::{
    fs::File,
    io::Read,
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, Ordering},
    },
};

use incamera_charter::{read, shipped};
use incamera_rights::{Kernel, Layout};
use incamera_server::{House, Settings, listen};
use incamera_studio::work::Means;
use jiff::{Timestamp, tz::TimeZone};
use serde_json::Value;
use tokio::{runtime::Runtime, sync::oneshot};
use ureq::http::{HeaderMap, Request};

/// When tests begin.
const BEGIN: i64 = 1_795_597_200_000;

pub(crate) const OWNER: &str = "owner@studio.example";
pub(crate) const PASSWORD: &str = "a sentence somebody remembers";

/// A studio that is served.
pub(crate) struct Studio {
    pub(crate) address: SocketAddr,
    pub(crate) house: Arc<House>,
    pub(crate) folder: tempfile::TempDir,
    clock: Arc<AtomicI64>,
    runtime: Runtime,
    agent: ureq::Agent,
    /// Stops the server when it is dropped.
    _stop: oneshot::Sender<()>,
}

impl Studio {
    /// One that nobody owns yet.
    pub(crate) fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(AtomicI64::new(BEGIN));
        let runtime = Runtime::new().unwrap();
        let (stop, stopped) = oneshot::channel::<()>();
        let (now, at) = (Arc::clone(&clock), folder.path().join("studio"));
        let (address, house) = runtime.block_on(async {
            let today = Timestamp::from_millisecond(BEGIN).unwrap().to_zoned(TimeZone::UTC).date();
            let charter = read(&shipped::files(), today).unwrap();
            let time = move || Timestamp::from_millisecond(now.load(Ordering::Relaxed)).unwrap();
            let kernel =
                Kernel::open(&Layout::under(&at), charter, Box::new(time), Box::new(Chance::new())).await;
            let worker = incamera_lab::Settings::default();
            let means = Means { worker, models: None, language: None, font: None, lanes: 1 };
            let trouble = Box::new(told);
            let settings = Settings { kernel: Arc::new(kernel.unwrap()), means, secure: false, trouble };
            let house = House::new(settings).await.unwrap();
            let gone = async { drop(stopped.await) };
            let listening = listen(Arc::clone(&house), ([127, 0, 0, 1], 0).into(), gone).await.unwrap();
            (listening.address, house)
        });
        let config = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0);
        let agent = config.build().new_agent();
        Self { address, house, folder, clock, runtime, agent, _stop: stop }
    }

    /// One whose owner is signed in.
    pub(crate) fn owned() -> (Self, Browser, Person) {
        let studio = Self::open();
        let (browser, owner) = studio.set_up();
        (studio, browser, owner)
    }

    /// The owner comes in by the link.
    pub(crate) fn set_up(&self) -> (Browser, Person) {
        let browser = self.browser();
        let action = format!("/setup?token={}", self.house.setup_token().unwrap());
        let form = browser.form(&action, &[("step", "age"), ("country", "FR"), ("born", "1990-02-03")]);
        let said =
            [("name", "Ada <b>Martin</b>"), ("email", OWNER), ("password", PASSWORD), ("studio", "Atelier")];
        let person = browser.enrol(&action, &form, &said);
        (browser, person)
    }

    /// Somebody's browser, with nothing in it.
    pub(crate) fn browser(&self) -> Browser {
        Browser {
            agent: self.agent.clone(),
            base: format!("http://{}", self.address),
            clock: Arc::clone(&self.clock),
            cookie: Mutex::new(None),
        }
    }

    /// Time goes by.
    pub(crate) fn wait(&self, seconds: i64) {
        self.clock.fetch_add(seconds * 1000, Ordering::Relaxed);
    }

    /// Does something with the kernel.
    pub(crate) fn within<T>(&self, work: impl AsyncFnOnce(&Kernel) -> T) -> T {
        self.runtime.block_on(work(self.house.kernel()))
    }
}

#[expect(clippy::print_stdout, reason = "a test that failed shows what the operator was told")]
fn told(line: &str) {
    println!("{line}");
}

/// Chance from the system.
struct Chance(Mutex<File>);

impl Chance {
    fn new() -> Self {
        Self(Mutex::new(File::open("/dev/urandom").unwrap()))
    }
}

impl incamera_rights::Random for Chance {
    fn fill(&self, bytes: &mut [u8]) {
        self.0.lock().unwrap().read_exact(bytes).unwrap();
    }
}

/// Somebody, and what he signs in with.
pub(crate) struct Person {
    pub(crate) secret: Vec<u8>,
    pub(crate) recovery: Vec<String>,
}

/// A browser: it keeps one cookie, and says from where it asks.
pub(crate) struct Browser {
    agent: ureq::Agent,
    base: String,
    clock: Arc<AtomicI64>,
    cookie: Mutex<Option<String>>,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|e| panic!("{e}: {}", self.body))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// What stands in a page between these.
    pub(crate) fn between(&self, before: &str, after: &str) -> String {
        let rest = self.body.split_once(before).unwrap_or_else(|| panic!("no {before} in {}", self.body)).1;
        rest.split_once(after).unwrap().0.to_owned()
    }

    pub(crate) fn is(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.body);
        self
    }
}

impl Browser {
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &[], "")
    }

    pub(crate) fn form(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body: Vec<String> =
            fields.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
        let kind = ("content-type", "application/x-www-form-urlencoded");
        self.send("POST", path, &[kind, ("sec-fetch-site", "same-origin")], &body.join("&"))
    }

    pub(crate) fn json(&self, method: &str, path: &str, body: &Value) -> Answer {
        let kind = ("content-type", "application/json");
        self.send(method, path, &[kind, ("sec-fetch-site", "same-origin")], &body.to_string())
    }

    pub(crate) fn delete(&self, path: &str) -> Answer {
        self.send("DELETE", path, &[("sec-fetch-site", "same-origin")], "")
    }

    /// Sends what may be anything.
    pub(crate) fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.base));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(cookie) = &*self.cookie.lock().unwrap() {
            request = request.header("cookie", cookie);
        }
        let mut answer = self.agent.run(request.body(body.to_owned()).unwrap()).unwrap();
        for set in answer.headers().get_all("set-cookie") {
            let set = set.to_str().unwrap();
            let pair = set.split(';').next().unwrap();
            if pair.starts_with("__Host-session=") {
                *self.cookie.lock().unwrap() = Some(pair.to_owned()).filter(|pair| !pair.ends_with('='));
            }
        }
        let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
        Answer { status, headers, body: answer.body_mut().read_to_string().unwrap() }
    }

    /// The cookie as it is kept.
    pub(crate) fn cookie(&self) -> Option<String> {
        self.cookie.lock().unwrap().clone()
    }

    pub(crate) fn keep(&self, cookie: Option<String>) {
        *self.cookie.lock().unwrap() = cookie;
    }

    /// Fills in the form of an account that a page shows.
    pub(crate) fn enrol(&self, action: &str, form: &Answer, said: &[(&str, &str)]) -> Person {
        let ticket = form.between("name=\"ticket\" value=\"", "\"");
        let secret =
            data_encoding::BASE32_NOPAD.decode(form.between("<code>", "</code>").as_bytes()).unwrap();
        let code = self.code(&secret);
        let mut fields = vec![("step", "enrol"), ("ticket", ticket.as_str()), ("code", code.as_str())];
        fields.extend(said);
        let page = self.form(action, &fields).is(200);
        let recovery: Vec<String> = page
            .body
            .split("<li><code>")
            .skip(1)
            .map(|rest| rest.split_once('<').unwrap().0.to_owned())
            .collect();
        assert_eq!(recovery.len(), 10, "{}", page.body);
        Person { secret, recovery }
    }

    /// The code that an authenticator shows now.
    pub(crate) fn code(&self, secret: &[u8]) -> String {
        incamera_studio::code_at(secret, self.clock.load(Ordering::Relaxed) / 30_000)
    }

    /// Signs in as far as the code; the ticket.
    pub(crate) fn password(&self, email: &str, password: &str) -> Answer {
        self.form(
            "/sign-in",
            &[("step", "password"), ("email", email), ("password", password), ("next", "/")],
        )
    }

    /// The second step.
    pub(crate) fn second(&self, asked: &Answer, code: &str) -> Answer {
        let ticket = asked.between("name=\"ticket\" value=\"", "\"");
        self.form("/sign-in", &[("step", "code"), ("ticket", &ticket), ("code", code), ("next", "/")])
    }

    /// His one workspace.
    pub(crate) fn workspace(&self) -> String {
        self.get("/api/v1/me").is(200).json()["workspaces"][0]["id"].as_str().unwrap().to_owned()
    }

    /// Begins a film.
    pub(crate) fn begin(&self, title: &str) -> String {
        let path = format!("/api/v1/workspaces/{}/projects", self.workspace());
        let made = self.json("POST", &path, &serde_json::json!({ "title": title })).is(201).json();
        made["id"].as_str().unwrap().to_owned()
    }
}

fn escaped(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { char::from(b).to_string() } else { format!("%{b:02X}") })
        .collect()
}
