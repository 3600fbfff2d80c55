//! The server: three addresses, each behind the guard; answers to questions as server-sent events.

use std::convert::Infallible;
use std::net::TcpListener;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use futures_util::Stream;
use futures_util::stream::unfold;
use hyper::service::Service as _;
use hyper_util::service::TowerToHyperService;
use tokio::sync::{Notify, watch};

use super::connections::{self, PATIENCE, Peer};
use super::line::{Job, SLICE};
use super::news::News;
use super::{Shared, save};
use crate::serve::guard::Visit;
use crate::serve::problem::{Refused, stranger};
use crate::serve::question::{MOST_BYTES, Question, problem_of};
use crate::words::serve::Problem;

/// How long the end waits for answers on their way.
const GRACE: Duration = Duration::from_secs(2);
/// A sign of life for a page that waits; where it cannot be sent, nobody is there any more.
const SIGN: Duration = Duration::from_secs(2);

/// Serves until told to stop.
///
/// # Errors
/// What the system says.
pub fn serve(listener: TcpListener, shared: &Arc<Shared>, stop: &Arc<Notify>) -> std::io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let app = Router::new()
            .route("/", get(page))
            .route("/ask", post(ask))
            .route("/save", post(keep))
            .fallback(nothing)
            .method_not_allowed_fallback(nothing)
            .with_state(Arc::clone(shared));
        let (tell, ended) = watch::channel(false);
        let too_late = async {
            stop.notified().await;
            shared.line.close();
            // Nobody listens only where serving has ended already.
            let _ = tell.send(true);
            tokio::time::sleep(GRACE).await;
        };
        let (app, door) = (TowerToHyperService::new(app), Arc::clone(shared));
        let serving = connections::serve(listener, ended, move |peer, request| {
            answer(Arc::clone(&door), app.clone(), peer, request)
        });
        tokio::select! {
            () = serving => {}
            () = too_late => {}
        }
        Ok(())
    })
}

/// Answers whoever may look; lets in who shows the key of the printed address; refuses everybody else.
async fn answer(
    shared: Arc<Shared>,
    app: TowerToHyperService<Router>,
    peer: Arc<Peer>,
    request: Request<Body>,
) -> Response {
    // A visit that says nothing of itself is a stranger's.
    let visit = visit(&request).unwrap_or_default();
    let opens = matches!(*request.method(), Method::GET | Method::HEAD);
    if opens && request.uri().path() == "/" && shared.guard.may_enter(&visit) {
        let headers = [(header::LOCATION, "/"), (header::SET_COOKIE, &shared.guard.set_cookie())];
        return sealed((StatusCode::SEE_OTHER, headers).into_response(), None);
    }
    if !shared.guard.may_look(&visit) {
        let mut refused = if opens {
            let page = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
            sealed((StatusCode::FORBIDDEN, page, stranger()).into_response(), None)
        } else {
            refuse(&Refused::of("", &Problem::Stranger))
        };
        refused.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
        return refused;
    }
    peer.admit();
    match app.call(request).await {
        Ok(answer) => answer,
        Err(never) => match never {},
    }
}

/// Where a request says that it comes from; nothing where it says so twice, or not in plain text.
fn visit(request: &Request<Body>) -> Option<Visit<'_>> {
    let text = |name: HeaderName| {
        let mut values = request.headers().get_all(name).iter();
        let value = values.next().map(HeaderValue::to_str).transpose().ok()?;
        values.next().is_none().then_some(value)
    };
    Some(Visit {
        target: request.uri().authority().map(axum::http::uri::Authority::as_str),
        query: request.uri().query(),
        host: text(header::HOST)?,
        origin: text(header::ORIGIN)?,
        site: text(HeaderName::from_static("sec-fetch-site"))?,
        kind: text(header::CONTENT_TYPE)?,
        cookie: text(header::COOKIE)?,
        token: text(HeaderName::from_static("x-petajalan"))?,
    })
}

/// What every answer says to the browser; a page adds its own policy.
fn sealed(mut response: Response, policy: Option<&str>) -> Response {
    let headers = response.headers_mut();
    let policy = policy.map_or_else(
        || "default-src 'none'".to_owned(),
        |policy| format!("{policy}; frame-ancestors 'none'"),
    );
    let fixed = [
        ("content-security-policy", policy.as_str()),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "no-referrer"),
        ("cache-control", "no-store"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
    ];
    for (name, value) in fixed {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
    response
}

fn json(status: StatusCode, bytes: Vec<u8>) -> Response {
    sealed((status, [(header::CONTENT_TYPE, "application/json")], bytes).into_response(), None)
}

fn refuse(refused: &Refused) -> Response {
    json(StatusCode::from_u16(refused.status).unwrap_or(StatusCode::BAD_REQUEST), refused.json())
}

async fn nothing() -> Response {
    refuse(&Refused::of("", &Problem::NoPage))
}

async fn page(State(shared): State<Arc<Shared>>) -> Response {
    let world = shared.world();
    let (page, policy) = &world.page;
    sealed(([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page.clone()).into_response(), Some(policy))
}

/// The question of a request that may ask.
async fn question(shared: &Shared, request: Request<Body>) -> Result<Question, Refused> {
    let refused = |problem: &Problem| Err(Refused::of("", problem));
    if !visit(&request).is_some_and(|visit| shared.guard.may_ask(&visit)) {
        return refused(&Problem::Stranger);
    }
    let claimed = request.headers().get(header::CONTENT_LENGTH);
    let claimed = claimed.and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if claimed.is_some_and(|claimed| claimed > MOST_BYTES) {
        return refused(&Problem::TooLarge(MOST_BYTES));
    }
    match tokio::time::timeout(PATIENCE, to_bytes(request.into_body(), MOST_BYTES)).await {
        // hyper removes a length beside chunks, so that nobody can tell whether the two contradict each other. No page of
        // this server sends chunks.
        Ok(Ok(_)) if claimed.is_none() => refused(&Problem::NoLength),
        Ok(Ok(bytes)) => Question::read(&bytes),
        Ok(Err(_)) => refused(&Problem::TooLarge(MOST_BYTES)),
        Err(_) => refused(&Problem::TooSlow(PATIENCE.as_secs())),
    }
}

async fn ask(State(shared): State<Arc<Shared>>, request: Request<Body>) -> Response {
    let question = match question(&shared, request).await {
        Ok(question) => question,
        Err(refused) => return refuse(&refused),
    };
    let world = shared.world();
    if let Err(refused) = question.check(&world.case) {
        return refuse(&refused);
    }
    let wished = match question.asked.wished(&world.case) {
        Ok(wished) => wished,
        Err(broken) => return refuse(&Refused::of("wishes", &problem_of(broken))),
    };
    let (job, reader) = Job::new(question, world, wished);
    if !shared.line.ask(&job) {
        return refuse(&Refused::of("", &Problem::Busy));
    }
    let (most, late) = (shared.line.most, Arc::downgrade(&job));
    let line = Arc::clone(&shared);
    tokio::spawn(async move {
        // While a question is searched, others get their turn; at the end of its time the search stops.
        let end = tokio::time::Instant::now() + most;
        while tokio::time::Instant::now() < end {
            tokio::time::sleep_until(end.min(tokio::time::Instant::now() + SLICE / 4)).await;
            if late.strong_count() == 0 {
                return;
            }
            line.line.take_turns();
        }
        if let Some(job) = late.upgrade() {
            line.line.expire(&job);
        }
    });
    let answer = Answer { events: Box::pin(events(&job, reader)), shared, job };
    sealed(Sse::new(answer).keep_alive(KeepAlive::new().interval(SIGN)).into_response(), None)
}

/// The events of an answer; whoever drops it does not want the rest.
struct Answer {
    events: Pin<Box<dyn Stream<Item = Result<Event, Infallible>> + Send>>,
    shared: Arc<Shared>,
    job: Arc<Job>,
}

impl Stream for Answer {
    type Item = Result<Event, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.events.as_mut().poll_next(context)
    }
}

impl Drop for Answer {
    fn drop(&mut self) {
        self.shared.line.leave(&self.job);
    }
}

/// One event for every change that the page is quick enough to see, and always one for the last.
fn events(
    job: &Job,
    reader: watch::Receiver<News>,
) -> impl Stream<Item = Result<Event, Infallible>> + Send + use<> {
    let number = job.question.number;
    unfold((reader, 0_u64, false), move |(mut reader, had, ended)| async move {
        if ended || reader.changed().await.is_err() {
            return None;
        }
        let news = reader.borrow_and_update().clone();
        let event = Event::default().data(news.data(number, had));
        let had = news.part.as_ref().map_or(had, |(count, _)| *count);
        Some((Ok(event), (reader, had, news.ended)))
    })
}

async fn keep(State(shared): State<Arc<Shared>>, request: Request<Body>) -> Response {
    let question = match question(&shared, request).await {
        Ok(question) => question,
        Err(refused) => return refuse(&refused),
    };
    let saved = tokio::task::spawn_blocking(move || save::save(&shared, &question)).await;
    match saved {
        Ok(Ok(bytes)) => json(StatusCode::OK, bytes),
        Ok(Err(refused)) => refuse(&refused),
        Err(_) => refuse(&Refused::of("", &Problem::NotTheSame)),
    }
}
