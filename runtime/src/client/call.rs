//! A call before it is sent.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::time::Duration;

use http::header::{HeaderName, HeaderValue};

use super::Client;
use super::call_options::CallOptions;
use super::exchange::exchange;
use super::failure::Failure;
use super::request::{Outgoing, Place};
use crate::body::Body;
use crate::error::Error;
use crate::exception::Exception;
use crate::operation::with_exception;
use crate::request::{fill_idempotency_token, idempotency_token, take_idempotency_token, take_stream};
use crate::response::Response;
use crate::retry::RetrySettings;
use crate::schema::OperationSchema;
use crate::structure::Structure;
use crate::value::Value;

/// A call of an operation. Await it to send it.
#[must_use = "a call is sent when it is awaited"]
pub struct Call<O, E> {
    client: Client,
    operation: &'static OperationSchema,
    input: Box<dyn Structure>,
    options: Option<Box<CallOptions>>,
    types: PhantomData<fn() -> Result<O, E>>,
}

impl<O, E> Call<O, E> {
    pub(super) fn new(client: Client, operation: &'static OperationSchema, mut input: Box<dyn Structure>) -> Self {
        if input.schema().has_idempotency_token && idempotency_token(&*input).is_none() {
            fill_idempotency_token(&mut *input, &(client.0.config.settings().idempotency_tokens)());
        }
        Self { client, operation, input, options: None, types: PhantomData }
    }

    /// Sets how long this call may take, in place of the client's [setting](crate::Config::timeout).
    pub fn timeout(self, timeout: Duration) -> Self {
        self.set(|options| options.timeout = Some(timeout))
    }

    /// Sets how long an attempt of this call may take, in place of the client's
    /// [setting](crate::Config::attempt_timeout).
    pub fn attempt_timeout(self, attempt_timeout: Duration) -> Self {
        self.set(|options| options.attempt_timeout = Some(attempt_timeout))
    }

    /// Sets how long may pass without a byte of the response, in place of the client's
    /// [setting](crate::Config::read_timeout).
    pub fn read_timeout(self, read_timeout: Duration) -> Self {
        self.set(|options| options.read_timeout = Some(read_timeout))
    }

    /// Sets how long connecting may take, in place of the client's [setting](crate::Config::connect_timeout).
    pub fn connect_timeout(self, connect_timeout: Duration) -> Self {
        self.set(|options| options.connect_timeout = Some(connect_timeout))
    }

    /// Sets how this call is retried; what these settings leave open is as the client's [setting](crate::Config::retry).
    ///
    /// ```
    /// # use tinsmith_runtime::Call;
    /// # async fn once(call: Call<(), std::convert::Infallible>) {
    /// use tinsmith_runtime::retry::RetrySettings;
    ///
    /// let call = call.retry(RetrySettings::off());
    /// # }
    /// ```
    pub fn retry(self, retry: RetrySettings) -> Self {
        self.set(|options| options.retry = retry)
    }

    /// Adds a header to the request; it is signed as the others are, and wins over one of the same name.
    ///
    /// ```
    /// # async fn token(call: tinsmith_runtime::Call<(), std::convert::Infallible>) {
    /// use tinsmith_runtime::http::{HeaderName, HeaderValue};
    ///
    /// let cluster = HeaderName::from_static("x-k8s-aws-id");
    /// let call = call.header(cluster, HeaderValue::from_static("production"));
    /// # }
    /// ```
    pub fn header(self, name: HeaderName, value: HeaderValue) -> Self {
        self.set(|options| {
            options.headers.insert(name, value);
        })
    }

    fn set(mut self, change: impl FnOnce(&mut CallOptions)) -> Self {
        change(self.options.get_or_insert_default());
        self
    }

    /// The idempotency token that the request carries: the input's own, or the one that was filled in. `None` for an
    /// operation without one.
    #[must_use]
    pub fn idempotency_token(&self) -> Option<&str> {
        idempotency_token(&*self.input)
    }

    /// Sets the idempotency token, in place of the input's own: that of an earlier call makes this the same call again.
    /// Operations without one are left as they are.
    pub fn with_idempotency_token(mut self, token: &str) -> Self {
        crate::request::set_idempotency_token(&mut *self.input, token);
        self
    }

    /// What will be sent.
    #[must_use]
    pub fn input(&self) -> &dyn Structure {
        &*self.input
    }

    fn outgoing(&self) -> Outgoing<'_> {
        Outgoing {
            client: &self.client,
            operation: self.operation,
            input: &*self.input,
            options: self.options.as_deref(),
        }
    }
}

impl<O, E: Exception> Call<O, E> {
    /// The signed request, without sending it.
    ///
    /// # Errors
    ///
    /// An input that cannot be sent, or that holds a stream which can be read only once; no credentials, no endpoint.
    pub async fn to_http(&self) -> Result<http::Request<Body>, Error<E>> {
        Ok(self.outgoing().to_http(Place::Headers).await?)
    }

    /// The request with its signature in the URL, valid for one second to seven days. For awsQuery it is a GET with the
    /// parameters in the query: the URL alone is enough to make the call. Whatever other headers the request has are
    /// signed, and must be sent with it.
    ///
    /// # Errors
    ///
    /// As [`to_http`](Self::to_http), a time that is out of range, and an authentication scheme that has no such form.
    pub async fn presign(&self, expires: Duration) -> Result<http::Request<Body>, Error<E>> {
        Ok(self.outgoing().to_http(Place::Url(expires)).await?)
    }
}

impl<O: Structure + Value + 'static, E: Exception> Call<O, E> {
    /// Makes the call, and keeps it: it can be made again, with the same idempotency token. A stream in its input must
    /// be one that can be read again; awaiting the call takes any.
    ///
    /// # Errors
    ///
    /// What the call fails with.
    pub async fn send(&self) -> Result<Response<O>, Error<E>> {
        let mut output = O::empty();
        let result = exchange(self.outgoing(), None, &mut output, E::SCHEMAS).await;
        let metadata = result.map_err(|failure| self.error(failure))?;
        let token = self.idempotency_token().map(str::to_owned);
        Ok(Response::new(output, metadata.with_idempotency_token(token)))
    }

    fn error(&self, failure: Failure) -> Error<E> {
        let Failure { details, exception, secrets, .. } = failure;
        let Some((position, received)) = exception else { return details.into() };
        let mut error = with_exception::<E>(self.operation, &received.parts(), details, Some(position));
        let (details, exception) = error.parts_mut();
        secrets.redact_details(details);
        if let Some(exception) = exception {
            secrets.redact_structure(exception.structure_mut());
        }
        error
    }
}

impl<O: Structure + Value + 'static, E: Exception> IntoFuture for Call<O, E> {
    type Output = Result<Response<O>, Error<E>>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(mut self) -> Self::IntoFuture {
        Box::pin(async move {
            let stream = take_stream(&mut *self.input);
            let mut output = O::empty();
            let result = exchange(self.outgoing(), stream, &mut output, E::SCHEMAS).await;
            let metadata = result.map_err(|failure| self.error(failure))?;
            let token = take_idempotency_token(&mut *self.input);
            Ok(Response::new(output, metadata.with_idempotency_token(token)))
        })
    }
}

impl<O, E> fmt::Debug for Call<O, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        struct Input<'a>(&'a dyn Structure);
        impl fmt::Debug for Input<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                crate::debug::debug(self.0, f)
            }
        }
        f.debug_struct("Call")
            .field("operation", &self.operation.name)
            .field("input", &Input(&*self.input))
            .field("timeout", &self.options.as_ref().and_then(|options| options.timeout))
            .finish_non_exhaustive()
    }
}
