//! Hooks into calls.

use std::fmt;
use std::sync::Arc;

use crate::body::Body;

/// Sees each attempt of each call: for headers of one's own, logs and measurements.
///
/// The methods are called in the order in which they stand here, and each does nothing unless it is written. They run
/// within the call: what takes long holds it up.
///
/// ```
/// use http::HeaderValue;
/// use tinsmith_runtime::Config;
/// use tinsmith_runtime::body::Body;
/// use tinsmith_runtime::interceptor::{Attempt, Interceptor, InterceptorError};
///
/// struct Tenant;
///
/// impl Interceptor for Tenant {
///     fn before_signing(
///         &self,
///         attempt: &Attempt<'_>,
///         request: &mut http::Request<Body>,
///     ) -> Result<(), InterceptorError> {
///         request.headers_mut().insert("x-tenant", HeaderValue::from_static("blue"));
///         println!("{} {}, attempt {}", attempt.service(), attempt.operation(), attempt.number());
///         Ok(())
///     }
/// }
///
/// let config = Config::new("eu-west-1").interceptor(Tenant);
/// # let _ = config;
/// ```
pub trait Interceptor: Send + Sync {
    /// Before the request is signed: what is changed of its headers is signed too. The body's length is in the headers
    /// already.
    ///
    /// # Errors
    ///
    /// An error ends the call; nothing is sent.
    fn before_signing(&self, attempt: &Attempt<'_>, request: &mut http::Request<Body>) -> Result<(), InterceptorError> {
        let _ = (attempt, request);
        Ok(())
    }

    /// Before the signed request is sent.
    fn before_sending(&self, attempt: &Attempt<'_>, request: &http::Request<Body>) {
        let _ = (attempt, request);
    }

    /// When the head of a response is there, and its body still to come.
    fn after_response(&self, attempt: &Attempt<'_>, response: &http::Response<Body>) {
        let _ = (attempt, response);
    }

    /// When the attempt has come to its end; the error says why it failed, and `None` that it did not.
    fn after_attempt(&self, attempt: &Attempt<'_>, error: Option<&crate::error::ErrorDetails>) {
        let _ = (attempt, error);
    }
}

impl<I: Interceptor + ?Sized> Interceptor for Arc<I> {
    fn before_signing(&self, attempt: &Attempt<'_>, request: &mut http::Request<Body>) -> Result<(), InterceptorError> {
        (**self).before_signing(attempt, request)
    }

    fn before_sending(&self, attempt: &Attempt<'_>, request: &http::Request<Body>) {
        (**self).before_sending(attempt, request);
    }

    fn after_response(&self, attempt: &Attempt<'_>, response: &http::Response<Body>) {
        (**self).after_response(attempt, response);
    }

    fn after_attempt(&self, attempt: &Attempt<'_>, error: Option<&crate::error::ErrorDetails>) {
        (**self).after_attempt(attempt, error);
    }
}

/// What an interceptor fails with: any error.
pub type InterceptorError = Box<dyn std::error::Error + Send + Sync>;

/// One of the attempts of a call.
#[derive(Clone, Copy)]
pub struct Attempt<'a> {
    pub(crate) service: &'a str,
    pub(crate) operation: &'a str,
    pub(crate) number: u32,
    pub(crate) idempotency_token: Option<&'a str>,
}

impl<'a> Attempt<'a> {
    /// How people call the service, such as `STS`.
    #[must_use]
    pub fn service(&self) -> &'a str {
        self.service
    }

    /// The operation's name in the model.
    #[must_use]
    pub fn operation(&self) -> &'a str {
        self.operation
    }

    /// Which attempt of the call it is, from 1. One that met a connection which the service had closed is made again under
    /// the same number.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The idempotency token of the call, which is the same for all its attempts.
    #[must_use]
    pub fn idempotency_token(&self) -> Option<&'a str> {
        self.idempotency_token
    }
}

impl fmt::Debug for Attempt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}, attempt {}", self.service, self.operation, self.number)
    }
}
