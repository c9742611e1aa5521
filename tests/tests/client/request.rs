//! What the transport gets.

use std::io::Read as _;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use tinsmith_aws::runtime::body::Body;
use tinsmith_aws::runtime::compression::CompressionSettings;
use tinsmith_aws::runtime::credentials::Credentials;
use tinsmith_aws::runtime::{ErrorKind, Operation, OperationSchema, Validation, generated};
use tinsmith_aws::verifiedpermissions::{self, Exception, GetPolicyStoreInput, GetPolicyStoreOutput};
use tinsmith_aws::{Config, quicksight};
use tinsmith_tests::recorder::Recorder;

const DESCRIBED: &str = r#"{"RequestId": "r", "Dashboard": {"Name": "Sales"}}"#;

fn recorder() -> Recorder {
    Recorder::answering(http::Response::new(Bytes::from_static(DESCRIBED.as_bytes())))
}

fn config(recorder: &Recorder) -> Config {
    Config::new("eu-central-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "a secret"))
        .clock(|| SystemTime::UNIX_EPOCH + Duration::from_secs(1_782_907_200))
        .transport(recorder.clone())
}

fn describe() -> quicksight::DescribeDashboardRequest {
    quicksight::DescribeDashboardRequest::new("123456789012", "sales")
}

fn bytes(request: &http::Request<Body>) -> &Bytes {
    request.body().as_bytes().unwrap()
}

#[tokio::test]
async fn it_is_the_one_of_to_http() {
    let recorder = recorder();
    let client = quicksight::Client::new(&config(&recorder));
    let call = client.describe_dashboard(describe());
    let request = call.to_http().await.unwrap();
    assert!(recorder.sent().is_empty());
    let response = call.await.unwrap();
    assert_eq!(response.dashboard.as_deref().unwrap().name.as_deref(), Some("Sales"));

    let sent = recorder.sent();
    assert_eq!(
        sent[0].request.uri(),
        "https://quicksight.eu-central-1.amazonaws.com/accounts/123456789012/dashboards/sales"
    );
    assert_eq!((sent[0].request.method(), sent[0].request.uri()), (request.method(), request.uri()));
    // Beside the two headers that tell attempts of a call apart, which nothing but a client sends.
    let mut headers = sent[0].request.headers().clone();
    for name in ["amz-sdk-invocation-id", "amz-sdk-request"] {
        assert!(headers.remove(name).is_some() && !request.headers().contains_key(name));
    }
    headers.insert("authorization", request.headers()["authorization"].clone());
    assert_eq!((&headers, sent[0].request.body()), (request.headers(), bytes(&request)));
}

#[tokio::test]
async fn endpoints_have_schemes_ports_and_paths() {
    let recorder = recorder();
    for (endpoint, uri, host) in [
        ("http://127.0.0.1:4566", "http://127.0.0.1:4566/accounts/123456789012/dashboards/sales", "127.0.0.1:4566"),
        ("https://[::1]:8443/", "https://[::1]:8443/accounts/123456789012/dashboards/sales", "[::1]:8443"),
        (
            "https://proxy.example.com/aws/v1/",
            "https://proxy.example.com/aws/v1/accounts/123456789012/dashboards/sales",
            "proxy.example.com",
        ),
    ] {
        let client = quicksight::Client::new(&config(&recorder).endpoint(endpoint));
        client.describe_dashboard(describe()).await.unwrap();
        let sent = recorder.sent().pop().unwrap().request;
        assert_eq!(sent.uri(), uri);
        assert_eq!(sent.uri().authority().unwrap(), host);
        let authorization = sent.headers()["authorization"].to_str().unwrap();
        assert!(authorization.contains("/eu-central-1/quicksight/aws4_request"), "{authorization}");
    }
}

#[tokio::test]
async fn fips_and_dual_stack_choose_other_hosts() {
    for (config, host) in [
        (Config::new("us-west-2").use_fips(true), "quicksight-fips.us-west-2.amazonaws.com"),
        (Config::new("us-west-2").use_dual_stack(true), "quicksight.us-west-2.api.aws"),
        (Config::new("cn-north-1"), "quicksight.cn-north-1.amazonaws.com.cn"),
    ] {
        let config = config.credentials(Credentials::new("AKIDEXAMPLE", "a secret"));
        let request = quicksight::Client::new(&config).describe_dashboard(describe()).to_http().await.unwrap();
        assert_eq!(request.uri().host(), Some(host));
    }
}

#[tokio::test]
async fn validation_can_be_switched_off() {
    let recorder = recorder();
    let short = || quicksight::DescribeDashboardRequest::new("1", "sales");
    let client = quicksight::Client::new(&config(&recorder));
    let error = client.describe_dashboard(short()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert_eq!(error.to_string(), "AwsAccountId: must have exactly 12 characters (DescribeDashboard)");
    assert!(recorder.sent().is_empty());

    let client = quicksight::Client::new(&config(&recorder).validation(Validation::Off));
    client.describe_dashboard(short()).await.unwrap();
    assert_eq!(recorder.sent()[0].request.uri().path(), "/accounts/1/dashboards/sales");
}

#[tokio::test]
async fn greatest_lengths_are_left_to_the_service_unless_validation_is_strict() {
    let recorder = recorder();
    let long = || quicksight::DescribeDashboardRequest::new("1".repeat(12), "a".repeat(513));
    quicksight::Client::new(&config(&recorder)).describe_dashboard(long()).await.unwrap();
    assert_eq!(recorder.sent().len(), 1);

    let client = quicksight::Client::new(&config(&recorder).validation(Validation::Strict));
    let error = client.describe_dashboard(long()).await.unwrap_err();
    assert_eq!(error.to_string(), "DashboardId: must have between 1 and 512 characters (DescribeDashboard)");
    assert_eq!(recorder.sent().len(), 1);
}

#[tokio::test]
async fn large_bodies_are_compressed_where_the_operation_allows_it() {
    static COMPRESSED: Operation<GetPolicyStoreInput, GetPolicyStoreOutput, Exception> =
        Operation::new(OperationSchema::new("GetPolicyStore", &verifiedpermissions::SERVICE).compression());
    let id = "a".repeat(20_000);
    let plain = format!(r#"{{"policyStoreId":"{id}"}}"#);
    let config = config(&recorder()).validation(Validation::Off);
    let request = |config: Config| {
        let call = generated::Client::new(&config, &verifiedpermissions::SERVICE)
            .call(&COMPRESSED, GetPolicyStoreInput::new(id.clone()));
        async move { call.to_http().await.unwrap() }
    };

    let compressed = request(config.clone()).await;
    assert_eq!(compressed.headers()["content-encoding"], "gzip");
    let user_agent = |request: &http::Request<Body>| request.headers()["user-agent"].to_str().unwrap().to_owned();
    assert!(user_agent(&compressed).ends_with("L,e"), "{}", user_agent(&compressed));
    assert_eq!(compressed.headers()["content-length"], bytes(&compressed).len().to_string().as_str());
    let mut text = String::new();
    flate2::read::GzDecoder::new(&bytes(&compressed)[..]).read_to_string(&mut text).unwrap();
    assert_eq!(text, plain);

    for settings in [CompressionSettings::new(false, 0), CompressionSettings::new(true, 30_000)] {
        let request = request(config.clone().compression(settings.unwrap())).await;
        assert_eq!((request.headers().get("content-encoding"), bytes(&request)), (None, &Bytes::from(plain.clone())));
        assert!(!user_agent(&request).contains('L'), "{}", user_agent(&request));
    }
}

#[tokio::test]
async fn a_token_stays_the_same_for_all_requests_of_a_call() {
    let client = verifiedpermissions::Client::new(&config(&recorder()));
    let settings = verifiedpermissions::ValidationSettings::new(verifiedpermissions::ValidationMode::Off);
    let call = client.create_policy_store(verifiedpermissions::CreatePolicyStoreInput::new(settings));
    let token = call.idempotency_token().unwrap().to_owned();
    for _ in 0..3 {
        let request = call.to_http().await.unwrap();
        let expected = format!(r#"{{"clientToken":"{token}","validationSettings":{{"mode":"OFF"}}}}"#);
        assert_eq!(bytes(&request), &expected);
    }
    assert!(format!("{call:?}").contains(&token));
    assert_eq!(quicksight::Client::new(&config(&recorder())).describe_dashboard(describe()).idempotency_token(), None);
}
