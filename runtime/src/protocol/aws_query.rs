//! [awsQuery](https://smithy.io/2.0/aws/protocols/aws-query-protocol.html): forms out, XML in.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderValue};

use super::{ErrorDocument, Protocol, RequestParts, is_html, needs_body, trim_start};
use crate::binding::label::encode;
use crate::codec::xml::{self, XmlSettings};
use crate::codec::{CodecError, form};
use crate::operation::OperationSchema;
use crate::structure::Structure;

pub(super) const PROTOCOL: Protocol = Protocol {
    id: "aws.protocols#awsQuery",
    http_bindings: false,
    expected: "an XML document",
    request,
    is_error: |response| root_name(response.body()) == Some("ErrorResponse"),
    is_plausible: |body| trim_start(body).starts_with(b"<") && !is_html(body),
    response,
    error,
    exception: |response, exception| {
        xml::read_error_structure(response.body(), XmlSettings::DEFAULT, exception).map(drop)
    },
};

fn request(operation: &OperationSchema, input: &dyn Structure) -> Result<RequestParts, CodecError> {
    let mut body = String::with_capacity(256);
    body.push_str("Action=");
    encode(operation.name, &mut body);
    body.push_str("&Version=");
    encode(operation.service.version, &mut body);
    form::write_structure(input, &mut body)?;
    let mut headers = HeaderMap::with_capacity(4);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
    Ok(RequestParts { path: "/".to_owned(), query: String::new(), headers, body: body.into_bytes() })
}

fn response(
    operation: &OperationSchema,
    response: &http::Response<Bytes>,
    output: &mut dyn Structure,
) -> Result<Option<String>, CodecError> {
    let body = response.body();
    if body.is_empty() {
        if needs_body(output.schema()) {
            return Err(CodecError::new("the body is empty"));
        }
        return Ok(None);
    }
    let wrappers = [format!("{}Response", operation.name), format!("{}Result", operation.name)];
    xml::read_wrapped(body, &[&wrappers[0], &wrappers[1]], output).map(|wrapped| wrapped.request_id)
}

fn error(_operation: &OperationSchema, response: &http::Response<Bytes>) -> Result<ErrorDocument, CodecError> {
    if response.body().is_empty() {
        return Ok(ErrorDocument::default());
    }
    let error = xml::read_error(response.body())?;
    Ok(ErrorDocument {
        shape: error.code.clone(),
        code: error.code,
        message: error.message,
        request_id: error.request_id,
    })
}

/// The name of the outermost element, without its prefix, past a declaration and comments.
fn root_name(body: &[u8]) -> Option<&str> {
    let mut rest = trim_start(body);
    loop {
        let end: &[u8] = if rest.starts_with(b"<?") {
            b"?>"
        } else if rest.starts_with(b"<!--") {
            b"-->"
        } else {
            break;
        };
        let position = rest.windows(end.len()).position(|window| window == end)?;
        rest = rest.get(position + end.len()..)?.trim_ascii_start();
    }
    let name = rest.strip_prefix(b"<")?;
    let end = name.iter().position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'))?;
    let name = std::str::from_utf8(name.get(..end)?).ok()?;
    Some(name.rsplit(':').next().unwrap_or(name))
}
