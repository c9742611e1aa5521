//! HTTP/2, where the server has chosen it in the TLS handshake.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use hyper::client::conn::http2::{Builder, SendRequest};
use tokio::runtime::Handle;

use super::connection::Counted;
use super::exchange::RequestBody;
use super::tcp::KeepAlive;

/// Begins to speak HTTP/2.
pub(super) async fn handshake(
    stream: Counted,
    keep_alive: KeepAlive,
    runtime: &Handle,
) -> hyper::Result<SendRequest<RequestBody>> {
    let mut builder = Builder::new(Tasks(runtime.clone()));
    builder
        .timer(Timer)
        .keep_alive_interval(keep_alive.interval)
        .keep_alive_timeout(keep_alive.timeout)
        .keep_alive_while_idle(true);
    let (mut sender, connection) = builder.handshake(stream).await?;
    runtime.spawn(async move {
        // Whoever waits for an answer is told of the error.
        let _ = connection.await;
    });
    sender.ready().await?;
    Ok(sender)
}

#[derive(Clone)]
struct Tasks(Handle);

impl<F> hyper::rt::Executor<F> for Tasks
where
    F: Future<Output: Send + 'static> + Send + 'static,
{
    fn execute(&self, future: F) {
        self.0.spawn(future);
    }
}

struct Timer;

impl hyper::rt::Timer for Timer {
    fn sleep(&self, duration: Duration) -> Pin<Box<dyn hyper::rt::Sleep>> {
        Box::pin(Sleep(Box::pin(tokio::time::sleep(duration))))
    }

    fn sleep_until(&self, deadline: Instant) -> Pin<Box<dyn hyper::rt::Sleep>> {
        Box::pin(Sleep(Box::pin(tokio::time::sleep_until(deadline.into()))))
    }

    fn now(&self) -> Instant {
        tokio::time::Instant::now().into()
    }

    fn reset(&self, sleep: &mut Pin<Box<dyn hyper::rt::Sleep>>, deadline: Instant) {
        match sleep.as_mut().downcast_mut_pin::<Sleep>() {
            Some(mut sleep) => sleep.0.as_mut().reset(deadline.into()),
            None => *sleep = self.sleep_until(deadline),
        }
    }
}

struct Sleep(Pin<Box<tokio::time::Sleep>>);

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        self.0.as_mut().poll(context)
    }
}

impl hyper::rt::Sleep for Sleep {}
