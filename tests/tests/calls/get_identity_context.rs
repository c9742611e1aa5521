//! QuickSight `GetIdentityContext`: restJson1.

use tinsmith_aws::quicksight::operations::GET_IDENTITY_CONTEXT;
use tinsmith_aws::quicksight::{
    Client, Error, Exception, ExceptionResourceType, GetIdentityContextRequest, UserIdentifier,
};
use tinsmith_aws::runtime::credentials::Credentials;
use tinsmith_aws::runtime::request::RequestSettings;
use tinsmith_aws::runtime::timestamp::Timestamp;
use tinsmith_aws::runtime::{ErrorKind, Validation};
use tinsmith_tests::stand_in::Answer;

use crate::setting::{answering, config, response, text, wire};

fn everything() -> GetIdentityContextRequest {
    GetIdentityContextRequest::new("123456789012", UserIdentifier::email("alice@example.com"))
        .namespace("default")
        .session_expires_at(Timestamp::new(1_782_910_800, 500_000_000).unwrap())
        .context_region("eu-west-1")
}

#[tokio::test]
async fn the_request_is_exact_where_only_required_members_are_set() {
    // Twelve characters, as the model demands.
    let request = GetIdentityContextRequest::new("12345678901/", UserIdentifier::user_name("alice"));
    let request = Client::new(&config()).get_identity_context(request).to_http().await.unwrap();
    // The signature is that of botocore's `SigV4Auth` for the same request.
    assert_eq!(
        wire(&request),
        "POST https://quicksight.us-east-1.amazonaws.com/accounts/12345678901%2F/identity-context\n\
         authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260701/us-east-1/quicksight/aws4_request, \
         SignedHeaders=content-length;content-type;host;x-amz-date, \
         Signature=425c4013a57dfa9a8d9c4a014c86546813d02ea207ea16092ca7922f13330df2\n\
         content-length: 39\n\
         content-type: application/json\n\
         user-agent: tinsmith/0.1.0 ua/2.1 api/quicksight#2018-04-01 os/linux md/arch#x86_64 lang/rust m/e\n\
         x-amz-date: 20260701T120000Z\n\
         \n\
         {\"UserIdentifier\":{\"UserName\":\"alice\"}}"
    );
}

#[tokio::test]
async fn the_request_is_exact_where_everything_is_set() {
    let credentials = Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")
        .with_session_token("a session token");
    let client = Client::new(&config().credentials(credentials));
    let request = client.get_identity_context(everything()).to_http().await.unwrap();
    assert_eq!(
        wire(&request),
        "POST https://quicksight.us-east-1.amazonaws.com/accounts/123456789012/identity-context\n\
         authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260701/us-east-1/quicksight/aws4_request, \
         SignedHeaders=content-length;content-type;host;x-amz-date;x-amz-security-token, \
         Signature=48afab258e68a94d206fddbbc883630b0fd9213e892e724dbbb944e87b681aba\n\
         content-length: 130\n\
         content-type: application/json\n\
         user-agent: tinsmith/0.1.0 ua/2.1 api/quicksight#2018-04-01 os/linux md/arch#x86_64 lang/rust m/e\n\
         x-amz-date: 20260701T120000Z\n\
         x-amz-security-token: a session token\n\
         \n\
         {\"UserIdentifier\":{\"Email\":\"alice@example.com\"},\"Namespace\":\"default\",\
         \"SessionExpiresAt\":1782910800.5,\"ContextRegion\":\"eu-west-1\"}"
    );
}

#[test]
fn the_request_needs_no_client() {
    let request =
        GET_IDENTITY_CONTEXT.request(&everything(), "https://example.com/base", &RequestSettings::default()).unwrap();
    assert_eq!(
        wire(&request),
        "POST https://example.com/base/accounts/123456789012/identity-context\n\
         content-length: 130\n\
         content-type: application/json\n\
         \n\
         {\"UserIdentifier\":{\"Email\":\"alice@example.com\"},\"Namespace\":\"default\",\
         \"SessionExpiresAt\":1782910800.5,\"ContextRegion\":\"eu-west-1\"}"
    );
}

#[test]
fn a_user_is_identified_in_one_of_three_ways() {
    let arn = "arn:aws:quicksight:us-east-1:123456789012:user/default/alice";
    for (user, body) in [
        (UserIdentifier::user_name("alice"), r#"{"UserIdentifier":{"UserName":"alice"}}"#.to_owned()),
        (UserIdentifier::email("a@b.c"), r#"{"UserIdentifier":{"Email":"a@b.c"}}"#.to_owned()),
        (UserIdentifier::user_arn(arn), format!(r#"{{"UserIdentifier":{{"UserArn":"{arn}"}}}}"#)),
    ] {
        let input = GetIdentityContextRequest::new("123456789012", user);
        let request = GET_IDENTITY_CONTEXT.request(&input, "https://example.com", &RequestSettings::default()).unwrap();
        assert_eq!(text(&request), body);
    }
    let input = GetIdentityContextRequest::new("123456789012", UserIdentifier::Unknown("Phone".to_owned()));
    let error = GET_IDENTITY_CONTEXT.request(&input, "https://example.com", &RequestSettings::default()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert!(error.to_string().starts_with("UserIdentifier: "), "{error}");
}

#[tokio::test]
async fn labels_are_encoded_whole_and_never_empty() {
    let client = Client::new(&config().validation(Validation::Off));
    let call = |account: &str| {
        let input = GetIdentityContextRequest::new(account, UserIdentifier::user_name("alice"));
        client.get_identity_context(input)
    };
    let request = call("a/b c?d%2e&é~").to_http().await.unwrap();
    assert_eq!(request.uri().path(), "/accounts/a%2Fb%20c%3Fd%252e%26%C3%A9~/identity-context");

    let error = call("").to_http().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert!(error.message().starts_with("AwsAccountId: "), "{error}");
}

#[test]
fn the_response_gives_all_members() {
    let body = r#"{"RequestId": "1-2-3", "Context": "a context", "Later": [1, {"a": null}]}"#;
    let response = response(200, &[("content-type", "application/json"), ("x-amzn-requestid", "4-5-6")], body);
    let response = GET_IDENTITY_CONTEXT.parse(&response).unwrap();
    assert_eq!(response.status, 200);
    assert_eq!(response.request_id, "1-2-3");
    assert_eq!(response.context.as_deref(), Some("a context"));
    assert_eq!(response.metadata().request_id(), Some("4-5-6"));
    assert_eq!(response.metadata().status(), 200);
}

#[tokio::test]
async fn the_call_works_over_a_connection() {
    let answer =
        Answer::new(202, r#"{"RequestId": "1-2-3", "Context": "a context"}"#).header("X-Amzn-RequestId", "4-5-6");
    let server = answering(answer);
    let client = Client::new(&config().endpoint(server.url()));
    let call =
        client.get_identity_context(GetIdentityContextRequest::new("12345678901/", UserIdentifier::user_name("alice")));
    let signed = call.to_http().await.unwrap();
    let response = call.await.unwrap();
    assert_eq!((response.status, response.context.as_deref()), (202, Some("a context")));
    assert_eq!(response.metadata().request_id(), Some("4-5-6"));

    let received = server.received();
    assert_eq!(received.len(), 1);
    assert_eq!(
        (received[0].method.as_str(), received[0].target.as_str()),
        ("POST", "/accounts/12345678901%2F/identity-context")
    );
    assert_eq!(received[0].body, br#"{"UserIdentifier":{"UserName":"alice"}}"#);
    // Beside the host, the two headers that tell attempts of a call apart, which are signed.
    assert_eq!(received[0].headers.len(), signed.headers().len() + 3);
    let signature = received[0].header("authorization").unwrap();
    assert!(signature.contains("SignedHeaders=amz-sdk-invocation-id;amz-sdk-request;"), "{signature}");
    for (name, value) in signed.headers().iter().filter(|(name, _)| *name != "authorization") {
        assert_eq!(received[0].header(name.as_str()), value.to_str().ok(), "{name}");
    }
}

async fn failure(status: u16, code: &str, members: &str) -> Error {
    let body = format!(r#"{{"Message": "why not", "RequestId": "1-2-3"{members}}}"#);
    let server =
        answering(Answer::new(status, body).header("x-amzn-errortype", code).header("x-amzn-requestid", "4-5-6"));
    let client = Client::new(&config().endpoint(server.url()));
    let error = client.get_identity_context(everything()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!((error.status(), error.message()), (Some(status), "why not"));
    assert_eq!(error.request_id(), Some("4-5-6"));
    error
}

#[tokio::test]
async fn its_six_errors_are_typed() {
    for (status, code, retryable, throttling) in [
        (401, "AccessDeniedException", false, false),
        (500, "InternalFailureException", true, false),
        (400, "InvalidParameterValueException", false, false),
        (400, "PreconditionNotMetException", false, false),
        (404, "ResourceNotFoundException", false, false),
        (429, "ThrottlingException", true, true),
    ] {
        let error = failure(status, code, r#", "ResourceType": "USER""#).await;
        assert_eq!(error.code(), Some(code));
        assert_eq!((error.is_retryable(), error.is_throttling()), (retryable, throttling), "{code}");
        assert_eq!(
            error.to_string(),
            format!("{code}: why not (GetIdentityContext, status {status}, request id 4-5-6)")
        );
        let (message, request_id) = match error.exception() {
            Some(Exception::AccessDenied(error)) if code == "AccessDeniedException" => {
                (&error.message, &error.request_id)
            }
            Some(Exception::InternalFailure(error)) if code == "InternalFailureException" => {
                (&error.message, &error.request_id)
            }
            Some(Exception::InvalidParameterValue(error)) if code == "InvalidParameterValueException" => {
                (&error.message, &error.request_id)
            }
            Some(Exception::PreconditionNotMet(error)) if code == "PreconditionNotMetException" => {
                (&error.message, &error.request_id)
            }
            Some(Exception::ResourceNotFound(error)) if code == "ResourceNotFoundException" => {
                assert_eq!(error.resource_type, Some(ExceptionResourceType::User));
                (&error.message, &error.request_id)
            }
            Some(Exception::Throttling(error)) if code == "ThrottlingException" => (&error.message, &error.request_id),
            other => panic!("{code}: {other:?}"),
        };
        assert_eq!((message.as_deref(), request_id.as_deref()), (Some("why not"), Some("1-2-3")), "{code}");
    }
}

#[tokio::test]
async fn an_error_that_the_model_does_not_know_answers_the_same_questions() {
    let error = failure(503, "com.amazonaws.quicksight#BrandNewException:http://internal.amazon.com/", "").await;
    assert_eq!(error.code(), Some("BrandNewException"));
    assert!(error.exception().is_none() && error.is_retryable() && !error.is_throttling());
}
