//! What the runtime knows of an operation.

use http::header::HeaderMap;

use super::{AuthOption, Service, UriPart};
use crate::body::Body;
use crate::codec::CodecError;
use crate::compression::CompressionSettings;
use crate::jmespath::Expression;

type AddChecksum = fn(&mut HeaderMap, &Body) -> Result<(), CodecError>;

type Compress = fn(CompressionSettings, &mut HeaderMap, &mut Body) -> Result<(), CodecError>;

/// An operation of a model, as static data that the generator writes.
#[derive(Debug)]
#[non_exhaustive]
pub struct OperationSchema {
    /// The operation's name in the model.
    pub name: &'static str,
    /// The service that it belongs to.
    pub service: &'static Service,
    /// `method` of `smithy.api#http`; POST for protocols without HTTP bindings.
    pub method: &'static str,
    /// `uri` of `smithy.api#http`, split at its labels; `/` for protocols without HTTP bindings.
    pub uri: &'static [UriPart],
    /// How requests may be authorized, the preferred way first, where the operation does not go by its service.
    pub auth: Option<&'static [AuthOption]>,
    /// `aws.auth#unsignedPayload`: the signature leaves the body out.
    pub unsigned_payload: bool,
    /// `smithy.api#endpoint`: a prefix of the host, split at its labels.
    pub host_prefix: &'static [UriPart],
    /// `smithy.api#httpChecksumRequired`: requests carry `Content-MD5`.
    pub(crate) checksum: Option<AddChecksum>,
    /// `smithy.api#requestCompression` with gzip: large bodies are compressed.
    pub(crate) compression: Option<Compress>,
    /// Parameters of the endpoint rules that the operation sets.
    pub endpoint_parameters: &'static [EndpointParameter],
}

impl OperationSchema {
    /// `POST /`, authorized as its service says, without any trait.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(name: &'static str, service: &'static Service) -> Self {
        Self {
            name,
            service,
            method: "POST",
            uri: &[UriPart::Literal("/")],
            auth: None,
            unsigned_payload: false,
            host_prefix: &[],
            checksum: None,
            compression: None,
            endpoint_parameters: &[],
        }
    }

    /// `smithy.api#http`.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_http(self, method: &'static str, uri: &'static [UriPart]) -> Self {
        Self { method, uri, ..self }
    }

    /// `smithy.api#auth` and `smithy.api#optionalAuth`.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_auth(self, options: &'static [AuthOption]) -> Self {
        Self { auth: Some(options), ..self }
    }

    /// `aws.auth#unsignedPayload`.
    #[doc(hidden)]
    #[must_use]
    pub const fn unsigned_payload(self) -> Self {
        Self { unsigned_payload: true, ..self }
    }

    /// `smithy.api#endpoint`.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_host_prefix(self, host_prefix: &'static [UriPart]) -> Self {
        Self { host_prefix, ..self }
    }

    /// `smithy.api#httpChecksumRequired`.
    #[cfg(feature = "md5")]
    #[doc(hidden)]
    #[must_use]
    pub const fn checksum_required(self) -> Self {
        Self { checksum: Some(crate::checksum::apply), ..self }
    }

    /// `smithy.api#requestCompression` with gzip.
    #[cfg(feature = "compression")]
    #[doc(hidden)]
    #[must_use]
    pub const fn compression(self) -> Self {
        Self { compression: Some(crate::compression::apply), ..self }
    }

    /// `smithy.rules#contextParam` and its like.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_endpoint_parameters(self, endpoint_parameters: &'static [EndpointParameter]) -> Self {
        Self { endpoint_parameters, ..self }
    }

    /// How requests may be authorized, the preferred way first.
    #[must_use]
    pub fn auth(&self) -> &'static [AuthOption] {
        self.auth.unwrap_or(self.service.auth)
    }
}

/// A parameter of the endpoint rules that the operation sets.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct EndpointParameter {
    /// The parameter's name in the rule set.
    pub name: &'static str,
    /// What it is set to.
    pub value: EndpointParameterValue,
}

impl EndpointParameter {
    /// Sets a parameter to a value.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(name: &'static str, value: EndpointParameterValue) -> Self {
        Self { name, value }
    }
}

/// Where the value of an [`EndpointParameter`] comes from.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum EndpointParameterValue {
    /// `smithy.rules#staticContextParams`.
    String(&'static str),
    /// `smithy.rules#staticContextParams`.
    Boolean(bool),
    /// `smithy.rules#staticContextParams`.
    Strings(&'static [&'static str]),
    /// `smithy.rules#contextParam`: the index of the input's member.
    Member(usize),
    /// `smithy.rules#operationContextParams`: a JMESPath expression over the input.
    Path(&'static Expression),
}
