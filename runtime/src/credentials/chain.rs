//! Sources that are asked one after the other.

use std::fmt;
use std::time::Duration;

#[cfg(feature = "credentials")]
use super::{Container, Environment, InstanceMetadata, ProfileCredentials, WebIdentity};
use super::{
    Credentials, CredentialsError, CredentialsFuture, CredentialsProvider, ExplainFuture, Outcome, ProviderContext,
    Step,
};
#[cfg(feature = "credentials")]
use crate::config::System;

/// Sources that are asked one after the other, until one has credentials. One that nobody set up is passed over; one that
/// is set up and fails ends it: the call would go out as somebody else.
///
/// ```
/// use tinsmith_runtime::Config;
/// use tinsmith_runtime::credentials::{Chain, Container, Environment};
///
/// let chain = Chain::new().then(Environment::of_process()).then(Container::new());
/// let config = Config::new("eu-west-1").credentials(chain);
/// # let _ = config;
/// ```
#[derive(Default)]
pub struct Chain {
    sources: Vec<Box<dyn CredentialsProvider>>,
}

impl Chain {
    /// No sources.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Where AWS's tools and SDKs look for credentials, in their order: the variables of the environment, the profile of the
    /// shared files, the web identity of the environment, the container's agent, instance metadata. What
    /// [`Config::load`](crate::Config::load) asks.
    #[cfg(feature = "credentials")]
    #[must_use]
    pub fn standard(system: &System) -> Self {
        Self::new()
            .then(Environment::of_system(system))
            .then(ProfileCredentials::new())
            .then(WebIdentity::of_environment())
            .then(Container::new())
            .then(InstanceMetadata::new())
    }

    /// Asks this source after those that were named before.
    #[must_use]
    pub fn then(mut self, source: impl CredentialsProvider + 'static) -> Self {
        self.sources.push(Box::new(source));
        self
    }

    async fn ask(&self, context: &ProviderContext) -> (Vec<Step>, Result<Credentials, CredentialsError>) {
        let mut steps = Vec::new();
        let mut sources = self.sources.iter();
        for source in sources.by_ref() {
            let (asked, result) = source.explain(context).await;
            steps.extend(asked);
            match result {
                Err(error) if error.is_not_configured() => {}
                Ok(credentials) => {
                    steps.extend(sources.map(|source| Step::not_asked(source.name())));
                    return (steps, Ok(credentials));
                }
                Err(error) => {
                    let error = failed(source.name(), &steps, error);
                    steps.extend(sources.map(|source| Step::not_asked(source.name())));
                    return (steps, Err(error));
                }
            }
        }
        let error = nobody_has_any(&steps);
        (steps, Err(error))
    }
}

/// The error of a source, and before it in short why others had none.
fn failed(source: &str, steps: &[Step], error: CredentialsError) -> CredentialsError {
    let declined = declined(steps);
    let before = if declined.is_empty() { String::new() } else { format!("; asked before: {declined}") };
    CredentialsError::new(format!("{source} failed: {error}{before}")).with_kind(error.kind()).with_causes_of(&error)
}

fn nobody_has_any(steps: &[Step]) -> CredentialsError {
    let declined = declined(steps);
    let asked = if declined.is_empty() { "nobody was asked".to_owned() } else { declined };
    CredentialsError::not_configured(format!("there are no credentials: {asked}"))
}

/// Who declined and why, in one line.
fn declined(steps: &[Step]) -> String {
    let declined = steps.iter().filter_map(|step| match &step.outcome {
        Outcome::Declined(reason) => Some(format!("{}: {reason}", step.source)),
        _ => None,
    });
    declined.collect::<Vec<_>>().join("; ")
}

impl CredentialsProvider for Chain {
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> CredentialsFuture<'a> {
        Box::pin(async { self.ask(context).await.1 })
    }

    fn name(&self) -> &'static str {
        "a chain of sources"
    }

    /// As long as the source keeps them that does so for the least time.
    fn keep(&self) -> Option<Duration> {
        self.sources.iter().filter_map(|source| source.keep()).min()
    }

    fn expired(&self, credentials: &Credentials) {
        self.sources.iter().for_each(|source| source.expired(credentials));
    }

    fn explain<'a>(&'a self, context: &'a ProviderContext) -> ExplainFuture<'a> {
        Box::pin(self.ask(context))
    }
}

impl fmt::Debug for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.sources.iter().map(|source| source.name())).finish()
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    use super::*;
    use crate::credentials::CredentialsErrorKind;

    struct Source(&'static str, Result<&'static str, CredentialsErrorKind>);

    impl CredentialsProvider for Source {
        fn credentials<'a>(&'a self, _context: &'a ProviderContext) -> CredentialsFuture<'a> {
            let result = self.1.map(|key| Credentials::new(key, "s3cr3t"));
            Box::pin(std::future::ready(result.map_err(|kind| CredentialsError::new("no").with_kind(kind))))
        }

        fn name(&self) -> &'static str {
            self.0
        }
    }

    fn ask(chain: &Chain) -> (Vec<Step>, Result<Credentials, CredentialsError>) {
        let context = ProviderContext::default();
        let mut asking = pin!(chain.ask(&context));
        match asking.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(result) => result,
            Poll::Pending => panic!("nobody waits"),
        }
    }

    #[test]
    fn who_declined_is_told_and_who_was_not_asked() {
        let (a, c) = (Source("a", Err(CredentialsErrorKind::NotConfigured)), Source("c", Ok("C")));
        let (steps, result) = ask(&Chain::new().then(a).then(Source("b", Ok("B"))).then(c));
        assert_eq!(result.unwrap().access_key_id(), "B");
        let told: Vec<String> =
            steps.iter().map(|step| step.to_string().split(" (").next().unwrap().to_owned()).collect();
        assert_eq!(told, ["a: declined: no", "b: has them", "c: not asked"]);
    }

    #[test]
    fn a_failure_ends_it_and_says_what_was_before() {
        let (a, b) =
            (Source("a", Err(CredentialsErrorKind::NotConfigured)), Source("b", Err(CredentialsErrorKind::File)));
        let (steps, result) = ask(&Chain::new().then(a).then(b).then(Source("c", Ok("C"))));
        let error = result.unwrap_err();
        assert_eq!(
            (error.kind(), error.to_string().as_str()),
            (CredentialsErrorKind::File, "b failed: no; asked before: a: no")
        );
        assert!(matches!(steps.last().unwrap().outcome, Outcome::NotAsked));
        let nobody = ask(&Chain::new().then(Source("a", Err(CredentialsErrorKind::NotConfigured)))).1.unwrap_err();
        assert_eq!(
            (nobody.is_not_configured(), nobody.to_string().as_str()),
            (true, "there are no credentials: a: no")
        );
    }
}
