//! Operations.

use serde_json::Value;

use super::super::context::Context;
use super::{of_traits, reference, sentence, separate};
use crate::model::{Operation, Shape, ShapeId};
use crate::names::exception_name;
use crate::traits::ids;

/// What the operation does, how it is bound to HTTP, what it fails with, and where the service tells more.
pub fn operation(context: &Context<'_>, id: &ShapeId, shape: &Shape, operation: &Operation) -> Vec<String> {
    let mut lines = of_traits(&shape.traits);
    if lines.is_empty() {
        lines.push(sentence::sentence(id.name()));
    }
    if let Some(http) = shape.traits.get(ids::HTTP) {
        let text = |name| http.get(name).and_then(Value::as_str).unwrap_or_default();
        separate(&mut lines);
        lines.push(format!("`{} {}`", text("method"), text("uri")));
    }
    let mut errors: Vec<&ShapeId> = operation.errors.iter().collect();
    errors.sort();
    errors.dedup();
    if !errors.is_empty() {
        separate(&mut lines);
        lines.extend(["# Errors".to_owned(), String::new()]);
        // The file of an operation imports the exception.
        lines.extend(errors.into_iter().map(|error| {
            let name = exception_name(context.names.of(error).plain());
            format!("- [`{0}`](Exception::{0})", name.as_str())
        }));
    }
    reference(context, id, &mut lines);
    lines
}
