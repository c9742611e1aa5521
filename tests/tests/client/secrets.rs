//! What a service says of a call is told without the call's secrets.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use tinsmith_aws::runtime::credentials::Credentials;
use tinsmith_aws::runtime::types::Document;
use tinsmith_aws::runtime::{Error, ErrorKind};
use tinsmith_aws::{Config, sts};
use tinsmith_tests::recorder::Recorder;
use tinsmith_tests::storage::{Storage, StorageException};

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const TOKEN: &str = "IQoJb3JpZ2luX2VjEXAMPLE//////////session+token==";
const TOKEN_IN_QUERY: &str = "IQoJb3JpZ2luX2VjEXAMPLE%2F%2F%2F%2F%2F%2F%2F%2F%2F%2Fsession%2Btoken%3D%3D";
const WEB_TOKEN: &str = "eyJhbGciOiJSUzI1NiJ9.the-web-identity-token";

fn config(status: u16, body: String) -> Config {
    let response = http::Response::builder().status(status).body(Bytes::from(body)).unwrap();
    Config::new("eu-west-1")
        .credentials(Credentials::new("AKIDEXAMPLE", SECRET).with_session_token(TOKEN))
        .clock(|| SystemTime::UNIX_EPOCH + Duration::from_secs(1_782_907_200))
        .transport(Recorder::answering(response))
}

fn document(code: &str, message: &str) -> String {
    format!("<ErrorResponse><Error><Code>{code}</Code><Message>{message}</Message></Error></ErrorResponse>")
}

/// Everything that people print of an error.
fn shown<E: std::fmt::Debug>(error: &Error<E>) -> String {
    let chain = std::iter::successors(Some(error as &dyn std::error::Error), |error| error.source());
    let chain: Vec<String> = chain.map(ToString::to_string).collect();
    let shown = format!("{error} {error:#} {error:?} {} {:?} {}", error.message(), error.code(), chain.join(" "));
    for secret in [SECRET, TOKEN, TOKEN_IN_QUERY, WEB_TOKEN] {
        assert!(!shown.contains(secret), "{shown}");
    }
    shown
}

#[tokio::test]
async fn a_signature_mismatch_repeats_the_request_without_its_token() {
    let message = format!(
        "The Canonical String should have been 'POST\n/\nX-Amz-Security-Token={TOKEN_IN_QUERY}\nhost:sts\n\
         x-amz-security-token:{TOKEN}\n\nhost'"
    );
    let client = sts::Client::new(&config(403, document("SignatureDoesNotMatch", &message)));
    let error = client.get_caller_identity(sts::GetCallerIdentityRequest::new()).await.unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::Service, Some("SignatureDoesNotMatch")));
    let shown = shown(&error);
    assert!(shown.contains("x-amz-security-token:*** redacted ***"), "{shown}");
    assert!(shown.contains("X-Amz-Security-Token=*** redacted ***"), "{shown}");
    // Whoever needs them has the bytes.
    assert!(error.body().is_some_and(|body| body.windows(TOKEN.len()).any(|bytes| bytes == TOKEN.as_bytes())));
}

#[tokio::test]
async fn sensitive_members_of_the_input_are_redacted_in_modeled_errors_too() {
    let client = sts::Client::new(&config(400, document("InvalidIdentityToken", &format!("cannot use {WEB_TOKEN}"))));
    let role = "arn:aws:iam::123456789012:role/deploy";
    let input = sts::AssumeRoleWithWebIdentityRequest::new(role, "deploy", WEB_TOKEN);
    let error = client.assume_role_with_web_identity(input).await.unwrap_err();
    let shown = shown(&error);
    assert_eq!(error.message(), "cannot use *** redacted ***", "{shown}");
    let Some(sts::Exception::InvalidIdentityToken(exception)) = error.exception() else {
        panic!("{error:?}");
    };
    assert_eq!(exception.message.as_deref(), Some("cannot use *** redacted ***"));
}

#[tokio::test]
async fn secrets_are_redacted_however_deep_they_stand_in_a_modeled_error() {
    let body = format!(
        r#"{{"__type": "Refused", "message": "no", "reasons": ["{TOKEN}", null, "{SECRET} too"],
            "headers": {{"x-amz-security-token": "{TOKEN}", "{SECRET}": "a key", "host": "storage"}},
            "detail": {{"canonical": ["token:{TOKEN}", 1], "{SECRET}": true}}}}"#
    );
    let storage = Storage::new(&config(400, body).endpoint("https://storage.example.com"));
    let error = storage.put_object("a", "b").await.unwrap_err();
    shown(&error);
    let Some(StorageException::Refused(refused)) = error.exception() else {
        panic!("{error:?}");
    };
    let text = |text: &str| Some(text.to_owned());
    let reasons = vec![text("*** redacted ***"), None, text("*** redacted *** too")];
    assert_eq!(refused.reasons.as_ref(), Some(&reasons));
    let headers = refused.headers.as_ref().unwrap();
    assert_eq!(
        (headers.len(), &*headers["x-amz-security-token"], &*headers["host"]),
        (2, "*** redacted ***", "storage")
    );
    let detail = Document::from_iter([
        ("canonical", Document::from(vec!["token:*** redacted ***".into(), 1.into()])),
        ("*** redacted ***", true.into()),
    ]);
    assert_eq!(refused.detail.as_ref(), Some(&detail));
}

#[tokio::test]
async fn a_stray_body_is_described_and_not_quoted() {
    for body in [format!("{TOKEN} and {SECRET}"), format!("<html><title>{TOKEN}</title></html>")] {
        let client = sts::Client::new(&config(502, body));
        let error = client.get_caller_identity(sts::GetCallerIdentityRequest::new()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Response);
        shown(&error);
    }
}
