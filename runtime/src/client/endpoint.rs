//! Where calls go, remembered.

use std::sync::{Arc, OnceLock};

use super::parameters;
use crate::endpoint::{Endpoint, EndpointCache, EndpointError, EndpointSettings, Parameters, default_endpoint};
use crate::operation::OperationSchema;
use crate::service::Service;
use crate::structure::Structure;

/// The endpoints of a client.
pub(super) struct Endpoints {
    service: &'static Service,
    settings: EndpointSettings,
    /// What the settings say to the rules; operations may add to it.
    parameters: Parameters,
    cache: Option<EndpointCache>,
    /// The endpoint of operations that add nothing.
    common: OnceLock<Arc<Endpoint>>,
}

impl Endpoints {
    pub(super) fn new(service: &'static Service, settings: &EndpointSettings) -> Self {
        Self {
            service,
            settings: settings.clone(),
            parameters: service
                .endpoint_rules
                .map(|rules| Parameters::from_settings(rules, settings))
                .unwrap_or_default(),
            cache: service.endpoint_rules.map(EndpointCache::new),
            common: OnceLock::new(),
        }
    }

    pub(super) fn resolve(
        &self,
        operation: &OperationSchema,
        input: &dyn Structure,
    ) -> Result<Arc<Endpoint>, EndpointError> {
        if operation.endpoint_parameters.is_empty() {
            if let Some(endpoint) = self.common.get() {
                return Ok(Arc::clone(endpoint));
            }
            let endpoint = self.ask(&self.parameters)?;
            return Ok(Arc::clone(self.common.get_or_init(|| endpoint)));
        }
        let mut parameters = self.parameters.clone();
        parameters::bind(operation.endpoint_parameters, input, &mut parameters)?;
        self.ask(&parameters)
    }

    fn ask(&self, parameters: &Parameters) -> Result<Arc<Endpoint>, EndpointError> {
        match &self.cache {
            Some(cache) => cache.resolve(parameters),
            None => {
                default_endpoint(self.service.endpoint_prefix, &self.settings, self.service.partitions).map(Arc::new)
            }
        }
    }
}
