//! A transport that sends nothing.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use tinsmith_runtime::transport::{SendFuture, Transport};

/// A transport that keeps the requests and gives the same response to each. Clones share what they keep.
#[derive(Clone, Debug)]
pub struct Recorder {
    response: http::Response<Bytes>,
    sent: Arc<Mutex<Vec<Sent>>>,
}

/// A request that was to be sent.
#[derive(Clone, Debug)]
pub struct Sent {
    /// The request.
    pub request: http::Request<Bytes>,
    /// The time that the call may take.
    pub timeout: Duration,
}

impl Recorder {
    /// A transport that answers with this response.
    #[must_use]
    pub fn answering(response: http::Response<Bytes>) -> Self {
        Self { response, sent: Arc::default() }
    }

    /// What was to be sent so far.
    #[must_use]
    pub fn sent(&self) -> Vec<Sent> {
        self.lock().clone()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Sent>> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for Recorder {
    fn send(&self, request: http::Request<Bytes>, timeout: Duration) -> SendFuture<'_> {
        self.lock().push(Sent { request, timeout });
        Box::pin(std::future::ready(Ok(self.response.clone())))
    }
}
