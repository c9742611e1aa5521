//! Errors and what caused them.

use std::error::Error;
use std::{fmt, io, iter};

/// No chain of causes that means anything is longer.
const MAX_CAUSES: usize = 16;

/// An error and what caused it. An `io::Error` that wraps another gives that one, which its `source` would skip.
pub(crate) fn causes<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    iter::successors(Some(error), |error| {
        let error: &'a (dyn Error + 'static) = *error;
        wrapped(error).or_else(|| error.source())
    })
    .take(MAX_CAUSES)
}

fn wrapped<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    error.downcast_ref::<io::Error>()?.get_ref().map(|inner| inner as &(dyn Error + 'static))
}

/// Writes the causes of an error behind its own text, with a colon before each.
pub(crate) fn write_causes(error: &dyn Error, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    error.source().map_or(Ok(()), |source| write_chain(source, f))
}

/// Writes an error and its causes behind another text, with a colon before each.
pub(crate) fn write_chain(error: &(dyn Error + 'static), f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut last = String::new();
    for cause in causes(error) {
        let text = cause.to_string();
        // Some libraries repeat the text of what they wrap.
        if !last.contains(&text) {
            write!(f, ": {text}")?;
        }
        last = text;
    }
    Ok(())
}
