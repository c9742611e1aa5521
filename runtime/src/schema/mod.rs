//! What a shape's serializers need to know of it: static data that the generator writes.

mod auth;
mod builder;
mod operation;
mod protocol;
mod service;
mod uri;

pub(crate) use auth::Authorizing;
pub use auth::{AuthOption, AuthScheme};
pub use operation::{EndpointParameter, EndpointParameterValue, OperationSchema};
pub use protocol::Protocol;
pub(crate) use protocol::{ErrorDocument, Read, RequestParts, ResponseParts, WriteInput, needs_body, request_headers};
pub use service::Service;
pub use uri::UriPart;

use crate::timestamp::TimestampFormat;

/// A structure, union or error of a model.
#[derive(Debug)]
#[non_exhaustive]
pub struct Schema {
    /// Absolute shape id, such as `com.amazonaws.sts#Credentials`.
    pub id: &'static str,
    /// Whether it is a structure or a union.
    pub kind: SchemaKind,
    /// Members in the order of the model; [`Structure::member`](crate::Structure::member) goes by this index.
    pub members: &'static [Member],
    /// `smithy.api#xmlName` of the shape.
    pub xml_name: Option<&'static str>,
    /// `smithy.api#xmlNamespace` of the shape.
    pub xml_namespace: Option<XmlNamespace>,
    /// Set on shapes with `smithy.api#error`.
    pub error: Option<ErrorTraits>,
    /// How many members of a structure are required, as [`structure`](Self::structure) counts them.
    pub required: usize,
    constrained: Constrained,
    /// Whether a member is bound to the whole body.
    pub(crate) has_payload: bool,
    /// Whether a member makes calls safe to repeat.
    pub(crate) has_idempotency_token: bool,
}

/// Which of the first 64 members have constraints, or may hold what has.
#[derive(Debug)]
struct Constrained {
    /// As [`Validation::Standard`](crate::Validation::Standard) has it: greatest lengths aside.
    standard: u64,
    strict: u64,
}

impl Schema {
    /// A structure with these members and no traits.
    #[must_use]
    pub const fn structure(id: &'static str, members: &'static [Member]) -> Self {
        let mut required = 0;
        let mut constrained = Constrained { standard: 0, strict: 0 };
        let mut has_payload = false;
        let mut has_idempotency_token = false;
        let mut bit = 1;
        let mut rest = members;
        while let [member, others @ ..] = rest {
            if member.required {
                required += 1;
            }
            if member.is_constrained(true) {
                constrained.strict |= bit;
                if member.is_constrained(false) {
                    constrained.standard |= bit;
                }
            }
            has_payload |= matches!(member.location, Location::Payload);
            has_idempotency_token |= member.idempotency_token;
            bit <<= 1;
            rest = others;
        }
        Self {
            id,
            kind: SchemaKind::Structure,
            members,
            xml_name: None,
            xml_namespace: None,
            error: None,
            required,
            constrained,
            has_payload,
            has_idempotency_token,
        }
    }

    /// A union with these members and no traits.
    #[must_use]
    pub const fn union(id: &'static str, members: &'static [Member]) -> Self {
        Self { kind: SchemaKind::Union, required: 0, ..Self::structure(id, members) }
    }

    /// The position of the next member, from this one on, that has constraints or may hold what has: greatest lengths
    /// count when `strict`. Past the last member where there is none.
    #[inline]
    pub(crate) fn next_constrained(&self, from: usize, strict: bool) -> usize {
        if from >= 64 {
            return from;
        }
        let constrained = if strict { self.constrained.strict } else { self.constrained.standard };
        64.min(from + (constrained >> from).trailing_zeros() as usize)
    }

    /// The shape's name without its namespace.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.id.rsplit_once('#').map_or(self.id, |(_, name)| name)
    }
}

/// The two kinds of shapes that have named members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SchemaKind {
    /// Any of its members may be set.
    Structure,
    /// Exactly one of its members is set.
    Union,
}

/// Traits of an error shape.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct ErrorTraits {
    /// The code that a response carries: `aws.protocols#awsQueryError` where there is one, else the shape's name.
    pub code: &'static str,
    /// `smithy.api#retryable`.
    pub retryable: bool,
    /// `smithy.api#retryable` with `throttling`.
    pub throttling: bool,
}

/// A member of a structure or union, or the element of a list, or the key or value of a map.
#[derive(Debug)]
#[non_exhaustive]
pub struct Member {
    /// The member's name in the model: letters, digits and underscores, which nothing escapes.
    pub name: &'static str,
    /// The kind of shape that it targets.
    pub kind: Kind,
    /// Whether the model requires it.
    pub required: bool,
    /// Whether its value must not be printed.
    pub sensitive: bool,
    /// `smithy.api#sparse` of the list or map that it targets: null elements are kept.
    pub sparse: bool,
    /// `smithy.api#idempotencyToken`: filled by the client when absent.
    pub idempotency_token: bool,
    /// `smithy.api#streaming` of the blob that it targets: it is sent and received piece by piece.
    pub streaming: bool,
    /// `smithy.api#requiresLength` of the stream that it targets: it is sent only when its length is known.
    pub requires_length: bool,
    /// `smithy.api#hostLabel`: takes part in the host prefix of the endpoint.
    pub host_label: bool,
    /// Where the member stands in an HTTP message; only members of an input, output or error are bound.
    pub location: Location,
    /// `smithy.api#jsonName`.
    pub json_name: Option<&'static str>,
    /// Traits of the XML and form serializations.
    pub xml: Xml,
    /// `smithy.api#timestampFormat` of the member, or of the timestamp that it targets.
    pub timestamp_format: Option<TimestampFormat>,
    /// `smithy.api#mediaType` of the string or blob that it targets.
    pub media_type: Option<&'static str>,
    /// Elements of the list, or values of the map, that it targets.
    pub element: Option<&'static Member>,
    /// Keys of the map that it targets.
    pub key: Option<&'static Member>,
    /// Constraint traits.
    pub constraints: Constraints,
}

impl Member {
    /// A member without traits.
    #[must_use]
    pub const fn new(name: &'static str, kind: Kind) -> Self {
        Self {
            name,
            kind,
            required: false,
            sensitive: false,
            sparse: false,
            idempotency_token: false,
            streaming: false,
            requires_length: false,
            host_label: false,
            location: Location::Body,
            json_name: None,
            xml: Xml::NONE,
            timestamp_format: None,
            media_type: None,
            element: None,
            key: None,
            constraints: Constraints::NONE,
        }
    }

    /// Whether it has constraints, or may hold what has: greatest lengths count when `strict`.
    const fn is_constrained(&self, strict: bool) -> bool {
        let Constraints { length_min, length_max, range_min, range_max } = self.constraints;
        if length_min.is_some() || range_min.is_some() || range_max.is_some() || strict && length_max.is_some() {
            return true;
        }
        match (self.kind, self.element, self.key) {
            (Kind::Structure | Kind::Union, _, _) | (Kind::List | Kind::Map, None, _) => true,
            (Kind::List | Kind::Map, Some(element), None) => element.is_constrained(strict),
            (Kind::List | Kind::Map, Some(element), Some(key)) => {
                element.is_constrained(strict) || key.is_constrained(strict)
            }
            // An empty label cannot be part of a path.
            _ => matches!(self.location, Location::Label),
        }
    }

    /// The element of a list or map: the schema's own, or one without traits.
    #[must_use]
    pub fn element(&self) -> &'static Member {
        static PLAIN: Member = Member::new("member", Kind::String);
        self.element.unwrap_or(&PLAIN)
    }

    /// The name in JSON bodies of protocols that honour `smithy.api#jsonName`.
    #[must_use]
    pub fn json_name(&self) -> &'static str {
        self.json_name.unwrap_or(self.name)
    }

    /// The element name in XML.
    #[must_use]
    pub fn xml_name(&self) -> &'static str {
        self.xml.name.unwrap_or(self.name)
    }
}

/// Kinds of shapes, as Smithy names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are Smithy's shape types")]
#[non_exhaustive]
pub enum Kind {
    Blob,
    Boolean,
    String,
    Enum,
    Byte,
    Short,
    Integer,
    IntEnum,
    Long,
    Float,
    Double,
    BigInteger,
    BigDecimal,
    Timestamp,
    Document,
    List,
    Map,
    Structure,
    Union,
}

/// Where a member stands in an HTTP message: Smithy's HTTP binding traits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Location {
    /// In the document that the body holds.
    Body,
    /// `smithy.api#httpLabel`: in the path, where the URI template says.
    Label,
    /// `smithy.api#httpQuery`: the parameter of this name.
    Query(&'static str),
    /// `smithy.api#httpQueryParams`: each entry of the map a parameter.
    QueryParams,
    /// `smithy.api#httpHeader`: the header of this name.
    Header(&'static str),
    /// `smithy.api#httpPrefixHeaders`: each entry of the map a header with this prefix.
    PrefixHeaders(&'static str),
    /// `smithy.api#httpPayload`: the whole body.
    Payload,
    /// `smithy.api#httpResponseCode`: the status.
    ResponseCode,
}

impl Location {
    /// Whether a member of an input stands in the document of the request's body: it is not bound to another part, or
    /// to one that only responses have.
    #[must_use]
    pub const fn is_request_body(self) -> bool {
        matches!(self, Self::Body | Self::ResponseCode)
    }

    /// Whether a member of an output or error stands in the document of the response's body: it is not bound to another
    /// part, or to one that only requests have.
    #[must_use]
    pub const fn is_response_body(self) -> bool {
        matches!(self, Self::Body | Self::Label | Self::Query(_) | Self::QueryParams)
    }
}

/// Traits of the XML serialization; the form of awsQuery follows them too.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Xml {
    /// `smithy.api#xmlName`.
    pub name: Option<&'static str>,
    /// `smithy.api#xmlNamespace`.
    pub namespace: Option<XmlNamespace>,
    /// `smithy.api#xmlAttribute`.
    pub attribute: bool,
    /// `smithy.api#xmlFlattened`.
    pub flattened: bool,
}

impl Xml {
    /// No trait set.
    pub const NONE: Self = Self { name: None, namespace: None, attribute: false, flattened: false };
}

/// `smithy.api#xmlNamespace`.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct XmlNamespace {
    /// The namespace's URI.
    pub uri: &'static str,
    /// The prefix that it is bound to, if any.
    pub prefix: Option<&'static str>,
}

/// Constraint traits of a member and of the shape that it targets, the member's first.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Constraints {
    /// `smithy.api#length`, least: Unicode code points of a string, bytes of a blob, elements of a list or map.
    pub length_min: Option<u64>,
    /// `smithy.api#length`, most.
    pub length_max: Option<u64>,
    /// `smithy.api#range`, least.
    pub range_min: Option<f64>,
    /// `smithy.api#range`, most.
    pub range_max: Option<f64>,
}

impl Constraints {
    /// No constraint.
    pub const NONE: Self = Self { length_min: None, length_max: None, range_min: None, range_max: None };
}
