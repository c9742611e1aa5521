//! Credentials of a role, by a token that somebody else vouches with.

use std::path::{Path, PathBuf};

use super::clients::sts::{AssumeRoleWithWebIdentityRequest, Client};
use super::inner_call::{config, failed};
use super::{
    Credentials, CredentialsError, CredentialsErrorKind, CredentialsFuture, CredentialsProvider, ProviderContext, role,
};
use crate::config::System;
use crate::user_agent::{Feature, Features};

const TOKEN_FILE: &str = "AWS_WEB_IDENTITY_TOKEN_FILE";
const ROLE_ARN: &str = "AWS_ROLE_ARN";
const SESSION_NAME: &str = "AWS_ROLE_SESSION_NAME";

/// Temporary credentials of a role, by `AssumeRoleWithWebIdentity` of STS, with a token in a file that is read each time:
/// what Elastic Kubernetes Service gives to its pods (IRSA), and many CI systems to their jobs.
///
/// | variable | key of the profile | |
/// |---|---|---|
/// | `AWS_WEB_IDENTITY_TOKEN_FILE` | `web_identity_token_file` | the file with the token |
/// | `AWS_ROLE_ARN` | `role_arn` | the role |
/// | `AWS_ROLE_SESSION_NAME` | `role_session_name` | how the session is called; a name with the time in it where nothing says so |
///
/// ```
/// use tinsmith_runtime::Config;
/// use tinsmith_runtime::credentials::WebIdentity;
///
/// let of_variables = WebIdentity::of_environment();
/// let of_code = WebIdentity::new("arn:aws:iam::123456789012:role/deploy", "/var/run/token").session_name("job-17");
/// let config = Config::new("eu-west-1").credentials(of_variables);
/// # let _ = (config, of_code);
/// ```
#[derive(Clone, Debug)]
pub struct WebIdentity {
    source: Source,
    features: Features,
}

#[derive(Clone, Debug)]
enum Source {
    Environment,
    Code(Settings),
}

#[derive(Clone, Debug)]
struct Settings {
    role_arn: String,
    token_file: PathBuf,
    session_name: Option<String>,
}

impl WebIdentity {
    /// The role and the file that the variables name. Without the variable of the file there are no credentials.
    #[must_use]
    pub fn of_environment() -> Self {
        Self { source: Source::Environment, features: Feature::CredentialsEnvVarsStsWebIdToken.into() }
    }

    /// This role, by the token in this file.
    #[must_use]
    pub fn new(role_arn: impl Into<String>, token_file: impl Into<PathBuf>) -> Self {
        let settings = Settings { role_arn: role_arn.into(), token_file: token_file.into(), session_name: None };
        Self { source: Source::Code(settings), features: Features::new() }
    }

    /// Names the session. That of the environment is named by its variable.
    #[must_use]
    pub fn session_name(mut self, name: impl Into<String>) -> Self {
        if let Source::Code(settings) = &mut self.source {
            settings.session_name = Some(name.into());
        }
        self
    }

    async fn ask(&self, context: &ProviderContext) -> Result<Credentials, CredentialsError> {
        let Settings { role_arn, token_file, session_name } = match &self.source {
            Source::Environment => of_variables(context.system())?,
            Source::Code(settings) => settings.clone(),
        };
        let token = token(context.system(), &token_file)?;
        let what = format!("assuming the role {role_arn} with the token of {}", token_file.display());
        let name = session_name.unwrap_or_else(|| role::session_name(context));
        let request = AssumeRoleWithWebIdentityRequest::new(role_arn, name, token);
        let response = Client::new(&config(context, None)).assume_role_with_web_identity(request).await;
        let response = response.map_err(|error| failed(&what, error))?;
        let assumed = role::credentials(response.credentials.as_deref(), response.assumed_role_user.as_deref())?;
        Ok(assumed.with_features(self.features).with_features(Feature::CredentialsStsAssumeRoleWebId))
    }
}

fn of_variables(system: &System) -> Result<Settings, CredentialsError> {
    let token_file = system.variable(TOKEN_FILE).ok_or_else(|| {
        CredentialsError::not_configured(format!("there is no web identity: {TOKEN_FILE} is not set"))
    })?;
    let role_arn = system.variable(ROLE_ARN).ok_or_else(|| {
        CredentialsError::new(format!("{TOKEN_FILE} is set, and {ROLE_ARN} is not: set it to the ARN of the role"))
            .with_kind(CredentialsErrorKind::InvalidSetting)
    })?;
    Ok(Settings { role_arn, token_file: token_file.into(), session_name: system.variable(SESSION_NAME) })
}

fn token(system: &System, path: &Path) -> Result<String, CredentialsError> {
    let wrong = |what: &str| {
        CredentialsError::new(format!("the token file {} {what}", path.display())).with_kind(CredentialsErrorKind::File)
    };
    let content = system.read(path).map_err(|error| wrong("cannot be read").with_source(error))?;
    let token = String::from_utf8(content).map_err(|_| wrong("is not UTF-8"))?;
    match token.trim() {
        "" => Err(wrong("is empty")),
        token => Ok(token.to_owned()),
    }
}

impl CredentialsProvider for WebIdentity {
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> CredentialsFuture<'a> {
        Box::pin(self.ask(context))
    }

    fn name(&self) -> &'static str {
        match self.source {
            Source::Environment => "the web identity of the environment",
            Source::Code(_) => "a web identity",
        }
    }
}
