//! [awsQuery](https://smithy.io/2.0/aws/protocols/aws-query-protocol.html): forms out, XML in.

use http::header::{CONTENT_TYPE, HeaderValue};

use crate::body_kind::{BodyKind, trim_start};
use crate::codec::xml::{self, XmlSettings};
use crate::codec::{CodecError, form};
use crate::percent::encode;
use crate::schema::{ErrorDocument, OperationSchema, Protocol, Read, RequestParts, ResponseParts, request_headers};
use crate::structure::Structure;

pub(super) const PROTOCOL: Protocol = Protocol {
    id: "aws.protocols#awsQuery",
    http_bindings: false,
    features: &["xml"],
    expected: "an XML document",
    request,
    get_request: Some(get_request),
    is_format: |kind| kind == BodyKind::Xml,
    is_error: |response| root_name(response.body) == Some("ErrorResponse"),
    response,
    error,
    exception: |response, exception| xml::read_error_structure(response.body, XmlSettings::DEFAULT, exception),
};

fn request(operation: &OperationSchema, input: &dyn Structure) -> Result<RequestParts, CodecError> {
    let mut headers = request_headers();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
    let body = form(operation, input)?.into();
    Ok(RequestParts { path: "/".into(), headers, body, ..RequestParts::default() })
}

/// Services of the protocol take the form as a query too.
fn get_request(operation: &OperationSchema, input: &dyn Structure) -> Result<RequestParts, CodecError> {
    Ok(RequestParts { path: "/".into(), query: form(operation, input)?, ..RequestParts::default() })
}

fn form(operation: &OperationSchema, input: &dyn Structure) -> Result<String, CodecError> {
    let mut form = String::with_capacity(1024);
    form.push_str("Action=");
    // An identifier, in which nothing is to be encoded.
    form.push_str(operation.name);
    form.push_str("&Version=");
    encode(operation.service.version, &mut form);
    form::write_structure(input, &mut form)?;
    Ok(form)
}

fn response(
    operation: &OperationSchema,
    response: &ResponseParts<'_>,
    output: &mut dyn Structure,
) -> Result<Read, CodecError> {
    if response.body.is_empty() {
        // Services answer even an output whose members are all absent with their element.
        let nothing = output.schema().members.is_empty();
        return if nothing { Ok(Read::default()) } else { Err(CodecError::new("the body is empty")) };
    }
    let wrapped = xml::read_wrapped(response.body, operation.name, &["Response", "Result"], output)?;
    Ok(Read { request_id: wrapped.request_id, corrections: wrapped.corrections })
}

fn error(_operation: &OperationSchema, response: &ResponseParts<'_>) -> Result<ErrorDocument, CodecError> {
    if response.body.is_empty() {
        return Ok(ErrorDocument::default());
    }
    let error = xml::read_error(response.body)?;
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
