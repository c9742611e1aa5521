//! Settings: from the environment, and what is said where one is missing or wrong.

use std::collections::HashMap;
use std::time::Duration;

use tinsmith_aws::Config;
use tinsmith_aws::runtime::ErrorKind;
use tinsmith_aws::runtime::body::Body;
use tinsmith_aws::runtime::credentials::{Credentials, Environment};
use tinsmith_aws::runtime::endpoint::EndpointError;
use tinsmith_aws::runtime::retry::RetrySettings;
use tinsmith_aws::runtime::transport::{SendFuture, Transport, TransportError, TransportErrorKind, TransportOptions};
use tinsmith_aws::sts::{Client, GetCallerIdentityRequest};
use tinsmith_tests::stand_in::{Answer, StandIn};

fn variables(variables: &[(&str, &str)]) -> impl Fn(&str) -> Option<String> + use<> {
    let variables: HashMap<String, String> =
        variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    move |name| variables.get(name).cloned()
}

async fn failure(config: &Config) -> tinsmith_aws::sts::Error {
    let call = Client::new(config).get_caller_identity(GetCallerIdentityRequest::new());
    call.timeout(Duration::from_secs(5)).await.unwrap_err()
}

#[test]
fn variables_of_the_environment_are_settings() {
    let config = Config::from_variables(variables(&[
        ("AWS_REGION", "eu-west-1"),
        ("AWS_DEFAULT_REGION", "us-east-1"),
        ("AWS_USE_FIPS_ENDPOINT", "True"),
        ("AWS_USE_DUALSTACK_ENDPOINT", "true"),
        ("AWS_ENDPOINT_URL", "http://127.0.0.1:4566"),
    ]))
    .unwrap();
    let settings = config.endpoint_settings();
    assert_eq!(settings.region.as_deref(), Some("eu-west-1"));
    assert!(settings.use_fips && settings.use_dual_stack);
    assert_eq!(settings.endpoint.as_deref(), Some("http://127.0.0.1:4566"));

    let fallback = [("AWS_REGION", ""), ("AWS_DEFAULT_REGION", "us-east-1"), ("AWS_USE_FIPS_ENDPOINT", "false")];
    let config = Config::from_variables(variables(&fallback)).unwrap();
    assert_eq!(config.endpoint_settings().region.as_deref(), Some("us-east-1"));
    assert!(!config.endpoint_settings().use_fips);

    let config = Config::from_variables(|_| None).unwrap();
    assert_eq!(config.endpoint_settings(), &tinsmith_aws::runtime::endpoint::EndpointSettings::default());
}

#[tokio::test]
async fn the_variables_that_are_looked_up_are_the_only_ones() {
    let keys = [
        ("AWS_REGION", "eu-west-1"),
        ("AWS_ACCESS_KEY_ID", "AKIDOFTHELOOKUP"),
        ("AWS_SECRET_ACCESS_KEY", "a secret"),
        ("AWS_SESSION_TOKEN", "a token"),
    ];
    let config = Config::from_variables(variables(&keys)).unwrap();
    let request = Client::new(&config).get_caller_identity(GetCallerIdentityRequest::new()).to_http().await.unwrap();
    assert!(request.headers()["authorization"].to_str().unwrap().contains("Credential=AKIDOFTHELOOKUP/"));
    assert_eq!(request.headers()["x-amz-security-token"], "a token");

    let proxy = StandIn::start(|_| Answer::new(403, "")).unwrap();
    let url = proxy.url();
    let through = [("https_proxy", &*url), ("AWS_ENDPOINT_URL", "https://sts.nowhere.invalid")];
    let config = Config::from_variables(variables(&[&keys[..], &through[..]].concat())).unwrap();
    let error = failure(&config).await;
    assert_eq!((error.kind(), error.may_have_been_sent()), (ErrorKind::Transport, false), "{error}");
    let asked = &proxy.received()[0];
    assert_eq!((&*asked.method, &*asked.target), ("CONNECT", "sts.nowhere.invalid:443"));

    let wrong = [("https_proxy", "http://user:secret@")];
    let error = Config::from_variables(variables(&wrong)).err().unwrap().to_string();
    assert!(error.contains("proxy") && !error.contains("secret"), "{error}");
}

#[test]
fn a_switch_is_true_or_false() {
    let error = Config::from_variables(variables(&[("AWS_USE_FIPS_ENDPOINT", "yes")])).err().unwrap();
    assert_eq!(error.to_string(), "the variable AWS_USE_FIPS_ENDPOINT of the environment is not `true` or `false`");
}

#[test]
fn compression_is_set_by_the_environment() {
    let compression = |variable: &'static str, value: &'static str| {
        Config::from_variables(variables(&[(variable, value)])).map(|config| format!("{config:?}"))
    };
    let off = compression("AWS_DISABLE_REQUEST_COMPRESSION", "true").unwrap();
    assert!(off.contains("enabled: false, min_size_bytes: 10240"), "{off}");
    let small = compression("AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES", "1").unwrap();
    assert!(small.contains("enabled: true, min_size_bytes: 1 "), "{small}");
    for wrong in ["10485761", "-1", "many"] {
        assert_eq!(
            compression("AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES", wrong).unwrap_err().to_string(),
            "the variable AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES of the environment is not a number of bytes from 0 to 10485760"
        );
    }
}

#[tokio::test]
async fn a_missing_region_is_asked_for() {
    let config = Config::from_variables(|_| None).unwrap().credentials(Credentials::new("AKIDEXAMPLE", "a secret"));
    let error = failure(&config).await;
    assert_eq!((error.kind(), error.is_retryable()), (ErrorKind::Endpoint, false));
    assert_eq!(
        error.to_string(),
        "no endpoint for this call: Invalid Configuration: Missing Region; set Config::region, the variable AWS_REGION, or region in the profile \
         (GetCallerIdentity)"
    );
    assert!(error.cause().unwrap().is::<EndpointError>());

    let error = failure(&config.endpoint("http://127.0.0.1:1")).await;
    assert_eq!(error.kind(), ErrorKind::Signing);
    assert_eq!(
        error.to_string(),
        "cannot sign the request: there is no region to sign for: set Config::region, the variable AWS_REGION, or region in the profile \
         (GetCallerIdentity)"
    );
}

#[tokio::test]
async fn missing_credentials_are_asked_for() {
    let config = Config::new("eu-west-1").credentials(Environment::with_lookup(|_| None));
    let error = failure(&config).await;
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert_eq!(
        error.to_string(),
        "no credentials in the environment variables: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY not set \
         (GetCallerIdentity)"
    );
}

#[tokio::test]
async fn an_endpoint_that_is_none_says_why() {
    let config = Config::new("eu-west-1").credentials(Credentials::new("AKIDEXAMPLE", "a secret"));
    for (endpoint, message) in [
        ("localhost:4566", "the endpoint `localhost:4566` cannot be used: it must begin with `https://` or `http://`"),
        (
            "ftp://example.com",
            "the endpoint `ftp://example.com` cannot be used: it must begin with `https://` or `http://`",
        ),
        ("https://", "the endpoint `https://` cannot be used: it is not a URL, such as `https://example.com`"),
        (
            "https://example.com/?a=b",
            "the endpoint `https://example.com/?a=b` cannot be used: it must have neither a query nor a fragment",
        ),
        (
            "https://user:secret@example.com",
            "the endpoint cannot be used: it holds a user name or password; credentials are not given this way",
        ),
    ] {
        let error = failure(&config.clone().endpoint(endpoint)).await;
        assert_eq!(error.kind(), ErrorKind::Endpoint);
        assert_eq!(error.to_string(), format!("{message} (GetCallerIdentity)"));
    }
    let client = Client::new(&config.endpoint("https://user:secret@example.com"));
    assert!(!format!("{client:?}").contains("secret"), "{client:?}");
}

/// A transport that never sends.
#[derive(Debug)]
struct Failing(TransportErrorKind);

impl Transport for Failing {
    fn send(&self, _request: http::Request<Body>, _options: TransportOptions) -> SendFuture<'_> {
        Box::pin(std::future::ready(Err(TransportError::new(self.0, "sending to nobody"))))
    }
}

#[tokio::test]
async fn failures_of_the_transport_that_do_not_pass_are_not_retryable() {
    for (kind, error_kind, retryable) in [
        (TransportErrorKind::Timeout, ErrorKind::Timeout, true),
        (TransportErrorKind::ConnectTimeout, ErrorKind::Timeout, true),
        (TransportErrorKind::Connect, ErrorKind::Transport, true),
        (TransportErrorKind::Io, ErrorKind::Transport, true),
        (TransportErrorKind::InvalidResponse, ErrorKind::Transport, true),
        (TransportErrorKind::Tls, ErrorKind::Transport, true),
        (TransportErrorKind::RequestBody, ErrorKind::Transport, false),
        (TransportErrorKind::InvalidRequest, ErrorKind::Transport, false),
        (TransportErrorKind::Configuration, ErrorKind::Transport, false),
    ] {
        let credentials = Credentials::new("AKIDEXAMPLE", "a secret");
        let config = Config::new("eu-west-1").credentials(credentials).transport(Failing(kind));
        let error = failure(&config.retry(RetrySettings::off())).await;
        assert_eq!((error.kind(), error.is_retryable()), (error_kind, retryable), "{kind:?}");
        assert_eq!(error.to_string(), "sending to nobody (GetCallerIdentity)");
    }
}

#[tokio::test]
async fn a_server_that_is_not_there_is_named_with_the_cause() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let config = Config::new("eu-west-1").credentials(Credentials::new("AKIDEXAMPLE", "a secret"));
    let error = failure(&config.endpoint(format!("http://{free}")).retry(RetrySettings::off())).await;
    assert_eq!((error.kind(), error.is_retryable()), (ErrorKind::Transport, true));
    assert!(error.to_string().contains(&free.to_string()), "{error}");
    let cause = error.cause().unwrap().downcast_ref::<TransportError>().unwrap();
    assert_eq!(cause.kind(), TransportErrorKind::Connect);
    // The whole chain, as people print it, tells each cause once.
    let chain = format!("{error:#}");
    assert_eq!(chain.matches("onnection refused").count(), 1, "{chain}");
    let mut deepest: &dyn std::error::Error = cause;
    while let Some(next) = deepest.source() {
        deepest = next;
    }
    let refused = deepest.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
    assert_eq!(refused, Some(std::io::ErrorKind::ConnectionRefused), "{error:?}");
}
