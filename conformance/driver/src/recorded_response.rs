//! A transport that gives one recorded response.

use bytes::Bytes;
use serde_json::Value as Json;
use tinsmith_runtime::body::Body;
use tinsmith_runtime::transport::{SendFuture, Transport, TransportOptions};

/// Answers every request with the same response.
#[derive(Debug)]
pub struct RecordedResponse(http::Response<Bytes>);

impl RecordedResponse {
    /// Reads `status`, `headers` (an object) and `body` (text).
    ///
    /// # Errors
    ///
    /// What is no HTTP response.
    pub fn parse(recorded: &Json) -> Result<Self, String> {
        let status = recorded.get("status").and_then(Json::as_u64).and_then(|status| u16::try_from(status).ok());
        let mut response = http::Response::builder().status(status.ok_or("the response has no status")?);
        for (name, value) in recorded.get("headers").and_then(Json::as_object).into_iter().flatten() {
            let value = value.as_str().ok_or_else(|| format!("the response's header {name} is not a string"))?;
            response = response.header(name, value);
        }
        let body = recorded.get("body").and_then(Json::as_str).unwrap_or_default().to_owned();
        let response = response.body(Bytes::from(body));
        response.map(Self).map_err(|error| format!("the response is none of HTTP: {error}"))
    }
}

impl Transport for RecordedResponse {
    fn send(&self, _request: http::Request<Body>, _options: TransportOptions) -> SendFuture<'_> {
        Box::pin(std::future::ready(Ok(self.0.clone().map(Body::from))))
    }
}
