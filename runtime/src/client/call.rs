//! A call before it is sent.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;

use super::Client;
use super::send::{Authorization, send, signed_request};
use crate::error::Error;
use crate::exception::Exception;
use crate::idempotency::fill_idempotency_token;
use crate::operation::{OperationSchema, parse};
use crate::response::Response;
use crate::structure::Structure;
use crate::value::Value;

/// A call of an operation. Await it to send it.
#[must_use = "a call is sent when it is awaited"]
pub struct Call<O, E> {
    client: Client,
    operation: &'static OperationSchema,
    input: Box<dyn Structure>,
    idempotency_token: Option<String>,
    timeout: Option<Duration>,
    types: PhantomData<fn() -> Result<O, E>>,
}

impl<O, E> Call<O, E> {
    pub(super) fn new(client: Client, operation: &'static OperationSchema, mut input: Box<dyn Structure>) -> Self {
        let takes_token = input.schema().members.iter().any(|member| member.idempotency_token);
        let idempotency_token = takes_token
            .then(|| (client.0.config.idempotency_tokens)())
            .and_then(|token| fill_idempotency_token(&mut *input, &token));
        Self { client, operation, input, idempotency_token, timeout: None, types: PhantomData }
    }

    /// Sets how long this call may take, in place of the client's setting.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// The idempotency token that the request carries: the input's own, or the one that was filled in. `None` for an
    /// operation without one.
    #[must_use]
    pub fn idempotency_token(&self) -> Option<&str> {
        self.idempotency_token.as_deref()
    }

    /// What will be sent.
    #[must_use]
    pub fn input(&self) -> &dyn Structure {
        &*self.input
    }
}

impl<O, E: Exception> Call<O, E> {
    /// The signed request, without sending it.
    ///
    /// # Errors
    ///
    /// An input that cannot be sent, no credentials, no endpoint.
    pub async fn to_http(&self) -> Result<http::Request<Bytes>, Error<E>> {
        Ok(signed_request(&self.client, self.operation, &*self.input, Authorization::Headers).await?)
    }

    /// The request with its signature in the URL, valid for one second to seven days.
    ///
    /// # Errors
    ///
    /// As [`to_http`](Self::to_http), and a time that is out of range.
    pub async fn presign(&self, expires: Duration) -> Result<http::Request<Bytes>, Error<E>> {
        Ok(signed_request(&self.client, self.operation, &*self.input, Authorization::Url(expires)).await?)
    }
}

impl<O: Structure + Value + 'static, E: Exception> Call<O, E> {
    async fn send(self) -> Result<Response<O>, Error<E>> {
        let request = signed_request(&self.client, self.operation, &*self.input, Authorization::Headers).await?;
        let response = send(&self.client, self.operation, request, self.timeout).await?;
        Ok(parse::<O, E>(self.operation, &response)?.with_idempotency_token(self.idempotency_token))
    }
}

impl<O: Structure + Value + 'static, E: Exception> IntoFuture for Call<O, E> {
    type Output = Result<Response<O>, Error<E>>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
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
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}
