//! Protocols: how operations become HTTP messages. They know no service.

mod aws_json;
mod aws_query;
mod json_error;
mod rest_json;

use std::fmt;

use bytes::Bytes;
use http::header::HeaderMap;

use crate::codec::CodecError;
use crate::operation::OperationSchema;
use crate::structure::Structure;

/// A protocol, named by its trait.
///
/// The generator refers to the constant of this module whose name is the trait's in capitals. What a protocol does hangs
/// on its constant, so that a program links the protocols that it uses and no other.
pub struct Protocol {
    /// The trait's shape id, such as `aws.protocols#restJson1`.
    pub id: &'static str,
    /// Whether operations need `smithy.api#http`.
    pub http_bindings: bool,
    /// What errors say was expected of a response's body.
    pub(crate) expected: &'static str,
    /// Turns an input into the parts of a request that the protocol decides.
    pub(crate) request: fn(&OperationSchema, &dyn Structure) -> Result<RequestParts, CodecError>,
    /// Whether a response with a status of success says that the operation failed.
    pub(crate) is_error: fn(&http::Response<Bytes>) -> bool,
    /// Whether a body looks like one of the protocol, so that it may hold what an output holds.
    pub(crate) is_plausible: fn(&[u8]) -> bool,
    /// Reads a response into an output; gives the request id that stands in the body.
    pub(crate) response: ReadOutput,
    /// Reads what every error response says.
    pub(crate) error: fn(&OperationSchema, &http::Response<Bytes>) -> Result<ErrorDocument, CodecError>,
    /// Reads the members of a modeled error.
    pub(crate) exception: fn(&http::Response<Bytes>, &mut dyn Structure) -> Result<(), CodecError>,
}

type ReadOutput =
    fn(&OperationSchema, &http::Response<Bytes>, &mut dyn Structure) -> Result<Option<String>, CodecError>;

/// What a protocol decides of a request.
#[derive(Debug, Default)]
pub(crate) struct RequestParts {
    /// Percent-encoded, beginning with a slash.
    pub(crate) path: String,
    /// Percent-encoded, without the question mark; empty where there is none.
    pub(crate) query: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

/// What an error response says, whether the model knows the error or not.
#[derive(Debug, Default)]
pub(crate) struct ErrorDocument {
    /// The name of the error's shape.
    pub(crate) shape: Option<String>,
    /// The code, where it is another than the shape's name.
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<String>,
}

impl fmt::Debug for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

/// `aws.protocols#awsJson1_0`.
pub static AWS_JSON1_0: Protocol = aws_json::protocol("aws.protocols#awsJson1_0", aws_json::request_1_0);
/// `aws.protocols#awsJson1_1`.
pub static AWS_JSON1_1: Protocol = aws_json::protocol("aws.protocols#awsJson1_1", aws_json::request_1_1);
/// `aws.protocols#awsQuery`.
pub static AWS_QUERY: Protocol = aws_query::PROTOCOL;
/// `aws.protocols#restJson1`.
pub static REST_JSON1: Protocol = rest_json::PROTOCOL;

/// All protocols, the preferred ones first.
pub static ALL: &[&Protocol] = &[&REST_JSON1, &AWS_JSON1_0, &AWS_JSON1_1, &AWS_QUERY];

/// Whether a response without body cannot be the output's: members that the model requires would be missing.
pub(crate) fn needs_body(schema: &crate::schema::Schema) -> bool {
    schema.members.iter().any(|member| member.required && member.location.is_response_body())
}

/// The body without white space before it.
pub(crate) fn trim_start(body: &[u8]) -> &[u8] {
    let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    body.trim_ascii_start()
}

/// Whether a body is a page for people, as proxies and load balancers send it.
pub(crate) fn is_html(body: &[u8]) -> bool {
    let body = trim_start(body);
    ["<!doctype html", "<html"]
        .iter()
        .any(|start| body.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start.as_bytes())))
}
