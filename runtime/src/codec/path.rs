//! Where in a shape something is wrong.

use std::fmt;

/// The way to a value, made backwards where something is wrong with it: while all is well, no path costs anything.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Path {
    /// Innermost first.
    steps: Vec<Step>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    Member(&'static str),
    Element(usize),
    /// An entry of a map. Its key is left out: it may be secret.
    Entry,
    /// The key of an entry.
    Key,
}

impl Path {
    /// The step that was added last.
    pub(crate) fn outermost(&self) -> Option<&Step> {
        self.steps.last()
    }

    /// Adds what the path up to now is within.
    pub(crate) fn push(&mut self, step: Step) {
        self.steps.push(step);
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, step) in self.steps.iter().rev().enumerate() {
            match step {
                Step::Member(name) if position == 0 => f.write_str(name)?,
                Step::Member(name) => write!(f, ".{name}")?,
                Step::Element(index) => write!(f, "[{index}]")?,
                Step::Entry => f.write_str("[…]")?,
                Step::Key => f.write_str(" (key)")?,
            }
        }
        Ok(())
    }
}
