//! Failures of attempts, as cases tell them, made into errors of the runtime.

use http::header::HeaderMap;
use http::{HeaderName, HeaderValue};
use serde_json::Value;
use tinsmith_runtime::error::{ErrorDetails, ErrorKind};
use tinsmith_runtime::transport::{TransportError, TransportErrorKind};

use super::fields::{optional_count, optional_string};

/// What an attempt ended with.
pub struct Failure {
    pub status: Option<u16>,
    pub code: Option<String>,
    pub headers: HeaderMap,
    pub body: String,
    /// Why there was no response.
    pub transport: Option<TransportErrorKind>,
}

impl Failure {
    /// `status`, `errorCode`, `headers`, `body`, or `noResponse`.
    pub fn parse(failure: &Value) -> Result<Self, String> {
        let status = optional_count(failure, "status")?.map(u16::try_from).transpose();
        let transport = optional_string(failure, "noResponse")?.map(transport).transpose()?;
        let failure = Self {
            status: status.map_err(|_| "`status` is no status".to_owned())?,
            code: optional_string(failure, "errorCode")?.map(str::to_owned),
            headers: headers(failure)?,
            body: optional_string(failure, "body")?.unwrap_or_default().to_owned(),
            transport,
        };
        match (failure.status, failure.transport) {
            (None, None) => Err("a failure has neither `status` nor `noResponse`".to_owned()),
            _ => Ok(failure),
        }
    }

    /// The error of the attempt.
    pub fn error(&self, service: &'static str) -> ErrorDetails {
        if let Some(kind) = self.transport {
            let error = TransportError::new(kind, "there is no response");
            let kind = if error.is_timeout() { ErrorKind::Timeout } else { ErrorKind::Transport };
            return ErrorDetails::new(kind, "Operation", error.to_string()).with_cause(error).with_service(service);
        }
        let mut details = ErrorDetails::new(ErrorKind::Service, "Operation", "it failed")
            .with_service(service)
            .with_headers(self.headers.clone());
        if let Some(status) = self.status {
            details = details.with_status(status);
        }
        match &self.code {
            Some(code) => details.with_code(code.clone()),
            None => details,
        }
    }
}

fn transport(kind: &str) -> Result<TransportErrorKind, String> {
    Ok(match kind {
        "connection" | "connect" | "connection-error" | "endpoint-connection" | "proxy" => TransportErrorKind::Connect,
        "connect-timeout" => TransportErrorKind::ConnectTimeout,
        "read-timeout" | "timeout" => TransportErrorKind::Timeout,
        "tls" | "ssl" => TransportErrorKind::Tls,
        "read" | "write" | "io" | "closed" | "connection-closed" | "http-client" | "http-client-error" => {
            TransportErrorKind::Io
        }
        other => return Err(format!("`{other}` is no way of having no response that is known")),
    })
}

/// `headers`: names and values.
pub fn headers(case: &Value) -> Result<HeaderMap, String> {
    let mut headers = HeaderMap::new();
    let Some(listed) = case.get("headers") else { return Ok(headers) };
    let listed = listed.as_object().ok_or("`headers` is not an object")?;
    for (name, value) in listed {
        let value = value.as_str().and_then(|value| HeaderValue::from_str(value).ok());
        let name: HeaderName = name.parse().map_err(|_| format!("`{name}` is no name of a header"))?;
        headers.insert(name, value.ok_or("a header has a value that cannot be sent")?);
    }
    Ok(headers)
}
