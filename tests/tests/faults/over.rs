//! Over what calls go, and what calls they are.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use bytes::Bytes;
use tinsmith_aws::runtime::body::Body;
use tinsmith_aws::runtime::interceptor::{Attempt, Interceptor};
use tinsmith_aws::runtime::transport::TransportError;
use tinsmith_aws::runtime::{Error, ErrorKind, Exception};
use tinsmith_aws::{Config, sts, verifiedpermissions};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Over {
    /// STS over HTTP/1.1 without TLS.
    Plain,
    /// Verified Permissions over HTTP/1.1 in TLS.
    Http1,
    /// Verified Permissions over HTTP/2 in TLS.
    Http2,
}

impl Over {
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "HTTP/1.1 without TLS",
            Self::Http1 => "HTTP/1.1",
            Self::Http2 => "HTTP/2",
        }
    }

    /// The answer to the call.
    pub fn good(self) -> http::Response<Bytes> {
        let (content_type, body) = match self {
            Self::Plain => (
                "text/xml",
                "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>123456789012</Account>\
                 </GetCallerIdentityResult></GetCallerIdentityResponse>",
            ),
            Self::Http1 | Self::Http2 => {
                ("application/x-amz-json-1.0", r#"{"decision": "ALLOW", "determiningPolicies": [], "errors": []}"#)
            }
        };
        http::Response::builder()
            .header("content-type", content_type)
            .body(Bytes::from_static(body.as_bytes()))
            .unwrap()
    }

    /// Makes the call.
    pub async fn call(self, config: &Config) -> Result<(), Failure> {
        match self {
            Self::Plain => {
                let call = sts::Client::new(config).get_caller_identity(sts::GetCallerIdentityRequest::new());
                let identity = call.await.map_err(Failure::of)?;
                assert_eq!(identity.account.as_deref(), Some("123456789012"));
            }
            Self::Http1 | Self::Http2 => {
                let input = verifiedpermissions::IsAuthorizedInput::new("PSEXAMPLEabcdefg111111");
                let client = verifiedpermissions::Client::new(config);
                let decided = client.is_authorized(input).await.map_err(Failure::of)?;
                assert_eq!(decided.decision, verifiedpermissions::Decision::Allow);
            }
        }
        Ok(())
    }
}

/// What a call failed with.
pub struct Failure {
    pub kind: ErrorKind,
    /// What of the transport went wrong.
    pub transport: Option<String>,
    pub text: String,
    pub operation: &'static str,
    pub is_retryable: bool,
    pub may_have_been_sent: bool,
}

impl Failure {
    fn of<E: Exception>(error: Error<E>) -> Self {
        let transport = error.cause().and_then(|cause| cause.downcast_ref::<TransportError>());
        // Whatever the peer sends, errors can be shown.
        let _ = (format!("{error:?}"), format!("{error:#}"));
        Self {
            kind: error.kind(),
            transport: transport.map(|transport| format!("{:?}", transport.kind())),
            text: error.to_string(),
            operation: error.operation(),
            is_retryable: error.is_retryable(),
            may_have_been_sent: error.may_have_been_sent(),
        }
    }
}

/// Counts the attempts of calls.
#[derive(Clone, Default)]
pub struct Attempts {
    number: Arc<AtomicU32>,
    sendings: Arc<AtomicU32>,
}

impl Attempts {
    /// How many there were since this was last asked, and how often a request was sent.
    pub fn take(&self) -> (u32, u32) {
        (self.number.swap(0, Ordering::SeqCst), self.sendings.swap(0, Ordering::SeqCst))
    }
}

impl Interceptor for Attempts {
    fn before_sending(&self, attempt: &Attempt<'_>, _request: &http::Request<Body>) {
        self.number.store(attempt.number(), Ordering::SeqCst);
        self.sendings.fetch_add(1, Ordering::SeqCst);
    }
}
