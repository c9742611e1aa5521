//! A stand-in for all whom sources of credentials ask.

use std::sync::{Arc, Mutex};

use http::header::{CONTENT_TYPE, HeaderMap};
use tinsmith_runtime::body::Body;
use tinsmith_runtime::transport::{SendFuture, Transport, TransportOptions};

use crate::sources::secret;

/// How it answers those who ask for credentials or tokens. Whoever calls a service with them is refused, and told all
/// that was sent.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Manner {
    /// It gives some.
    Gives,
    /// It refuses, and tells all that was sent.
    Refuses,
    /// It has trouble, and tells all that was sent.
    HasTrouble,
    /// It says that all is well, and tells all that was sent in place of credentials.
    Babbles,
    /// It gives half of them.
    GivesHalf,
}

#[derive(Clone, Debug)]
pub(crate) struct StandIn {
    manner: Manner,
    told: Arc<Mutex<String>>,
}

impl StandIn {
    pub(crate) fn new(manner: Manner) -> Self {
        Self { manner, told: Arc::default() }
    }

    /// All that it was told since it was asked last.
    pub(crate) fn told(&self) -> String {
        std::mem::take(&mut self.told.lock().unwrap())
    }
}

impl Transport for StandIn {
    fn send(&self, request: http::Request<Body>, _options: TransportOptions) -> SendFuture<'_> {
        let (head, body) = request.into_parts();
        let body = String::from_utf8_lossy(body.as_bytes().map_or(&[], |body| body)).into_owned();
        let mut told = format!("{} {}\n", head.method, head.uri);
        for (name, value) in &head.headers {
            told.push_str(&format!("{name}: {}\n", String::from_utf8_lossy(value.as_bytes())));
        }
        told.push_str(&body);
        self.told.lock().unwrap().push_str(&told);
        let given = given(&head, &body);
        let (status, body) = match (given, self.manner) {
            (Some(given), Manner::Gives) => (200, given),
            (Some(given), Manner::GivesHalf) => {
                (200, given.replace("ecretAccessKey", "omething").replace("ccessToken", "Token"))
            }
            (Some(_), Manner::Babbles) => (200, told),
            (Some(_), Manner::HasTrouble) => (500, refusal(&head.headers, &told)),
            (Some(_), Manner::Refuses) | (None, _) => (403, refusal(&head.headers, &told)),
        };
        let response = http::Response::builder().status(status).body(Body::from(body));
        Box::pin(std::future::ready(Ok(response.expect("the parts are right"))))
    }
}

/// What a request for credentials or a token is answered with; `None` for other requests.
fn given(head: &http::request::Parts, body: &str) -> Option<String> {
    let (key, token) = (secret("key"), secret("token"));
    let host = head.uri.host().unwrap_or_default();
    let keys = format!(
        r#"{{"Code": "Success", "AccessKeyId": "ASIAEXAMPLE", "SecretAccessKey": "{key}", "Token": "{token}",
            "Expiration": "2035-01-01T00:00:00Z"}}"#
    );
    match head.uri.path() {
        "/latest/api/token" => Some(token),
        "/latest/meta-data/iam/security-credentials/" => Some("reader".to_owned()),
        "/container" | "/latest/meta-data/iam/security-credentials/reader" => Some(keys),
        "/federation/credentials" => Some(format!(
            r#"{{"roleCredentials": {{"accessKeyId": "ASIAEXAMPLE", "secretAccessKey": "{key}",
                "sessionToken": "{token}", "expiration": 2051222400000}}}}"#
        )),
        "/token" if host.starts_with("oidc.") => Some(format!(
            r#"{{"accessToken": "{token}", "expiresIn": 3600, "refreshToken": "{}", "tokenType": "Bearer"}}"#,
            secret("refresh")
        )),
        "/v1/token" => Some(format!(
            r#"{{"accessToken": {{"accessKeyId": "ASIAEXAMPLE", "secretAccessKey": "{key}", "sessionToken": "{token}"}},
                "tokenType": "aws_sigv4", "expiresIn": 900, "refreshToken": "{}"}}"#,
            secret("refresh")
        )),
        "/" => {
            let action = body.strip_prefix("Action=")?.split('&').next()?;
            action.starts_with("AssumeRole").then(|| {
                format!(
                    "<{action}Response><{action}Result><Credentials><AccessKeyId>ASIAEXAMPLE</AccessKeyId>\
                     <SecretAccessKey>{key}</SecretAccessKey><SessionToken>{token}</SessionToken>\
                     <Expiration>2035-01-01T00:00:00Z</Expiration></Credentials></{action}Result></{action}Response>"
                )
            })
        }
        _ => None,
    }
}

fn refusal(headers: &HeaderMap, told: &str) -> String {
    let is_form =
        headers.get(CONTENT_TYPE).is_some_and(|value| value.as_bytes().starts_with(b"application/x-www-form"));
    if is_form {
        crate::echo::error_in_xml("AccessDenied", told, "r-1")
    } else {
        crate::echo::error_in_json("AccessDeniedException", told, "r-1")
    }
}
