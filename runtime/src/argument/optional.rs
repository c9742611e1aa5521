//! Members that hold one value.

use super::form;

/// What an optional member takes: whatever turns into it, or an `Option`.
///
/// ```
/// # use tinsmith_runtime::argument::IntoOptional;
/// fn set<Form>(policy: impl IntoOptional<String, Form>) -> Option<String> {
///     policy.into_optional()
/// }
///
/// assert_eq!(set("permit"), Some("permit".to_owned()));
/// assert_eq!(set(Some(String::new())), Some(String::new()));
/// assert_eq!(set(None), None);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not turn into `{T}`, and is no `Option<{T}>`",
    label = "expected something that turns into `{T}`, or an `Option<{T}>`",
    note = "an `Option` must hold the very type, so that the type of `None` is known: `.map(Into::into)` makes it"
)]
pub trait IntoOptional<T, Form> {
    /// The value, if there is one.
    fn into_optional(self) -> Option<T>;
}

impl<T, U: Into<T>> IntoOptional<T, form::Value> for U {
    fn into_optional(self) -> Option<T> {
        Some(self.into())
    }
}

impl<T> IntoOptional<T, form::Optional> for Option<T> {
    fn into_optional(self) -> Option<T> {
        self
    }
}

/// What an optional member takes that is a structure or union: one, a box of one, or an `Option` of one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no `{T}`, `Box<{T}>` or `Option<{T}>`",
    label = "expected `{T}`, a box or an `Option` of it",
    note = "an `Option` of a box is what the field itself holds: it can be assigned to that"
)]
pub trait IntoBoxed<T> {
    /// The value in its box, if there is one.
    fn into_boxed(self) -> Option<Box<T>>;
}

impl<T> IntoBoxed<T> for T {
    fn into_boxed(self) -> Option<Box<T>> {
        Some(Box::new(self))
    }
}

impl<T> IntoBoxed<T> for Box<T> {
    fn into_boxed(self) -> Option<Box<T>> {
        Some(self)
    }
}

impl<T> IntoBoxed<T> for Option<T> {
    fn into_boxed(self) -> Option<Box<T>> {
        self.map(Box::new)
    }
}
