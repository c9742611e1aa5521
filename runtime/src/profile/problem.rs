//! What is wrong with a line.

use std::fmt;

use super::Place;

/// What is wrong with a line of a shared file, and what to do. It shows nothing that the line holds but the name of a
/// section, as what stands beside an equals sign may be a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    place: Place,
    section: Option<String>,
    kind: ProblemKind,
    message: String,
}

/// What became of a line that a [`Problem`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ProblemKind {
    /// It is none that the format knows; other tools may refuse the whole file for it.
    Unreadable,
    /// It is well formed, and passed over by the rules of the format.
    Ignored,
}

impl Problem {
    pub(super) fn new(place: Place, kind: ProblemKind, message: impl Into<String>) -> Self {
        Self { place, section: None, kind, message: message.into() }
    }

    pub(super) fn within(self, section: Option<&str>) -> Self {
        Self { section: section.map(str::to_owned), ..self }
    }

    /// Where the line is.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The file that the line is in.
    #[must_use]
    pub fn path(&self) -> &str {
        self.place.path()
    }

    /// The number of the line; the first is 1.
    #[must_use]
    pub fn line(&self) -> u32 {
        self.place.line()
    }

    /// The name of the section that the line is in, such as that of a profile; `None` where that cannot be told.
    #[must_use]
    pub fn section(&self) -> Option<&str> {
        self.section.as_deref()
    }

    /// What became of the line.
    #[must_use]
    pub fn kind(&self) -> ProblemKind {
        self.kind
    }

    /// What is wrong, and what to do.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

impl std::error::Error for Problem {}
