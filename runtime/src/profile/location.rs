//! Where the shared files are.

/// How paths look, and which variables name the home directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Platform {
    /// `HOME`, and `/` between directories.
    Unix,
    /// `HOME`, `USERPROFILE`, or `HOMEDRIVE` and `HOMEPATH`; `\` between directories.
    Windows,
}

impl Platform {
    /// That of this program.
    #[must_use]
    pub fn current() -> Self {
        if cfg!(windows) { Self::Windows } else { Self::Unix }
    }

    fn is_separator(self, character: char) -> bool {
        character == '/' || (self == Self::Windows && character == '\\')
    }
}

/// Where a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    path: String,
    variable: Option<&'static str>,
    is_known: bool,
}

impl Location {
    /// The path; it begins with `~` where the home directory is not known.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The variable that names it; `None` where it is the default.
    #[must_use]
    pub fn variable(&self) -> Option<&'static str> {
        self.variable
    }

    /// Whether the path can be opened: where its `~` stands for a directory that no variable names, it cannot.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.is_known
    }
}

/// Where the shared files and the home directory are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locations {
    platform: Platform,
    home: Option<String>,
    config: Location,
    credentials: Location,
}

impl Locations {
    /// Where they are by these variables: `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE`, else `~/.aws/config` and
    /// `~/.aws/credentials`.
    #[must_use]
    pub fn from_variables(platform: Platform, variable: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        let windows = || {
            let drive_and_path = || Some(set("HOMEDRIVE")? + &set("HOMEPATH")?);
            set("USERPROFILE").or_else(drive_and_path)
        };
        let home = set("HOME").or_else(|| if platform == Platform::Windows { windows() } else { None });
        let location = |name: &'static str, default: &str| {
            let named = set(name);
            let variable = named.is_some().then_some(name);
            let path = named.unwrap_or_else(|| default.to_owned());
            match expand(platform, home.as_deref(), &path) {
                Some(path) => Location { path, variable, is_known: true },
                None => Location { path, variable, is_known: false },
            }
        };
        Self {
            platform,
            config: location("AWS_CONFIG_FILE", "~/.aws/config"),
            credentials: location("AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials"),
            home,
        }
    }

    /// The config file.
    #[must_use]
    pub fn config(&self) -> &Location {
        &self.config
    }

    /// The credentials file.
    #[must_use]
    pub fn credentials(&self) -> &Location {
        &self.credentials
    }

    /// The home directory, where a variable names it.
    #[must_use]
    pub fn home(&self) -> Option<&str> {
        self.home.as_deref()
    }

    /// The path with the home directory in place of a `~` at its beginning; `None` where that is not known.
    #[must_use]
    pub fn expand(&self, path: &str) -> Option<String> {
        expand(self.platform, self.home(), path)
    }
}

fn expand(platform: Platform, home: Option<&str>, path: &str) -> Option<String> {
    let is_separator = |character| platform.is_separator(character);
    let Some(rest) = path.strip_prefix('~').filter(|rest| rest.is_empty() || rest.starts_with(is_separator)) else {
        return Some(path.to_owned());
    };
    let separator = if platform == Platform::Windows { "\\" } else { "/" };
    let mut expanded = home?.trim_end_matches(is_separator).to_owned();
    for directory in rest.split(is_separator).filter(|directory| !directory.is_empty()) {
        expanded.push_str(separator);
        expanded.push_str(directory);
    }
    Some(if expanded.is_empty() { separator.to_owned() } else { expanded })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn locations(platform: Platform, variables: &[(&str, &str)]) -> Locations {
        Locations::from_variables(platform, |name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn a_tilde_is_the_home_directory_only_at_the_beginning_and_alone() {
        let unix = locations(Platform::Unix, &[("HOME", "/home/user/"), ("AWS_CONFIG_FILE", "~/cloud//config")]);
        assert_eq!(unix.config().path(), "/home/user/cloud/config");
        assert_eq!(unix.config().variable(), Some("AWS_CONFIG_FILE"));
        assert_eq!(unix.expand("~other/config").as_deref(), Some("~other/config"));
        assert_eq!(unix.expand("~\\config").as_deref(), Some("~\\config"));
        assert_eq!(unix.expand("/a/~/b").as_deref(), Some("/a/~/b"));
        assert_eq!(unix.expand("~").as_deref(), Some("/home/user"));
        let root = locations(Platform::Unix, &[("HOME", "/")]);
        assert_eq!((root.config().path(), root.expand("~").as_deref()), ("/.aws/config", Some("/")));
        let windows = locations(Platform::Windows, &[("HOMEDRIVE", "C:"), ("HOMEPATH", "\\")]);
        assert_eq!(windows.credentials().path(), "C:\\.aws\\credentials");
        assert_eq!(windows.expand("~\\a/b").as_deref(), Some("C:\\a\\b"));
    }

    #[test]
    fn without_a_home_directory_nothing_is_opened_but_what_has_a_path_of_its_own() {
        let unix =
            locations(Platform::Unix, &[("USERPROFILE", "/home/user"), ("AWS_SHARED_CREDENTIALS_FILE", "/keys")]);
        assert_eq!((unix.config().path(), unix.config().is_known()), ("~/.aws/config", false));
        assert_eq!((unix.credentials().path(), unix.credentials().is_known()), ("/keys", true));
        let windows = locations(Platform::Windows, &[("HOMEPATH", "\\users\\user"), ("HOME", "")]);
        assert!(!windows.config().is_known());
    }
}
