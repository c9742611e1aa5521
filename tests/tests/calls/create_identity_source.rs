//! Verified Permissions `CreateIdentitySource`: awsJson1_0.

use tinsmith_aws::runtime::ErrorKind;
use tinsmith_aws::runtime::request::RequestSettings;
use tinsmith_aws::runtime::timestamp::{Timestamp, TimestampFormat};
use tinsmith_aws::verifiedpermissions::operations::CREATE_IDENTITY_SOURCE;
use tinsmith_aws::verifiedpermissions::{
    Client, CognitoGroupConfiguration, CognitoUserPoolConfiguration, Configuration, CreateIdentitySourceInput, Error,
    Exception, OpenIdConnectAccessTokenConfiguration, OpenIdConnectConfiguration, OpenIdConnectTokenSelection,
    ResourceType,
};
use tinsmith_tests::stand_in::Answer;

use crate::setting::{answering, config, response, text, wire};

const OUTPUT: &str = r#"{"createdDate": "2026-07-01T12:00:00.25Z", "identitySourceId": "ISEXAMPLEabcdefg111111",
    "lastUpdatedDate": "2026-07-01T14:00:00+02:00", "policyStoreId": "PSEXAMPLEabcdefg111111"}"#;

fn input() -> CreateIdentitySourceInput {
    let pool =
        CognitoUserPoolConfiguration::new("arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_1a2b3c4d5")
            .client_ids(["a1b2c3d4e5f6g7h8i9j0kalbmc"])
            .group_configuration(CognitoGroupConfiguration::new("Group"));
    let configuration = Configuration::CognitoUserPoolConfiguration(Box::new(pool));
    CreateIdentitySourceInput::new("PSEXAMPLEabcdefg111111", configuration).principal_entity_type("User")
}

const BODY: &str = r#"{"clientToken":"a-token","policyStoreId":"PSEXAMPLEabcdefg111111","configuration":{"cognitoUserPoolConfiguration":{"userPoolArn":"arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_1a2b3c4d5","clientIds":["a1b2c3d4e5f6g7h8i9j0kalbmc"],"groupConfiguration":{"groupEntityType":"Group"}}},"principalEntityType":"User"}"#;

#[tokio::test]
async fn the_request_is_exact() {
    let call = Client::new(&config()).create_identity_source(input().client_token("a-token"));
    let request = call.to_http().await.unwrap();
    // The signature is that of botocore's `SigV4Auth` for the same request.
    let expected = "POST https://verifiedpermissions.us-east-1.amazonaws.com/\n\
         authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260701/us-east-1/verifiedpermissions/aws4_request, \
         SignedHeaders=content-length;content-type;host;x-amz-date;x-amz-target, \
         Signature=9a65b27de87348d136ee33e129a5aeab470fec8a4c8d9fc94655de162ac4cc5c\n\
         content-length: 326\n\
         content-type: application/x-amz-json-1.0\n\
         user-agent: tinsmith/0.1.0 ua/2.1 api/verifiedpermissions#2021-12-01 os/linux md/arch#x86_64 lang/rust m/e\n\
         x-amz-date: 20260701T120000Z\n\
         x-amz-target: VerifiedPermissions.CreateIdentitySource\n\n";
    assert_eq!(wire(&request), format!("{expected}{BODY}"));
}

#[test]
fn the_request_needs_no_client() {
    let input = input().client_token("a-token");
    let request = CREATE_IDENTITY_SOURCE.request(&input, "https://example.com", &RequestSettings::default()).unwrap();
    let expected = "POST https://example.com/\n\
         content-length: 326\n\
         content-type: application/x-amz-json-1.0\n\
         x-amz-target: VerifiedPermissions.CreateIdentitySource\n\n";
    assert_eq!(wire(&request), format!("{expected}{BODY}"));
}

#[test]
fn unions_hold_unions() {
    let tokens = OpenIdConnectAccessTokenConfiguration::new().audiences(["https://example.com"]);
    let selection = OpenIdConnectTokenSelection::AccessTokenOnly(Box::new(tokens));
    let provider = OpenIdConnectConfiguration::new("https://issuer.example.com", selection).entity_id_prefix("corp");
    let configuration = Configuration::OpenIdConnectConfiguration(Box::new(provider));
    let input = CreateIdentitySourceInput::new("PSEXAMPLEabcdefg111111", configuration);
    let request = CREATE_IDENTITY_SOURCE.request(&input, "https://example.com", &RequestSettings::default()).unwrap();
    assert_eq!(
        text(&request),
        r#"{"policyStoreId":"PSEXAMPLEabcdefg111111","configuration":{"openIdConnectConfiguration":{"issuer":"https://issuer.example.com","entityIdPrefix":"corp","tokenSelection":{"accessTokenOnly":{"principalIdClaim":"sub","audiences":["https://example.com"]}}}}}"#
    );
}

#[test]
fn the_response_gives_all_members() {
    let response = response(200, &[("x-amzn-requestid", "4-5-6")], OUTPUT);
    let response = CREATE_IDENTITY_SOURCE.parse(&response).unwrap();
    assert_eq!(response.created_date, Timestamp::parse("2026-07-01T12:00:00.25Z", TimestampFormat::DateTime).unwrap());
    assert_eq!(response.identity_source_id, "ISEXAMPLEabcdefg111111");
    assert_eq!(response.last_updated_date, Timestamp::from_unix_seconds(1_782_907_200));
    assert_eq!(response.policy_store_id, "PSEXAMPLEabcdefg111111");
    assert_eq!(response.metadata().request_id(), Some("4-5-6"));
}

/// Whether it is a random UUID: version 4, variant 1, in lower case.
fn is_random_uuid(token: &str) -> bool {
    token.len() == 36
        && token.bytes().enumerate().all(|(position, byte)| match position {
            8 | 13 | 18 | 23 => byte == b'-',
            14 => byte == b'4',
            19 => matches!(byte, b'8' | b'9' | b'a' | b'b'),
            _ => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
        })
}

#[tokio::test]
async fn a_random_token_is_filled_in_and_told() {
    let server = answering(Answer::new(200, OUTPUT));
    let client = Client::new(&config().endpoint(server.url()));
    let mut tokens = Vec::new();
    for _ in 0..2 {
        let call = client.create_identity_source(input());
        let token = call.idempotency_token().unwrap().to_owned();
        assert!(is_random_uuid(&token), "{token}");
        let once = call.to_http().await.unwrap();
        assert_eq!(text(&once), text(&call.to_http().await.unwrap()));

        let response = call.await.unwrap();
        assert_eq!(response.metadata().idempotency_token(), Some(token.as_str()));
        let sent = server.received().pop().unwrap();
        assert_eq!(String::from_utf8(sent.body).unwrap(), BODY.replace("a-token", &token));
        tokens.push(token);
    }
    assert_ne!(tokens[0], tokens[1]);
}

#[tokio::test]
async fn the_callers_token_is_kept() {
    let server = answering(Answer::new(200, OUTPUT));
    let client = Client::new(&config().endpoint(server.url()).idempotency_tokens(|| "another".to_owned()));
    let call = client.create_identity_source(input().client_token("a-token"));
    assert_eq!(call.idempotency_token(), Some("a-token"));
    let response = call.await.unwrap();
    assert_eq!(response.metadata().idempotency_token(), Some("a-token"));
    assert_eq!(server.received()[0].body, BODY.as_bytes());

    let call = client.create_identity_source(input());
    assert_eq!(call.idempotency_token(), Some("another"));
}

async fn failure(status: u16, code: &str, members: &str) -> Error {
    let body = format!(r#"{{"__type": "com.amazonaws.verifiedpermissions#{code}", "message": "why not"{members}}}"#);
    let server = answering(Answer::new(status, body).header("x-amzn-requestid", "4-5-6"));
    let client = Client::new(&config().endpoint(server.url()));
    let error = client.create_identity_source(input()).await.unwrap_err();
    assert_eq!((error.kind(), error.status()), (ErrorKind::Service, Some(status)));
    assert_eq!((error.code(), error.message()), (Some(code), "why not"));
    assert_eq!(error.request_id(), Some("4-5-6"));
    error
}

#[tokio::test]
async fn a_conflict_lists_its_resources() {
    let resources = r#", "resources": [{"resourceId": "IS1", "resourceType": "IDENTITY_SOURCE"}, {"resourceId": "X", "resourceType": "NEW"}]"#;
    let error = failure(400, "ConflictException", resources).await;
    let Some(Exception::Conflict(conflict)) = error.exception() else { panic!("{error:?}") };
    assert_eq!(conflict.message, "why not");
    let resources: Vec<_> =
        conflict.resources.iter().map(|resource| (resource.resource_id.as_str(), &resource.resource_type)).collect();
    assert_eq!(resources, [("IS1", &ResourceType::IdentitySource), ("X", &ResourceType::Unknown("NEW".to_owned()))]);
    assert!(!error.is_retryable());
}

#[tokio::test]
async fn a_quota_that_is_exceeded_is_named() {
    let members = r#", "resourceId": "PS1", "resourceType": "POLICY_STORE", "serviceCode": "verifiedpermissions", "quotaCode": "L-1""#;
    let error = failure(400, "ServiceQuotaExceededException", members).await;
    let Some(Exception::ServiceQuotaExceeded(exceeded)) = error.exception() else { panic!("{error:?}") };
    assert_eq!(exceeded.message, "why not");
    assert_eq!(exceeded.resource_id.as_deref(), Some("PS1"));
    assert_eq!(exceeded.resource_type, ResourceType::PolicyStore);
    assert_eq!(exceeded.service_code.as_deref(), Some("verifiedpermissions"));
    assert_eq!(exceeded.quota_code.as_deref(), Some("L-1"));
}

#[tokio::test]
async fn the_other_errors_are_typed() {
    let error = failure(400, "AccessDeniedException", "").await;
    assert!(matches!(error.exception(), Some(Exception::AccessDenied(denied)) if denied.message == "why not"));

    let error = failure(500, "InternalServerException", "").await;
    assert!(matches!(error.exception(), Some(Exception::InternalServer(failed)) if failed.message == "why not"));
    assert!(error.is_retryable());

    let error =
        failure(400, "ResourceNotFoundException", r#", "resourceId": "PS1", "resourceType": "POLICY_STORE""#).await;
    let Some(Exception::ResourceNotFound(missing)) = error.exception() else { panic!("{error:?}") };
    assert_eq!((missing.resource_id.as_str(), &missing.resource_type), ("PS1", &ResourceType::PolicyStore));

    let error = failure(400, "ThrottlingException", r#", "serviceCode": "vp", "quotaCode": "L-2""#).await;
    let Some(Exception::Throttling(throttled)) = error.exception() else { panic!("{error:?}") };
    assert_eq!((throttled.service_code.as_deref(), throttled.quota_code.as_deref()), (Some("vp"), Some("L-2")));
    assert!(error.is_throttling() && error.is_retryable());

    let error = failure(400, "ValidationException", r#", "fieldList": [{"path": "a.b", "message": "too long"}]"#).await;
    let Some(Exception::Validation(invalid)) = error.exception() else { panic!("{error:?}") };
    let fields = invalid.field_list.as_deref().unwrap_or_default();
    assert_eq!((fields[0].path.as_str(), fields[0].message.as_str()), ("a.b", "too long"));
}
