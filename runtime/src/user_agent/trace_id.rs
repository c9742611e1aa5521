//! `X-Amzn-Trace-Id`: by it AWS finds functions that call themselves without end.

use std::fmt::Write as _;

use http::HeaderValue;
use http::header::HeaderName;

use crate::config::System;

pub(crate) const TRACE_ID: HeaderName = HeaderName::from_static("x-amzn-trace-id");

/// Whether this is an AWS Lambda function, which stays so.
pub(crate) fn is_lambda(system: &System) -> bool {
    system.variable_os("AWS_LAMBDA_FUNCTION_NAME").is_some()
}

/// The trace of what the function is being called for, which changes from one invocation to the next.
pub(crate) fn trace_id(system: &System) -> Option<HeaderValue> {
    let value = system.variable_os("_X_AMZN_TRACE_ID")?;
    let mut text = String::with_capacity(value.len());
    for byte in value.as_encoded_bytes() {
        match byte {
            b' '..=b'~' => text.push(char::from(*byte)),
            _ => {
                // A string takes all that is written.
                let _ = write!(text, "%{byte:02X}");
            }
        }
    }
    HeaderValue::try_from(text).ok().filter(|value| !value.is_empty())
}
