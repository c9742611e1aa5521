//! The token of version 2, and questions with it.

use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use http::header::{HeaderName, HeaderValue};
use http::{Method, StatusCode};

use super::endpoint::{enabled, is_v1_disabled, limits};
use super::{CredentialsError, CredentialsErrorKind, ProviderContext};
use crate::body::Body;
use crate::credentials::local::{Answer, Silence, ask};
use crate::transport::TransportError;

const TOKEN_PATH: &str = "/latest/api/token";
const TTL: HeaderName = HeaderName::from_static("x-aws-ec2-metadata-token-ttl-seconds");
const TOKEN: HeaderName = HeaderName::from_static("x-aws-ec2-metadata-token");
/// Six hours, the longest that there is.
const LIFE: HeaderValue = HeaderValue::from_static("21600");
/// How long before its end a token is not used any more.
const MARGIN: Duration = Duration::from_secs(120);

/// The token that was had last. Instances before version 2 have none.
#[derive(Default)]
pub(super) struct Session(Mutex<Option<Token>>);

#[derive(Clone)]
struct Token {
    /// `None` for version 1.
    value: Option<HeaderValue>,
    until: SystemTime,
}

/// Why there is no answer.
pub(super) enum Failure {
    /// There is no such thing.
    Absent,
    Other(CredentialsError),
}

impl From<CredentialsError> for Failure {
    fn from(error: CredentialsError) -> Self {
        Self::Other(error)
    }
}

impl From<Failure> for CredentialsError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Absent => Self::not_configured("instance metadata has no such thing"),
            Failure::Other(error) => error,
        }
    }
}

impl Session {
    /// What is at a path.
    pub(super) async fn get(&self, base: &str, path: &str, context: &ProviderContext) -> Result<Answer, Failure> {
        enabled(context)?;
        let mut is_second = false;
        loop {
            let token = self.token(base, context).await?;
            let with_token = || {
                let mut request = request(Method::GET, &[base, path].concat());
                if let Some(token) = &token {
                    request.headers_mut().insert(TOKEN, token.clone());
                }
                request
            };
            let answer = ask(context, limits(context), &with_token).await.map_err(unavailable)?;
            return match answer.status {
                StatusCode::OK => Ok(answer),
                StatusCode::NOT_FOUND => Err(Failure::Absent),
                // The token is no longer good.
                StatusCode::UNAUTHORIZED if !is_second => {
                    *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
                    is_second = true;
                    continue;
                }
                status => Err(refused(status).into()),
            };
        }
    }

    /// The token to ask with; `None` for version 1.
    async fn token(&self, base: &str, context: &ProviderContext) -> Result<Option<HeaderValue>, CredentialsError> {
        let now = context.clock().now();
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(token) = known.filter(|token| now < token.until) {
            return Ok(token.value);
        }
        let (value, life) = self.fetch(base, context).await?;
        let until = now + life.saturating_sub(MARGIN);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Token { value: value.clone(), until });
        Ok(value)
    }

    async fn fetch(
        &self,
        base: &str,
        context: &ProviderContext,
    ) -> Result<(Option<HeaderValue>, Duration), CredentialsError> {
        let for_token = || {
            let mut request = request(Method::PUT, &[base, TOKEN_PATH].concat());
            request.headers_mut().insert(TTL, LIFE);
            request
        };
        let six_hours = Duration::from_secs(21_600);
        let version_1 = |why: &str| {
            if !is_v1_disabled(context) {
                return Ok((None, six_hours));
            }
            let message = format!("instance metadata gives no token of version 2, and version 1 is forbidden: {why}");
            Err(CredentialsError::new(message).with_kind(CredentialsErrorKind::Unavailable))
        };
        let answer = match ask(context, limits(context), &for_token).await {
            Ok(answer) => answer,
            // Within a container on an instance, the answer may not be let through so far.
            Err(Silence::NoAnswer(error)) if error.is_timeout() => return version_1(&error.to_string()),
            Err(silence) => return Err(unavailable(silence)),
        };
        match answer.status {
            StatusCode::OK => {
                let mut value = HeaderValue::from_str(answer.text()).map_err(|_| refused(answer.status))?;
                value.set_sensitive(true);
                let life = answer.headers.get(TTL).and_then(|life| life.to_str().ok()?.parse().ok());
                Ok((Some(value), life.map_or(six_hours, Duration::from_secs)))
            }
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED | StatusCode::NOT_IMPLEMENTED => {
                version_1(&format!("the status is {}", answer.status.as_u16()))
            }
            status => Err(refused(status)),
        }
    }
}

fn request(method: Method, uri: &str) -> http::Request<Body> {
    let mut request = http::Request::new(Body::empty());
    *request.method_mut() = method;
    // Where metadata is was parsed before; a role's name that cannot be part of a path is not found.
    *request.uri_mut() = uri.parse().unwrap_or_default();
    request
}

/// Nobody there: this is no instance. Somebody there who does not answer has failed.
fn unavailable(silence: Silence) -> CredentialsError {
    match silence {
        Silence::NoConnection(error) => {
            CredentialsError::not_configured("this is no EC2 instance: there is no instance metadata")
                .with_source(error)
        }
        Silence::NoAnswer(error) => no_answer(error),
    }
}

fn no_answer(error: TransportError) -> CredentialsError {
    // A network may swallow what is sent to such an address; that is no reason to fail who has no need of it.
    CredentialsError::not_configured("instance metadata did not answer").with_source(error)
}

fn refused(status: StatusCode) -> CredentialsError {
    let (kind, why) = match status {
        StatusCode::FORBIDDEN => (CredentialsErrorKind::Forbidden, ": it is turned off for this instance"),
        _ => (CredentialsErrorKind::Service, ""),
    };
    let message = format!("instance metadata answered with the status {}{why}", status.as_u16());
    CredentialsError::new(message).with_kind(kind)
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Session")
    }
}
