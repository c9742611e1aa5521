//! Endpoints that the environment and shared files name for one service.

use super::table::{A_URL, ENDPOINT, is_url};
use super::{ConfigProblem, Origin, Settings};
use crate::endpoint::EndpointSettings;

/// What the variables of services' own endpoints begin with.
const SERVICE_ENDPOINT: &str = "AWS_ENDPOINT_URL_";

impl Settings {
    /// What endpoint rules may ask about for the service of this id: with the endpoint of its own that the environment or
    /// the shared files name.
    pub(crate) fn endpoint_of(&self, sdk_id: &str) -> EndpointSettings {
        let mut endpoint = self.endpoint.clone();
        if let Some((url, _)) = self.service_endpoint(sdk_id) {
            endpoint.endpoint = Some(url);
        }
        endpoint
    }

    /// The endpoint that is for this service alone, and counts for it: a variable comes before a file, whichever it
    /// names.
    pub(crate) fn service_endpoint(&self, sdk_id: &str) -> Option<(String, Origin)> {
        let resolved = self.resolved.as_ref()?;
        if self.ignore_configured_endpoints || *self.origins.of(ENDPOINT) == Origin::Code {
            return None;
        }
        let variable = format!("{SERVICE_ENDPOINT}{}", sdk_id.to_ascii_uppercase().replace(' ', "_"));
        if let Some(url) = self.system.variable(&variable) {
            return Some((url, Origin::Variable(variable)));
        }
        if matches!(self.origins.of(ENDPOINT), Origin::Variable(_)) {
            return None;
        }
        let (url, origin) = resolved.files.service_endpoint(&sdk_id.to_ascii_lowercase().replace(' ', "_"))?;
        Some((url.to_owned(), origin))
    }

    /// The ids of services, in small letters and with `_` for spaces, that have an endpoint of their own.
    pub(crate) fn services_with_endpoints(&self) -> Vec<String> {
        let variables = self.system.variables_that_begin_with(SERVICE_ENDPOINT);
        let mut services: Vec<String> =
            variables.iter().map(|name| name[SERVICE_ENDPOINT.len()..].to_ascii_lowercase()).collect();
        if let Some(section) = self.resolved.as_ref().and_then(|resolved| resolved.files.services()) {
            let named = section.properties().filter(|(_, property)| property.sub_property("endpoint_url").is_some());
            services.extend(named.map(|(name, _)| name.to_owned()));
        }
        services.sort();
        services.dedup();
        services
    }

    pub(super) fn wrong_service_endpoints(&self) -> Vec<ConfigProblem> {
        let services = self.services_with_endpoints();
        let found = services.iter().filter_map(|service| self.service_endpoint(service));
        let wrong = found.filter(|(url, _)| !is_url(url));
        wrong.map(|(_, origin)| ConfigProblem::value(ENDPOINT, &origin, A_URL)).collect()
    }
}
