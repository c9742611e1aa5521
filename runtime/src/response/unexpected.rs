//! Responses that are no message of the protocol.

use http::header::{CONTENT_ENCODING, HeaderMap, LOCATION};

use crate::body_kind::BodyKind;
use crate::codec::CodecError;
use crate::error::{ErrorDetails, ErrorKind};
use crate::schema::{OperationSchema, ResponseParts};

/// How much of a page's title or of an address is shown, in characters.
const MAX_TEXT: usize = 100;

/// How much of a page is searched for its title, in bytes.
const MAX_HEAD: usize = 4 * 1024;

/// The error of a response that could not be read: what was expected, and what was found. The body is described and never
/// quoted, but for the title of a page for people.
pub(super) fn unexpected(operation: &OperationSchema, response: &ResponseParts<'_>, error: CodecError) -> ErrorDetails {
    let protocol = operation.service.protocol;
    let kind = BodyKind::of(response.body);
    let message = if let Some(address) = redirect(response) {
        format!(
            "expected {}, found a redirect to {address}; is the region or endpoint the right one?",
            protocol.expected
        )
    } else if (protocol.is_format)(kind) || !error.path().is_empty() {
        // A body of another format says what went wrong by itself; elsewhere the place in it does.
        format!("the response cannot be read: {error}")
    } else {
        format!("expected {}, found {}", protocol.expected, describe(response, kind))
    };
    ErrorDetails::new(ErrorKind::Response, operation.name, message).with_response(response).with_cause(error)
}

fn describe(response: &ResponseParts<'_>, kind: BodyKind) -> String {
    let length = response.body.len();
    if let Some(encoding) = unasked_encoding(response.headers) {
        return format!("{length} bytes in the encoding `{encoding}`, which was not asked for");
    }
    match (kind, title(response.body)) {
        (BodyKind::Empty, _) => kind.describe().to_owned(),
        (BodyKind::Html, Some(title)) => format!("HTML of {length} bytes with the title `{title}`"),
        _ => format!("{} of {length} bytes", kind.describe()),
    }
}

/// Where a redirect leads, without the query, which may hold a signature.
fn redirect(response: &ResponseParts<'_>) -> Option<String> {
    let location = response.headers.get(LOCATION).filter(|_| response.status.is_redirection())?;
    let location = location.to_str().ok()?;
    let end = location.find(['?', '#']).unwrap_or(location.len());
    // What stands before an `@` may be a password.
    let address = location.get(..end).filter(|address| !address.contains('@'));
    Some(address.map_or_else(|| "another address".to_owned(), |address| format!("`{}`", line(address))))
}

fn unasked_encoding(headers: &HeaderMap) -> Option<String> {
    let encoding = headers.get(CONTENT_ENCODING)?.to_str().ok()?.trim();
    (!encoding.is_empty() && !encoding.eq_ignore_ascii_case("identity")).then(|| line(encoding))
}

/// The title of a page for people.
fn title(body: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(body.get(..MAX_HEAD).unwrap_or(body));
    // Letters of ASCII keep their places in the copy.
    let lower = head.to_ascii_lowercase();
    let start = lower.find("<title")?;
    let start = start + lower.get(start..)?.find('>')? + 1;
    let end = start + lower.get(start..)?.find("</title")?;
    let title = line(head.get(start..end)?);
    (!title.is_empty()).then_some(title)
}

/// Text from outside as one short line.
fn line(text: &str) -> String {
    let mut line = String::new();
    for word in text.split(|character: char| character.is_whitespace() || character.is_control()) {
        if word.is_empty() {
            continue;
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if let Some((end, _)) = line.char_indices().nth(MAX_TEXT) {
        line.truncate(end);
        line.push('…');
    }
    line
}
