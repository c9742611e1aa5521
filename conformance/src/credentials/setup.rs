//! A configuration as a case wants it, and how to wait for what it does.

use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{Thread, current, park};
use std::time::{Duration, SystemTime};

use serde_json::Value;
use tinsmith_runtime::Config;
use tinsmith_runtime::body::Body;
use tinsmith_runtime::config::System;
use tinsmith_runtime::time::Sleep;
use tinsmith_runtime::transport::{SendFuture, Transport, TransportError, TransportErrorKind, TransportOptions};

use super::texts;
use crate::instant;

/// The variables and files of the case.
pub(super) fn system(case: &Value) -> Result<System, String> {
    let mut variables = texts(case, "environment")?;
    let attempts = case.get("maxAttempts").map(Value::to_string);
    if let Some(attempts) = &attempts {
        variables.push(("AWS_MAX_ATTEMPTS", attempts));
    }
    Ok(System::in_memory(variables, texts(case, "files")?))
}

/// The case's clock: seconds, or a date.
pub(super) fn clock(case: &Value) -> Result<SystemTime, String> {
    match case.get("clock") {
        None => Ok(SystemTime::now()),
        Some(Value::String(text)) => instant::parse(text),
        Some(value) => {
            let seconds = value.as_u64().ok_or("`clock` is neither a date nor seconds")?;
            Ok(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
        }
    }
}

/// The settings that variables and files say; none where they contradict themselves, as the providers are to find that out
/// by themselves. Nobody is asked meanwhile: cases say nothing of the region of an instance.
pub(super) fn config(system: System, now: SystemTime) -> Config {
    let config = Config::default().system(system).clock(move || now).sleep(sleep()).transport(Nobody);
    block_on(config.clone().resolve()).unwrap_or(config)
}

/// Waits for nothing but the time limits of whole calls, which no case reaches.
fn sleep() -> Sleep {
    const LIMIT: Duration = Duration::from_secs(30);
    Sleep::new(|duration| async move {
        if duration >= LIMIT {
            std::future::pending::<()>().await;
        }
    })
}

/// There is nobody to ask.
#[derive(Debug)]
struct Nobody;

impl Transport for Nobody {
    fn send(&self, _request: http::Request<Body>, _options: TransportOptions) -> SendFuture<'_> {
        let error = TransportError::new(TransportErrorKind::Connect, "there is nobody");
        Box::pin(std::future::ready(Err(error)))
    }
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Runs a future to its end; some wait for a process.
pub(super) fn block_on<F: Future>(future: F) -> F::Output {
    let (mut future, waker) = (pin!(future), Waker::from(Arc::new(Unpark(current()))));
    let mut context = Context::from_waker(&waker);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            Poll::Pending => park(),
        }
    }
}
