//! Responses that are no message of the protocol.

use bytes::Bytes;

use super::{ErrorDetails, ErrorKind};
use crate::codec::CodecError;
use crate::operation::OperationSchema;
use crate::protocol::{is_html, trim_start};
use crate::response::request_id;

/// How much of a body an error shows, in bytes.
const MAX_EXCERPT: usize = 256;

/// The error of a response that could not be read: what was expected, what was found, and how the body begins.
///
/// The body of an output that may hold secrets is not shown, unless it is plainly no output in any format: a page for
/// people, or an error response that is no message of the protocol. Nor could it be a payload (`excerpt_of_foreign`).
pub(crate) fn unexpected(
    operation: &OperationSchema,
    response: &http::Response<Bytes>,
    error: CodecError,
    excerpt_of_foreign: bool,
) -> ErrorDetails {
    let protocol = operation.service.protocol;
    let body = response.body();
    let plausible = (protocol.is_plausible)(body);
    // A body of another format says what went wrong by itself; elsewhere the place in it does.
    let mut message = if plausible || !error.path().is_empty() {
        format!("the response cannot be read: {error}")
    } else {
        format!("expected {}, found {}", protocol.expected, describe(body))
    };
    let no_output = !plausible && excerpt_of_foreign && (is_html(body) || !response.status().is_success());
    if !body.is_empty() && (!operation.sensitive_output || no_output) {
        message.push_str("; the body begins with `");
        message.push_str(&excerpt(body));
        message.push('`');
    }
    let mut details = ErrorDetails::new(ErrorKind::Response, operation.name, message)
        .with_status(response.status().as_u16())
        .with_body(body)
        .with_source(error);
    details.request_id = request_id(response.headers()).map(Into::into);
    details
}

fn describe(body: &[u8]) -> &'static str {
    let start = trim_start(body).first();
    match start {
        None => "an empty body",
        Some(_) if is_html(body) => "HTML",
        Some(_) if std::str::from_utf8(body).is_err() => "bytes that are not UTF-8",
        Some(b'<') => "XML",
        Some(b'{' | b'[') => "JSON",
        Some(_) => "other text",
    }
}

/// The first bytes of a body as one line of printable text.
fn excerpt(body: &[u8]) -> String {
    let start = body.get(..MAX_EXCERPT).unwrap_or(body);
    let mut line = String::with_capacity(start.len());
    for character in String::from_utf8_lossy(start).chars() {
        let character = if character.is_control() || character.is_whitespace() { ' ' } else { character };
        if !(character == ' ' && line.ends_with(' ')) {
            line.push(character);
        }
    }
    if start.len() < body.len() {
        line.push('…');
    }
    line
}
