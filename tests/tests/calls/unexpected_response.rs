//! Responses that are not what was expected.

use std::time::{Duration, Instant};

use tinsmith_aws::runtime::body::BodyError;
use tinsmith_aws::runtime::transport::{TransportError, TransportErrorKind};
use tinsmith_aws::runtime::{Error, ErrorKind};
use tinsmith_aws::sts::AssumeRoleWithWebIdentityRequest;
use tinsmith_aws::verifiedpermissions::{CognitoUserPoolConfiguration, Configuration, CreateIdentitySourceInput};
use tinsmith_aws::{quicksight, sts, verifiedpermissions};
use tinsmith_tests::stand_in::{Answer, Delivery};

use crate::setting::{answering, config};

const SECRET: &str = "wJalrXUtnFEMI-the-secret";
const HTML: &str = "<!DOCTYPE html>\n<html>\n  <head><title>502 Bad Gateway</title></head>\n</html>";

async fn sts(answer: Answer) -> sts::Error {
    let server = answering(answer);
    let input = AssumeRoleWithWebIdentityRequest::new("arn:aws:iam::123456789012:role/deploy", "deploy", "a token");
    let client = sts::Client::new(&config().endpoint(server.url()));
    checked(client.assume_role_with_web_identity(input).await.unwrap_err())
}

async fn quicksight(answer: Answer) -> quicksight::Error {
    let server = answering(answer);
    let user = quicksight::UserIdentifier::user_name("alice");
    let input = quicksight::GetIdentityContextRequest::new("123456789012", user);
    let client = quicksight::Client::new(&config().endpoint(server.url()));
    checked(client.get_identity_context(input).await.unwrap_err())
}

async fn verifiedpermissions(answer: Answer) -> verifiedpermissions::Error {
    let server = answering(answer);
    let pool = CognitoUserPoolConfiguration::new("arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_a");
    let configuration = Configuration::CognitoUserPoolConfiguration(Box::new(pool));
    let input = CreateIdentitySourceInput::new("PSEXAMPLEabcdefg111111", configuration);
    let client = verifiedpermissions::Client::new(&config().endpoint(server.url()));
    checked(client.create_identity_source(input).await.unwrap_err())
}

/// What holds for each of these errors: no secret in it, one line, and no more than a screen of text.
fn checked<E: std::fmt::Debug>(error: Error<E>) -> Error<E> {
    let (shown, debug) = (error.to_string(), format!("{error:?}"));
    assert!(!shown.contains(SECRET) && !debug.contains(SECRET), "{shown}\n{debug}");
    assert!(shown.len() < 600 && debug.len() < 2_000 && !shown.contains('\n'), "{shown}\n{debug}");
    assert!(error.body().is_none_or(|body| body.len() <= 64 * 1024));
    error
}

/// An answer with a request id.
fn answer(status: u16, body: impl Into<Vec<u8>>) -> Answer {
    Answer::new(status, body).header("x-amzn-requestid", "4-5-6")
}

#[tokio::test]
async fn html_of_a_proxy_is_called_that() {
    for status in [200, 502] {
        for (text, expected) in [
            (quicksight(answer(status, HTML)).await.to_string(), ("a JSON object", "GetIdentityContext")),
            (verifiedpermissions(answer(status, HTML)).await.to_string(), ("a JSON object", "CreateIdentitySource")),
            (sts(answer(status, HTML)).await.to_string(), ("an XML document", "AssumeRoleWithWebIdentity")),
        ] {
            let (format, operation) = expected;
            assert_eq!(
                text,
                format!(
                    "expected {format}, found HTML of 76 bytes with the title `502 Bad Gateway` ({operation}, status \
                     {status}, request id 4-5-6)"
                )
            );
        }
    }
    let error = quicksight(answer(502, HTML)).await;
    assert_eq!((error.kind(), error.status(), error.request_id()), (ErrorKind::Response, Some(502), Some("4-5-6")));
    assert_eq!(error.body(), Some(HTML.as_bytes()));
    assert!(error.is_retryable());
    assert!(!quicksight(answer(200, HTML)).await.is_retryable());
}

#[tokio::test]
async fn an_empty_body_is_no_output() {
    let error = quicksight(answer(200, "")).await;
    assert_eq!(error.kind(), ErrorKind::Response);
    assert_eq!(
        error.to_string(),
        "expected a JSON object, found an empty body (GetIdentityContext, status 200, request id 4-5-6)"
    );
    assert_eq!(verifiedpermissions(answer(200, "")).await.kind(), ErrorKind::Response);

    let error = sts(answer(503, "")).await;
    assert_eq!((error.kind(), error.is_retryable()), (ErrorKind::Service, true));
    assert_eq!(error.to_string(), "Service Unavailable (AssumeRoleWithWebIdentity, status 503, request id 4-5-6)");
}

#[tokio::test]
async fn a_body_that_ends_early_says_where() {
    let error = quicksight(answer(200, r#"{"RequestId": "r", "Context": "wJa"#)).await;
    assert_eq!(error.kind(), ErrorKind::Response);
    assert!(error.message().starts_with("the response cannot be read: Context: "), "{error}");

    let body = format!(
        "<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials>\
         <SecretAccessKey>{SECRET}</SecretAccessKey><SessionToken>{SECRET}"
    );
    let error = sts(answer(200, body.clone())).await;
    assert_eq!((error.kind(), error.status()), (ErrorKind::Response, Some(200)));
    assert!(error.message().starts_with("the response cannot be read: Credentials"), "{error}");

    let error = sts(answer(200, body.clone()).delivered(Delivery::CutOff { after: body.len() / 2 })).await;
    assert_eq!((error.kind(), error.status(), error.is_retryable()), (ErrorKind::Transport, None, true));
    assert!(error.message().starts_with("reading the body of the response of 127.0.0.1:"), "{error}");
}

#[tokio::test]
async fn a_value_of_the_wrong_type_is_named() {
    let error = quicksight(answer(200, r#"{"RequestId": "r", "Context": {"a": 1}}"#)).await;
    assert_eq!(error.kind(), ErrorKind::Response);
    assert!(error.message().starts_with("the response cannot be read: Context: "), "{error}");

    let body = r#"{"createdDate": "yesterday", "identitySourceId": "a", "lastUpdatedDate": 0, "policyStoreId": "b"}"#;
    let error = verifiedpermissions(answer(200, body)).await;
    assert!(error.message().starts_with("the response cannot be read: createdDate: "), "{error}");

    for body in ["[]", "null", "17", "\"text\""] {
        assert_eq!(quicksight(answer(200, body)).await.kind(), ErrorKind::Response, "{body}");
    }

    let body = format!(
        "<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials>\
         <SecretAccessKey>{SECRET}</SecretAccessKey><Expiration>{SECRET}</Expiration></Credentials>\
         </AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>"
    );
    let error = sts(answer(200, body)).await;
    assert!(error.message().starts_with("the response cannot be read: Credentials.Expiration: "), "{error}");

    let error = sts(answer(200, "<GetCallerIdentityResponse/>")).await;
    assert_eq!(error.kind(), ErrorKind::Response);
    assert!(error.message().contains("AssumeRoleWithWebIdentityResponse"), "{error}");
    // The same in another format, as some services can answer.
    let body = format!(r#"{{"AssumeRoleWithWebIdentityResponse": {{"SecretAccessKey": "{SECRET}"}}}}"#);
    let error = sts(answer(200, body)).await;
    assert_eq!(
        error.to_string(),
        "expected an XML document, found JSON of 86 bytes (AssumeRoleWithWebIdentity, status 200, request id 4-5-6)"
    );
    let error = sts(answer(503, "upstream connect error")).await;
    assert!(error.message().ends_with("found other text of 22 bytes"), "{error}");
}

#[tokio::test]
async fn an_error_under_a_status_of_success_is_an_error() {
    let body =
        "<ErrorResponse><Error><Code>IDPCommunicationError</Code><Message>no answer</Message></Error></ErrorResponse>";
    let error = sts(answer(200, body)).await;
    assert!(matches!(error.exception(), Some(sts::Exception::IdpCommunicationError(_))), "{error:?}");

    let error =
        quicksight(answer(200, r#"{"Message": "slow"}"#).header("x-amzn-errortype", "ThrottlingException")).await;
    assert!(matches!(error.exception(), Some(quicksight::Exception::Throttling(_))), "{error:?}");

    let body = r#" {"__type": "com.amazonaws.verifiedpermissions#InternalServerException", "message": "broken"}"#;
    let error = verifiedpermissions(answer(200, body)).await;
    assert!(matches!(error.exception(), Some(verifiedpermissions::Exception::InternalServer(_))), "{error:?}");
    assert_eq!(
        error.to_string(),
        "InternalServerException: broken (CreateIdentitySource, status 200, request id 4-5-6)"
    );
}

#[tokio::test]
async fn nesting_has_an_end() {
    let arrays = format!("{{\"RequestId\": \"r\", \"Later\": {}", "[".repeat(100_000));
    let objects = format!("{{\"Context\": {}", "{\"a\":".repeat(100_000));
    for body in [arrays, objects] {
        let error = quicksight(answer(200, body.clone())).await;
        assert_eq!((error.kind(), error.request_id()), (ErrorKind::Response, Some("4-5-6")), "{error}");
        assert_eq!(quicksight(answer(400, body)).await.kind(), ErrorKind::Response);
    }
    let body = format!(
        "<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult>{}",
        "<Credentials>".repeat(100_000)
    );
    assert_eq!(sts(answer(200, body)).await.kind(), ErrorKind::Response);
    let body = format!("<ErrorResponse><Error>{}", "<Message>".repeat(100_000));
    assert_eq!(sts(answer(400, body)).await.kind(), ErrorKind::Response);
}

#[tokio::test]
async fn a_huge_body_is_read_in_part() {
    let html = format!("<html>{}</html>", "a".repeat(1 << 20));
    let error = sts(answer(502, html)).await;
    assert_eq!(error.body().map(<[u8]>::len), Some(64 * 1024));
    assert_eq!(error.message(), "expected an XML document, found HTML of 1048576 bytes");

    let server = answering(Answer::new(200, "").delivered(Delivery::Filler { bytes: 1 << 30 }));
    let client = quicksight::Client::new(&config().endpoint(server.url()).max_document_bytes(1 << 20));
    let input = quicksight::ListNamespacesRequest::new("123456789012");
    let error = client.list_namespaces(input).await.unwrap_err();
    assert_eq!((error.kind(), error.status(), error.is_retryable()), (ErrorKind::Response, Some(200), false));
    let cause = error.cause().unwrap().downcast_ref::<BodyError>().unwrap();
    assert!(cause.is_too_large());
    assert_eq!(error.message(), "the body is over 1048576 bytes");
}

#[tokio::test]
async fn bytes_that_are_no_http_are_called_that() {
    let error = sts(Answer::new(200, "SSH-2.0-OpenSSH_9.6\r\n").delivered(Delivery::Raw)).await;
    assert_eq!((error.kind(), error.status()), (ErrorKind::Transport, None));
    let cause = error.cause().unwrap().downcast_ref::<TransportError>().unwrap();
    assert_eq!(cause.kind(), TransportErrorKind::InvalidResponse, "{error}");
    assert_eq!(sts(Answer::new(200, "").delivered(Delivery::Close)).await.kind(), ErrorKind::Transport);
}

#[tokio::test]
async fn calls_end_when_their_time_is_over() {
    const SHORT: Duration = Duration::from_millis(50);
    let server = answering(Answer::new(200, "").delivered(Delivery::Silence));
    let config = config().endpoint(server.url());
    let input = || AssumeRoleWithWebIdentityRequest::new("arn:aws:iam::123456789012:role/deploy", "deploy", "a token");
    let started = Instant::now();

    let client = sts::Client::new(&config.clone().timeout(SHORT));
    let of_config = client.assume_role_with_web_identity(input()).await.unwrap_err();
    let client = sts::Client::new(&config);
    let of_call = client.assume_role_with_web_identity(input()).timeout(SHORT).await.unwrap_err();

    for error in [of_config, of_call] {
        assert_eq!((error.kind(), error.status(), error.is_retryable()), (ErrorKind::Timeout, None, true));
        assert!(error.message().contains("127.0.0.1:") && error.message().contains("50ms"), "{error}");
    }
    assert!(started.elapsed() < Duration::from_secs(10));
}
