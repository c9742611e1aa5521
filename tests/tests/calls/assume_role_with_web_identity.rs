//! STS `AssumeRoleWithWebIdentity`: awsQuery, and never signed.

use tinsmith_aws::runtime::request::RequestSettings;
use tinsmith_aws::runtime::timestamp::Timestamp;
use tinsmith_aws::runtime::{ErrorKind, Structure as _};
use tinsmith_aws::sts::operations::ASSUME_ROLE_WITH_WEB_IDENTITY;
use tinsmith_aws::sts::{AssumeRoleWithWebIdentityRequest, Client, Error, Exception, PolicyDescriptorType};
use tinsmith_tests::stand_in::Answer;

use crate::setting::{NotToBeAsked, answering, config, response, text, wire};

const ROLE: &str = "arn:aws:iam::123456789012:role/deploy";
const TOKEN: &str = "eyJ.the-web-identity-token";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYzEXAMPLEKEY";

const OUTPUT: &str = r#"<?xml version="1.0"?>
<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <AssumeRoleWithWebIdentityResult>
    <SubjectFromWebIdentityToken>amzn1.account.AF6RHO7KZU5XRVQJGXK6HB56KR2A</SubjectFromWebIdentityToken>
    <Audience>client.5498841531868486423.1548@apps.example.com</Audience>
    <AssumedRoleUser>
      <Arn>arn:aws:sts::123456789012:assumed-role/deploy/app1</Arn>
      <AssumedRoleId>AROACLKWSDQRAOEXAMPLE:app1</AssumedRoleId>
    </AssumedRoleUser>
    <Credentials>
      <SessionToken>AQoDYXdzEE0a8ANEXAMPLEXNO1ewxE5TijQyp+IEXAMPLE</SessionToken>
      <SecretAccessKey>wJalrXUtnFEMI/K7MDENG/bPxRfiCYzEXAMPLEKEY</SecretAccessKey>
      <Expiration>2014-10-24T23:00:23Z</Expiration>
      <AccessKeyId>ASgeIAIOSFODNN7EXAMPLE</AccessKeyId>
    </Credentials>
    <SourceIdentity>alice</SourceIdentity>
    <Provider>www.amazon.com</Provider>
    <PackedPolicySize>6</PackedPolicySize>
    <SessionTokenUtilization>12</SessionTokenUtilization>
    <SessionTokenSize>512</SessionTokenSize>
  </AssumeRoleWithWebIdentityResult>
  <ResponseMetadata>
    <RequestId>ad4156e9-bce1-11e2-82e6-6b6efEXAMPLE</RequestId>
  </ResponseMetadata>
</AssumeRoleWithWebIdentityResponse>"#;

fn input() -> AssumeRoleWithWebIdentityRequest {
    AssumeRoleWithWebIdentityRequest::new(ROLE, "deploy", TOKEN)
}

fn everything() -> AssumeRoleWithWebIdentityRequest {
    let policy = |name: &str| PolicyDescriptorType::new().arn(format!("arn:aws:iam::123456789012:policy/{name}"));
    input()
        .provider_id("www.amazon.com")
        .policy_arns([policy("a"), policy("b c")])
        .policy(r#"{"Version":"2012-10-17"}"#)
        .duration_seconds(900)
}

const BODY: &str = "Action=AssumeRoleWithWebIdentity&Version=2011-06-15\
    &RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fdeploy&RoleSessionName=deploy\
    &WebIdentityToken=eyJ.the-web-identity-token";

const BODY_OF_EVERYTHING: &str = "&ProviderId=www.amazon.com\
    &PolicyArns.member.1.arn=arn%3Aaws%3Aiam%3A%3A123456789012%3Apolicy%2Fa\
    &PolicyArns.member.2.arn=arn%3Aaws%3Aiam%3A%3A123456789012%3Apolicy%2Fb%20c\
    &Policy=%7B%22Version%22%3A%222012-10-17%22%7D&DurationSeconds=900";

#[tokio::test]
async fn the_request_is_exact_and_not_signed() {
    let client = Client::new(&config().credentials(NotToBeAsked));
    let request = client.assume_role_with_web_identity(everything()).to_http().await.unwrap();
    let expected = "POST https://sts.us-east-1.amazonaws.com/\n\
         content-length: 414\n\
         content-type: application/x-www-form-urlencoded\n\
         user-agent: tinsmith/0.1.0 ua/2.1 api/sts#2011-06-15 os/linux md/arch#x86_64 lang/rust\n\n";
    assert_eq!(wire(&request), format!("{expected}{BODY}{BODY_OF_EVERYTHING}"));

    // Presigning signs nothing that is not to be signed.
    let presigned =
        client.assume_role_with_web_identity(everything()).presign(std::time::Duration::from_secs(60)).await.unwrap();
    assert_eq!(wire(&presigned), wire(&request));
}

#[test]
fn the_request_needs_no_client() {
    let settings = RequestSettings::default();
    let request = ASSUME_ROLE_WITH_WEB_IDENTITY.request(&input(), "https://example.com", &settings).unwrap();
    let expected = "POST https://example.com/\n\
         content-length: 176\n\
         content-type: application/x-www-form-urlencoded\n\n";
    assert_eq!(wire(&request), format!("{expected}{BODY}"));

    let none: [PolicyDescriptorType; 0] = [];
    let empty = input().policy_arns(none);
    let request = ASSUME_ROLE_WITH_WEB_IDENTITY.request(&empty, "https://example.com", &settings).unwrap();
    assert_eq!(text(&request), format!("{BODY}&PolicyArns="));
}

#[test]
#[expect(deprecated, reason = "`PackedPolicySize` is still sent")]
fn the_response_gives_all_members() {
    let response =
        ASSUME_ROLE_WITH_WEB_IDENTITY.parse(&response(200, &[("content-type", "text/xml")], OUTPUT)).unwrap();
    assert_eq!(response.metadata().request_id(), Some("ad4156e9-bce1-11e2-82e6-6b6efEXAMPLE"));

    let credentials = response.credentials.as_deref().unwrap();
    assert_eq!(credentials.access_key_id, "ASgeIAIOSFODNN7EXAMPLE");
    assert_eq!(credentials.secret_access_key.expose(), SECRET);
    assert_eq!(credentials.session_token.expose(), "AQoDYXdzEE0a8ANEXAMPLEXNO1ewxE5TijQyp+IEXAMPLE");
    assert_eq!(credentials.expiration, Timestamp::from_unix_seconds(1_414_191_623));
    let user = response.assumed_role_user.as_deref().unwrap();
    assert_eq!(user.arn, "arn:aws:sts::123456789012:assumed-role/deploy/app1");
    assert_eq!(user.assumed_role_id, "AROACLKWSDQRAOEXAMPLE:app1");
    assert_eq!(response.subject_from_web_identity_token.as_deref(), Some("amzn1.account.AF6RHO7KZU5XRVQJGXK6HB56KR2A"));
    assert_eq!(response.audience.as_deref(), Some("client.5498841531868486423.1548@apps.example.com"));
    assert_eq!(response.provider.as_deref(), Some("www.amazon.com"));
    assert_eq!(response.source_identity.as_deref(), Some("alice"));
    assert_eq!(response.packed_policy_size, Some(6));
    assert_eq!(response.session_token_utilization, Some(12));
    assert_eq!(response.session_token_size, Some(512));
}

#[tokio::test]
async fn the_call_works_over_a_connection() {
    let server = answering(Answer::new(200, OUTPUT).header("Content-Type", "text/xml"));
    let client = Client::new(&config().credentials(NotToBeAsked).endpoint(server.url()));
    let response = client.assume_role_with_web_identity(everything()).await.unwrap();
    assert_eq!(response.credentials.as_deref().unwrap().secret_access_key.expose(), SECRET);
    assert_eq!(response.metadata().request_id(), Some("ad4156e9-bce1-11e2-82e6-6b6efEXAMPLE"));

    let received = server.received();
    assert_eq!(received.len(), 1);
    assert_eq!((received[0].method.as_str(), received[0].target.as_str()), ("POST", "/"));
    assert_eq!(String::from_utf8_lossy(&received[0].body), format!("{BODY}{BODY_OF_EVERYTHING}"));
    let mut names: Vec<_> = received[0].headers.iter().map(|(name, _)| name.to_ascii_lowercase()).collect();
    names.sort();
    let expected = ["amz-sdk-invocation-id", "amz-sdk-request", "content-length", "content-type", "host", "user-agent"];
    assert_eq!(names, expected);
}

#[tokio::test]
async fn durations_out_of_range_are_refused_before_anything_is_sent() {
    let server = answering(Answer::new(200, OUTPUT));
    let client = Client::new(&config().credentials(NotToBeAsked).endpoint(server.url()));
    for seconds in [899, 43_201, -1] {
        let error = client.assume_role_with_web_identity(input().duration_seconds(seconds)).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert_eq!(error.to_string(), "DurationSeconds: must be between 900 and 43200 (AssumeRoleWithWebIdentity)");
        assert!(!error.is_retryable());
    }
    assert_eq!((server.received().len(), server.connections()), (0, 0));
    for seconds in [900, 43_200] {
        client.assume_role_with_web_identity(input().duration_seconds(seconds)).await.unwrap();
        let body = server.received().pop().unwrap().body;
        assert!(body.ends_with(format!("&DurationSeconds={seconds}").as_bytes()));
    }
}

#[tokio::test]
async fn all_that_is_wrong_with_an_input_is_said_at_once() {
    let input = AssumeRoleWithWebIdentityRequest::new("short", "d", TOKEN)
        .policy_arns([PolicyDescriptorType::new().arn(ROLE), PolicyDescriptorType::new().arn("short")])
        .duration_seconds(1);
    let error = Client::new(&config()).assume_role_with_web_identity(input).await.unwrap_err();
    assert_eq!(
        error.message(),
        "RoleArn: must have at least 20 characters; \
         RoleSessionName: must have at least 2 characters; \
         PolicyArns[1].arn: must have at least 20 characters; \
         DurationSeconds: must be between 900 and 43200"
    );
}

async fn failure(status: u16, code: &str) -> Error {
    let body = format!(
        "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type>\
         <Code>{code}</Code><Message>why not</Message></Error><RequestId>4-5-6</RequestId></ErrorResponse>"
    );
    let server = answering(Answer::new(status, body).header("Content-Type", "text/xml"));
    let client = Client::new(&config().credentials(NotToBeAsked).endpoint(server.url()));
    client.assume_role_with_web_identity(input()).await.unwrap_err()
}

#[tokio::test]
async fn its_seven_errors_are_known_by_their_codes() {
    for (status, code, shape, retryable) in [
        (400, "ExpiredTokenException", "ExpiredTokenException", false),
        (400, "IDPCommunicationError", "IDPCommunicationErrorException", true),
        (403, "IDPRejectedClaim", "IDPRejectedClaimException", false),
        (400, "InvalidIdentityToken", "InvalidIdentityTokenException", false),
        (400, "MalformedPolicyDocument", "MalformedPolicyDocumentException", false),
        (400, "PackedPolicyTooLarge", "PackedPolicyTooLargeException", false),
        (403, "RegionDisabledException", "RegionDisabledException", false),
    ] {
        let error = failure(status, code).await;
        assert_eq!((error.kind(), error.status(), error.code()), (ErrorKind::Service, Some(status), Some(code)));
        assert_eq!((error.message(), error.request_id()), ("why not", Some("4-5-6")));
        assert_eq!((error.is_retryable(), error.is_throttling()), (retryable, false), "{code}");
        let message = match error.exception().unwrap() {
            Exception::ExpiredToken(error) => (error.schema(), &error.message),
            Exception::IdpCommunicationError(error) => (error.schema(), &error.message),
            Exception::IdpRejectedClaim(error) => (error.schema(), &error.message),
            Exception::InvalidIdentityToken(error) => (error.schema(), &error.message),
            Exception::MalformedPolicyDocument(error) => (error.schema(), &error.message),
            Exception::PackedPolicyTooLarge(error) => (error.schema(), &error.message),
            Exception::RegionDisabled(error) => (error.schema(), &error.message),
            other => panic!("{code}: {other:?}"),
        };
        assert_eq!((message.0.name(), message.1.as_deref()), (shape, Some("why not")));
        assert_eq!(
            error.to_string(),
            format!("{code}: why not (AssumeRoleWithWebIdentity, status {status}, request id 4-5-6)")
        );
    }
}

#[tokio::test]
async fn an_error_that_the_model_does_not_know_answers_the_same_questions() {
    let error = failure(400, "Throttling").await;
    assert_eq!(error.code(), Some("Throttling"));
    assert!(error.exception().is_none() && error.is_throttling() && error.is_retryable());
}

#[tokio::test]
async fn secrets_are_not_printed() {
    let server = answering(Answer::new(200, OUTPUT));
    let client = Client::new(&config().endpoint(server.url()));
    let call = client.assume_role_with_web_identity(input());
    let shown = [format!("{:?}", input()), format!("{call:?}"), format!("{client:?}")];
    for shown in &shown {
        assert!(!shown.contains(TOKEN) && !shown.contains("wJalrXUtnFEMI"), "{shown}");
    }
    assert!(shown[1].contains("WebIdentityToken: *** redacted ***"), "{}", shown[1]);

    let response = format!("{:?}", call.await.unwrap());
    assert!(response.contains("SecretAccessKey: *** redacted ***") && !response.contains(SECRET), "{response}");

    let error = client.assume_role_with_web_identity(AssumeRoleWithWebIdentityRequest::new("short", "deploy", TOKEN));
    let error = error.await.unwrap_err();
    assert!(!format!("{error} {error:?}").contains(TOKEN));
}
