//! Paths of members.

use std::fmt;

/// Where a member stands in a value, such as `PolicyArns[2].arn`: innermost step first, as what has a path travels outwards.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Path(Vec<Step>);

#[derive(Clone, PartialEq, Eq)]
pub(super) enum Step {
    Member(&'static str),
    Element(usize),
    /// The key is left out: it may be secret.
    Entry,
}

impl Path {
    pub(super) fn outermost(&self) -> Option<&Step> {
        self.0.last()
    }

    /// Adds the next step outwards.
    pub(super) fn push(&mut self, step: Step) {
        self.0.push(step);
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, step) in self.0.iter().rev().enumerate() {
            match step {
                Step::Member(name) if position == 0 => f.write_str(name)?,
                Step::Member(name) => write!(f, ".{name}")?,
                Step::Element(index) => write!(f, "[{index}]")?,
                Step::Entry => f.write_str("[…]")?,
            }
        }
        Ok(())
    }
}
