//! Credentials that a profile of the shared files leads to.

mod resolve;
mod step;
#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

pub use self::step::{BaseStep, ProfileChain, RoleStep, SsoRole};
use super::assume_role::{MfaCallback, mfa_callback};
use super::{
    AssumeRole, Container, Credentials, CredentialsError, CredentialsErrorKind, CredentialsFuture, CredentialsProvider,
    Environment, ExplainFuture, InstanceMetadata, LoginSession, Process, ProviderContext, Sso, SsoSession,
    SsoTokenProvider, Step, WebIdentity,
};
use crate::config::SharedFiles;
use crate::identity::{Token, TokenFuture, TokenProvider};
use crate::profile::{ProblemKind, ProfileSet};
use crate::user_agent::{Feature, Features};

/// How long credentials are kept that do not expire: so soon a change of the files is seen.
const KEEP: Duration = Duration::from_secs(300);

/// Credentials that a profile of the shared files leads to, `~/.aws/config` and `~/.aws/credentials` or where
/// `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE` say: the profile of the configuration, of `AWS_PROFILE`, or
/// `default`. The files are read each time.
///
/// | keys | |
/// |---|---|
/// | `aws_access_key_id`, `aws_secret_access_key`, `aws_session_token`, `aws_account_id` | keys |
/// | `role_arn` with `source_profile` or `credential_source` (`Environment`, `Ec2InstanceMetadata`, `EcsContainer`) | [`AssumeRole`], with `role_session_name`, `external_id`, `duration_seconds` and `mfa_serial`; sources may be roles again |
/// | `role_arn` with `web_identity_token_file` | [`WebIdentity`] |
/// | `sso_account_id`, `sso_role_name`, with `sso_session`, or `sso_start_url` and `sso_region` | [`Sso`] |
/// | `login_session` | [`LoginSession`] |
/// | `credential_process` | [`Process`] |
///
/// What counts where a profile has several of them, [`ProfileChain::of`] says.
///
/// ```
/// use tinsmith_runtime::Config;
/// use tinsmith_runtime::credentials::ProfileCredentials;
///
/// let profile = ProfileCredentials::named("deploy").mfa(|serial| {
///     let question = format!("code of {serial}: ");
///     async move { Ok(ask_the_user(&question)?) }
/// });
/// let config = Config::new("eu-west-1").credentials(profile);
/// # fn ask_the_user(_: &str) -> std::io::Result<String> { Ok(String::new()) }
/// # let _ = config;
/// ```
#[derive(Default)]
pub struct ProfileCredentials {
    profile: Option<String>,
    mfa: Option<MfaCallback>,
    /// Where credentials came from last. Some sources know more after they were asked.
    base: Mutex<Option<(BaseStep, Arc<dyn CredentialsProvider>)>>,
}

impl ProfileCredentials {
    /// The profile that counts for the configuration.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The profile of this name, whichever counts otherwise.
    #[must_use]
    pub fn named(profile: impl Into<String>) -> Self {
        Self { profile: Some(profile.into()), ..Self::default() }
    }

    /// What asks for the code that an MFA device shows, for roles with `mfa_serial`; it is given that.
    #[must_use]
    pub fn mfa<F>(mut self, ask: impl Fn(&str) -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<String, Box<dyn std::error::Error + Send + Sync>>> + Send + 'static,
    {
        self.mfa = Some(mfa_callback(ask));
        self
    }

    async fn ask(&self, context: &ProviderContext) -> (String, Result<Credentials, CredentialsError>) {
        let files = files(context, self.profile.as_deref());
        let (profiles, name) = (files.profiles(), files.selected().name());
        match ProfileChain::of(profiles, name) {
            Ok(chain) => (chain.told(name), self.follow(&chain, name, context).await),
            Err(error) => (format!("the profile `{}`", name.escape_debug()), Err(or_unreadable(profiles, name, error))),
        }
    }

    async fn follow(
        &self,
        chain: &ProfileChain,
        name: &str,
        context: &ProviderContext,
    ) -> Result<Credentials, CredentialsError> {
        let (source, features) = self.source(&chain.base, name, context)?;
        let credentials = source.credentials(context).await.map_err(|error| of_source(&chain.base, name, error))?;
        let mut credentials = credentials.with_features(features);
        for role in &chain.roles {
            let by_profile =
                if role.by_profile { Feature::CredentialsProfileSourceProfile.into() } else { Features::new() };
            let assume = self.assume(role, credentials.with_features(by_profile));
            credentials = assume.credentials(context).await?;
        }
        Ok(credentials)
    }

    /// Who has the first credentials, and the features that go with who it is.
    fn source(
        &self,
        base: &BaseStep,
        profile: &str,
        context: &ProviderContext,
    ) -> Result<(Arc<dyn CredentialsProvider>, Features), CredentialsError> {
        let mut last = self.base.lock().unwrap_or_else(PoisonError::into_inner);
        let known = last.as_ref().filter(|(known, _)| known == base).map(|(_, source)| Arc::clone(source));
        let source = match known {
            Some(source) => source,
            None => source(base, profile, context)?,
        };
        *last = Some((base.clone(), Arc::clone(&source)));
        let feature = match base {
            BaseStep::AccessKey(_) => Feature::CredentialsProfile,
            BaseStep::NamedSource(_) => Feature::CredentialsProfileNamedProvider,
            BaseStep::WebIdentityToken { .. } => Feature::CredentialsProfileStsWebIdToken,
            BaseStep::Sso { session, .. } if session.section().is_some() => Feature::CredentialsProfileSso,
            BaseStep::Sso { .. } => Feature::CredentialsProfileSsoLegacy,
            BaseStep::LoginSession(_) => Feature::CredentialsProfileLogin,
            BaseStep::Process { .. } => Feature::CredentialsProfileProcess,
        };
        Ok((source, feature.into()))
    }

    fn assume(&self, role: &RoleStep, source: Credentials) -> AssumeRole {
        let mut assume = AssumeRole::new(role.role_arn.as_str(), source);
        if let Some(name) = &role.session_name {
            assume = assume.session_name(name.as_str());
        }
        if let Some(external_id) = &role.external_id {
            assume = assume.external_id(external_id.as_str());
        }
        if let Some(duration) = role.duration {
            assume = assume.duration(duration);
        }
        match &role.mfa_serial {
            Some(serial) => assume.with_mfa(serial.clone(), self.mfa.clone()),
            None => assume,
        }
    }
}

fn files(context: &ProviderContext, profile: Option<&str>) -> SharedFiles {
    SharedFiles::read(context.system(), profile.or(context.config().settings().profile.as_deref()))
}

fn source(
    base: &BaseStep,
    profile: &str,
    context: &ProviderContext,
) -> Result<Arc<dyn CredentialsProvider>, CredentialsError> {
    Ok(match base {
        BaseStep::AccessKey(credentials) => Arc::new(credentials.clone()),
        BaseStep::NamedSource(name) if name.eq_ignore_ascii_case("Environment") => {
            Arc::new(Environment::of_system(context.system()))
        }
        BaseStep::NamedSource(name) if name.eq_ignore_ascii_case("Ec2InstanceMetadata") => {
            Arc::new(InstanceMetadata::new())
        }
        BaseStep::NamedSource(name) if name.eq_ignore_ascii_case("EcsContainer") => Arc::new(Container::new()),
        BaseStep::NamedSource(name) => {
            let (profile, name) = (profile.escape_debug(), name.escape_debug());
            let message = format!(
                "the profile `{profile}` leads to the `credential_source` `{name}`, and known are Environment, Ec2InstanceMetadata and EcsContainer"
            );
            return Err(CredentialsError::new(message).with_kind(CredentialsErrorKind::InvalidProfile));
        }
        BaseStep::WebIdentityToken { role_arn, token_file, session_name } => {
            let identity = WebIdentity::new(role_arn.as_str(), token_file.as_str());
            Arc::new(match session_name {
                Some(name) => identity.session_name(name.as_str()),
                None => identity,
            })
        }
        BaseStep::Sso { session, role: Some(role) } => {
            Arc::new(Sso::new(session.clone(), role.account_id.as_str(), role.name.as_str()))
        }
        BaseStep::Sso { role: None, .. } => {
            let profile = profile.escape_debug();
            let message = format!(
                "the profile `{profile}` leads to a token and not to credentials: it has neither `sso_account_id` nor `sso_role_name`"
            );
            return Err(CredentialsError::new(message).with_kind(CredentialsErrorKind::TokenOnlyProfile));
        }
        BaseStep::LoginSession(session) => Arc::new(LoginSession::new(session.as_str())),
        BaseStep::Process { command, account_id } => {
            let process = Process::new(command.expose().as_str());
            Arc::new(match account_id {
                Some(account_id) => process.account_id(account_id.as_str()),
                None => process,
            })
        }
    })
}

/// A profile that names its source wants that one: nobody else is asked where it has none.
fn of_source(base: &BaseStep, profile: &str, error: CredentialsError) -> CredentialsError {
    match base {
        BaseStep::NamedSource(name) if error.is_not_configured() => {
            let (profile, name) = (profile.escape_debug(), name.escape_debug());
            CredentialsError::new(format!(
                "the profile `{profile}` names the `credential_source` `{name}`, which has no credentials"
            ))
            .with_kind(CredentialsErrorKind::SourceNotConfigured)
            .with_source(error)
        }
        _ => error,
    }
}

/// Credentials may stand in a line of the profile that cannot be read. Those of other profiles do no harm.
fn or_unreadable(profiles: &ProfileSet, name: &str, error: CredentialsError) -> CredentialsError {
    let problem = profiles.problems().iter().find(|problem| {
        problem.kind() == ProblemKind::Unreadable && problem.section().is_none_or(|section| section == name)
    });
    match problem {
        Some(problem) if error.is_not_configured() => {
            CredentialsError::new(format!("{error}, and a line cannot be read: {problem}"))
                .with_kind(CredentialsErrorKind::InvalidFile)
        }
        _ => error,
    }
}

impl CredentialsProvider for ProfileCredentials {
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> CredentialsFuture<'a> {
        Box::pin(async { self.ask(context).await.1 })
    }

    fn name(&self) -> &'static str {
        "the profile"
    }

    fn explain<'a>(&'a self, context: &'a ProviderContext) -> ExplainFuture<'a> {
        Box::pin(async {
            let asked = Instant::now();
            let (source, result) = self.ask(context).await;
            let step = Step::of(source, &result, asked.elapsed());
            (vec![step], result)
        })
    }

    fn keep(&self) -> Option<Duration> {
        Some(KEEP)
    }

    fn expired(&self, credentials: &Credentials) {
        let last = self.base.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, source)) = last {
            source.expired(credentials);
        }
    }
}

impl fmt::Debug for ProfileCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProfileCredentials").field("profile", &self.profile).finish_non_exhaustive()
    }
}

/// The bearer token of the SSO session that a profile names as `sso_session`; see [`SsoTokenProvider`]. A profile without
/// one has no token.
///
/// ```
/// use tinsmith_runtime::Config;
/// use tinsmith_runtime::credentials::ProfileToken;
///
/// let config = Config::new("eu-west-1").bearer_token(ProfileToken::new());
/// # let _ = config;
/// ```
#[derive(Debug, Default)]
pub struct ProfileToken {
    profile: Option<String>,
    last: Mutex<Option<(SsoSession, Arc<SsoTokenProvider>)>>,
}

impl ProfileToken {
    /// That of the profile that counts for the configuration.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// That of the profile of this name.
    #[must_use]
    pub fn named(profile: impl Into<String>) -> Self {
        Self { profile: Some(profile.into()), ..Self::default() }
    }

    async fn ask(&self, context: &ProviderContext) -> Result<Token, CredentialsError> {
        let files = files(context, self.profile.as_deref());
        let (profiles, name) = (files.profiles(), files.selected().name());
        let session = SsoSession::of_profile(profiles, name)?.ok_or_else(|| {
            let message = format!("the profile `{}` has no `sso_session`", name.escape_debug());
            or_unreadable(profiles, name, CredentialsError::not_configured(message))
        })?;
        self.provider(&session).token(context).await
    }

    fn provider(&self, session: &SsoSession) -> Arc<SsoTokenProvider> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let known = last.as_ref().filter(|(known, _)| known == session).map(|(_, provider)| Arc::clone(provider));
        let provider = known.unwrap_or_else(|| Arc::new(SsoTokenProvider::new(session.clone())));
        *last = Some((session.clone(), Arc::clone(&provider)));
        provider
    }
}

impl TokenProvider for ProfileToken {
    fn token<'a>(&'a self, context: &'a ProviderContext) -> TokenFuture<'a> {
        Box::pin(self.ask(context))
    }

    fn expired(&self, token: &Token) {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((_, provider)) = last {
            provider.expired(token);
        }
    }
}
