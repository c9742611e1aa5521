//! Which URL a service is called at.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use serde_json::Value;
use tinsmith_runtime::config::System;
use tinsmith_runtime::endpoint::Partition;
use tinsmith_runtime::generated::{Client, OperationSchema, protocol};
use tinsmith_runtime::{Config, Operation, Service};

use super::object;
use crate::Difference;
use crate::no_exception::NoException;

/// Resolves a configuration by the case's `profile`, `environment`, `files` (`config`, `credentials`) and `settings` in
/// code (`endpointUrl`, `ignoreConfiguredEndpointUrls`), and compares the URL that a request to the `service` has.
pub fn run_case(case: &Value, partitions: &'static [Partition]) -> Result<Vec<Difference>, String> {
    let text = |name: &str| case.get(name).and_then(Value::as_str);
    let service = text("service").ok_or("it lacks the string `service`")?;
    let expected = case.pointer("/expect/url").and_then(Value::as_str);
    let expected = expected.ok_or("`expect.url` is not a string")?;
    let url = configuration(case, text("profile")).and_then(|config| {
        let config = ready(config.resolve())?.map_err(|error| error.to_string())?;
        let operation = operation(service, partitions);
        let call = Client::new(&config, operation.schema.service).call(operation, ());
        let request = ready(call.to_http())?.map_err(|error| error.to_string())?;
        Ok(request.uri().to_string())
    });
    let url = url.unwrap_or_else(|problem| format!("no URL: {problem}"));
    Ok(Difference::between("url", expected.trim_end_matches('/'), url.trim_end_matches('/')).into_iter().collect())
}

fn configuration(case: &Value, profile: Option<&str>) -> Result<Config, String> {
    const FILES: [(&str, &str, &str); 2] =
        [("config", "AWS_CONFIG_FILE", "/config"), ("credentials", "AWS_SHARED_CREDENTIALS_FILE", "/credentials")];
    let (environment, files) = (object(case, "environment")?, object(case, "files")?);
    let variables = environment.iter().filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)));
    let variables = variables.chain(FILES.map(|(_, variable, path)| (variable, path)));
    let files = FILES.into_iter().filter_map(|(name, _, path)| Some((path, files.get(name)?.as_str()?)));
    // The region is in the profile: nobody is asked for it.
    let mut config = Config::default().system(System::in_memory(variables, files));
    if let Some(profile) = profile {
        config = config.profile(profile);
    }
    for (name, value) in object(case, "settings")? {
        config = match (name.as_str(), value) {
            ("endpointUrl", Value::String(url)) => config.endpoint(url),
            ("ignoreConfiguredEndpointUrls", Value::Bool(ignore)) => config.ignore_configured_endpoints(*ignore),
            _ => return Err(format!("`settings.{name}` is not known")),
        };
    }
    Ok(config)
}

/// An operation without anything, of the service that another client calls by this name.
fn operation(service: &str, partitions: &'static [Partition]) -> &'static Operation<(), (), NoException> {
    let (sdk_id, prefix) = (service.replace('-', " "), service.to_owned());
    let service = Service::new("com.example#Service", sdk_id.leak(), &protocol::AWS_JSON1_0)
        .with_endpoint_prefix(prefix.leak())
        .with_partitions(partitions);
    Box::leak(Box::new(Operation::new(OperationSchema::new("Operation", Box::leak(Box::new(service))))))
}

/// What a future gives that waits for nothing.
fn ready<T>(future: impl Future<Output = T>) -> Result<T, String> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Ok(value),
        Poll::Pending => Err("it waits for something".to_owned()),
    }
}
