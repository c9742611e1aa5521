//! What the runtime needs to know of an operation: static data that the generator writes.

use std::fmt;
use std::marker::PhantomData;

use bytes::Bytes;

use crate::error::{Error, ErrorDetails, ErrorKind, read_exception, service_error};
use crate::exception::Exception;
use crate::request::{RequestError, RequestSettings, build_request};
use crate::response::{Response, is_error, read};
use crate::service::Service;
use crate::structure::Structure;
use crate::value::Value;

/// An operation with the types of its input, its output and its service's exceptions.
///
/// [`request`](Self::request) and [`parse`](Self::parse) are the whole client without network, clock and randomness.
pub struct Operation<I, O, E> {
    /// The untyped description.
    pub schema: OperationSchema,
    types: PhantomData<fn(I) -> Result<O, E>>,
}

impl<I, O, E> Operation<I, O, E> {
    /// Gives a description its types.
    #[must_use]
    pub const fn new(schema: OperationSchema) -> Self {
        Self { schema, types: PhantomData }
    }
}

impl<I: Structure, O: Structure + Value, E: Exception> Operation<I, O, E> {
    /// The request of a call, unsigned.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidInput`] for an input that cannot be sent, [`ErrorKind::Endpoint`] for an endpoint that is no
    /// URL; see [`build_request`].
    pub fn request(
        &self,
        input: &I,
        endpoint: &str,
        settings: &RequestSettings,
    ) -> Result<http::Request<Bytes>, Error<E>> {
        build_request(&self.schema, input, endpoint, settings).map_err(|error| not_built(&self.schema, error).into())
    }

    /// The result of a call.
    ///
    /// A member that the model requires and the response lacks is filled as
    /// [`Value::empty`] says.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Service`] for an error that the service answered with, [`ErrorKind::Response`] for a response that is
    /// no message of the protocol.
    pub fn parse(&self, response: &http::Response<Bytes>) -> Result<Response<O>, Error<E>> {
        parse(&self.schema, response)
    }
}

/// As [`Operation::parse`], for an operation that has lost its types.
pub(crate) fn parse<O: Structure + Value, E: Exception>(
    operation: &OperationSchema,
    response: &http::Response<Bytes>,
) -> Result<Response<O>, Error<E>> {
    if !is_error(operation, response) {
        let mut output = O::empty();
        let metadata = read(operation, response, &mut output)?;
        return Ok(Response::new(output, metadata));
    }
    let (mut details, position) = service_error(operation, response, E::SCHEMAS);
    let Some(mut exception) = position.and_then(E::empty) else { return Err(details.into()) };
    match read_exception(operation, response, &mut details, exception.structure_mut()) {
        Ok(()) => Err(Error::new(details, Some(exception))),
        Err(error) => Err(details.with_source(error).into()),
    }
}

pub(crate) fn not_built(operation: &OperationSchema, error: RequestError) -> ErrorDetails {
    let kind = match error {
        RequestError::Input(_) => ErrorKind::InvalidInput,
        RequestError::Endpoint(_) => ErrorKind::Endpoint,
    };
    ErrorDetails::new(kind, operation.name, error.to_string()).with_source(error)
}

impl<I, O, E> fmt::Debug for Operation<I, O, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.schema.fmt(f)
    }
}

/// An operation of a model.
#[derive(Debug)]
pub struct OperationSchema {
    /// The operation's name in the model.
    pub name: &'static str,
    /// The service that it belongs to.
    pub service: &'static Service,
    /// `method` of `smithy.api#http`; POST for protocols without HTTP bindings.
    pub method: &'static str,
    /// `uri` of `smithy.api#http`, split at its labels; `/` for protocols without HTTP bindings.
    pub uri: &'static [UriPart],
    /// `code` of `smithy.api#http`.
    pub status: u16,
    /// Whether requests are signed.
    pub auth: Auth,
    /// `aws.auth#unsignedPayload`: the signature leaves the body out.
    pub unsigned_payload: bool,
    /// `smithy.api#endpoint`: a prefix of the host, split at its labels.
    pub host_prefix: &'static [UriPart],
    /// `smithy.api#httpChecksumRequired`: requests carry `Content-MD5`.
    pub checksum_required: bool,
    /// `smithy.api#requestCompression` with gzip: large bodies are compressed.
    pub compression: bool,
    /// Whether the output can hold secrets: then no excerpt of a response is shown in errors.
    pub sensitive_output: bool,
    /// Parameters of the endpoint rules that the operation sets.
    pub endpoint_parameters: &'static [EndpointParameter],
}

impl OperationSchema {
    /// `POST /`, signed, without any trait: the base of generated literals.
    #[must_use]
    pub const fn new(name: &'static str, service: &'static Service) -> Self {
        Self {
            name,
            service,
            method: "POST",
            uri: &[UriPart::Literal("/")],
            status: 200,
            auth: Auth::SigV4,
            unsigned_payload: false,
            host_prefix: &[],
            checksum_required: false,
            compression: false,
            sensitive_output: false,
            endpoint_parameters: &[],
        }
    }
}

/// A piece of a URI or host template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UriPart {
    /// Text that stands as it is; the query string of a template is part of the last one.
    Literal(&'static str),
    /// `{name}`: the index of the member, percent-encoded whole.
    Label(usize),
    /// `{name+}`: the index of the member, percent-encoded between its slashes.
    GreedyLabel(usize),
}

/// How an operation's requests are authorized.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Auth {
    /// Signed with Signature Version 4.
    SigV4,
    /// Signed where there are credentials, sent without otherwise: `smithy.api#optionalAuth`.
    Optional,
    /// Never signed: needs no credentials.
    None,
}

/// A parameter of the endpoint rules that the operation sets.
#[derive(Clone, Copy, Debug)]
pub struct EndpointParameter {
    /// The parameter's name in the rule set.
    pub name: &'static str,
    /// What it is set to.
    pub value: EndpointParameterValue,
}

/// Where the value of an [`EndpointParameter`] comes from.
#[derive(Clone, Copy, Debug)]
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
    Path(&'static crate::jmespath::Expression),
}
