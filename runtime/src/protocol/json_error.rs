//! Error responses of the protocols that speak JSON.

use bytes::Bytes;
use http::header::HeaderMap;

use super::{ErrorDocument, trim_start};
use crate::codec::{CodecError, json};
use crate::operation::OperationSchema;
use crate::types::Document;

const ERROR_TYPE: &str = "x-amzn-errortype";

/// Whether a response is an error whatever its status: by its header, or as its body begins with the name of an error.
pub(super) fn is_error(response: &http::Response<Bytes>) -> bool {
    response.headers().contains_key(ERROR_TYPE) || leading_type(response.body()).is_some_and(names_error)
}

/// The value of `__type` where it is the body's first member, as services write it; bodies are not searched for it.
fn leading_type(body: &[u8]) -> Option<&str> {
    let mut rest = trim_start(body);
    for token in ["{", "\"__type\"", ":", "\""] {
        rest = rest.strip_prefix(token.as_bytes())?.trim_ascii_start();
    }
    let end = rest.iter().position(|byte| *byte == b'"')?;
    shape_name(std::str::from_utf8(rest.get(..end)?).ok()?)
}

/// Some services write `__type` in outputs as well.
fn names_error(shape: &str) -> bool {
    ["Exception", "Error", "Failure", "Fault"].iter().any(|end| shape.ends_with(end))
}

pub(super) fn is_plausible(body: &[u8]) -> bool {
    matches!(trim_start(body).first(), Some(b'{' | b'[' | b'"'))
}

/// The code comes from the header `x-amzn-errortype`, else from the body's `__type`, else from its `code`.
pub(super) fn read(operation: &OperationSchema, response: &http::Response<Bytes>) -> Result<ErrorDocument, CodecError> {
    let headers = response.headers();
    let header_shape = header(headers, ERROR_TYPE).and_then(shape_name);
    let body = match response.body() {
        body if body.is_empty() => Document::Null,
        body => match json::read_document(body) {
            Ok(document @ Document::Object(_)) => document,
            // What the headers say is enough to know the error by.
            _ if header_shape.is_some() => Document::Null,
            Ok(_) => return Err(CodecError::new("the body is JSON, but no object")),
            Err(error) => return Err(error),
        },
    };
    let text = |names: &[&str]| names.iter().find_map(|name| body.get(name)?.as_str());
    let shape = header_shape.or_else(|| ["__type", "code", "Code"].iter().find_map(|name| shape_name(text(&[name])?)));
    let query_code = operation.service.query_compatible.then(|| header(headers, "x-amzn-query-error")).flatten();
    let code = query_code.and_then(|value| value.split(';').next()).map(str::trim).filter(|code| !code.is_empty());
    Ok(ErrorDocument {
        shape: shape.map(str::to_owned),
        code: code.map(str::to_owned),
        message: text(&["message", "Message", "errorMessage"]).map(str::to_owned),
        request_id: text(&["RequestId", "requestId"]).map(str::to_owned),
    })
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// `FooError` of `com.example#FooError:http://example.com/`.
fn shape_name(value: &str) -> Option<&str> {
    let value = value.split(':').next().unwrap_or(value);
    let name = value.rsplit('#').next().unwrap_or(value).trim();
    (!name.is_empty()).then_some(name)
}
