//! An example of a call, by rule: it compiles, whatever the service.

use super::super::{EnumPlan, MemberPlan, OperationPlan, Plan, Presence, ShapePlan, StructurePlan, Type};
use crate::names::Ident;

/// A program's function that makes a call, as lines of Markdown.
#[must_use]
pub fn example(plan: &Plan, crate_name: &str) -> Option<Vec<String>> {
    let current = |operation: &&OperationPlan| operation.deprecated.is_none();
    let (operation, request) = plan
        .operations
        .iter()
        .filter(current)
        .filter_map(|operation| Some((operation, request(plan, operation)?)))
        .min_by_key(|(operation, request)| rank(plan, operation, request))
        .or_else(|| plan.operations.first().map(|operation| (operation, Request::Given)))?;
    let (root, module) = (crate_name.replace('-', "_"), &plan.module);
    let exception = operation.exceptions.first();
    let mut names = vec!["Client".to_owned()];
    names.extend(exception.map(|_| "Exception".to_owned()));
    let input = operation.input.as_ref().map(Ident::as_str);
    names.extend(input.map(str::to_owned));
    let mut lines = vec!["```no_run".to_owned()];
    if let Request::Made { types, .. } = &request {
        names.extend(types.iter().cloned());
    }
    names.sort();
    names.dedup();
    let config = if names.iter().any(|name| name == "Config") {
        format!("{root}::Config")
    } else {
        lines.push(format!("use {root}::Config;"));
        "Config".to_owned()
    };
    lines.push(match names.as_slice() {
        [name] => format!("use {root}::{module}::{name};"),
        names => format!("use {root}::{module}::{{{}}};", names.join(", ")),
    });
    lines.push(String::new());
    let given = match (&request, input) {
        (Request::Given, Some(input)) => format!("request: {input}"),
        _ => String::new(),
    };
    lines.push(format!("async fn example({given}) -> Result<(), Box<dyn std::error::Error>> {{"));
    // A service that is not one of AWS is where the program says.
    let settings = match plan.service.endpoint_prefix {
        Some(_) => "load().await?",
        None => "new(\"us-east-1\").endpoint(\"https://example.com\")",
    };
    lines.push(format!("    let config = {config}::{settings};"));
    lines.push("    let client = Client::new(&config);".to_owned());
    if let (Request::Made { value, .. }, Some(_)) = (&request, input) {
        lines.push(format!("    let request = {value};"));
    }
    let argument = if input.is_some() { "request" } else { "" };
    let call = format!("client.{}({argument}).await", operation.method.as_str());
    // Secrets in it are redacted.
    let printed = match (operation.output.is_some(), exception) {
        (true, _) => "println!(\"{:?}\", response.into_output())",
        (false, _) => "println!(\"{}\", response.metadata().status())",
    };
    match exception {
        Some(exception) => {
            lines.extend([
                format!("    match {call} {{"),
                format!("        Ok(response) => {printed},"),
                "        Err(error) => match error.exception() {".to_owned(),
                format!(
                    "            Some(Exception::{}(exception)) => eprintln!(\"{{exception}}\"),",
                    exception.as_str()
                ),
                "            _ => return Err(error.into()),".to_owned(),
                "        },".to_owned(),
                "    }".to_owned(),
            ]);
        }
        None => lines.extend([format!("    let response = {call}?;"), format!("    {printed};")]),
    }
    lines.extend(["    Ok(())".to_owned(), "}".to_owned(), "```".to_owned()]);
    Some(lines)
}

/// Where the request of the example comes from.
enum Request {
    /// From whoever calls.
    Given,
    /// Made, by this expression, of which these are the types.
    Made { value: String, types: Vec<String> },
}

/// Reading comes before changing, then what has an error to match, then what is shown with some members.
fn rank(plan: &Plan, operation: &OperationPlan, request: &Request) -> (bool, bool, bool, usize) {
    let reads = ["Describe", "Get", "List"].iter().any(|verb| operation.wire_name.starts_with(verb));
    let members = operation.input.as_ref().and_then(|input| structure(plan, input)).map_or(0, required_members);
    let types = if let Request::Made { types, .. } = request { types.len() } else { 0 };
    (operation.exceptions.is_empty(), !reads, members == 0 || types > 1, members)
}

fn required_members(plan: &StructurePlan) -> usize {
    plan.members.iter().filter(|member| matches!(member.presence, Presence::Required)).count()
}

fn structure<'p>(plan: &'p Plan, name: &Ident) -> Option<&'p StructurePlan> {
    plan.shapes.iter().find_map(|shape| match shape {
        ShapePlan::Structure(structure) if structure.name == *name => Some(structure),
        _ => None,
    })
}

fn enumeration<'p>(plan: &'p Plan, name: &Ident) -> Option<&'p EnumPlan> {
    plan.shapes.iter().find_map(|shape| match shape {
        ShapePlan::Enum(found) | ShapePlan::IntEnum(found) if found.name == *name => Some(found),
        _ => None,
    })
}

/// The request, where it can be made of a few literals.
fn request(plan: &Plan, operation: &OperationPlan) -> Option<Request> {
    let Some(input) = &operation.input else { return Some(Request::Made { value: String::new(), types: Vec::new() }) };
    let mut types = Vec::new();
    let value = new(plan, input, &mut types)?;
    Some(Request::Made { value, types })
}

fn new(plan: &Plan, name: &Ident, types: &mut Vec<String>) -> Option<String> {
    let structure = structure(plan, name).filter(|structure| structure.deprecated.is_none())?;
    types.push(name.as_str().to_owned());
    let required = structure.members.iter().filter(|member| matches!(member.presence, Presence::Required));
    let arguments: Option<Vec<String>> = required.map(|member| argument(plan, member, &member.ty, types)).collect();
    let arguments = arguments.filter(|arguments| arguments.len() < 5)?;
    Some(format!("{}::new({})", name.as_str(), arguments.join(", ")))
}

fn argument(plan: &Plan, member: &MemberPlan, ty: &Type, types: &mut Vec<String>) -> Option<String> {
    let constraints = &member.schema.constraints;
    Some(match ty {
        Type::Boolean => "true".to_owned(),
        Type::Byte | Type::Short | Type::Integer | Type::Long => {
            constraints.range_min.as_ref().map_or_else(|| "1".to_owned(), ToString::to_string)
        }
        Type::Float | Type::Double => "1.0".to_owned(),
        Type::String => format!("\"{}\"", member.name.plain().replace('_', "-")),
        Type::Blob | Type::ByteStream => "\"bytes\"".to_owned(),
        Type::Timestamp => "std::time::SystemTime::now()".to_owned(),
        Type::Enum(name) => {
            let known = enumeration(plan, name).filter(|found| found.deprecated.is_none())?;
            let value = known.values.iter().find(|value| value.deprecated.is_none())?;
            types.push(name.as_str().to_owned());
            format!("{}::{}", name.as_str(), value.name.as_str())
        }
        Type::List(element) => match element.as_ref() {
            Type::String => format!("[\"{}\"]", member.name.plain().replace('_', "-")),
            _ => return None,
        },
        Type::Sensitive(inner) if matches!(**inner, Type::String) => argument(plan, member, inner, types)?,
        _ => return None,
    })
}
