use std::ffi::OsString;
use std::fmt;

use super::{Credentials, CredentialsError, CredentialsFuture, CredentialsProvider, ProviderContext};
use crate::config::System;
use crate::user_agent::Feature;

const ACCESS_KEY_ID: &str = "AWS_ACCESS_KEY_ID";
const SECRET_ACCESS_KEY: &str = "AWS_SECRET_ACCESS_KEY";
const SESSION_TOKEN: &str = "AWS_SESSION_TOKEN";
const ACCOUNT_ID: &str = "AWS_ACCOUNT_ID";

/// Credentials from `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, for temporary ones `AWS_SESSION_TOKEN`, and
/// `AWS_ACCOUNT_ID` where it is set.
///
/// The variables are read at each call. A variable that is empty or blank counts as unset.
///
/// ```
/// use tinsmith_runtime::credentials::Environment;
///
/// let environment = Environment::with_lookup(|name| Some(format!("value of {name}").into()));
/// assert_eq!(environment.read()?.access_key_id(), "value of AWS_ACCESS_KEY_ID");
/// # Ok::<(), tinsmith_runtime::credentials::CredentialsError>(())
/// ```
#[derive(Clone, Copy)]
pub struct Environment<Lookup = fn(&str) -> Option<OsString>> {
    lookup: Lookup,
}

impl Environment {
    /// The variables that are read.
    pub const VARIABLES: &'static [&'static str] = &[ACCESS_KEY_ID, SECRET_ACCESS_KEY, SESSION_TOKEN, ACCOUNT_ID];

    /// The environment of this process.
    pub fn of_process() -> Self {
        Self { lookup: |name| std::env::var_os(name) }
    }
}

impl Environment<SystemLookup> {
    /// The environment as this system has it.
    pub(crate) fn of_system(system: &System) -> Self {
        let system = system.clone();
        Self { lookup: Box::new(move |name| system.variable_os(name)) }
    }
}

/// Looks variables up in a [`System`].
pub(crate) type SystemLookup = Box<dyn Fn(&str) -> Option<OsString> + Send + Sync>;

impl<Lookup: Fn(&str) -> Option<OsString>> Environment<Lookup> {
    /// An environment that `lookup` stands for: it returns the value of the variable it is given.
    pub fn with_lookup(lookup: Lookup) -> Self {
        Self { lookup }
    }

    /// The credentials in the variables.
    ///
    /// # Errors
    ///
    /// Names every variable that is needed and missing, and every one that is not UTF-8. Where neither key nor secret is
    /// set, there are no credentials configured here; anything between is a failure.
    pub fn read(&self) -> Result<Credentials, CredentialsError> {
        let mut problems = Vec::new();
        let access_key_id = self.variable(ACCESS_KEY_ID, &mut problems);
        let secret_access_key = self.variable(SECRET_ACCESS_KEY, &mut problems);
        let session_token = self.variable(SESSION_TOKEN, &mut problems);
        let account_id = self.variable(ACCOUNT_ID, &mut problems);

        let missing: Vec<_> = [(ACCESS_KEY_ID, &access_key_id), (SECRET_ACCESS_KEY, &secret_access_key)]
            .into_iter()
            .filter(|(_, value)| matches!(value, Variable::Unset))
            .map(|(name, _)| name)
            .collect();
        if !missing.is_empty() {
            problems.push(format!("{} not set", missing.join(" and ")));
        }
        match (access_key_id, secret_access_key) {
            (Variable::Set(access_key_id), Variable::Set(secret_access_key)) if problems.is_empty() => {
                let mut credentials =
                    Credentials::new(access_key_id, secret_access_key).with_features(Feature::CredentialsEnvVars);
                if let Variable::Set(token) = session_token {
                    credentials = credentials.with_session_token(token);
                }
                if let Variable::Set(account_id) = account_id {
                    credentials = credentials.with_account_id(account_id);
                }
                Ok(credentials)
            }
            (access_key_id, secret_access_key) => {
                let message = format!("no credentials in the environment variables: {}", problems.join("; "));
                Err(match (access_key_id, secret_access_key) {
                    (Variable::Unset, Variable::Unset) => CredentialsError::not_configured(message),
                    _ => CredentialsError::new(message),
                })
            }
        }
    }

    fn variable(&self, name: &str, problems: &mut Vec<String>) -> Variable {
        match (self.lookup)(name).map(OsString::into_string) {
            None => Variable::Unset,
            Some(Ok(value)) if value.trim().is_empty() => Variable::Unset,
            Some(Ok(value)) => Variable::Set(value),
            Some(Err(_)) => {
                problems.push(format!("{name} is not UTF-8"));
                Variable::Unreadable
            }
        }
    }
}

enum Variable {
    Unset,
    Unreadable,
    Set(String),
}

impl<Lookup: Fn(&str) -> Option<OsString> + Send + Sync> CredentialsProvider for Environment<Lookup> {
    fn credentials<'a>(&'a self, _context: &'a ProviderContext) -> CredentialsFuture<'a> {
        Box::pin(std::future::ready(self.read()))
    }

    fn name(&self) -> &'static str {
        "the environment"
    }
}

impl<Lookup> fmt::Debug for Environment<Lookup> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Environment")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variables: &[(&str, &str)]) -> Result<Credentials, String> {
        Environment::with_lookup(|name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| OsString::from(value))
        })
        .read()
        .map_err(|error| error.to_string())
    }

    #[test]
    fn reads_the_three_variables() {
        let temporary = [(ACCESS_KEY_ID, "AKID"), (SECRET_ACCESS_KEY, "secret"), (SESSION_TOKEN, "token")];
        assert_eq!(read(&temporary), Ok(Credentials::new("AKID", "secret").with_session_token("token")));
        assert_eq!(read(&temporary[..2]), Ok(Credentials::new("AKID", "secret")));
    }

    #[test]
    fn empty_counts_as_unset() {
        let variables = [(ACCESS_KEY_ID, "AKID"), (SECRET_ACCESS_KEY, "secret"), (SESSION_TOKEN, "")];
        assert_eq!(read(&variables), Ok(Credentials::new("AKID", "secret")));
        assert_eq!(
            read(&[(ACCESS_KEY_ID, "AKID"), (SECRET_ACCESS_KEY, "")]),
            Err("no credentials in the environment variables: AWS_SECRET_ACCESS_KEY not set".into())
        );
    }

    #[test]
    fn names_all_that_is_missing() {
        assert_eq!(
            read(&[(SESSION_TOKEN, "token")]),
            Err("no credentials in the environment variables: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY not set"
                .into())
        );
    }

    #[test]
    fn only_a_key_without_its_secret_is_a_failure() {
        let read = |variables: &'static [&str]| {
            Environment::with_lookup(|name| variables.contains(&name).then(|| "value".into())).read()
        };
        assert!(read(&[]).is_err_and(|error| error.is_not_configured()));
        assert!(read(&[SESSION_TOKEN]).is_err_and(|error| error.is_not_configured()));
        assert!(read(&[ACCESS_KEY_ID]).is_err_and(|error| !error.is_not_configured()));
        let account = read(&[ACCESS_KEY_ID, SECRET_ACCESS_KEY, ACCOUNT_ID]).ok();
        assert_eq!(account.as_ref().and_then(Credentials::account_id), Some("value"));
    }

    #[cfg(unix)]
    fn not_text() -> OsString {
        std::os::unix::ffi::OsStringExt::from_vec(vec![0xff])
    }

    #[cfg(windows)]
    fn not_text() -> OsString {
        std::os::windows::ffi::OsStringExt::from_wide(&[0xd800])
    }

    #[cfg(any(unix, windows))]
    #[test]
    fn names_what_is_not_text() {
        let environment =
            Environment::with_lookup(|name| Some(if name == SESSION_TOKEN { not_text() } else { "value".into() }));
        let error = environment.read().expect_err("a token that is not text").to_string();
        assert_eq!(error, "no credentials in the environment variables: AWS_SESSION_TOKEN is not UTF-8");
    }
}
