//! What is wrong with an input, for the person who has to mend it.

use std::fmt;

/// One problem of an input. Problems are collected, so that one run shows them all.
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
    /// The input that has it.
    pub source: Source,
}

/// What problems are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// The model of a service.
    Model,
    /// The overlay of a model.
    Overlay,
    /// The settings of a service.
    Settings,
    /// The partitions.
    Partitions,
}

impl Problem {
    /// A problem of the model, until said otherwise.
    pub(crate) fn new(place: impl fmt::Display, reason: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            place: place.to_string(),
            trait_id: None,
            reason: reason.into(),
            hint: hint.into(),
            source: Source::Model,
        }
    }

    pub(crate) fn about_trait(mut self, trait_id: &str) -> Self {
        self.trait_id = Some(trait_id.to_owned());
        self
    }

    pub(crate) fn of(mut self, source: Source) -> Self {
        self.source = source;
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

/// The place of problems that no single shape has.
pub(crate) const WHOLE_MODEL: &str = "the model";

/// What the stages found so far.
#[derive(Debug, Default)]
pub(crate) struct Problems(Vec<Problem>);

impl Problems {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn push(&mut self, problem: Problem) {
        self.0.push(problem);
    }

    pub(crate) fn extend(&mut self, problems: impl IntoIterator<Item = Problem>) {
        self.0.extend(problems);
    }

    /// By place, each once.
    pub(crate) fn sorted(mut self) -> Self {
        self.0.sort();
        self.0.dedup();
        self
    }

    /// What a stage made, where nothing is wrong; a stage that makes nothing has said why.
    pub(crate) fn or<T>(self, made: Option<T>) -> Result<T, Vec<Problem>> {
        match made {
            Some(made) if self.0.is_empty() => Ok(made),
            _ => Err(self.0),
        }
    }
}

impl IntoIterator for Problems {
    type Item = Problem;
    type IntoIter = std::vec::IntoIter<Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
