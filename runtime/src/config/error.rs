//! Settings that are wrong.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use super::Origin;
use crate::profile::UnknownProfile;

/// Settings that are wrong, all at once. Values of variables and shared files are left out: they may be secret.
#[derive(Clone, Debug)]
pub struct ConfigError {
    problems: Vec<ConfigProblem>,
}

/// One setting that is wrong.
#[derive(Clone, Debug)]
pub struct ConfigProblem {
    setting: &'static str,
    message: String,
    source: Option<Arc<dyn Error + Send + Sync>>,
}

impl ConfigError {
    /// What is wrong, setting by setting.
    #[must_use]
    pub fn problems(&self) -> &[ConfigProblem] {
        &self.problems
    }

    /// The problems, unless there are none.
    pub(super) fn of(problems: Vec<ConfigProblem>) -> Result<(), Self> {
        if problems.is_empty() { Ok(()) } else { Err(Self { problems }) }
    }

    pub(super) fn region(region: &str) -> Self {
        let message = if region.is_empty() {
            "the region given to Config is empty; set one such as `eu-west-1`, or none".to_owned()
        } else {
            format!("`{}` cannot be a region: it is part of host names, as `eu-west-1` is", region.escape_debug())
        };
        Self { problems: vec![ConfigProblem { setting: "region", message, source: None }] }
    }

    /// A setting by which others are found was made after these were looked for.
    pub(super) fn late(setting: &'static str) -> Self {
        let message = format!("Config::{setting} was set after Config::resolve or Config::load; set it before");
        Self { problems: vec![ConfigProblem { setting, message, source: None }] }
    }

    pub(super) fn is_of(&self, setting: &str) -> bool {
        self.problems.iter().any(|problem| problem.setting == setting)
    }
}

impl ConfigProblem {
    pub(super) fn value(setting: &'static str, origin: &Origin, expected: &str) -> Self {
        let message = match origin {
            Origin::Variable(name) => format!("the variable {name} of the environment is not {expected}"),
            Origin::Profile { file, line, section, key } => {
                format!("{}:{line}: {key} of [{section}] is not {expected}", file.display())
            }
            Origin::Default | Origin::Code | Origin::InstanceMetadata => {
                format!("the {setting} {origin} is not {expected}")
            }
        };
        Self { setting, message, source: None }
    }

    pub(super) fn proxy(error: impl Error + Send + Sync + 'static) -> Self {
        Self {
            setting: "transport",
            message: "the variables of the environment name a proxy that cannot be used".to_owned(),
            source: Some(Arc::new(error)),
        }
    }

    pub(super) fn profile(error: UnknownProfile) -> Self {
        Self { setting: "profile", message: error.to_string(), source: None }
    }

    /// The name of the setter.
    #[must_use]
    pub fn setting(&self) -> &str {
        self.setting
    }
}

impl fmt::Display for ConfigProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for ConfigProblem {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            write!(f, "{separator}{problem}")?;
        }
        Ok(())
    }
}

impl Error for ConfigError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.problems.iter().find_map(ConfigProblem::source)
    }
}
