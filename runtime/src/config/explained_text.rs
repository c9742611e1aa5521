//! Explanations as text.

use std::fmt;

use super::explain::{Declined, Explained, ExplainedCredentials, ExplainedFile, Explanation};
use super::{FileState, Origin};
use crate::timestamp::{Timestamp, TimestampFormat};

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_setting(f, "profile", &self.profile, "none")?;
        for file in &self.files {
            write!(f, "{file}")?;
        }
        write_setting(f, "region", &self.region, "none")?;
        write_setting(f, "endpoint", &self.endpoint, "that of each service")?;
        for endpoint in &self.service_endpoints {
            write_setting(f, &format!("endpoint of {}", endpoint.setting), endpoint, "none")?;
        }
        for setting in &self.settings {
            write_setting(f, &setting.setting, setting, "set")?;
        }
        for warning in &self.warnings {
            writeln!(f, "warning: {warning}")?;
        }
        if let Some(problem) = &self.problem {
            writeln!(f, "problem: {problem}")?;
        }
        match &self.credentials {
            Ok(credentials) => write!(f, "credentials: {credentials}")?,
            Err(error) => write!(f, "credentials: {error}")?,
        }
        for step in &self.steps {
            write!(f, "\n  {step}")?;
        }
        Ok(())
    }
}

/// A line for the setting, and one for each that was asked before.
fn write_setting(f: &mut fmt::Formatter<'_>, name: &str, explained: &Explained, without: &str) -> fmt::Result {
    let value = explained.value.as_deref().unwrap_or(without).escape_debug();
    writeln!(f, "{name}: {value}, {}", explained.origin)?;
    explained.declined.iter().try_for_each(|declined| writeln!(f, "  {declined}"))
}

impl fmt::Display for Declined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.source, self.reason)?;
        self.took.map_or(Ok(()), |took| write!(f, " ({} ms)", took.as_millis()))
    }
}

impl fmt::Display for ExplainedFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "file {}", self.path)?;
        if self.origin != Origin::Default {
            write!(f, ", {}", self.origin)?;
        }
        match &self.state {
            FileState::Read => writeln!(f, ": read")?,
            FileState::Missing => writeln!(f, ": not there")?,
            FileState::Unreadable(why) => writeln!(f, ": it cannot be read: {why}")?,
        }
        self.problems.iter().try_for_each(|problem| writeln!(f, "  line {}: {}", problem.line(), problem.message()))
    }
}

impl fmt::Display for ExplainedCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = if self.is_temporary { "temporary, " } else { "" };
        write!(f, "{kind}access key {}", self.access_key_id)?;
        if let Some(account) = &self.account_id {
            write!(f, ", of account {account}")?;
        }
        let expires = self.expires.map(Timestamp::from);
        match expires.and_then(|expires| expires.format(TimestampFormat::DateTime).ok()) {
            Some(expires) => write!(f, ", until {expires}"),
            None => Ok(()),
        }
    }
}
