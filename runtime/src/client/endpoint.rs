//! Where calls go, remembered.

use std::sync::{Arc, OnceLock};

use http::header::{HeaderMap, HeaderName, HeaderValue};

use super::parameters;
use crate::endpoint::{
    Endpoint, EndpointAuthScheme, EndpointError, EndpointSettings, ParameterValue, Parameters, Property,
    default_endpoint, resolve,
};
use crate::error::{ErrorDetails, ErrorKind};
use crate::recent::Recent;
use crate::request::EndpointUrl;
use crate::schema::{OperationSchema, Service};
use crate::structure::Structure;
use crate::user_agent::{Feature, Features};

const ACCOUNT_ID: &str = "AWS::Auth::AccountId";

/// An endpoint as requests need it, taken apart once.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) url: EndpointUrl,
    pub(super) headers: HeaderMap,
    /// `authSchemes`; `None` where the endpoint leaves them to the model.
    pub(super) auth_schemes: Option<Vec<EndpointAuthScheme>>,
    /// What the user agent says of the account that it is for.
    pub(super) features: Features,
}

/// The endpoints of a client.
pub(super) struct Endpoints {
    service: &'static Service,
    settings: EndpointSettings,
    /// What the settings say to the rules; operations and identities may add to it.
    parameters: Parameters,
    /// The parameter that wants the account of the identity, unless the settings say one.
    account_id: Option<&'static str>,
    recent: Recent<Parameters, Arc<Target>>,
    /// The endpoint of operations and identities that add nothing.
    common: OnceLock<Arc<Target>>,
}

impl Endpoints {
    pub(super) fn new(service: &'static Service, settings: EndpointSettings) -> Self {
        let rules = service.endpoint_rules;
        let account_id = rules
            .and_then(|rules| rules.parameters.iter().find(|parameter| parameter.built_in == Some(ACCOUNT_ID)))
            .filter(|_| settings.account_id.is_none());
        Self {
            service,
            parameters: rules.map(|rules| Parameters::from_settings(rules, &settings)).unwrap_or_default(),
            settings,
            account_id: account_id.map(|parameter| parameter.name),
            recent: Recent::new(),
            common: OnceLock::new(),
        }
    }

    pub(super) fn resolve(
        &self,
        operation: &OperationSchema,
        input: &dyn Structure,
        account_id: Option<&str>,
    ) -> Result<Arc<Target>, ErrorDetails> {
        let failed = |error: EndpointError| {
            let details = ErrorDetails::caused_by(ErrorKind::Endpoint, operation.name, error);
            let is_of_no_region = self.service.endpoint_rules.is_none() && self.service.endpoint_prefix.is_empty();
            if self.settings.region.is_some() || is_of_no_region {
                return details;
            }
            let message =
                format!("{}; set Config::region, the variable AWS_REGION, or region in the profile", details.message());
            details.with_message(message)
        };
        let account = self.account_id.zip(account_id);
        if operation.endpoint_parameters.is_empty() && account.is_none() {
            if let Some(target) = self.common.get() {
                return Ok(Arc::clone(target));
            }
            let endpoint = self.ask(&self.parameters).map_err(failed)?;
            let target = self.target(operation, endpoint, self.settings.account_id.as_deref())?;
            return Ok(Arc::clone(self.common.get_or_init(|| Arc::new(target))));
        }
        let mut parameters = self.parameters.clone();
        parameters::bind(operation.endpoint_parameters, input, &mut parameters).map_err(failed)?;
        if let Some((name, account_id)) = account {
            parameters.set(name, ParameterValue::from(account_id.to_owned()));
        }
        if let Some(target) = self.recent.get(|known| *known == parameters) {
            return Ok(target);
        }
        let account_id = account_id.filter(|_| self.account_id.is_some()).or(self.settings.account_id.as_deref());
        let target = Arc::new(self.target(operation, self.ask(&parameters).map_err(failed)?, account_id)?);
        self.recent.insert(parameters, Arc::clone(&target));
        Ok(target)
    }

    fn ask(&self, parameters: &Parameters) -> Result<Endpoint, EndpointError> {
        match self.service.endpoint_rules {
            Some(rules) => resolve(rules, parameters),
            None => default_endpoint(self.service.endpoint_prefix, &self.settings, self.service.partitions),
        }
    }

    fn target(
        &self,
        operation: &OperationSchema,
        endpoint: Endpoint,
        account_id: Option<&str>,
    ) -> Result<Target, ErrorDetails> {
        let wrong = |message: String| ErrorDetails::new(ErrorKind::Endpoint, operation.name, message);
        let mut headers = HeaderMap::new();
        for (name, values) in &endpoint.headers {
            for value in values {
                let pair = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value));
                let (Ok(name), Ok(value)) = pair else {
                    return Err(wrong(format!("the endpoint rules give a header `{name}` that is none")));
                };
                headers.append(name, value);
            }
        }
        let mut features = Features::new();
        if let Some(account_id) = account_id {
            features = features.with(Feature::ResolvedAccountId);
            if endpoint.url.contains(account_id) {
                features = features.with(Feature::AccountIdEndpoint);
            }
        }
        Ok(Target {
            features,
            url: EndpointUrl::parse(&endpoint.url).map_err(wrong)?,
            headers,
            auth_schemes: match endpoint.property("authSchemes") {
                None => None,
                Some(Property::Array(schemes)) if schemes.is_empty() => None,
                Some(_) => Some(endpoint.auth_schemes()),
            },
        })
    }
}
