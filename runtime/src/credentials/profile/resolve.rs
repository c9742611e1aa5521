//! From profiles to steps. Nothing is read and nobody is asked.

use std::time::Duration;

use super::step::{BaseStep, ProfileChain, RoleStep, SsoRole};
use crate::credentials::{Credentials, CredentialsError, CredentialsErrorKind, SsoSession};
use crate::profile::{ProfileSet, Section};
use crate::types::Sensitive;

impl ProfileChain {
    /// What the profile of this name leads to, by the rules that AWS's SDKs have in common:
    ///
    /// - `role_arn` without `web_identity_token_file` is a role to assume, by `source_profile` or `credential_source`, not
    ///   both;
    /// - a profile that another names as its source gives its keys where it has some, whatever else it says;
    /// - otherwise the first of these counts: `credential_source`, `web_identity_token_file`, SSO, `login_session`,
    ///   `credential_process`, keys.
    ///
    /// # Errors
    ///
    /// Profiles that lack something, that contradict themselves, or that lead back to each other. Where there is no profile,
    /// or none of this is said in it, nobody set anything up.
    pub fn of(profiles: &ProfileSet, name: &str) -> Result<Self, CredentialsError> {
        let first = profiles.profile(name).map_err(|unknown| {
            // Nobody named this one.
            let kind = if name == "default" {
                CredentialsErrorKind::NotConfigured
            } else {
                CredentialsErrorKind::InvalidProfile
            };
            CredentialsError::new(unknown.to_string()).with_kind(kind)
        })?;
        let (mut roles, mut visited, mut profile) = (Vec::new(), vec![first.name()], first);
        let base = loop {
            if visited.len() > 1
                && let Some(keys) = whole_keys(profile)
            {
                break BaseStep::AccessKey(keys);
            }
            let Some(role) = role(profile)? else {
                break base(profiles, profile)?.ok_or_else(|| no_credentials(profile, &visited))?;
            };
            let source = profile.value("source_profile").filter(|source| *source != profile.name());
            roles.push(role);
            let Some(source) = source else {
                break base(profiles, profile)?.ok_or_else(|| {
                    invalid(profile, "names itself as its source, and has no credentials beside its role")
                })?;
            };
            if visited.contains(&source) {
                let visited = visited.iter().chain([&source]).map(|name| format!("`{name}`"));
                let circle = visited.collect::<Vec<_>>().join(", then ");
                return Err(invalid(profile, &format!("is its own source in the end: {circle}")));
            }
            let from = profile;
            profile = profiles.profile(source).map_err(|_| {
                invalid(from, &format!("names the source profile `{}`, which is not there", source.escape_debug()))
            })?;
            visited.push(profile.name());
        };
        roles.reverse();
        Ok(Self { base, roles })
    }
}

impl SsoSession {
    /// The session that the profile of this name logs in to (`sso_session`), for services that take its token; `None` where
    /// the profile is not there or has none.
    ///
    /// # Errors
    ///
    /// A section that is not there, or lacks something.
    pub fn of_profile(profiles: &ProfileSet, name: &str) -> Result<Option<Self>, CredentialsError> {
        match profiles.profile(name) {
            Ok(profile) if profile.value("sso_session").is_some() => sso_session(profiles, profile).map(Some),
            _ => Ok(None),
        }
    }
}

fn invalid(profile: &Section, what: &str) -> CredentialsError {
    CredentialsError::new(format!("the profile `{}` {what}", profile.name().escape_debug()))
        .with_kind(CredentialsErrorKind::InvalidProfile)
}

/// The profile has settings, and none of credentials. Where another profile relies on it, that is an error.
fn no_credentials(profile: &Section, visited: &[&str]) -> CredentialsError {
    let error = invalid(profile, "says nothing of credentials");
    if visited.len() > 1 { error } else { error.with_kind(CredentialsErrorKind::NotConfigured) }
}

/// The role that the profile assumes; a web identity is no such role.
fn role(profile: &Section) -> Result<Option<RoleStep>, CredentialsError> {
    let Some(role_arn) = profile.value("role_arn").filter(|_| profile.value("web_identity_token_file").is_none())
    else {
        return Ok(None);
    };
    let sources = (profile.value("source_profile"), profile.value("credential_source"));
    match sources {
        (Some(_), Some(_)) => {
            return Err(invalid(profile, "has both `source_profile` and `credential_source`; leave out one of them"));
        }
        (None, None) => {
            return Err(invalid(
                profile,
                "has a `role_arn` and nobody to assume it: add `source_profile` or `credential_source`",
            ));
        }
        _ => {}
    }
    let text = |key: &str| profile.value(key).map(str::to_owned);
    let duration = profile.value("duration_seconds").map(|seconds| {
        let seconds = seconds.parse().map(Duration::from_secs);
        seconds.map_err(|_| invalid(profile, "has a `duration_seconds` that is no number of seconds"))
    });
    Ok(Some(RoleStep {
        role_arn: role_arn.to_owned(),
        session_name: text("role_session_name"),
        external_id: text("external_id"),
        duration: duration.transpose()?,
        mfa_serial: text("mfa_serial"),
        by_profile: sources.0.is_some(),
    }))
}

/// Where the profile itself has credentials from.
fn base(profiles: &ProfileSet, profile: &Section) -> Result<Option<BaseStep>, CredentialsError> {
    let text = |key: &str| profile.value(key).map(str::to_owned);
    if let Some(source) = text("credential_source") {
        return Ok(Some(BaseStep::NamedSource(source)));
    }
    if let Some(token_file) = text("web_identity_token_file") {
        let missing = || invalid(profile, "has a `web_identity_token_file` and no `role_arn`");
        let role_arn = text("role_arn").ok_or_else(missing)?;
        let session_name = text("role_session_name");
        return Ok(Some(BaseStep::WebIdentityToken { role_arn, token_file, session_name }));
    }
    let of_sso = ["sso_session", "sso_start_url", "sso_region", "sso_account_id", "sso_role_name"];
    if of_sso.iter().any(|key| profile.value(key).is_some()) {
        return sso(profiles, profile).map(Some);
    }
    if let Some(session) = text("login_session") {
        return Ok(Some(BaseStep::LoginSession(session)));
    }
    if let Some(command) = text("credential_process") {
        let command = Sensitive::new(command);
        return Ok(Some(BaseStep::Process { command, account_id: text("aws_account_id") }));
    }
    Ok(keys(profile)?.map(BaseStep::AccessKey))
}

fn sso(profiles: &ProfileSet, profile: &Section) -> Result<BaseStep, CredentialsError> {
    let role = match (profile.value("sso_account_id"), profile.value("sso_role_name")) {
        (Some(account_id), Some(name)) => Some(SsoRole { account_id: account_id.to_owned(), name: name.to_owned() }),
        (None, None) => None,
        (Some(_), None) => return Err(invalid(profile, "has `sso_account_id` and no `sso_role_name`")),
        (None, Some(_)) => return Err(invalid(profile, "has `sso_role_name` and no `sso_account_id`")),
    };
    // The reference guide wants them in the section alone, and some SDKs take them nowhere else.
    let twice = ["sso_start_url", "sso_region"].into_iter().find(|key| profile.value(key).is_some());
    if let (Some(key), Some(session)) = (twice, profile.value("sso_session")) {
        let session = session.escape_debug();
        return Err(invalid(
            profile,
            &format!("has `{key}` beside its SSO session `{session}`, which says it; leave it out"),
        ));
    }
    Ok(BaseStep::Sso { session: sso_session(profiles, profile)?, role })
}

fn sso_session(profiles: &ProfileSet, profile: &Section) -> Result<SsoSession, CredentialsError> {
    let Some(name) = profile.value("sso_session") else {
        let needed =
            |key: &str| profile.value(key).ok_or_else(|| invalid(profile, &format!("uses SSO and lacks `{key}`")));
        return Ok(SsoSession::new(needed("sso_start_url")?, needed("sso_region")?));
    };
    let shown = name.escape_debug();
    let section = profiles.sso_session(name).ok_or_else(|| {
        invalid(profile, &format!("names the SSO session `{shown}`, and there is no section [sso-session {shown}]"))
    })?;
    let needed = |key: &str| {
        let value = section.value(key);
        value.ok_or_else(|| invalid(profile, &format!("names the SSO session `{shown}`, whose section lacks `{key}`")))
    };
    Ok(SsoSession::new(needed("sso_start_url")?, needed("sso_region")?).name(name))
}

/// The keys, where all are there that must be.
fn whole_keys(profile: &Section) -> Option<Credentials> {
    keys(profile).ok().flatten()
}

fn keys(profile: &Section) -> Result<Option<Credentials>, CredentialsError> {
    let values = ["aws_access_key_id", "aws_secret_access_key", "aws_session_token"].map(|key| profile.value(key));
    let (id, secret, token) = match values {
        [None, None, None] => return Ok(None),
        [Some(id), Some(secret), token] => (id, secret, token),
        [None, ..] => return Err(invalid(profile, "has a part of a key and no `aws_access_key_id`")),
        [_, None, _] => return Err(invalid(profile, "has a part of a key and no `aws_secret_access_key`")),
    };
    let mut credentials = Credentials::new(id, secret);
    if let Some(token) = token {
        credentials = credentials.with_session_token(token);
    }
    if let Some(account_id) = profile.value("aws_account_id") {
        credentials = credentials.with_account_id(account_id);
    }
    Ok(Some(credentials))
}
