//! An example of a call, by rule: it compiles, whatever the service.

use super::super::{EnumPlan, MemberPlan, OperationPlan, Presence, ServicePlan, ShapePlan, StructurePlan, Type};
use crate::names::Ident;

/// What there is of a service.
#[derive(Clone, Copy, Debug)]
pub struct Parts<'p> {
    /// Its module.
    pub module: &'p str,
    /// The service.
    pub service: &'p ServicePlan,
    /// Its operations.
    pub operations: &'p [OperationPlan],
    /// Its types.
    pub shapes: &'p [ShapePlan],
}

/// A program's function that makes a call, as lines of Markdown. There is none of a service without operations.
pub fn example(parts: Parts<'_>, crate_name: &str) -> Option<Vec<String>> {
    let current = parts.operations.iter().filter(|operation| operation.deprecated.is_none());
    let made = current.filter_map(|operation| Some((operation, request(parts.shapes, operation)?)));
    let best = made.min_by_key(|(operation, request)| rank(operation, request));
    let (operation, request) =
        best.or_else(|| parts.operations.first().map(|operation| (operation, Request::default())))?;
    let mut lines = vec!["```no_run".to_owned()];
    let config = imports(parts.module, crate_name, operation, &request, &mut lines);
    let given = match (&request.value, &operation.input) {
        (None, Some(input)) => format!("request: {}", input.as_str()),
        _ => String::new(),
    };
    // A service that is not one of AWS is where the program says.
    let settings = match parts.service.endpoint_prefix {
        Some(_) => "load().await?",
        None => "new(\"us-east-1\").endpoint(\"https://example.com\")",
    };
    lines.extend([
        String::new(),
        format!("async fn example({given}) -> Result<(), Box<dyn std::error::Error>> {{"),
        format!("    let config = {config}::{settings};"),
        "    let client = Client::new(&config);".to_owned(),
    ]);
    lines.extend(request.value.map(|value| format!("    let request = {value};")));
    lines.extend(call(operation));
    lines.extend(["    Ok(())".to_owned(), "}".to_owned(), "```".to_owned()]);
    Some(lines)
}

/// Adds the imports, and gives the name of the configuration, which a shape may have as well.
fn imports(
    module: &str,
    crate_name: &str,
    operation: &OperationPlan,
    request: &Request,
    lines: &mut Vec<String>,
) -> String {
    let root = crate_name.replace('-', "_");
    let mut names = vec!["Client"];
    names.extend(operation.exceptions.first().map(|_| "Exception"));
    names.extend(operation.input.iter().map(Ident::as_str));
    names.extend(request.types.iter().map(String::as_str));
    names.sort_unstable();
    names.dedup();
    let config = if names.contains(&"Config") {
        format!("{root}::Config")
    } else {
        lines.push(format!("use {root}::Config;"));
        "Config".to_owned()
    };
    lines.push(match names.as_slice() {
        [name] => format!("use {root}::{module}::{name};"),
        names => format!("use {root}::{module}::{{{}}};", names.join(", ")),
    });
    config
}

/// The call, and what comes of it.
fn call(operation: &OperationPlan) -> Vec<String> {
    let argument = if operation.input.is_some() { "request" } else { "" };
    let call = format!("client.{}({argument}).await", operation.method.as_str());
    // Secrets in it are redacted.
    let print = if operation.output.is_some() {
        "println!(\"{:?}\", response.into_output())"
    } else {
        "println!(\"{}\", response.metadata().status())"
    };
    let Some(exception) = operation.exceptions.first() else {
        return vec![format!("    let response = {call}?;"), format!("    {print};")];
    };
    let exception = exception.as_str();
    vec![
        format!("    match {call} {{"),
        format!("        Ok(response) => {print},"),
        "        Err(error) => match error.exception() {".to_owned(),
        format!("            Some(Exception::{exception}(exception)) => eprintln!(\"{{exception}}\"),"),
        "            _ => return Err(error.into()),".to_owned(),
        "        },".to_owned(),
        "    }".to_owned(),
    ]
}

/// What a call is made with.
#[derive(Default)]
struct Request {
    /// The expression that makes it; none where there is no input, or where it takes more than a line and is handed in.
    value: Option<String>,
    /// The types in that.
    types: Vec<String>,
    /// How many values it is made of.
    values: usize,
}

/// The lowest is shown: what has an error to match, then what reads, then what is made of few values, but of some.
fn rank(operation: &OperationPlan, request: &Request) -> (bool, bool, bool, usize) {
    let reads = ["Describe", "Get", "List"].iter().any(|verb| operation.wire_name.starts_with(verb));
    (operation.exceptions.is_empty(), !reads, request.values == 0 || request.types.len() > 1, request.values)
}

/// The request, where it can be made of a few literals.
fn request(shapes: &[ShapePlan], operation: &OperationPlan) -> Option<Request> {
    let Some(input) = &operation.input else { return Some(Request::default()) };
    let structure = shapes.iter().find_map(|shape| match shape {
        ShapePlan::Structure(structure) if structure.name == *input => Some(structure),
        _ => None,
    })?;
    new(shapes, structure).filter(|request| request.values < 5)
}

fn new(shapes: &[ShapePlan], structure: &StructurePlan) -> Option<Request> {
    let name = structure.name.as_str();
    let mut types = vec![name.to_owned()];
    let required = structure.members.iter().filter(|member| matches!(member.presence, Presence::Required));
    let arguments = required.map(|member| argument(shapes, member, &member.ty, &mut types));
    let arguments = arguments.collect::<Option<Vec<String>>>().filter(|_| structure.deprecated.is_none())?;
    let value = Some(format!("{name}::new({})", arguments.join(", ")));
    Some(Request { value, types, values: arguments.len() })
}

fn argument(shapes: &[ShapePlan], member: &MemberPlan, ty: &Type, types: &mut Vec<String>) -> Option<String> {
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
            let known = enumeration(shapes, name).filter(|found| found.deprecated.is_none())?;
            let value = known.values.iter().find(|value| value.deprecated.is_none())?;
            types.push(name.as_str().to_owned());
            format!("{}::{}", name.as_str(), value.name.as_str())
        }
        Type::List(element) => match element.as_ref() {
            Type::String => format!("[\"{}\"]", member.name.plain().replace('_', "-")),
            _ => return None,
        },
        Type::Sensitive(inner) if matches!(**inner, Type::String) => argument(shapes, member, inner, types)?,
        _ => return None,
    })
}

fn enumeration<'p>(shapes: &'p [ShapePlan], name: &Ident) -> Option<&'p EnumPlan> {
    shapes.iter().find_map(|shape| match shape {
        ShapePlan::Enum(found) | ShapePlan::IntEnum(found) if found.name == *name => Some(found),
        _ => None,
    })
}
