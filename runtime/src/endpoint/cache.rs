use std::sync::{Arc, Mutex, PoisonError};

use super::{Endpoint, EndpointError, Parameters, RuleSet, resolve};

/// A client mostly asks with the same few sets of parameters.
const CAPACITY: usize = 8;

/// Endpoints resolved before, by the parameters that were set.
#[derive(Debug)]
pub struct EndpointCache {
    rules: &'static RuleSet,
    /// The most recently used last.
    entries: Mutex<Vec<(Parameters, Arc<Endpoint>)>>,
}

impl EndpointCache {
    /// An empty cache in front of these rules.
    pub const fn new(rules: &'static RuleSet) -> Self {
        Self { rules, entries: Mutex::new(Vec::new()) }
    }

    /// As [`resolve`], or from memory. Errors are not remembered.
    ///
    /// # Errors
    /// Those of [`resolve`].
    pub fn resolve(&self, parameters: &Parameters) -> Result<Arc<Endpoint>, EndpointError> {
        // Entries are complete whenever the lock is free, so a panic elsewhere leaves nothing half done.
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(index) = entries.iter().position(|(known, _)| known == parameters) {
            let entry = entries.remove(index);
            let endpoint = Arc::clone(&entry.1);
            entries.push(entry);
            return Ok(endpoint);
        }
        let endpoint = Arc::new(resolve(self.rules, parameters)?);
        if entries.len() == CAPACITY {
            entries.remove(0);
        }
        entries.push((parameters.clone(), Arc::clone(&endpoint)));
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
    fn remembers_what_was_used_last_and_no_more_than_its_capacity() {
        let cache = EndpointCache::new(&RULES);
        let first = cache.resolve(&parameters(0)).unwrap();
        let second = cache.resolve(&parameters(1)).unwrap();
        for number in 2..CAPACITY {
            cache.resolve(&parameters(number)).unwrap();
        }
        assert!(Arc::ptr_eq(&first, &cache.resolve(&parameters(0)).unwrap()));
        cache.resolve(&parameters(CAPACITY)).unwrap();
        assert!(Arc::ptr_eq(&first, &cache.resolve(&parameters(0)).unwrap()));
        assert!(!Arc::ptr_eq(&second, &cache.resolve(&parameters(1)).unwrap()));
        assert_eq!(cache.entries.lock().unwrap().len(), CAPACITY);
    }

    #[test]
    fn does_not_remember_errors() {
        let cache = EndpointCache::new(&RULES);
        assert!(cache.resolve(&Parameters::new()).is_err());
        assert!(cache.entries.lock().unwrap().is_empty());
    }

    #[test]
    fn survives_a_panic_of_another_thread() {
        let cache = EndpointCache::new(&RULES);
        let panicked = std::thread::scope(|threads| {
            threads
                .spawn(|| {
                    let _entries = cache.entries.lock();
                    panic!("while holding the lock");
                })
                .join()
        });
        assert!(panicked.is_err() && cache.entries.is_poisoned());
        assert_eq!(cache.resolve(&parameters(0)).unwrap().url, "https://0");
    }
}
