//! Connections: how many there are at once, how long each is waited for, and which one is closed for a new one.
//!
//! Every account and program of this computer can connect. A connection is a stranger's until a request on it is admitted
//! ([`Peer::admit`]). Where there is no room for a new connection, the oldest stranger's is closed; an admitted one never
//! is, so strangers can neither keep a reader out nor end an answer.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::io;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1::Builder;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::{Sleep, sleep};

/// A request's header, its body, and room for the next part of an answer are each waited for so long. A connection on which
/// nothing is asked is closed after the same time.
pub const PATIENCE: Duration = Duration::from_secs(10);
/// More bytes are not held of a header, nor of what a peer does not read.
const MOST_HELD: usize = 64 * 1024;
/// There are never more connections at once.
const MOST: usize = 128;
/// There are so many at once under any limit of the system.
const FEWEST: usize = 4;
/// File descriptors that connections leave to the rest of the program: its runtime, a scenario that is saved, what it solves.
const OTHER_FILES: usize = 64;
/// After the system refused a connection, nothing is accepted for so long.
const PAUSE: Duration = Duration::from_millis(100);
/// What a connection is told for which there is no room.
const BUSY: &[u8] =
    b"HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\nretry-after: 1\r\nconnection: close\r\n\r\n";

/// The other end of a connection.
#[derive(Default)]
pub struct Peer {
    admitted: AtomicBool,
    leave: Notify,
}

impl Peer {
    /// From now on this connection is not closed for another one.
    pub fn admit(&self) {
        self.admitted.store(true, Ordering::Relaxed);
    }
}

/// Serves connections until `ended` is true, then waits for answers on their way.
pub async fn serve<F, A>(listener: TcpListener, mut ended: watch::Receiver<bool>, answer: F)
where
    F: Fn(Arc<Peer>, Request<Body>) -> A + Clone + Send + Sync + 'static,
    A: Future<Output = Response> + Send + 'static,
{
    let most = most();
    let all = All { room: Arc::new(Semaphore::new(most)), peers: Arc::default() };
    for number in 0_u64.. {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            // An error means that nobody is left to tell the end: it is the end.
            _ = ended.wait_for(|ended| *ended) => break,
        };
        let Ok((stream, _)) = accepted else {
            sleep(PAUSE).await;
            continue;
        };
        let Some(place) = all.place(number).await else {
            // Whoever does not hear it sees the connection closed.
            let _ = stream.try_write(BUSY);
            continue;
        };
        tokio::spawn(connection(stream, place, ended.clone(), answer.clone()));
    }
    drop(listener);
    // Every connection gives its room back at its end. The semaphore is never closed.
    let _ = all.room.acquire_many(u32::try_from(most).unwrap_or(u32::MAX)).await;
}

/// How many connections there may be at once: fewer than the system lets this program open files.
fn most() -> usize {
    #[cfg(unix)]
    let files = rustix::process::getrlimit(rustix::process::Resource::Nofile).current;
    #[cfg(not(unix))]
    let files: Option<u64> = None;
    let files = files.map_or(usize::MAX, |files| usize::try_from(files).unwrap_or(usize::MAX));
    files.saturating_sub(OTHER_FILES).clamp(FEWEST, MOST)
}

/// All connections.
struct All {
    room: Arc<Semaphore>,
    peers: Peers,
}

/// By number: the oldest first.
type Peers = Arc<Mutex<BTreeMap<u64, Arc<Peer>>>>;

impl All {
    /// A place for a new connection, for which a stranger's may be closed; none where every connection is admitted.
    async fn place(&self, number: u64) -> Option<Place> {
        let room = if let Ok(room) = Arc::clone(&self.room).try_acquire_owned() {
            room
        } else {
            let oldest =
                lock(&self.peers).values().find(|peer| !peer.admitted.load(Ordering::Relaxed)).cloned();
            oldest?.leave.notify_one();
            // It is closed at its next turn, or another one ends before.
            Arc::clone(&self.room).acquire_owned().await.ok()?
        };
        let peer = Arc::new(Peer::default());
        lock(&self.peers).insert(number, Arc::clone(&peer));
        Some(Place { number, peer, peers: Arc::clone(&self.peers), _room: room })
    }
}

/// The place of a connection, free again when this is dropped.
struct Place {
    number: u64,
    peer: Arc<Peer>,
    peers: Peers,
    _room: OwnedSemaphorePermit,
}

impl Drop for Place {
    fn drop(&mut self) {
        lock(&self.peers).remove(&self.number);
    }
}

fn lock(peers: &Peers) -> MutexGuard<'_, BTreeMap<u64, Arc<Peer>>> {
    peers.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Answers what is asked on one connection, until it is closed.
async fn connection<F, A>(stream: TcpStream, place: Place, mut ended: watch::Receiver<bool>, answer: F)
where
    F: Fn(Arc<Peer>, Request<Body>) -> A,
    A: Future<Output = Response>,
{
    let peer = &place.peer;
    let service = service_fn(|request: Request<Incoming>| {
        let answered = answer(Arc::clone(peer), request.map(Body::new));
        async { Ok::<_, Infallible>(answered.await) }
    });
    let stream = TokioIo::new(Waiting { stream, stalled: None });
    let mut builder = Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(PATIENCE).max_buf_size(MOST_HELD);
    let mut connection = pin!(builder.serve_connection(stream, service));
    let mut ending = false;
    loop {
        tokio::select! {
            // Whatever went wrong on it is its peer's affair: it broke off, was too slow or did not speak HTTP.
            _ = connection.as_mut() => return,
            () = peer.leave.notified() => return,
            _ = ended.wait_for(|ended| *ended), if !ending => {
                ending = true;
                connection.as_mut().graceful_shutdown();
            }
        }
    }
}

/// A stream that fails where its peer takes nothing for too long.
struct Waiting {
    stream: TcpStream,
    stalled: Option<Pin<Box<Sleep>>>,
}

impl Waiting {
    fn written(
        &mut self,
        context: &mut Context<'_>,
        written: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        if written.is_ready() {
            self.stalled = None;
            return written;
        }
        let stalled = self.stalled.get_or_insert_with(|| Box::pin(sleep(PATIENCE)));
        ready!(stalled.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Waiting {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Waiting {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.written(context, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, parts);
        self.written(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
