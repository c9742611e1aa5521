//! A transport that sends nothing.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use tinsmith_runtime::body::Body;
use tinsmith_runtime::transport::{SendFuture, Transport, TransportError, TransportErrorKind, TransportOptions};

/// A transport that keeps the requests and gives the same response to each. Clones share what they keep.
#[derive(Clone, Debug)]
pub struct Recorder {
    response: http::Response<Bytes>,
    sent: Arc<Mutex<Vec<Sent>>>,
}

/// A request that was to be sent.
#[derive(Clone, Debug)]
pub struct Sent {
    /// The request, with all of its body.
    pub request: http::Request<Bytes>,
    /// Whether the body was a stream.
    pub is_stream: bool,
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
    fn send(&self, request: http::Request<Body>, _options: TransportOptions) -> SendFuture<'_> {
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let is_stream = body.as_bytes().is_none();
            let body = body.collect(usize::MAX).await.map_err(|error| {
                TransportError::new(TransportErrorKind::RequestBody, "keeping a request").with_source(error)
            })?;
            self.lock().push(Sent { request: http::Request::from_parts(head, body), is_stream });
            Ok(self.response.clone().map(Body::from))
        })
    }
}
