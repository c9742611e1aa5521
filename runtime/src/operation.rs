//! Operations with their types.

use std::fmt;
use std::marker::PhantomData;

use bytes::Bytes;

use crate::body::Body;
use crate::error::{Error, ErrorDetails, ErrorKind};
use crate::exception::Exception;
use crate::request::{RequestError, RequestSettings, build_request};
use crate::response::{Parsed, Response, ResponseMetadata, parse, read_exception};
use crate::schema::{OperationSchema, ResponseParts};
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
    #[doc(hidden)]
    #[must_use]
    pub const fn new(schema: OperationSchema) -> Self {
        Self { schema, types: PhantomData }
    }
}

impl<I: Structure, O: Structure + Value, E: Exception> Operation<I, O, E> {
    /// The request of a call, not authorized.
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
    ) -> Result<http::Request<Body>, Error<E>> {
        build_request(&self.schema, input, endpoint, settings).map_err(|error| not_built(&self.schema, error).into())
    }

    /// The result of a call.
    ///
    /// A member that the model requires and the response lacks is filled as [`Value::empty`] says, and named by
    /// [`ResponseMetadata::corrections`].
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Service`] for an error that the service answered with, [`ErrorKind::Response`] for a response that is
    /// no message of the protocol.
    pub fn parse(&self, response: &http::Response<Bytes>) -> Result<Response<O>, Error<E>> {
        let parts = ResponseParts { status: response.status(), headers: response.headers(), body: response.body() };
        let mut output = O::empty();
        match parse(&self.schema, &parts, &mut output, E::SCHEMAS, false) {
            Parsed::Output(read) => {
                let metadata = ResponseMetadata::new(parts.status.as_u16(), parts.headers.clone(), read);
                Ok(Response::new(output, metadata))
            }
            Parsed::Error(details, position) => Err(with_exception(&self.schema, &parts, details, position)),
        }
    }
}

/// The error with the exception that stands at this position, its members read from the response.
pub(crate) fn with_exception<E: Exception>(
    operation: &OperationSchema,
    response: &ResponseParts<'_>,
    mut details: ErrorDetails,
    position: Option<usize>,
) -> Error<E> {
    let Some(mut exception) = position.and_then(E::empty) else { return details.into() };
    match read_exception(operation, response, &mut details, exception.structure_mut()) {
        Ok(()) => Error::new(details, Some(exception)),
        Err(error) => details.with_source(error).into(),
    }
}

pub(crate) fn not_built(operation: &OperationSchema, error: RequestError) -> ErrorDetails {
    let kind = match error {
        RequestError::Input(_) => ErrorKind::InvalidInput,
        RequestError::Endpoint(_) => ErrorKind::Endpoint,
    };
    ErrorDetails::caused_by(kind, operation.name, error)
}

impl<I, O, E> fmt::Debug for Operation<I, O, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.schema.fmt(f)
    }
}
