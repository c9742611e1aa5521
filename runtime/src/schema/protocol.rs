//! What a protocol does, as a table of functions.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;
use http::StatusCode;
use http::header::HeaderMap;

use super::{OperationSchema, Schema};
use crate::body::Body;
use crate::body_kind::BodyKind;
use crate::codec::{CodecError, Corrections};
use crate::structure::Structure;

/// A protocol, named by its trait.
///
/// The generator refers to the constant whose name is the trait's in capitals. What a protocol does hangs on its constant,
/// so that a program links the protocols that it uses and no other.
#[non_exhaustive]
pub struct Protocol {
    /// The trait's shape id, such as `aws.protocols#restJson1`.
    pub id: &'static str,
    /// Whether operations need `smithy.api#http`.
    pub http_bindings: bool,
    /// The cargo features of the runtime that it takes. The feature of a service that speaks it turns them on.
    pub features: &'static [&'static str],
    /// What errors say was expected of a response's body.
    pub(crate) expected: &'static str,
    /// Turns an input into the parts of a request that the protocol decides.
    pub(crate) request: WriteInput,
    /// The same as a GET without body, for URLs that are handed on; `None` where a protocol has no such form.
    pub(crate) get_request: Option<WriteInput>,
    /// Whether a body is of the protocol's format, so that it may hold what an output holds.
    pub(crate) is_format: fn(BodyKind) -> bool,
    /// Whether a document that an output cannot be read from is that of an error.
    pub(crate) is_error: fn(&ResponseParts<'_>) -> bool,
    /// Reads a response into an output; gives the request id that stands in the body, and what was filled in.
    pub(crate) response: ReadOutput,
    /// Reads what every error response says.
    pub(crate) error: fn(&OperationSchema, &ResponseParts<'_>) -> Result<ErrorDocument, CodecError>,
    /// Reads the members of a modeled error.
    pub(crate) exception: fn(&ResponseParts<'_>, &mut dyn Structure) -> Result<Corrections, CodecError>,
}

pub(crate) type WriteInput = fn(&OperationSchema, &dyn Structure) -> Result<RequestParts, CodecError>;

pub(crate) type ReadOutput = fn(&OperationSchema, &ResponseParts<'_>, &mut dyn Structure) -> Result<Read, CodecError>;

/// What a protocol decides of a request.
#[derive(Debug, Default)]
pub(crate) struct RequestParts {
    /// Percent-encoded, beginning with a slash.
    pub(crate) path: Cow<'static, str>,
    /// Percent-encoded, without the question mark; empty where there is none.
    pub(crate) query: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
    /// Whether the path has segments `.` or `..` that the input put there.
    pub(crate) has_dot_segments: bool,
}

/// Headers with room for those that a protocol, the client, a signature and the transport add: a map that grows moves all
/// that it has.
pub(crate) fn request_headers() -> HeaderMap {
    HeaderMap::with_capacity(8)
}

/// A response whose body is there.
#[derive(Clone, Copy)]
pub(crate) struct ResponseParts<'a> {
    pub(crate) status: StatusCode,
    pub(crate) headers: &'a HeaderMap,
    pub(crate) body: &'a Bytes,
}

/// What reading an output brought to light beside it.
#[derive(Debug, Default)]
pub(crate) struct Read {
    /// The request id, where it stands in the body.
    pub(crate) request_id: Option<String>,
    pub(crate) corrections: Corrections,
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

/// Whether a response without body cannot be the output's: members that the model requires would be missing.
pub(crate) fn needs_body(schema: &Schema) -> bool {
    schema.members.iter().any(|member| member.required && member.location.is_response_body())
}
