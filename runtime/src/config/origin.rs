//! Where settings come from.

use std::fmt;
use std::path::PathBuf;

/// Where a setting comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Origin {
    /// Nobody said anything.
    Default,
    /// The program.
    Code,
    /// A variable of the environment.
    Variable(String),
    /// A profile, or another section, of a shared file.
    Profile {
        /// The file.
        file: PathBuf,
        /// The number of the line; the first is 1.
        line: u32,
        /// The section, such as `profile blue`.
        section: String,
        /// The key, such as `region` or `s3.addressing_style`.
        key: String,
    },
    /// Instance metadata.
    InstanceMetadata,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("by default"),
            Self::Code => f.write_str("from code"),
            Self::Variable(name) => write!(f, "from the variable {name}"),
            Self::Profile { file, line, section, key } => {
                write!(f, "from {key} of [{section}] in {}:{line}", file.display())
            }
            Self::InstanceMetadata => f.write_str("from instance metadata"),
        }
    }
}

/// Where each setting comes from that is not as by default, by the name of its setter.
#[derive(Clone, Debug, Default)]
pub(crate) struct Origins(Vec<(&'static str, Origin)>);

impl Origins {
    pub(crate) fn set(&mut self, setting: &'static str, origin: Origin) {
        match self.0.iter_mut().find(|(known, _)| *known == setting) {
            Some((_, known)) => *known = origin,
            None => self.0.push((setting, origin)),
        }
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().map(|(name, _)| *name)
    }

    pub(crate) fn of(&self, setting: &str) -> &Origin {
        self.0.iter().find(|(known, _)| *known == setting).map_or(&Origin::Default, |(_, origin)| origin)
    }
}
