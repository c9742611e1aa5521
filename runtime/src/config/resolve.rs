//! What code did not set: of the environment, of shared files, of the instance.

use std::ffi::OsString;
use std::sync::Arc;

use super::table::{ENDPOINT, SETTINGS, Setting};
use super::{Config, ConfigError, ConfigProblem, Declined, Origin, Settings, SharedFiles, System};
use crate::credentials::{CredentialsSource, Environment};

/// What was found when settings were resolved.
#[derive(Clone, Debug)]
pub(crate) struct Resolved {
    pub(crate) files: SharedFiles,
    /// What is not wrong and yet not as its writer may think.
    pub(crate) warnings: Vec<String>,
    /// Why instance metadata has no region, where it was asked.
    pub(crate) region_of_instance: Option<Declined>,
}

impl Config {
    /// Settings of the environment, of the shared files and, for the region, of the instance: `Config::default()`,
    /// [resolved](Self::resolve).
    ///
    /// # Errors
    ///
    /// As [`resolve`](Self::resolve).
    pub async fn load() -> Result<Self, ConfigError> {
        Self::default().resolve().await
    }

    /// Fills in what code did not set: variables of the environment come first, then the profile of the shared files
    /// (`AWS_CONFIG_FILE` or `~/.aws/config`, `AWS_SHARED_CREDENTIALS_FILE` or `~/.aws/credentials`). Where neither names
    /// a region, and the feature `credentials` is on, instance metadata is asked, unless `AWS_EC2_METADATA_DISABLED` is
    /// `true`; elsewhere than on EC2 that takes a second at most. The setters say which variable and which key of the profile
    /// each setting has. An empty one counts as unset.
    ///
    /// Each service's own endpoint (`AWS_ENDPOINT_URL_STS`, `endpoint_url` within `sts` in the section that the profile names
    /// as its `services`) comes before that of all; a variable comes before a file, whichever it names.
    ///
    /// With the feature `credentials`, credentials come from `Chain::standard`, and bearer tokens from the SSO session of
    /// the profile.
    ///
    /// A line of a file that cannot be read, and a file that is not there, are no errors: see
    /// [`shared_files`](Self::shared_files).
    ///
    /// ```
    /// use tinsmith_runtime::Config;
    /// use tinsmith_runtime::config::System;
    ///
    /// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
    /// let files = [("/home/.aws/config", "[profile blue]\nregion = eu-west-1\nuse_fips_endpoint = true\n")];
    /// let system = System::in_memory([("HOME", "/home"), ("AWS_PROFILE", "blue")], files);
    /// let config = Config::default().use_fips(false).system(system).resolve().await?;
    /// assert_eq!(config.endpoint_settings().region.as_deref(), Some("eu-west-1"));
    /// assert!(!config.endpoint_settings().use_fips);
    /// assert_eq!(config.origin("region").to_string(), "from region of [profile blue] in /home/.aws/config:2");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// All values that are none for their setting, a profile that was named and is not there, a proxy whose URL cannot be
    /// used.
    pub async fn resolve(self) -> Result<Self, ConfigError> {
        let config = self.resolve_here()?;
        #[cfg(feature = "credentials")]
        let config = config.with_identities().with_region_of_instance().await?;
        Ok(config)
    }

    /// As [`load`](Self::load), with the variables that this function looks up, and nothing else: neither the process's own
    /// environment, nor files, nor instance metadata. Credentials are looked up there when they are needed.
    ///
    /// # Errors
    ///
    /// As [`load`](Self::load).
    pub fn from_variables(
        variable: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
    ) -> Result<Self, ConfigError> {
        let system = System::of_variables(move |name| variable(name).map(OsString::from));
        Self::default().system(system).resolve_here()
    }

    /// The shared files, where settings were resolved.
    #[must_use]
    pub fn shared_files(&self) -> Option<&SharedFiles> {
        self.0.resolved.as_deref().map(|resolved| &resolved.files)
    }

    /// What the environment and files say.
    fn resolve_here(mut self) -> Result<Self, ConfigError> {
        let settings = Arc::make_mut(&mut self.0);
        let files = SharedFiles::read(&settings.system, settings.profile.as_deref());
        let mut problems = Vec::new();
        problems.extend(files.profile().err().map(ConfigProblem::profile));
        let mut warnings: Vec<String> = files.selected().warning().map(str::to_owned).into_iter().collect();
        warnings.extend(files.missing_services());
        if files.selected().is_named() && settings.profile.is_none() {
            settings.origins.set("profile", Origin::Variable("AWS_PROFILE".to_owned()));
        }
        settings.resolved = Some(Arc::new(Resolved { files, warnings: Vec::new(), region_of_instance: None }));
        settings.use_system(&mut problems);
        for setting in SETTINGS {
            problems.extend(settings.resolve(setting).err());
        }
        problems.extend(settings.wrong_service_endpoints());
        ConfigError::of(problems)?;
        warnings.extend(settings.app_id.as_deref().and_then(warning_of_app_id));
        if let Some(resolved) = settings.resolved.as_mut() {
            Arc::make_mut(resolved).warnings = warnings;
        }
        #[cfg(feature = "tracing")]
        settings.warn();
        Ok(self)
    }
}

/// AWS asks for short names.
fn warning_of_app_id(app_id: &str) -> Option<String> {
    const MAX_CHARACTERS: usize = 50;
    let characters = app_id.chars().count();
    (characters > MAX_CHARACTERS).then(|| {
        format!("the app id has {characters} characters, and should have no more than {MAX_CHARACTERS}: it is sent with each call")
    })
}

impl Settings {
    fn resolve(&mut self, setting: &Setting) -> Result<(), ConfigProblem> {
        let is_set = *self.origins.of(setting.name) == Origin::Code;
        let is_ignored = setting.name == ENDPOINT && self.ignore_configured_endpoints;
        if is_set || is_ignored {
            return Ok(());
        }
        let Some((text, origin)) = self.found(setting.variables, setting.keys) else { return Ok(()) };
        (setting.set)(self, &text).ok_or_else(|| ConfigProblem::value(setting.name, &origin, setting.expected))?;
        self.origins.set(setting.name, origin);
        Ok(())
    }

    /// What the first of these variables that is set says, else the first of these keys of the profile.
    pub(crate) fn found(&self, variables: &[&str], keys: &[&str]) -> Option<(String, Origin)> {
        let variable =
            |name: &&str| self.system.variable(name).map(|value| (value, Origin::Variable((*name).to_owned())));
        variables.iter().find_map(variable).or_else(|| {
            let files = &self.resolved.as_ref()?.files;
            let (value, origin) = keys.iter().find_map(|key| files.property(key))?;
            Some((value.to_owned(), origin))
        })
    }

    /// Credentials and the proxy of the system, where code set no others.
    fn use_system(&mut self, problems: &mut Vec<ConfigProblem>) {
        let system = self.system.clone();
        if !["transport", "proxy"].iter().any(|setting| *self.origins.of(setting) == Origin::Code) {
            match self.transport.clone().with_variables(|name| system.variable(name)) {
                Ok(transport) => self.transport = transport,
                Err(error) => problems.push(ConfigProblem::proxy(error)),
            }
        }
        if *self.origins.of("credentials") != Origin::Code {
            self.credentials = CredentialsSource::new(Environment::of_system(&system));
        }
    }

    #[cfg(feature = "tracing")]
    fn warn(&self) {
        let Some(resolved) = &self.resolved else { return };
        for problem in resolved.files.profiles().problems() {
            tracing::warn!(file = problem.path(), line = problem.line(), "{}", problem.message());
        }
        for warning in &resolved.warnings {
            tracing::warn!("{warning}");
        }
    }
}
