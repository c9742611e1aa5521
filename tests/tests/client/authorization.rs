//! Who signs, for which service and region, and what happens without.

use std::error::Error as _;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use tinsmith_aws::runtime::body::Body;
use tinsmith_aws::runtime::credentials::{
    Credentials, CredentialsError, CredentialsFuture, CredentialsProvider, ProviderContext,
};
use tinsmith_aws::runtime::endpoint::EndpointSettings;
use tinsmith_aws::runtime::generated::{self, AuthOption, auth};
use tinsmith_aws::runtime::transport::{Transport as _, TransportOptions};
use tinsmith_aws::runtime::{ErrorKind, Operation, OperationSchema};
use tinsmith_aws::sts::{self, Exception, GetCallerIdentityRequest, GetCallerIdentityResponse};
use tinsmith_aws::{Config, quicksight};
use tinsmith_tests::recorder::Recorder;

/// A source of credentials that has none: because it failed, or as nobody set it up.
struct Empty {
    configured: bool,
}

impl CredentialsProvider for Empty {
    fn credentials<'a>(&'a self, _context: &'a ProviderContext) -> CredentialsFuture<'a> {
        let error = if self.configured {
            CredentialsError::new("the vault is closed").with_source(std::io::Error::other("no key"))
        } else {
            CredentialsError::not_configured("there is no vault")
        };
        Box::pin(std::future::ready(Err(error)))
    }
}

fn config(region: &str) -> Config {
    Config::new(region)
        .credentials(Credentials::new("AKIDEXAMPLE", "a secret"))
        .clock(|| SystemTime::UNIX_EPOCH + Duration::from_secs(1_782_907_200))
}

fn scope(request: &http::Request<Body>) -> &str {
    let authorization = request.headers()["authorization"].to_str().unwrap();
    authorization.strip_prefix("AWS4-HMAC-SHA256 Credential=").unwrap().split(',').next().unwrap()
}

#[tokio::test]
async fn endpoint_rules_say_which_region_signs() {
    for (settings, host, region) in [
        (("eu-west-1", false), "sts.eu-west-1.amazonaws.com", "eu-west-1"),
        (("eu-west-1", true), "sts.amazonaws.com", "us-east-1"),
        (("eu-south-1", true), "sts.eu-south-1.amazonaws.com", "eu-south-1"),
        (("aws-global", false), "sts.amazonaws.com", "us-east-1"),
    ] {
        let settings = EndpointSettings::new().region(settings.0).use_global_endpoint(settings.1);
        let client = sts::Client::new(&config("us-west-2").with_endpoint_settings(settings));
        let request = client.get_caller_identity(GetCallerIdentityRequest::new()).to_http().await.unwrap();
        assert_eq!(request.uri().host(), Some(host));
        assert_eq!(scope(&request), format!("AKIDEXAMPLE/20260701/{region}/sts/aws4_request"));
    }
}

/// A source of credentials that asks a server for the secret key.
struct Vault;

impl CredentialsProvider for Vault {
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> CredentialsFuture<'a> {
        Box::pin(async move {
            let transport =
                context.transport().map_err(|error| CredentialsError::new("no way to").with_source(error))?;
            context.sleep().sleep(Duration::from_millis(1)).await;
            let region = context.region().unwrap_or_default();
            let request = http::Request::get(format!("https://vault.{region}.example.com/")).body(Body::empty());
            let response = transport.send(request.unwrap(), TransportOptions::default()).await.unwrap();
            let secret = response.into_body().collect(1024).await.unwrap();
            let expires = context.clock().now() + Duration::from_secs(900);
            Ok(Credentials::new("AKIDOFTHEVAULT", std::str::from_utf8(&secret).unwrap()).with_expiry(expires))
        })
    }
}

#[tokio::test]
async fn a_source_of_credentials_has_what_it_takes_to_make_calls() {
    let recorder = Recorder::answering(http::Response::new(Bytes::from_static(b"a secret")));
    let config = config("eu-west-1").credentials(Vault).transport(recorder.clone());
    let call = sts::Client::new(&config).get_caller_identity(GetCallerIdentityRequest::new());
    let request = call.to_http().await.unwrap();
    assert!(scope(&request).starts_with("AKIDOFTHEVAULT/20260701/eu-west-1/sts/"), "{request:?}");
    assert_eq!(recorder.sent()[0].request.uri(), "https://vault.eu-west-1.example.com/");
}

#[tokio::test]
async fn a_session_token_goes_along() {
    let credentials = Credentials::new("AKIDEXAMPLE", "a secret").with_session_token("a token");
    let client = sts::Client::new(&config("eu-west-1").credentials(credentials));
    let request = client.get_caller_identity(GetCallerIdentityRequest::new()).to_http().await.unwrap();
    assert_eq!(request.headers()["x-amz-security-token"], "a token");
    assert!(!format!("{request:?}").contains("a token"));
}

#[tokio::test]
async fn optional_authorization_goes_without_credentials_only_where_none_are_configured() {
    const OPTIONS: &[AuthOption] =
        &[AuthOption::new(&auth::SIGV4, &[("name", "sts")]), AuthOption::new(&auth::NO_AUTH, &[])];
    static OPTIONAL: Operation<GetCallerIdentityRequest, GetCallerIdentityResponse, Exception> =
        Operation::new(OperationSchema::new("GetCallerIdentity", &sts::SERVICE).with_auth(OPTIONS));
    let call = |config: &Config| {
        let client = generated::Client::new(config, &sts::SERVICE);
        client.call(&OPTIONAL, GetCallerIdentityRequest::new())
    };
    let nobody = config("eu-west-1").credentials(Empty { configured: false });
    for (config, signed) in [(config("eu-west-1"), true), (nobody, false)] {
        let request = call(&config).to_http().await.unwrap();
        assert_eq!(request.headers().contains_key("authorization"), signed);
        // What nobody signs is no URL to hand on.
        let request = call(&config).presign(Duration::from_secs(60)).await.unwrap();
        let expected = if signed { "GET" } else { "POST" };
        assert_eq!((request.method().as_str(), request.uri().query().is_some()), (expected, signed));
    }
    let error = call(&config("eu-west-1").credentials(Empty { configured: true })).to_http().await.unwrap_err();
    assert_eq!((error.kind(), error.message()), (ErrorKind::Credentials, "the vault is closed"));
}

#[tokio::test]
async fn no_credentials_is_an_error_with_its_causes() {
    let client = sts::Client::new(&config("eu-west-1").credentials(Empty { configured: true }));
    let error = client.get_caller_identity(GetCallerIdentityRequest::new()).await.unwrap_err();
    assert_eq!((error.kind(), error.is_retryable()), (ErrorKind::Credentials, false));
    assert_eq!(error.to_string(), "the vault is closed (GetCallerIdentity)");
    let cause = error.cause().unwrap().downcast_ref::<CredentialsError>().unwrap();
    assert!(!cause.is_not_configured() && !error.may_have_been_sent());
    assert_eq!(error.source().unwrap().to_string(), "no key");
}

#[tokio::test]
async fn credentials_that_are_none_are_not_signed_with() {
    let client = sts::Client::new(&config("eu-west-1").credentials(Credentials::new("", "")));
    let error = client.get_caller_identity(GetCallerIdentityRequest::new()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Signing);
    assert!(error.cause().is_some_and(|cause| cause.is::<tinsmith_aws::runtime::sign::SigningError>()));

    let half = Credentials::new("AKIDEXAMPLE", "a secret").with_session_token("");
    let client = sts::Client::new(&config("eu-west-1").credentials(half));
    let error = client.get_caller_identity(GetCallerIdentityRequest::new()).await.unwrap_err();
    assert!(error.message().contains("the session token is empty"), "{error}");
}

#[tokio::test]
async fn a_presigned_url_carries_its_signature() {
    let client = quicksight::Client::new(&config("eu-west-1"));
    let call = client.describe_dashboard(quicksight::DescribeDashboardRequest::new("123456789012", "sales"));
    let request = call.presign(Duration::from_secs(60)).await.unwrap();
    let query = request.uri().query().unwrap();
    for part in [
        "X-Amz-Algorithm=AWS4-HMAC-SHA256",
        "X-Amz-Credential=AKIDEXAMPLE%2F20260701%2Feu-west-1%2Fquicksight%2Faws4_request",
        "X-Amz-Date=20260701T120000Z",
        "X-Amz-Expires=60",
        "X-Amz-SignedHeaders=host",
        "X-Amz-Signature=",
    ] {
        assert!(query.contains(part), "{query} lacks {part}");
    }
    assert!(!request.headers().contains_key("authorization"));
    for expires in [Duration::ZERO, Duration::from_secs(7 * 86_400 + 1)] {
        assert_eq!(call.presign(expires).await.unwrap_err().kind(), ErrorKind::Signing);
    }
}
