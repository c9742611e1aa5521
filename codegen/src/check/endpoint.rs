//! Where requests go: endpoint rules, the parameters that operations give them, host prefixes, and what clients cannot go by.

use serde_json::{Map, Value};

use super::places::{operations, place, shown};
use crate::endpoint::{self, Parameter, ParameterKind, RuleSet};
use crate::jmespath::{self, Type};
use crate::model::{Body, Member, Model, Shape, ShapeId, Simple, is_identifier};
use crate::problem::{Problem, Problems};
use crate::select::Selection;
use crate::traits::ids;

/// Reports what is wrong with the rules, parameters that the rules do not have, labels of host prefixes without a member,
/// and endpoints that are told in another way.
pub fn check_endpoints(model: &Model, selection: &Selection, problems: &mut Problems) -> Option<RuleSet> {
    let rules = rules(model, selection, problems);
    check_other_forms(model, &selection.service, problems);
    for (id, shape, operation) in operations(model, selection) {
        let input = model.shapes.get(&operation.input).map(Shape::members).unwrap_or_default();
        for (name, parameter) in entries(shape, ids::OPERATION_CONTEXT_PARAMS) {
            if let Err((reason, hint)) = path_type(model, &operation.input, name, parameter.get("path")) {
                problems.push(Problem::new(id, reason, hint).about_trait(ids::OPERATION_CONTEXT_PARAMS));
            }
        }
        if let Some(rules) = &rules {
            check_parameters(model, rules, (id, shape), (&operation.input, input), problems);
        }
        check_host_prefix(model, (id, shape), (&operation.input, input), problems);
        check_discovery(id, shape, problems);
    }
    rules
}

/// Other ways to say where the requests of a service go than the rule set, which says all that they say: without it they
/// would go elsewhere.
fn check_other_forms(model: &Model, id: &ShapeId, problems: &mut Problems) {
    const OTHER_FORMS: [&str; 5] = [
        ids::DUAL_STACK_ONLY_ENDPOINTS,
        ids::RULES_BASED_ENDPOINTS,
        ids::STANDARD_PARTITIONAL_ENDPOINTS,
        ids::STANDARD_REGIONAL_ENDPOINTS,
        ids::ENDPOINT_BDD,
    ];
    let Some(service) = model.shapes.get(id) else { return };
    if service.traits.contains_key(ids::ENDPOINT_RULE_SET) {
        return;
    }
    for trait_id in OTHER_FORMS {
        let Some(value) = service.traits.get(trait_id) else { continue };
        // Without special cases it is the endpoint that services without rules have.
        if trait_id == ids::STANDARD_REGIONAL_ENDPOINTS && value.as_object().is_some_and(Map::is_empty) {
            continue;
        }
        let reason =
            "it says where requests go, and clients go by `smithy.rules#endpointRuleSet` alone, which is missing";
        let hint = "add the rule set to the service with an overlay; for an endpoint of your own, take the trait off";
        problems.push(Problem::new(id, reason, hint).about_trait(trait_id));
    }
}

/// An endpoint that another call must tell first.
fn check_discovery(id: &ShapeId, shape: &Shape, problems: &mut Problems) {
    let discovered = shape.traits.get(ids::CLIENT_DISCOVERED_ENDPOINT).and_then(|discovery| discovery.get("required"));
    if discovered == Some(&Value::Bool(true)) {
        let reason = "another operation must tell its endpoint first, which clients do not ask yet";
        let hint = "leave the operation out with `except` in tinsmith.toml";
        problems.push(Problem::new(id, reason, hint).about_trait(ids::CLIENT_DISCOVERED_ENDPOINT));
    }
}

fn rules(model: &Model, selection: &Selection, problems: &mut Problems) -> Option<RuleSet> {
    match endpoint::parse(model.shapes.get(&selection.service)?.traits.get(ids::ENDPOINT_RULE_SET)?) {
        Ok(rules) => Some(rules),
        Err(found) => {
            problems.extend(found.into_iter().map(|problem| {
                let reason = format!("{}: {}", problem.place, problem.reason);
                Problem::new(&selection.service, reason, problem.hint).about_trait(ids::ENDPOINT_RULE_SET)
            }));
            None
        }
    }
}

fn check_parameters(
    model: &Model,
    rules: &RuleSet,
    (id, shape): (&ShapeId, &Shape),
    (input_id, input): (&ShapeId, &[Member]),
    problems: &mut Problems,
) {
    for member in input {
        let Some(context) = member.traits.get(ids::CONTEXT_PARAM) else { continue };
        let name = context.get("name").and_then(Value::as_str);
        let fits = |kind| member_kind(model, member) == Some(kind);
        check_parameter(rules, name, fits, &place(input_id, member), ids::CONTEXT_PARAM, problems);
    }
    for (name, parameter) in entries(shape, ids::OPERATION_CONTEXT_PARAMS) {
        let found = path_type(model, input_id, name, parameter.get("path"));
        let fits = |kind| found.as_ref().map_or(true, |found| path_fits(model, found, kind));
        check_parameter(rules, Some(name), fits, id.as_str(), ids::OPERATION_CONTEXT_PARAMS, problems);
    }
    for (name, parameter) in entries(shape, ids::STATIC_CONTEXT_PARAMS) {
        let value = parameter.get("value").unwrap_or(&Value::Null);
        let fits = |kind| match kind {
            ParameterKind::String => value.is_string(),
            ParameterKind::Boolean => value.is_boolean(),
            ParameterKind::StringArray => value.as_array().is_some_and(|list| list.iter().all(Value::is_string)),
        };
        check_parameter(rules, Some(name), fits, id.as_str(), ids::STATIC_CONTEXT_PARAMS, problems);
    }
}

/// What the path of a parameter gives over the input; else a reason and a hint.
fn path_type<'m>(
    model: &'m Model,
    input: &'m ShapeId,
    name: &str,
    path: Option<&Value>,
) -> Result<Type<'m>, (String, &'static str)> {
    let Some(path) = path.and_then(Value::as_str) else {
        return Err((format!("`{name}` has no string `path`"), "write the path of a member"));
    };
    let about = |reason: String| format!("the path `{}` of `{name}`: {reason}", path.escape_debug());
    let expression = jmespath::parse(path)
        .map_err(|error| (about(error.to_string()), "see https://jmespath.org/specification.html"))?;
    jmespath::infer(model, input, &expression)
        .map_err(|reason| (about(reason), "write a path that leads through members of the operation's input"))
}

fn path_fits(model: &Model, found: &Type<'_>, kind: ParameterKind) -> bool {
    match (found, kind) {
        (Type::Any, _) | (Type::String, ParameterKind::String) | (Type::Boolean, ParameterKind::Boolean) => true,
        (Type::List(element), ParameterKind::StringArray) => match &**element {
            Type::Any | Type::String => true,
            Type::Shape(id) => is_string(model, id),
            _ => false,
        },
        _ => false,
    }
}

fn entries<'m>(shape: &'m Shape, trait_id: &str) -> impl Iterator<Item = (&'m String, &'m Value)> {
    shape.traits.get(trait_id).and_then(Value::as_object).into_iter().flat_map(Map::iter)
}

fn member_kind(model: &Model, member: &Member) -> Option<ParameterKind> {
    Some(match &model.shapes.get(&member.target)?.body {
        Body::Simple(Simple::String) | Body::Enum(_) => ParameterKind::String,
        Body::Simple(Simple::Boolean) => ParameterKind::Boolean,
        Body::List(element) if is_string(model, &element.target) => ParameterKind::StringArray,
        _ => return None,
    })
}

fn is_string(model: &Model, id: &ShapeId) -> bool {
    let body = model.shapes.get(id).map(|shape| &shape.body);
    matches!(body, Some(Body::Simple(Simple::String) | Body::Enum(_)))
}

fn check_parameter(
    rules: &RuleSet,
    name: Option<&str>,
    fits: impl Fn(ParameterKind) -> bool,
    place: &str,
    trait_id: &str,
    problems: &mut Problems,
) {
    let mut report = |reason: String, hint: String| {
        problems.push(Problem::new(place, reason, hint).about_trait(trait_id));
    };
    let Some(name) = name else {
        return report("it has no string `name`".to_owned(), "name a parameter of the rules".to_owned());
    };
    match rules.parameters.iter().find(|parameter| parameter.name == name) {
        None => {
            let known: Vec<&str> = rules.parameters.iter().map(|parameter| parameter.name.as_str()).collect();
            let reason = format!("the endpoint rules have no parameter {}", shown(&Value::from(name)));
            report(reason, format!("they have {}", known.join(", ")));
        }
        Some(Parameter { kind, .. }) if !fits(*kind) => {
            let kind = match kind {
                ParameterKind::String => "a string",
                ParameterKind::Boolean => "true or false",
                ParameterKind::StringArray => "a list of strings",
            };
            report(
                format!("the parameter `{name}` of the endpoint rules is {kind}"),
                "give it such a value".to_owned(),
            );
        }
        Some(_) => {}
    }
}

fn check_host_prefix(
    model: &Model,
    (id, shape): (&ShapeId, &Shape),
    (input_id, input): (&ShapeId, &[Member]),
    problems: &mut Problems,
) {
    let prefix =
        shape.traits.get(ids::ENDPOINT).and_then(|endpoint| endpoint.get("hostPrefix")).and_then(Value::as_str);
    let labels = match host_labels(prefix.unwrap_or_default()) {
        Ok(labels) => labels,
        Err(reason) => {
            let hint = "a prefix is like `{Account}.data-`";
            return problems.push(Problem::new(id, reason, hint).about_trait(ids::ENDPOINT));
        }
    };
    for label in &labels {
        let member = input.iter().find(|member| member.name == *label);
        let usable = member.is_some_and(|member| {
            let has = |trait_id| member.traits.contains_key(trait_id);
            has(ids::HOST_LABEL) && has(ids::REQUIRED) && is_string(model, &member.target)
        });
        if !usable {
            let reason =
                format!("its label `{label}` is not a member of the input that is required, a string and a host label");
            let hint = format!("put `smithy.api#hostLabel` and `smithy.api#required` on `{input_id}${label}`");
            problems.push(Problem::new(id, reason, hint).about_trait(ids::ENDPOINT));
        }
    }
    let unused =
        |member: &&Member| member.traits.contains_key(ids::HOST_LABEL) && !labels.contains(&member.name.as_str());
    for member in input.iter().filter(unused) {
        let reason = format!("the host prefix of `{}` has no such label", id.name());
        problems.push(Problem::new(place(input_id, member), reason, "take the trait off").about_trait(ids::HOST_LABEL));
    }
}

/// The labels of a host prefix.
fn host_labels(prefix: &str) -> Result<Vec<&str>, String> {
    let mut labels = Vec::new();
    let mut rest = prefix;
    while let Some(at) = rest.find(['{', '}']) {
        let (literal, label) = rest.split_at(at);
        check_host(literal)?;
        let closed = label.strip_prefix('{').and_then(|label| label.split_once('}'));
        let Some((label, after)) = closed.filter(|(label, _)| is_identifier(label)) else {
            return Err(format!("the prefix `{}` has a label that is not `{{Member}}`", prefix.escape_debug()));
        };
        labels.push(label);
        rest = after;
    }
    check_host(rest)?;
    Ok(labels)
}

fn check_host(literal: &str) -> Result<(), String> {
    let legal = literal.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.');
    if legal { Ok(()) } else { Err(format!("`{}` cannot be part of a host name", literal.escape_debug())) }
}
