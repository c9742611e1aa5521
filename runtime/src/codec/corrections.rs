//! What a response lacks although the model requires it.

use std::fmt;

use super::path::{Path, Step};
use super::seen::Seen;
use crate::schema::Schema;

/// How many paths are kept.
const KEPT: usize = 64;

/// Required members that a text lacks and that were filled with the empty value of their type, by Smithy's
/// [error correction](https://smithy.io/2.0/spec/aggregate-types.html#client-error-correction).
///
/// The first 64 are kept with their paths, the others are counted.
///
/// ```
/// # use tinsmith_runtime::codec::Corrections;
/// let mut corrections = Corrections::default();
/// corrections.push_member("SessionToken");
/// let corrections = corrections.in_member("Credentials");
/// assert_eq!(corrections.paths().collect::<Vec<_>>(), ["Credentials.SessionToken"]);
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
#[must_use]
pub struct Corrections {
    kept: Vec<Path>,
    count: usize,
}

impl Corrections {
    /// Whether nothing was lacking.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// How many members were lacking, those without a path here included.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// Where they belong, such as `Credentials.SessionToken`, `Users[3].Arn` or, in a map, `Owners[…].Name`.
    pub fn paths(&self) -> impl Iterator<Item = String> {
        self.kept.iter().map(Path::to_string)
    }

    /// Adds a member that is lacking.
    pub fn push_member(&mut self, name: &'static str) {
        self.count = self.count.saturating_add(1);
        if self.kept.len() < KEPT {
            let mut path = Path::default();
            path.push(Step::Member(name));
            self.kept.push(path);
        }
    }

    /// Adds those of another part of the same structure.
    pub fn merge(&mut self, other: Self) {
        self.count = self.count.saturating_add(other.count);
        let room = KEPT.saturating_sub(self.kept.len());
        self.kept.extend(other.kept.into_iter().take(room));
    }

    /// Puts them all into this member.
    pub fn in_member(mut self, name: &'static str) -> Self {
        self.enter(0, &Step::Member(name));
        self
    }

    /// Puts them all into this element of a list.
    pub fn in_element(mut self, index: usize) -> Self {
        self.enter(0, &Step::Element(index));
        self
    }

    /// Puts them all into an entry of a map.
    pub fn in_entry(mut self) -> Self {
        self.enter(0, &Step::Entry);
        self
    }

    /// How many are kept, so that [`enter`](Self::enter) finds those that came later.
    #[inline]
    pub(super) fn kept(&self) -> usize {
        self.kept.len()
    }

    /// Adds a step outwards to those that are kept from this one on.
    pub(super) fn enter(&mut self, from: usize, step: &Step) {
        for path in self.kept.iter_mut().skip(from) {
            path.push(*step);
        }
    }

    /// Takes out those of a member, of the ones that came since, as it is read again.
    #[cold]
    pub(super) fn forget(&mut self, from: usize, name: &'static str) {
        let mut position = 0;
        let before = self.kept.len();
        self.kept.retain(|path| {
            position += 1;
            position <= from || path.outermost() != Some(&Step::Member(name))
        });
        self.count = self.count.saturating_sub(before - self.kept.len());
    }

    /// Adds the required members of a document that were not seen in it.
    #[cold]
    pub(super) fn push_lacking(&mut self, schema: &Schema, all: bool, seen: &Seen) {
        for (index, member) in schema.members.iter().enumerate() {
            if member.required && !seen.contains(index) && (all || member.location.is_response_body()) {
                self.push_member(member.name);
            }
        }
    }

    /// Bytes that keeping these, and a step for each, asks for at most.
    pub(super) fn memory(paths: usize) -> usize {
        // A step is kept in a `Vec` that doubles, and so asks for up to four times what it holds.
        paths * 4 * size_of::<Step>()
    }
}

impl fmt::Debug for Corrections {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.paths()).finish()?;
        match self.count - self.kept.len() {
            0 => Ok(()),
            others => write!(f, " and {others} others"),
        }
    }
}
