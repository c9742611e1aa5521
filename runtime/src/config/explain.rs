//! Where settings and credentials come from, told.

use std::time::{Duration, Instant, SystemTime};

use super::table::{ENDPOINT, REGION, SETTINGS, Setting};
use super::{Config, ConfigError, FileState, Origin, Settings, shown_url};
use crate::credentials::{
    Credentials, CredentialsError, CredentialsErrorKind, CredentialsProvider, CredentialsSource, Step,
};
use crate::profile::Problem;
use crate::time::within;

/// Where the settings of a configuration and its credentials come from, who was asked before and why they had none. It
/// holds no secrets. As text ([`Display`](std::fmt::Display)) it has a line for each, as data a field.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Explanation {
    /// The profile of the shared files that counts.
    pub profile: Explained,
    /// The shared files; none where nobody looked for them, as with [`Config::new`].
    pub files: Vec<ExplainedFile>,
    /// The region.
    pub region: Explained,
    /// The endpoint of all services; no value where each is called at its own.
    pub endpoint: Explained,
    /// Endpoints of single services.
    pub service_endpoints: Vec<Explained>,
    /// All other settings that are not as by default.
    pub settings: Vec<Explained>,
    /// What is not wrong and yet not as its writer may think.
    pub warnings: Vec<String>,
    /// What is wrong with a setting in code; each call fails with it.
    pub problem: Option<ConfigError>,
    /// Who was asked for credentials, in this order.
    pub steps: Vec<Step>,
    /// What came of it.
    pub credentials: Result<ExplainedCredentials, CredentialsError>,
}

/// A setting, and where it comes from.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Explained {
    /// The name of its setter; of a service's endpoint, the name of the service.
    pub setting: String,
    /// Its value; `None` where it has none, or none that can be shown.
    pub value: Option<String>,
    /// Where it comes from.
    pub origin: Origin,
    /// Who was asked before.
    pub declined: Vec<Declined>,
}

/// Somebody who was asked for a setting, and had none.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Declined {
    /// Who was asked: `code`, the name of a variable, a key of the profile, `instance metadata`.
    pub source: String,
    /// Why there is none.
    pub reason: String,
    /// How long it took to find out, where it took any time.
    pub took: Option<Duration>,
}

/// One of the shared files.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ExplainedFile {
    /// Its path.
    pub path: String,
    /// Where the path comes from.
    pub origin: Origin,
    /// What came of reading it.
    pub state: FileState,
    /// Its lines that were not read, or are passed over.
    pub problems: Vec<Problem>,
}

/// What can be told of credentials.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExplainedCredentials {
    /// The end of the access key's public part, such as `****MPLE`.
    pub access_key_id: String,
    /// The account, where it is known.
    pub account_id: Option<String>,
    /// Whether they are temporary: they have a session token.
    pub is_temporary: bool,
    /// When services will refuse them; `None` when unknown or never.
    pub expires: Option<SystemTime>,
}

impl Config {
    /// Tells where region, endpoint, the other settings and credentials come from, who was asked before and why they had
    /// none. It asks the sources of credentials as a call does that has none yet, and within the
    /// [time limit](Self::timeout) of a call.
    ///
    /// ```
    /// use tinsmith_runtime::Config;
    /// use tinsmith_runtime::credentials::Credentials;
    ///
    /// # async fn example() {
    /// let config = Config::new("eu-west-1").credentials(Credentials::new("AKIDEXAMPLE", "secret"));
    /// let explanation = config.explain().await;
    /// assert_eq!(explanation.region.value.as_deref(), Some("eu-west-1"));
    /// println!("{explanation}");
    /// # }
    /// ```
    pub async fn explain(&self) -> Explanation {
        let (steps, credentials) = self.explain_credentials().await;
        let settings = self.settings();
        let resolved = settings.resolved.as_deref();
        Explanation {
            profile: settings.explain_profile(),
            files: settings.explain_files(),
            region: settings.explain_named(REGION),
            endpoint: settings.explain_named(ENDPOINT),
            service_endpoints: settings.explain_service_endpoints(),
            settings: settings.explain_others(),
            warnings: resolved.map(|resolved| resolved.warnings.clone()).unwrap_or_default(),
            problem: settings.problem.clone(),
            steps,
            credentials: credentials.map(|credentials| ExplainedCredentials::of(&credentials)),
        }
    }

    async fn explain_credentials(&self) -> (Vec<Step>, Result<Credentials, CredentialsError>) {
        match &self.settings().credentials {
            CredentialsSource::None => (Vec::new(), Err(CredentialsError::not_configured("there are no sources"))),
            CredentialsSource::Fixed(credentials) => {
                let result = Ok(credentials.clone());
                (vec![Step::of("code", &result, Instant::now().elapsed())], result)
            }
            CredentialsSource::Provider(kept) => self.explain_provider(kept.provider()).await,
        }
    }

    /// Waits no longer than a call would.
    async fn explain_provider(
        &self,
        provider: &dyn CredentialsProvider,
    ) -> (Vec<Step>, Result<Credentials, CredentialsError>) {
        let (context, limit) = (self.clone().into(), self.settings().timeout);
        let told = within(&self.settings().sleep, limit, provider.explain(&context)).await;
        told.unwrap_or_else(|| {
            let message = format!("no answer within {} ms, the time limit of calls", limit.as_millis());
            let result = Err(CredentialsError::new(message).with_kind(CredentialsErrorKind::Unavailable));
            (vec![Step::of(provider.name(), &result, limit)], result)
        })
    }
}

impl ExplainedCredentials {
    fn of(credentials: &Credentials) -> Self {
        const SHOWN: usize = 4;
        let id = credentials.access_key_id();
        let end = id.char_indices().rev().nth(SHOWN - 1).filter(|(index, _)| *index > 0);
        Self {
            access_key_id: format!("****{}", end.map_or("", |(index, _)| &id[index..])),
            account_id: credentials.account_id().map(str::to_owned),
            is_temporary: credentials.session_token().is_some(),
            expires: credentials.expires(),
        }
    }
}

impl Settings {
    fn explain_profile(&self) -> Explained {
        let selected = self.resolved.as_deref().map(|resolved| resolved.files.selected());
        let origin = self.origins.of("profile").clone();
        let mut declined = Vec::new();
        if selected.is_some() && origin != Origin::Code {
            declined.push(Declined::unset("code"));
            declined.extend((origin == Origin::Default).then(|| self.declined_variable("AWS_PROFILE")));
        }
        let value = selected.map(|selected| selected.name().to_owned()).or_else(|| self.profile.clone());
        Explained { setting: "profile".to_owned(), value, origin, declined }
    }

    fn explain_files(&self) -> Vec<ExplainedFile> {
        let Some(resolved) = self.resolved.as_deref() else { return Vec::new() };
        let problems = resolved.files.profiles().problems();
        let explained = resolved.files.files().map(|(location, state)| ExplainedFile {
            path: location.path().to_owned(),
            origin: location.variable().map_or(Origin::Default, |name| Origin::Variable(name.to_owned())),
            state: state.clone(),
            problems: problems.iter().filter(|problem| problem.path() == location.path()).cloned().collect(),
        });
        explained.collect()
    }

    fn explain_named(&self, name: &str) -> Explained {
        let setting = SETTINGS.iter().find(|setting| setting.name == name);
        setting.map_or_else(|| self.explain_unlisted(name), |setting| self.explain(setting))
    }

    fn explain(&self, setting: &Setting) -> Explained {
        Explained {
            setting: setting.name.to_owned(),
            value: (setting.show)(self),
            origin: self.origins.of(setting.name).clone(),
            declined: self.declined(setting),
        }
    }

    /// A setting that code alone can make.
    fn explain_unlisted(&self, name: &str) -> Explained {
        let origin = self.origins.of(name).clone();
        Explained { setting: name.to_owned(), value: None, origin, declined: Vec::new() }
    }

    fn explain_others(&self) -> Vec<Explained> {
        let named = [REGION, ENDPOINT, "profile", "credentials"];
        let is_default = |name: &str| *self.origins.of(name) == Origin::Default;
        let listed = SETTINGS.iter().filter(|setting| !named.contains(&setting.name) && !is_default(setting.name));
        let mut explained: Vec<Explained> = listed.map(|setting| self.explain(setting)).collect();
        let unlisted = self.origins.names().filter(|name| !SETTINGS.iter().any(|setting| setting.name == *name));
        explained.extend(unlisted.filter(|name| !named.contains(name)).map(|name| self.explain_unlisted(name)));
        explained
    }

    fn explain_service_endpoints(&self) -> Vec<Explained> {
        let found = self.services_with_endpoints().into_iter().filter_map(|service| {
            let (url, origin) = self.service_endpoint(&service)?;
            Some(Explained { setting: service, value: Some(shown_url(&url)), origin, declined: Vec::new() })
        });
        found.collect()
    }

    /// Who had no value for the setting, before the one who had.
    fn declined(&self, setting: &Setting) -> Vec<Declined> {
        let origin = self.origins.of(setting.name);
        let Some(resolved) = self.resolved.as_deref().filter(|_| *origin != Origin::Code) else { return Vec::new() };
        let mut declined = vec![Declined::unset("code")];
        if setting.name == ENDPOINT && self.ignore_configured_endpoints {
            let reason = format!("ignored {}", self.origins.of("ignore_configured_endpoints"));
            declined.push(Declined::new("the environment and the shared files", &reason));
            return declined;
        }
        for name in setting.variables {
            if *origin == Origin::Variable((*name).to_owned()) {
                return declined;
            }
            declined.push(self.declined_variable(name));
        }
        let profile = resolved.files.selected().name();
        let has_profile = matches!(resolved.files.profile(), Ok(Some(_)));
        for key in setting.keys {
            if matches!(origin, Origin::Profile { key: found, .. } if found == key) {
                return declined;
            }
            let reason = if has_profile { "not set" } else { "there is no such profile" };
            declined.push(Declined::new(&format!("{key} of the profile {profile}"), reason));
        }
        declined.extend(resolved.region_of_instance.clone().filter(|_| setting.name == REGION));
        declined
    }

    fn declined_variable(&self, name: &str) -> Declined {
        let is_there = self.system.variable_os(name).is_some();
        Declined::new(name, if is_there { "empty, or not UTF-8" } else { "not set" })
    }
}

impl Declined {
    fn new(source: &str, reason: &str) -> Self {
        Self { source: source.to_owned(), reason: reason.to_owned(), took: None }
    }

    fn unset(source: &str) -> Self {
        Self::new(source, "not set")
    }
}
