//! The service as a whole.

use serde_json::Value;

use super::super::{OperationPlan, Plan, Presence, ShapePlan, Type};
use super::{example, of_traits, separate};
use crate::docs::to_markdown;
use crate::model::Shape;
use crate::traits::ids;

/// What the service is.
#[must_use]
pub fn service(shape: &Shape, sdk_id: &str, version: &str) -> Vec<String> {
    let lines = of_traits(&shape.traits);
    if !lines.is_empty() {
        return lines;
    }
    let title = shape.traits.get(ids::TITLE).and_then(Value::as_str).unwrap_or(sdk_id);
    to_markdown(&format!("{title}, version {version}."))
}

/// An example of a call, and what else there is to know of the types of this service.
#[must_use]
pub fn of_plan(plan: &Plan, crate_name: Option<&str>) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(example) = crate_name.and_then(|name| example::example(plan, name)) {
        lines.push(String::new());
        lines.extend(example);
    }
    let notes = [Some(errors(plan)), outputs(plan), unions(plan), secrets(plan)];
    separate(&mut lines);
    lines.extend(notes.into_iter().flatten());
    lines
}

fn errors(plan: &Plan) -> String {
    let said = if plan.exceptions.is_empty() {
        ""
    } else {
        "; what the service says with it is [`Exception`], by `exception()`"
    };
    format!("- A call fails with [`Error`], which tells of every failure{said}.")
}

fn outputs(plan: &Plan) -> Option<String> {
    let has_output = |operation: &OperationPlan| operation.output.is_some();
    let text = "- A response is used like its output, and has `metadata()`; `into_output()` gives the output itself.";
    plan.operations.iter().any(has_output).then(|| text.to_owned())
}

fn unions(plan: &Plan) -> Option<String> {
    let (union, variant) = plan.shapes.iter().find_map(|shape| match shape {
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

fn secrets(plan: &Plan) -> Option<String> {
    let (structure, field) = plan.shapes.iter().find_map(|shape| match shape {
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
