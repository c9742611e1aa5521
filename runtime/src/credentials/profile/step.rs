//! What a profile leads to, one step after the other, as data.

use std::time::Duration;

use crate::credentials::{Credentials, SsoSession};
use crate::types::Sensitive;

/// What a profile leads to: where credentials come from, and the roles that are assumed with them in turn.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ProfileChain {
    /// Where credentials come from.
    pub base: BaseStep,
    /// The roles that are assumed then, the last one that of the profile itself.
    pub roles: Vec<RoleStep>,
}

impl ProfileChain {
    /// The profile of this name, and how it leads to credentials, in one line without secrets.
    pub(super) fn told(&self, name: &str) -> String {
        let base = match &self.base {
            BaseStep::AccessKey(_) => "its keys".to_owned(),
            BaseStep::NamedSource(source) => format!("the source {}", source.escape_debug()),
            BaseStep::WebIdentityToken { role_arn, .. } => format!("a web identity for {}", role_arn.escape_debug()),
            BaseStep::Sso { .. } => "IAM Identity Center".to_owned(),
            BaseStep::LoginSession(_) => "a login session".to_owned(),
            BaseStep::Process { .. } => "a process".to_owned(),
        };
        let roles = self.roles.iter().map(|role| format!(", then the role {}", role.role_arn.escape_debug()));
        format!("the profile `{}` ({base}{})", name.escape_debug(), roles.collect::<String>())
    }
}

/// Where credentials come from. `Debug` shows no secrets.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum BaseStep {
    /// `aws_access_key_id` with `aws_secret_access_key`, `aws_session_token` and `aws_account_id`.
    AccessKey(Credentials),
    /// `credential_source`: `Environment`, `Ec2InstanceMetadata` or `EcsContainer`.
    NamedSource(String),
    /// `web_identity_token_file` with `role_arn` and `role_session_name`.
    WebIdentityToken {
        /// The role.
        role_arn: String,
        /// The file with the token.
        token_file: String,
        /// The name of the session.
        session_name: Option<String>,
    },
    /// `sso_session`, or `sso_start_url` with `sso_region`.
    Sso {
        /// Where somebody logs in.
        session: SsoSession,
        /// The account and the role, `sso_account_id` and `sso_role_name`; without them there is a token alone.
        role: Option<SsoRole>,
    },
    /// `login_session`.
    LoginSession(String),
    /// `credential_process`.
    Process {
        /// The command.
        command: Sensitive<String>,
        /// `aws_account_id`, for a program that does not print it.
        account_id: Option<String>,
    },
}

/// A role of an account in IAM Identity Center.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SsoRole {
    /// `sso_account_id`.
    pub account_id: String,
    /// `sso_role_name`.
    pub name: String,
}

/// A role that is assumed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RoleStep {
    /// `role_arn`.
    pub role_arn: String,
    /// `role_session_name`.
    pub session_name: Option<String>,
    /// `external_id`.
    pub external_id: Option<String>,
    /// `duration_seconds`.
    pub duration: Option<Duration>,
    /// `mfa_serial`.
    pub mfa_serial: Option<String>,
    /// Whether it is assumed by another profile (`source_profile`), and not by a `credential_source`.
    pub by_profile: bool,
}
