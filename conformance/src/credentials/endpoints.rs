//! Where the container's agent and instance metadata are.

use serde_json::Value;
use tinsmith_runtime::credentials::{Container, CredentialsError, InstanceMetadata, ProviderContext};

use super::setup::{clock, config, system};
use super::{object, string};
use crate::Difference;

/// Compares the address that the container's variables lead to with `expect.uri`, or that there is an error.
pub fn run_container(case: &Value) -> Result<Vec<Difference>, String> {
    compare(case, Container::new().uri(&system(case)?).map(|uri| uri.to_string()))
}

/// The same of the token of instance metadata, with the `settings` of the client.
pub fn run_instance_metadata(case: &Value) -> Result<Vec<Difference>, String> {
    let mut metadata = InstanceMetadata::new();
    for (name, value) in object(case, "settings")?.into_iter().flatten() {
        let value = value.as_str().ok_or_else(|| format!("`settings.{name}` is not a string"))?;
        metadata = match name.as_str() {
            "endpointOverride" => metadata.endpoint(value),
            "modeOverride" => metadata.mode(value.parse().map_err(|()| format!("`{value}` is no mode"))?),
            _ => return Err(format!("`settings.{name}` is not known")),
        };
    }
    let config = config(system(case)?, clock(case)?);
    let base = metadata.base(&ProviderContext::from(config));
    compare(case, base.map(|base| format!("{base}/latest/api/token")))
}

fn compare(case: &Value, result: Result<String, CredentialsError>) -> Result<Vec<Difference>, String> {
    let expected = match case.pointer("/expect/error") {
        Some(_) => "an error",
        None => string(case, "/expect/uri")?,
    };
    let actual = match result {
        Ok(uri) => uri,
        Err(_) if expected == "an error" => expected.to_owned(),
        Err(error) => error.to_string(),
    };
    Ok(Difference::between("uri", expected, &actual).into_iter().collect())
}
