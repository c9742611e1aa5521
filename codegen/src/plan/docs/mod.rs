//! Documentation and its links, built from facts of the model.

mod example;
mod guide;
mod member;
mod operation;
mod sentence;
mod service;
mod shape;

pub use example::Parts;
pub use guide::guide;
pub use member::{member, value};
pub use operation::operation;
pub use service::service;
pub use shape::{Uses, shape, uses};

use serde_json::Value;

use super::context::Context;
use crate::docs::to_markdown;
use crate::model::{ShapeId, Traits};
use crate::traits::ids;

/// The summary and the documentation that traits carry, as lines of Markdown.
fn of_traits(traits: &Traits) -> Vec<String> {
    let text = |trait_id: &str| traits.get(trait_id).and_then(Value::as_str);
    let mut lines = Vec::new();
    if let Some(summary) = text(ids::SUMMARY) {
        lines.extend(to_markdown(summary));
    }
    if let Some(documentation) = text(ids::DOCUMENTATION) {
        separate(&mut lines);
        lines.extend(to_markdown(documentation));
    }
    lines
}

/// An empty line between paragraphs.
fn separate(lines: &mut Vec<String>) {
    if lines.last().is_some_and(|last| !last.is_empty()) {
        lines.push(String::new());
    }
}

/// Adds the link to a page of the service's own reference.
fn reference(context: &Context<'_>, id: &ShapeId, lines: &mut Vec<String>) {
    if let Some(reference) = context.reference {
        separate(lines);
        lines.push(format!("[Reference]({})", reference.replace("{}", id.name())));
    }
}

/// Names in a row; of many, the first ones.
fn row(names: &[String]) -> String {
    const SHOWN: usize = 8;
    let shown = if names.len() > SHOWN + 1 { SHOWN } else { names.len() };
    let (first, rest) = names.split_at(shown);
    match rest.len() {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}

fn summary(traits: &Traits) -> Vec<String> {
    traits.get(ids::SUMMARY).and_then(Value::as_str).map(to_markdown).unwrap_or_default()
}
