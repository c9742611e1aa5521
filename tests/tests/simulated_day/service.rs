//! A service that knows what time it is, whose credentials are good, and has bad hours.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use tinsmith_aws::runtime::body::Body;
use tinsmith_aws::runtime::timestamp::{Timestamp, TimestampFormat};
use tinsmith_aws::runtime::transport::{SendFuture, Transport, TransportError, TransportErrorKind, TransportOptions};

use crate::clock::Clock;
use crate::provider::Provider;

#[derive(Clone)]
pub(crate) struct Service {
    pub(crate) clock: Clock,
    pub(crate) provider: Provider,
    pub(crate) counts: Arc<Counts>,
}

/// How many requests came, and how they were answered.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    pub(crate) requests: AtomicUsize,
    pub(crate) served: AtomicUsize,
    /// Signed for a time that is not now.
    pub(crate) skewed: AtomicUsize,
    /// Signed with credentials that have expired, or that nobody gave.
    pub(crate) expired: AtomicUsize,
    pub(crate) throttled: AtomicUsize,
    pub(crate) failed: AtomicUsize,
    pub(crate) reset: AtomicUsize,
    /// Served while credentials were fetched.
    pub(crate) served_meanwhile: AtomicUsize,
}

/// In which hours what goes wrong with three of ten requests.
pub(crate) const FAILING: u64 = 3;
pub(crate) const THROTTLING: u64 = 14;
pub(crate) const RESETTING: u64 = 17;

impl Service {
    pub(crate) fn new(clock: Clock, provider: Provider) -> Self {
        Self { clock, provider, counts: Arc::default() }
    }

    async fn answer(&self, request: http::Request<Body>) -> Result<http::Response<Body>, TransportError> {
        let number = self.counts.requests.fetch_add(1, Ordering::Relaxed);
        tokio::time::sleep(Duration::from_millis(30)).await;
        let count = |counter: &AtomicUsize| {
            counter.fetch_add(1, Ordering::Relaxed);
        };
        let is_unlucky = scattered(number as u64) % 10 < 3;
        if !is_now(&request, self.clock.now()) {
            count(&self.counts.skewed);
            return Ok(self.refused(403, "RequestTimeTooSkewed"));
        }
        if !self.are_good(&request) {
            count(&self.counts.expired);
            return Ok(self.refused(403, "ExpiredToken"));
        }
        match self.clock.hour() {
            FAILING if is_unlucky => {
                count(&self.counts.failed);
                Ok(self.refused(500, "InternalFailure"))
            }
            THROTTLING if is_unlucky => {
                count(&self.counts.throttled);
                Ok(self.refused(400, "Throttling"))
            }
            RESETTING if is_unlucky => {
                count(&self.counts.reset);
                Err(TransportError::new(TransportErrorKind::Io, "reading the answer"))
            }
            _ => {
                count(&self.counts.served);
                if self.provider.counts.asking.load(Ordering::Relaxed) > 0 {
                    count(&self.counts.served_meanwhile);
                }
                Ok(self
                    .response(200, "<GetCallerIdentityResponse><GetCallerIdentityResult/></GetCallerIdentityResponse>"))
            }
        }
    }

    /// Whether the credentials that a request is signed with were given, and have not expired.
    fn are_good(&self, request: &http::Request<Body>) -> bool {
        let given = self.provider.given.lock().unwrap();
        let key = header(request, "authorization").split("Credential=").nth(1).and_then(|rest| rest.split('/').next());
        given.iter().any(|given| Some(given.key.as_str()) == key && self.clock.now() < given.expires)
    }

    fn refused(&self, status: u16, code: &str) -> http::Response<Body> {
        self.response(status, &format!("<ErrorResponse><Error><Code>{code}</Code></Error></ErrorResponse>"))
    }

    fn response(&self, status: u16, body: &str) -> http::Response<Body> {
        let date = Timestamp::from(self.clock.now()).format(TimestampFormat::HttpDate).expect("it is within bounds");
        let response = http::Response::builder().status(status).header("date", date);
        response.body(Body::from(body.to_owned())).expect("the parts are right")
    }
}

/// A number that looks like chance, and is the same each time: the finalizer of SplitMix64.
fn scattered(number: u64) -> u64 {
    let mixed = (number ^ (number >> 30)).wrapping_add(0x9e37_79b9_7f4a_7c15).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

fn header<'a>(request: &'a http::Request<Body>, name: &str) -> &'a str {
    request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// Whether a request is signed for this time, within five minutes.
fn is_now(request: &http::Request<Body>, now: SystemTime) -> bool {
    // `20260701T000000Z`
    let date = header(request, "x-amz-date");
    let part = |range: std::ops::Range<usize>| date.get(range).unwrap_or_default();
    let spelled =
        format!("{}-{}-{}T{}:{}:{}Z", part(0..4), part(4..6), part(6..8), part(9..11), part(11..13), part(13..15));
    let signed = Timestamp::parse(&spelled, TimestampFormat::DateTime).expect("a signed request has its date");
    let limit = Duration::from_secs(300);
    (Timestamp::from(now - limit)..=Timestamp::from(now + limit)).contains(&signed)
}

impl Transport for Service {
    fn send(&self, request: http::Request<Body>, _options: TransportOptions) -> SendFuture<'_> {
        Box::pin(self.answer(request))
    }
}

impl std::fmt::Debug for Service {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Service").field("counts", &self.counts).finish_non_exhaustive()
    }
}
