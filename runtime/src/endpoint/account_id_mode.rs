//! Whether endpoints are named after accounts.

/// Whether endpoints are named after the account of the credentials, by the rules of services that have such endpoints
/// (`AWS::Auth::AccountIdEndpointMode`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AccountIdEndpointMode {
    /// Where the account is known.
    Preferred,
    /// Never.
    Disabled,
    /// Always: without an account, calls fail.
    Required,
}

impl AccountIdEndpointMode {
    /// The mode of this name, in capital or small letters.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Preferred, Self::Disabled, Self::Required]
            .into_iter()
            .find(|mode| name.eq_ignore_ascii_case(mode.name()))
    }

    /// `preferred`, `disabled` or `required`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Preferred => "preferred",
            Self::Disabled => "disabled",
            Self::Required => "required",
        }
    }
}
