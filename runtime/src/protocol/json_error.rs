//! Error responses of the protocols that speak JSON.

use http::header::HeaderMap;

use crate::body_kind::BodyKind;
use crate::codec::json::ErrorFields;
use crate::codec::{CodecError, json};
use crate::schema::{ErrorDocument, OperationSchema, ResponseParts};

const ERROR_TYPE: &str = "x-amzn-errortype";

/// Whether a response that no output can be read from is that of an error: by its header, or as its body names one.
pub(super) fn is_error(response: &ResponseParts<'_>) -> bool {
    let in_body =
        || json::read_error(response.body).is_ok_and(|fields| fields.type_.as_deref().is_some_and(names_error));
    response.headers.contains_key(ERROR_TYPE) || in_body()
}

/// Some services write `__type` in outputs as well.
fn names_error(type_: &str) -> bool {
    let ends = ["Exception", "Error", "Failure", "Fault"];
    shape_name(type_).is_some_and(|shape| ends.iter().any(|end| shape.ends_with(end)))
}

pub(super) fn is_format(kind: BodyKind) -> bool {
    kind == BodyKind::Json
}

/// The code comes from the header `x-amzn-errortype`, else from the body's `__type`, else from its `code`.
pub(super) fn read(operation: &OperationSchema, response: &ResponseParts<'_>) -> Result<ErrorDocument, CodecError> {
    let headers = response.headers;
    let header_shape = header(headers, ERROR_TYPE).and_then(shape_name);
    let fields = match response.body {
        body if body.is_empty() => ErrorFields::default(),
        body => match json::read_error(body) {
            Ok(fields) => fields,
            // What the headers say is enough to know the error by.
            Err(_) if header_shape.is_some() => ErrorFields::default(),
            Err(error) => return Err(error),
        },
    };
    let named = [fields.type_.as_deref(), fields.code.as_deref()];
    let shape = header_shape.or_else(|| named.into_iter().flatten().find_map(shape_name)).map(str::to_owned);
    let query_code = operation.service.query_compatible.then(|| header(headers, "x-amzn-query-error")).flatten();
    let code = query_code.and_then(|value| value.split(';').next()).map(str::trim).filter(|code| !code.is_empty());
    Ok(ErrorDocument { shape, code: code.map(str::to_owned), message: fields.message, request_id: fields.request_id })
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
