use std::cell::RefCell;
use std::fmt;

/// One thing in botocore's files that the importer can't turn into Smithy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// File and path inside it, such as `service-2.json: shapes.Policy.members.Name`.
    pub place: String,
    /// What is wrong there.
    pub what: String,
    /// What to do about it.
    pub hint: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}\n  hint: {}", self.place, self.what, self.hint)
    }
}

/// What to do about a description that says more than this importer knows.
pub(super) const NEWER: &str = "take an older botocore or a newer Tinsmith; what is read of each object is listed in its tinsmith/src/import/dialect.rs";

/// Collects problems, so that one run shows all of them.
#[derive(Debug, Default)]
pub(super) struct Problems(RefCell<Vec<Problem>>);

impl Problems {
    pub(super) fn add(&self, place: &str, what: impl Into<String>, hint: impl Into<String>) {
        self.0.borrow_mut().push(Problem { place: place.to_owned(), what: what.into(), hint: hint.into() });
    }

    pub(super) fn into_vec(self) -> Vec<Problem> {
        self.0.into_inner()
    }
}
