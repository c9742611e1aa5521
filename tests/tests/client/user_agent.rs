//! Who is calling, and on behalf of which invocation of a function.

use std::ffi::OsString;
use std::sync::Mutex;

use http::header::{HeaderName, HeaderValue, USER_AGENT};
use tinsmith_aws::runtime::config::System;
use tinsmith_aws::runtime::credentials::{Credentials, Environment};
use tinsmith_aws::runtime::user_agent::Feature;
use tinsmith_aws::{Config, sts};

const TRACE_ID: HeaderName = HeaderName::from_static("x-amzn-trace-id");

fn config() -> Config {
    Config::new("us-east-1").credentials(Credentials::new("AKIDEXAMPLE", "a secret")).system(System::in_memory([], []))
}

async fn headers(config: &Config) -> http::HeaderMap {
    let request = sts::AssumeRoleRequest::new("arn:aws:iam::123456789012:role/deploy", "deploy");
    sts::Client::new(config).assume_role(request).to_http().await.unwrap().into_parts().0.headers
}

async fn user_agent(config: &Config) -> String {
    headers(config).await[USER_AGENT].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn it_names_program_service_and_platform() {
    let text = user_agent(&config()).await;
    let start = concat!("tinsmith/", env!("CARGO_PKG_VERSION"), " ua/2.1 api/sts#2011-06-15 os/");
    assert!(text.starts_with(start) && text.contains(" lang/rust "), "{text}");
    let system = System::in_memory([("AWS_EXECUTION_ENV", "AWS_Lambda_provided.al2023")], []);
    let text = user_agent(&config().system(system).app_id("billing (nightly)")).await;
    assert!(text.contains(" lang/rust exec-env/AWS_Lambda_provided.al2023 app/billing--nightly- m/"), "{text}");
}

#[tokio::test]
async fn features_are_those_of_settings_and_credentials() {
    let variables = |name: &str| (!name.ends_with("TOKEN")).then(|| OsString::from("a"));
    for (config, present, absent) in [
        (config(), "e", "N"),
        (config().endpoint("https://example.com"), "N", "g"),
        (config().credentials(Environment::with_lookup(variables)), "g", "e"),
        (
            config().credentials(Credentials::new("AKIDEXAMPLE", "a secret").with_features(Feature::CredentialsHttp)),
            "z",
            "g",
        ),
    ] {
        let text = user_agent(&config).await;
        let features: Vec<_> = text.rsplit_once(" m/").unwrap().1.split(',').collect();
        assert!(features.contains(&present) && !features.contains(&absent), "{text}");
    }
}

#[tokio::test]
async fn one_of_the_calls_own_stays() {
    let call = sts::Client::new(&config())
        .get_caller_identity(sts::GetCallerIdentityRequest::new())
        .header(USER_AGENT, HeaderValue::from_static("mine"));
    assert_eq!(call.to_http().await.unwrap().headers()[USER_AGENT], "mine");
}

/// Lambda sets the variable anew for each invocation.
#[tokio::test]
async fn each_call_tells_the_trace_of_its_own_invocation() {
    let trace = &*Box::leak(Box::new(Mutex::new("Root=1-a;Sampled=1".to_owned())));
    let lambda = System::of_variables(move |name| match name {
        "AWS_LAMBDA_FUNCTION_NAME" => Some("function".into()),
        "_X_AMZN_TRACE_ID" => Some(trace.lock().unwrap().clone().into()),
        _ => None,
    });
    let client = sts::Client::new(&config().system(lambda));
    for invocation in ["Root=1-a;Sampled=1", "Root=1-b;Sampled=0"] {
        invocation.clone_into(&mut trace.lock().unwrap());
        let request = client.get_caller_identity(sts::GetCallerIdentityRequest::new()).to_http().await.unwrap();
        assert_eq!(request.headers()[TRACE_ID], invocation);
        let authorization = request.headers()["authorization"].to_str().unwrap();
        assert!(!authorization.contains("trace-id") && !authorization.contains("user-agent"), "{authorization}");
    }
    let elsewhere = System::of_variables(|name| (name == "_X_AMZN_TRACE_ID").then(|| "Root=1-a".into()));
    assert!(!headers(&config().system(elsewhere)).await.contains_key(TRACE_ID));
}
