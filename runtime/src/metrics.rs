//! What calls took: a hook for metrics.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::error::ErrorDetails;

/// Is told of every attempt and every call when it has come to its end. The methods do nothing unless they are written;
/// they run within the call: what takes long holds it up.
///
/// Where none is set, nothing is measured. A call that is dropped before its end is not told of.
///
/// ```
/// use tinsmith_runtime::Config;
/// use tinsmith_runtime::metrics::{CallMetrics, Metrics};
///
/// struct Printed;
///
/// impl Metrics for Printed {
///     fn call(&self, call: &CallMetrics<'_>) {
///         println!("{} {}: {} attempts, {:?}", call.service(), call.operation(), call.attempts(), call.duration());
///     }
/// }
///
/// let config = Config::new("eu-west-1").metrics(Printed);
/// # let _ = config;
/// ```
pub trait Metrics: Send + Sync {
    /// An attempt has come to its end.
    fn attempt(&self, attempt: &AttemptMetrics<'_>) {
        let _ = attempt;
    }

    /// A call has come to its end.
    fn call(&self, call: &CallMetrics<'_>) {
        let _ = call;
    }
}

impl<M: Metrics + ?Sized> Metrics for Arc<M> {
    fn attempt(&self, attempt: &AttemptMetrics<'_>) {
        (**self).attempt(attempt);
    }

    fn call(&self, call: &CallMetrics<'_>) {
        (**self).call(call);
    }
}

/// How long each stage took, by the configuration's clock, and how many bytes bodies had.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Taken {
    /// Until credentials, or another identity, and the endpoint were there.
    pub identity: Duration,
    /// Writing and signing the request.
    pub signing: Duration,
    /// Connecting, sending, and waiting for the head of the response.
    pub head: Duration,
    /// Reading the body of the response, where it is no stream, and what stands in it.
    pub body: Duration,
    /// Waiting before an attempt.
    pub waiting: Duration,
    /// Bytes of request bodies whose length was known before.
    pub bytes_sent: u64,
    /// Bytes of response bodies that are no streams.
    pub bytes_received: u64,
}

impl Taken {
    pub(crate) fn add(&mut self, other: &Self) {
        self.identity += other.identity;
        self.signing += other.signing;
        self.head += other.head;
        self.body += other.body;
        self.waiting += other.waiting;
        self.bytes_sent = self.bytes_sent.saturating_add(other.bytes_sent);
        self.bytes_received = self.bytes_received.saturating_add(other.bytes_received);
    }
}

/// What an attempt took, and how it ended.
#[derive(Clone, Copy)]
pub struct AttemptMetrics<'a>(pub(crate) Ended<'a>);

/// What a call took, and how it ended.
#[derive(Clone, Copy)]
pub struct CallMetrics<'a>(pub(crate) Ended<'a>);

#[derive(Clone, Copy)]
pub(crate) struct Ended<'a> {
    pub(crate) service: &'static str,
    pub(crate) operation: &'static str,
    pub(crate) number: u32,
    pub(crate) error: Option<&'a ErrorDetails>,
    pub(crate) duration: Duration,
    pub(crate) taken: Taken,
}

impl<'a> AttemptMetrics<'a> {
    /// How people call the service, such as `STS`.
    #[must_use]
    pub fn service(&self) -> &'static str {
        self.0.service
    }

    /// The operation's name in the model.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.0.operation
    }

    /// Which attempt of the call it was, from 1.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.0.number
    }

    /// Why it failed: kind, code, status and whether it may be retried. `None` where it did not.
    #[must_use]
    pub fn error(&self) -> Option<&'a ErrorDetails> {
        self.0.error
    }

    /// How long it took, without the wait before it.
    #[must_use]
    pub fn duration(&self) -> Duration {
        self.0.duration
    }

    /// How long each stage took, and how many bytes there were.
    #[must_use]
    pub fn taken(&self) -> Taken {
        self.0.taken
    }
}

impl<'a> CallMetrics<'a> {
    /// How people call the service, such as `STS`.
    #[must_use]
    pub fn service(&self) -> &'static str {
        self.0.service
    }

    /// The operation's name in the model.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.0.operation
    }

    /// How many attempts there were.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.number
    }

    /// Why it failed: kind, code and status of the last attempt. `None` where it did not.
    #[must_use]
    pub fn error(&self) -> Option<&'a ErrorDetails> {
        self.0.error
    }

    /// How long it took, waits between attempts included.
    #[must_use]
    pub fn duration(&self) -> Duration {
        self.0.duration
    }

    /// How long each stage took in all attempts together, and how many bytes there were.
    #[must_use]
    pub fn taken(&self) -> Taken {
        self.0.taken
    }
}

impl fmt::Debug for Ended<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}, {}: {:?} in {:?}", self.service, self.operation, self.number, self.taken, self.duration)
    }
}

impl fmt::Debug for AttemptMetrics<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("AttemptMetrics").field(&self.0).finish()
    }
}

impl fmt::Debug for CallMetrics<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CallMetrics").field(&self.0).finish()
    }
}
