use std::sync::Arc;

use super::{Endpoint, EndpointError, Parameters, RuleSet, resolve};
use crate::recent::Recent;

/// Endpoints resolved before, by the parameters that were set: a client mostly asks with the same few.
#[derive(Debug)]
pub struct EndpointCache {
    rules: &'static RuleSet,
    endpoints: Recent<Parameters, Arc<Endpoint>>,
}

impl EndpointCache {
    /// An empty cache in front of these rules.
    pub const fn new(rules: &'static RuleSet) -> Self {
        Self { rules, endpoints: Recent::new() }
    }

    /// As [`resolve`], or from memory. Errors are not remembered, and other calls need not wait for the rules.
    ///
    /// # Errors
    /// Those of [`resolve`].
    pub fn resolve(&self, parameters: &Parameters) -> Result<Arc<Endpoint>, EndpointError> {
        if let Some(endpoint) = self.endpoints.get(|known| known == parameters) {
            return Ok(endpoint);
        }
        let endpoint = Arc::new(resolve(self.rules, parameters)?);
        self.endpoints.insert(parameters.clone(), Arc::clone(&endpoint));
        Ok(endpoint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::endpoint::{Expression, Outcome, Parameter, ParameterKind, Rule};

    static RULES: RuleSet = RuleSet {
        parameters: &[Parameter {
            name: "Endpoint",
            built_in: None,
            kind: ParameterKind::String,
            required: true,
            default: None,
        }],
        rules: &[Rule {
            conditions: &[],
            outcome: Outcome::Endpoint { url: Expression::Reference("Endpoint"), headers: &[], properties: &[] },
        }],
        partitions: &[],
    };

    fn parameters(number: usize) -> Parameters {
        let mut parameters = Parameters::new();
        parameters.set("Endpoint", format!("https://{number}"));
        parameters
    }

    #[test]
    fn remembers_what_was_resolved() {
        let cache = EndpointCache::new(&RULES);
        let first = cache.resolve(&parameters(0)).unwrap();
        let second = cache.resolve(&parameters(1)).unwrap();
        assert_eq!((first.url.as_str(), second.url.as_str()), ("https://0", "https://1"));
        assert!(Arc::ptr_eq(&first, &cache.resolve(&parameters(0)).unwrap()));
        assert!(Arc::ptr_eq(&second, &cache.resolve(&parameters(1)).unwrap()));
    }

    #[test]
    fn does_not_remember_errors() {
        let cache = EndpointCache::new(&RULES);
        assert!(cache.resolve(&Parameters::new()).is_err());
        assert!(cache.endpoints.get(|_| true).is_none());
    }
}
