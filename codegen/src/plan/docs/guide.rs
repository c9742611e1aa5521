//! How a service is called, and what else there is to know of its types.

use super::super::{OperationPlan, Presence, ShapePlan, Type};
use super::example::{Parts, example};

/// An example of a call, where the name of the crate is known, and a line for each thing that this service has.
pub fn guide(parts: Parts<'_>, crate_name: Option<&str>) -> Vec<String> {
    let example = crate_name.and_then(|name| example(parts, name));
    let mut lines = vec![String::new()];
    lines.extend(example.into_iter().flat_map(|lines| lines.into_iter().chain([String::new()])));
    lines.push(errors(parts));
    lines.extend([outputs(parts), unions(parts), secrets(parts)].into_iter().flatten());
    lines
}

fn errors(parts: Parts<'_>) -> String {
    let said = if parts.operations.iter().all(|operation| operation.exceptions.is_empty()) {
        ""
    } else {
        "; what the service says with it is [`Exception`], by `exception()`"
    };
    format!("- A call fails with [`Error`], which tells of every failure{said}.")
}

fn outputs(parts: Parts<'_>) -> Option<String> {
    let has_output = |operation: &OperationPlan| operation.output.is_some();
    let text = "- A response is used like its output, and has `metadata()`; `into_output()` gives the output itself.";
    parts.operations.iter().any(has_output).then(|| text.to_owned())
}

fn unions(parts: Parts<'_>) -> Option<String> {
    let (union, variant) = parts.shapes.iter().find_map(|shape| match shape {
        ShapePlan::Union(union) if union.deprecated.is_none() => {
            let variant = union.variants.iter().find(|variant| variant.deprecated.is_none())?;
            Some((union.name.as_str(), variant.method.plain()))
        }
        _ => None,
    })?;
    Some(format!(
        "- A union is made by a function for each of its members, such as [`{union}::{variant}`]({union}::{variant}())."
    ))
}

fn secrets(parts: Parts<'_>) -> Option<String> {
    let (structure, field) = parts.shapes.iter().find_map(|shape| match shape {
        ShapePlan::Structure(structure) => {
            let secret = |ty: &Type| matches!(ty, Type::Sensitive(_));
            let member = structure.members.iter().find(|member| member.deprecated.is_none() && secret(&member.ty))?;
            Some((structure.name.as_str(), member))
        }
        _ => None,
    })?;
    let shown =
        if matches!(field.presence, Presence::Optional) { "`expose()` on what it holds" } else { "its `expose()`" };
    let field = field.name.plain();
    Some(format!(
        "- Secrets, such as [`{structure}::{field}`](field@{structure}::{field}), are never printed; {shown} shows one."
    ))
}
