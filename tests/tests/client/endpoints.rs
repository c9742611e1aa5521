//! Where requests go, and what goes with them there.

use bytes::Bytes;
use tinsmith_aws::Config;
use tinsmith_aws::quicksight;
use tinsmith_aws::runtime::credentials::Credentials;
use tinsmith_aws::runtime::endpoint::{
    EndpointTemplate, Expression, Parameter, ParameterKind, PropertyTemplate, Rule, RuleSet,
};
use tinsmith_aws::runtime::generated::{AuthOption, OperationSchema, UriPart, auth};
use tinsmith_aws::runtime::{ErrorKind, Operation, Service, generated};
use tinsmith_aws::sts::{self, Exception};
use tinsmith_tests::recorder::Recorder;

use crate::zoo::{self, Ping, call, config, ping};

const ENDPOINT: &[Parameter] = &[Parameter::new("Endpoint", ParameterKind::String).with_built_in("SDK::Endpoint")];

#[tokio::test]
async fn all_values_of_an_endpoints_header_go_along() {
    static RULES: RuleSet = RuleSet::new(
        ENDPOINT,
        &[Rule::endpoint(
            &[],
            EndpointTemplate::new(Expression::Reference("Endpoint"))
                .with_headers(&[("x-keeper", &[Expression::String("a"), Expression::String("b")])]),
        )],
    );
    static SERVICE: Service = zoo::service().with_endpoint_rules(&RULES);
    static PING: Ping = ping(&SERVICE);
    let request = call(&config(), &PING).to_http().await.unwrap();
    assert_eq!(request.headers().get_all("x-keeper").iter().collect::<Vec<_>>(), ["a", "b"]);
}

#[tokio::test]
async fn a_host_prefix_is_put_before_names_of_the_services_own() {
    static OWN: RuleSet =
        RuleSet::new(&[], &[Rule::endpoint(&[], EndpointTemplate::new(Expression::String("https://zoo.example.com")))]);
    static SERVICE: Service = zoo::service().with_endpoint_rules(&OWN);
    static CUSTOM: Service = zoo::service();
    const PREFIX: &[UriPart] = &[UriPart::Literal("data-")];
    static OWN_PING: Ping = Operation::new(OperationSchema::new("Ping", &SERVICE).with_host_prefix(PREFIX));
    static CUSTOM_PING: Ping = Operation::new(OperationSchema::new("Ping", &CUSTOM).with_host_prefix(PREFIX));
    let variables = |value: &'static str| {
        let config =
            Config::from_variables(move |name| (name == "AWS_DISABLE_HOST_PREFIX_INJECTION").then(|| value.to_owned()));
        config.unwrap().region("eu-west-1")
    };
    let local = "http://localhost:4566";
    for (config, operation, host) in [
        (variables(""), &OWN_PING, "data-zoo.example.com"),
        (variables("").host_prefix(false), &OWN_PING, "zoo.example.com"),
        (variables("true"), &OWN_PING, "zoo.example.com"),
        (config().endpoint(local), &CUSTOM_PING, "localhost"),
        (config().endpoint(local).host_prefix(true), &CUSTOM_PING, "data-localhost"),
        (variables("false").endpoint(local), &CUSTOM_PING, "data-localhost"),
        (config().endpoint("http://127.0.0.1:4566").host_prefix(true), &CUSTOM_PING, "127.0.0.1"),
        (config().endpoint("http://[::1]:4566").host_prefix(true), &CUSTOM_PING, "[::1]"),
    ] {
        assert_eq!(call(&config, operation).to_http().await.unwrap().uri().host(), Some(host));
    }
}

#[tokio::test]
async fn a_default_port_is_left_out_everywhere() {
    let config = Config::new("eu-west-1").credentials(Credentials::new("AKIDEXAMPLE", "a secret"));
    let request = |endpoint: &str| {
        let client = sts::Client::new(&config.clone().endpoint(endpoint).clock(|| std::time::SystemTime::UNIX_EPOCH));
        async move { client.get_caller_identity(sts::GetCallerIdentityRequest::new()).to_http().await.unwrap() }
    };
    let (with, without) = (request("https://example.com:443").await, request("https://example.com").await);
    assert_eq!((with.uri(), with.headers()), (without.uri(), without.headers()));
    assert_eq!(with.uri().authority().unwrap(), "example.com");
}

#[tokio::test]
async fn a_region_that_is_none_is_refused_before_anything_else() {
    for (region, message) in [
        ("", "the region given to Config is empty; set one such as `eu-west-1`, or none"),
        (
            "eu-west-1.evil.com/",
            "`eu-west-1.evil.com/` cannot be a region: it is part of host names, as `eu-west-1` is",
        ),
    ] {
        let recorder = Recorder::answering(http::Response::new(Bytes::new()));
        let client = sts::Client::new(&Config::new(region).transport(recorder.clone()));
        let error = client.get_caller_identity(sts::GetCallerIdentityRequest::new()).await.unwrap_err();
        assert_eq!((error.kind(), error.message()), (ErrorKind::Configuration, message));
        assert!(recorder.sent().is_empty() && !error.may_have_been_sent());
    }
    let error = Config::from_variables(|name| (name == "AWS_REGION").then(|| "eu west".to_owned())).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the variable AWS_REGION of the environment is not a region, which is part of host names as `eu-west-1` is"
    );
    assert!(Config::new("").region("eu-west-1").endpoint_settings().region.is_some());
}

#[tokio::test]
async fn dot_segments_follow_the_rules_of_the_scheme() {
    const RAW: PropertyTemplate = PropertyTemplate::Record(&[
        ("name", PropertyTemplate::String(Expression::String("sigv4"))),
        ("disableNormalizePath", PropertyTemplate::Boolean(true)),
    ]);
    static RULES: RuleSet = RuleSet::new(
        ENDPOINT,
        &[Rule::endpoint(
            &[],
            EndpointTemplate::new(Expression::Reference("Endpoint"))
                .with_properties(&[("authSchemes", PropertyTemplate::Array(&[RAW]))]),
        )],
    );
    const SIGV4: &[AuthOption] = &[AuthOption::new(&auth::SIGV4, &[("name", "zoo")])];
    const KEY: &[UriPart] = &[UriPart::Literal("/"), UriPart::GreedyLabel(1)];
    const REST: Service = Service::new("com.example#Zoo", "Zoo", &generated::protocol::REST_JSON1);
    static NORMALIZED: Service = REST.with_auth(SIGV4);
    static RAW_SERVICE: Service = REST.with_auth(SIGV4).with_endpoint_rules(&RULES);
    type Get = Operation<quicksight::DescribeDashboardRequest, (), Exception>;
    static WITH_NORMALIZED: Get = Operation::new(OperationSchema::new("Get", &NORMALIZED).with_http("GET", KEY));
    static WITH_RAW: Get = Operation::new(OperationSchema::new("Get", &RAW_SERVICE).with_http("GET", KEY));
    let config = config().credentials(Credentials::new("AKIDEXAMPLE", "a secret"));
    let get = |operation: &'static Get| {
        let input = quicksight::DescribeDashboardRequest::new("123456789012", "a/../b");
        let client = generated::Client::new(&config, operation.schema.service);
        async move { client.call(operation, input).to_http().await }
    };
    assert_eq!(get(&WITH_RAW).await.unwrap().uri(), "https://zoo.example.com/a/../b");
    let error = get(&WITH_NORMALIZED).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert!(error.message().contains("a segment `.` or `..`"), "{error}");
}
