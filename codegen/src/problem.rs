//! What is wrong with an input, for the person who has to mend it.

use std::fmt;

/// One problem of a model, an overlay or the settings. Problems are collected, so that one run shows them all.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Where: a shape id, with `$member` where it is about a member; or the place in a file.
    pub place: String,
    /// The trait that it is about, if any.
    pub trait_id: Option<String>,
    /// Why it cannot stay as it is.
    pub reason: String,
    /// What to do about it.
    pub hint: String,
}

impl Problem {
    pub(crate) fn new(place: impl fmt::Display, reason: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { place: place.to_string(), trait_id: None, reason: reason.into(), hint: hint.into() }
    }

    pub(crate) fn about_trait(mut self, trait_id: &str) -> Self {
        self.trait_id = Some(trait_id.to_owned());
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.place)?;
        if let Some(trait_id) = &self.trait_id {
            write!(f, ", trait {trait_id}")?;
        }
        write!(f, ": {}", self.reason)?;
        if !self.hint.is_empty() {
            write!(f, "\n  hint: {}", self.hint)?;
        }
        Ok(())
    }
}
