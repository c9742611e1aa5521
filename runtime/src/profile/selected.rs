//! Which profile counts.

/// The name of the profile that counts: that of `AWS_PROFILE`, else `default`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileName {
    name: String,
    is_named: bool,
    other_variable: bool,
}

const DEFAULT: &str = "default";

impl ProfileName {
    /// A profile that somebody named.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), is_named: true, other_variable: false }
    }

    /// The profile that these variables name.
    #[must_use]
    pub fn from_variables(variable: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name: &str| variable(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        let named = set("AWS_PROFILE");
        let other_variable = named.is_none() && set("AWS_DEFAULT_PROFILE").is_some_and(|name| name != DEFAULT);
        Self { is_named: named.is_some(), name: named.unwrap_or_else(|| DEFAULT.to_owned()), other_variable }
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether somebody named it, so that it has to be there.
    #[must_use]
    pub fn is_named(&self) -> bool {
        self.is_named
    }

    /// What to tell the user: only `AWS_DEFAULT_PROFILE` is set, which older tools read and this runtime does not.
    #[must_use]
    pub fn warning(&self) -> Option<&'static str> {
        self.other_variable.then_some(
            "the variable AWS_DEFAULT_PROFILE is set and names a profile, but only AWS_PROFILE is read; the profile is `default`",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(variables: &[(&str, &str)]) -> ProfileName {
        ProfileName::from_variables(|name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_variable_of_older_tools_is_not_read_and_told() {
        let other = name(&[("AWS_DEFAULT_PROFILE", "build")]);
        assert_eq!((other.name(), other.is_named()), ("default", false));
        assert!(other.warning().is_some_and(|warning| warning.contains("AWS_DEFAULT_PROFILE")));
        let both = name(&[("AWS_DEFAULT_PROFILE", "build"), ("AWS_PROFILE", "test")]);
        assert_eq!((both.name(), both.is_named(), both.warning()), ("test", true, None));
    }

    #[test]
    fn an_empty_variable_names_nothing() {
        assert_eq!(name(&[("AWS_PROFILE", " ")]), name(&[]));
        assert_eq!(name(&[]).name(), "default");
    }
}
