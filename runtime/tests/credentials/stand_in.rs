//! A service that answers what it is told, and how to wait for what is asked of it.

use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{Thread, current, park};
use std::time::{Duration, SystemTime};

use tinsmith_runtime::Config;
use tinsmith_runtime::body::Body;
use tinsmith_runtime::config::System;
use tinsmith_runtime::credentials::{Credentials, CredentialsError, CredentialsProvider, ProviderContext};
use tinsmith_runtime::transport::{SendFuture, Transport, TransportOptions};

/// Gives its answers one after the other, and keeps what was asked.
#[derive(Clone, Debug, Default)]
pub struct StandIn(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    answers: Vec<(u16, String)>,
    asked: Vec<Asked>,
}

/// A request.
#[derive(Clone, Debug)]
pub struct Asked {
    pub uri: String,
    pub body: String,
}

impl StandIn {
    pub fn new<const N: usize>(answers: [(u16, &str); N]) -> Self {
        let answers = answers.into_iter().rev().map(|(status, body)| (status, body.to_owned())).collect();
        Self(Arc::new(Mutex::new(State { answers, asked: Vec::new() })))
    }

    /// What was asked since this was called last.
    pub fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut self.0.lock().unwrap().asked)
    }
}

impl Transport for StandIn {
    fn send(&self, request: http::Request<Body>, _options: TransportOptions) -> SendFuture<'_> {
        let mut state = self.0.lock().unwrap();
        let body = request.body().as_bytes().map(|body| String::from_utf8_lossy(body).into_owned());
        state.asked.push(Asked { uri: request.uri().to_string(), body: body.unwrap_or_default() });
        let (status, body) = state.answers.pop().expect("it is asked no more than it can answer");
        let mut response = http::Response::new(Body::from(body));
        *response.status_mut() = http::StatusCode::from_u16(status).unwrap();
        Box::pin(std::future::ready(Ok(response)))
    }
}

/// 2030-01-01, in seconds.
pub const NOW: u64 = 1_893_456_000;

pub fn time(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

/// A client's settings in `eu-west-1`, at [`NOW`].
pub fn context(system: System, service: &StandIn) -> ProviderContext {
    let config = Config::new("eu-west-1").system(system).transport(service.clone()).clock(|| time(NOW));
    ProviderContext::from(config)
}

pub fn nothing() -> System {
    System::in_memory([("HOME", "/home")], [])
}

pub fn ask(provider: &dyn CredentialsProvider, context: &ProviderContext) -> Result<Credentials, CredentialsError> {
    block_on(provider.credentials(context))
}

/// What `AssumeRole` answers.
pub const ASSUMED: &str = "<AssumeRoleResponse><AssumeRoleResult><AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/a/b</Arn></AssumedRoleUser><Credentials><AccessKeyId>ASSUMED</AccessKeyId><SecretAccessKey>s3cr3t</SecretAccessKey><SessionToken>t0k3n</SessionToken><Expiration>2030-01-01T01:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>";

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

pub fn block_on<F: Future>(future: F) -> F::Output {
    let (mut future, waker) = (pin!(future), Waker::from(Arc::new(Unpark(current()))));
    let mut context = Context::from_waker(&waker);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            Poll::Pending => park(),
        }
    }
}
