//! From a call to the request that is sent.

use std::time::Duration;

use http::header::{CONTENT_ENCODING, HeaderValue, USER_AGENT};

use super::Client;
use super::authorize::{Authorization, authorize};
use super::call_options::CallOptions;
use super::invocation::AttemptHeaders;
use crate::body::Body;
use crate::error::{ErrorDetails, ErrorKind};
use crate::identity::Identity;
use crate::interceptor::Attempt;
use crate::operation::not_built;
use crate::request::{Form, Prepared, assemble, idempotency_token, prepare};
use crate::retry::RetrySettings;
use crate::schema::{Authorizing, OperationSchema};
use crate::sign::SigningError;
use crate::structure::Structure;
use crate::user_agent::{Feature, TRACE_ID, trace_id};
use crate::validate::validate;

/// What a call is made of, without its types.
#[derive(Clone, Copy)]
pub(super) struct Outgoing<'a> {
    pub(super) client: &'a Client,
    pub(super) operation: &'static OperationSchema,
    pub(super) input: &'a dyn Structure,
    /// What the call does otherwise than its client.
    pub(super) options: Option<&'a CallOptions>,
}

/// Where the authorization goes.
#[derive(Clone, Copy, Debug)]
pub(super) enum Place {
    /// Into the headers.
    Headers,
    /// Into the URL, for so long.
    Url(Duration),
}

impl Outgoing<'_> {
    /// How long the whole call may take.
    pub(super) fn timeout(&self) -> Duration {
        self.options.and_then(|options| options.timeout).unwrap_or(self.client.0.config.settings().timeout)
    }

    /// How long an attempt may take.
    pub(super) fn attempt_timeout(&self) -> Duration {
        let own = self.options.and_then(|options| options.attempt_timeout);
        own.or(self.client.0.config.settings().attempt_timeout).unwrap_or(Duration::MAX)
    }

    /// How long may pass without a byte of the response.
    pub(super) fn read_timeout(&self) -> Duration {
        self.options.and_then(|options| options.read_timeout).unwrap_or(self.client.0.config.settings().read_timeout)
    }

    /// How long connecting may take; `None` for the transport's own limit.
    pub(super) fn connect_timeout(&self) -> Option<Duration> {
        self.options.and_then(|options| options.connect_timeout).or(self.client.0.config.settings().connect_timeout)
    }

    /// How the call is retried.
    pub(super) fn retry(&self) -> RetrySettings {
        let settings = self.client.0.config.settings().retry;
        self.options.map_or(settings, |options| options.retry.or(settings))
    }

    /// Whether the service is one of AWS.
    pub(super) fn is_of_aws(&self) -> bool {
        !self.client.0.service.endpoint_prefix.is_empty()
    }

    /// Whether the client is in order, and the input keeps to the model.
    pub(super) fn validate(&self) -> Result<(), ErrorDetails> {
        let (operation, config) = (self.operation, self.client.0.config.settings());
        if let Some(problem) = &config.problem {
            return Err(ErrorDetails::caused_by(ErrorKind::Configuration, operation.name, problem.clone()));
        }
        let violations = validate(self.input, config.validation);
        if !violations.is_empty() {
            let list: Vec<String> = violations.iter().map(ToString::to_string).collect();
            return Err(ErrorDetails::new(ErrorKind::InvalidInput, operation.name, list.join("; ")));
        }
        Ok(())
    }

    /// Writes the input.
    pub(super) fn prepare(&self, stream: Option<Body>, place: Place) -> Result<Prepared, ErrorDetails> {
        let (operation, config) = (self.operation, self.client.0.config.settings());
        let form = if matches!(place, Place::Url(_)) { Form::Url } else { Form::Modeled };
        prepare(operation, self.input, stream, form, config.compression)
            .map_err(|error| ErrorDetails::caused_by(ErrorKind::InvalidInput, operation.name, error))
    }

    /// Who makes the request, and where it goes.
    pub(super) async fn authorize(&self) -> Result<Authorization, ErrorDetails> {
        authorize(self.client, self.operation, self.input).await
    }

    /// The request of one attempt, authorized.
    pub(super) fn request(
        &self,
        prepared: Prepared,
        authorization: &Authorization,
        headers: Option<AttemptHeaders>,
        attempt: &Attempt<'_>,
        place: Place,
    ) -> Result<http::Request<Body>, ErrorDetails> {
        let (operation, config) = (self.operation, self.client.0.config.settings());
        let target = &*authorization.target;
        if prepared.has_dot_segments() && authorization.endpoint().is_none_or(|scheme| !scheme.disable_normalize_path) {
            let message = "a label of the path has a segment `.` or `..`, which the service would make another path of";
            return Err(ErrorDetails::new(ErrorKind::InvalidInput, operation.name, message));
        }
        let host_prefix = config.host_prefix.unwrap_or(config.endpoint.endpoint.is_none());
        let more = [Some(&target.headers), self.options.map(|options| &options.headers)];
        let mut request = assemble(operation, prepared, &target.url, host_prefix, &more)
            .map_err(|error| not_built(operation, error))?;
        if matches!(place, Place::Headers) {
            self.introduce(&mut request, authorization);
        }
        if let Some(headers) = headers {
            headers.put(request.headers_mut());
        }
        for interceptor in &config.interceptors {
            interceptor.before_signing(attempt, &mut request).map_err(|error| {
                let message = format!("an interceptor ended the call: {error}");
                ErrorDetails::new(ErrorKind::InvalidInput, operation.name, message).with_cause(error)
            })?;
        }
        let authorizing = Authorizing {
            option: &authorization.option,
            endpoint: authorization.endpoint(),
            region: config.endpoint.region.as_deref(),
            endpoint_prefix: self.client.0.service.endpoint_prefix,
            unsigned_payload: operation.unsigned_payload,
            time: config.clock.now(),
            keys: &self.client.0.keys,
        };
        let (scheme, identity) = (authorization.option.scheme, &authorization.identity);
        match place {
            Place::Headers => (scheme.sign)(&mut request, identity, &authorizing),
            Place::Url(expires) => match scheme.presign {
                Some(presign) => presign(&mut request, identity, &authorizing, expires),
                None => Err(SigningError::NotInUrl(scheme.id)),
            },
        }
        .map_err(|error| ErrorDetails::caused_by(ErrorKind::Signing, operation.name, error))?;
        Ok(request)
    }

    /// Says who is calling, and in which invocation of a function, unless the call's own headers do. Neither is signed.
    fn introduce(&self, request: &mut http::Request<Body>, authorization: &Authorization) {
        let client = &self.client.0;
        let mut features = authorization.features();
        let is_compressed = |value: &HeaderValue| value.as_bytes().ends_with(b"gzip");
        if self.operation.compression.is_some() && request.headers().get(CONTENT_ENCODING).is_some_and(is_compressed) {
            features = features.with(Feature::GzipRequestCompression);
        }
        let headers = request.headers_mut();
        headers.entry(USER_AGENT).or_insert_with(|| client.user_agent.value(features));
        if client.is_lambda
            && !headers.contains_key(TRACE_ID)
            && let Some(trace_id) = trace_id(&client.config.settings().system)
        {
            headers.insert(TRACE_ID, trace_id);
        }
    }

    /// The request without sending it.
    pub(super) async fn to_http(self, place: Place) -> Result<http::Request<Body>, ErrorDetails> {
        self.validate()?;
        let mut prepared = self.prepare(None, place)?;
        let authorization = self.authorize().await?;
        // What nobody signs has nothing to put into a URL; its own secrets least of all.
        let place = match (&authorization.identity, place) {
            (Identity::None, Place::Url(_)) => {
                prepared = self.prepare(None, Place::Headers)?;
                Place::Headers
            }
            _ => place,
        };
        self.request(prepared, &authorization, None, &self.attempt(1), place)
    }

    /// The attempt of this number.
    pub(super) fn attempt(&self, number: u32) -> Attempt<'_> {
        Attempt {
            service: self.client.0.service.sdk_id,
            operation: self.operation.name,
            number,
            idempotency_token: idempotency_token(self.input),
        }
    }
}
