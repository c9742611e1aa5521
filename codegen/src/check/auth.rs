//! Authentication schemes: no call may go out unsigned because nobody speaks what it should be signed by.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::places::{operations, place};
use super::values::is_token;
use crate::model::{Member, Model, Shape, ShapeId};
use crate::problem::{Problem, Problems};
use crate::select::Selection;
use crate::settings::Settings;
use crate::traits::auth::{is_scheme, schemes_of};
use crate::traits::ids;

/// Reports operations that have schemes of which none is spoken, lists and traits that say nothing, and schemes whose
/// traits say too little. Gives the schemes that are passed over for others, each with how many operations it could have
/// authorized.
pub fn check_auth(
    model: &Model,
    selection: &Selection,
    settings: &Settings,
    http_bindings: bool,
    problems: &mut Problems,
) -> BTreeMap<String, usize> {
    let mut passed_over = BTreeMap::new();
    let Some(service) = model.shapes.get(&selection.service) else { return passed_over };
    let is_scheme = |id: &str| is_scheme(model, id, &settings.auth_schemes);
    check_list(&selection.service, service, service, is_scheme, problems);
    check_api_key(&selection.service, service, problems);
    if service.traits.contains_key(ids::OPTIONAL_AUTH) {
        let hint = "put it on the operations that may be called so";
        problems.push(
            Problem::new(&selection.service, "only operations can do without authentication", hint)
                .about_trait(ids::OPTIONAL_AUTH),
        );
    }
    for (id, operation, target) in operations(model, selection) {
        check_list(id, operation, service, is_scheme, problems);
        for scheme in operation.traits.keys().filter(|id| is_scheme(id)) {
            let hint = format!(
                "put it on `{}`, and name it in `smithy.api#auth` of the operations that want it",
                selection.service
            );
            problems.push(Problem::new(id, "only services have authentication schemes", hint).about_trait(scheme));
        }
        let schemes = schemes_of(model, service, Some(operation), &settings.auth_schemes);
        let (spoken, unspoken): (Vec<String>, Vec<String>) =
            schemes.into_iter().partition(|scheme| settings.auth_schemes.contains(scheme));
        if !unspoken.is_empty() && spoken.iter().all(|scheme| scheme == ids::NO_AUTH) {
            let says = if operation.traits.contains_key(ids::AUTH) { id } else { &selection.service };
            problems.push(none_spoken(says, &unspoken, settings));
        }
        if http_bindings && spoken.iter().any(|scheme| scheme == ids::HTTP_API_KEY_AUTH) {
            let input = model.shapes.get(&target.input).map(Shape::members).unwrap_or_default();
            check_key_place(&target.input, input, service, problems);
        }
        for scheme in unspoken {
            *passed_over.entry(scheme).or_default() += 1;
        }
    }
    passed_over
}

fn none_spoken(place: &ShapeId, unspoken: &[String], settings: &Settings) -> Problem {
    let reason = format!("the runtime speaks none of its authentication schemes: {}", unspoken.join(", "));
    let known: Vec<&str> = settings.auth_schemes.iter().map(String::as_str).filter(|id| *id != ids::NO_AUTH).collect();
    let hint = format!(
        "it speaks {}; leave out the operations that want another: name the others as `operations = [...]` in tinsmith.toml",
        known.join(", ")
    );
    Problem::new(place, reason, hint)
}

/// A list names schemes of the service, each once.
fn check_list(
    place: &ShapeId,
    shape: &Shape,
    service: &Shape,
    is_scheme: impl Fn(&str) -> bool,
    problems: &mut Problems,
) {
    let list = shape.traits.get(ids::AUTH).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let mut seen = BTreeSet::new();
    for scheme in list {
        let (reason, hint) = if !seen.insert(scheme) {
            (format!("it lists `{scheme}` twice"), "take one of them out of the list")
        } else if scheme == ids::NO_AUTH {
            continue;
        } else if !is_scheme(scheme) {
            (format!("it lists `{scheme}`, which is no authentication scheme"), "take it out of the list")
        } else if !service.traits.contains_key(scheme) {
            let reason = format!("it lists `{scheme}`, and the service does not have that trait");
            (reason, "add the trait to the service, or take the scheme out of the list")
        } else {
            continue;
        };
        problems.push(Problem::new(place, reason, hint).about_trait(ids::AUTH));
    }
}

/// The place of an API key belongs to no member of the input.
fn check_key_place(input_id: &ShapeId, input: &[Member], service: &Shape, problems: &mut Problems) {
    let text = |name| service.traits.get(ids::HTTP_API_KEY_AUTH).and_then(|key| key.get(name)).and_then(Value::as_str);
    let (Some(name), Some(kind)) = (text("name"), text("in")) else { return };
    let (binding, what) = match kind {
        "header" => (ids::HTTP_HEADER, "header"),
        _ => (ids::HTTP_QUERY, "query parameter"),
    };
    for member in input {
        let taken = member.traits.get(binding).and_then(Value::as_str).is_some_and(|bound| match kind {
            "header" => bound.eq_ignore_ascii_case(name),
            _ => bound == name,
        });
        if taken {
            let reason = format!("the {what} `{name}` carries the API key");
            let hint = "bind it to another place, or take the member out with an overlay";
            problems.push(Problem::new(place(input_id, member), reason, hint).about_trait(binding));
        }
    }
}

fn check_api_key(id: &ShapeId, service: &Shape, problems: &mut Problems) {
    let Some(api_key) = service.traits.get(ids::HTTP_API_KEY_AUTH) else { return };
    let mut problem = |reason: &str, hint: &str| {
        problems.push(Problem::new(id, reason, hint).about_trait(ids::HTTP_API_KEY_AUTH));
    };
    let name = api_key.get("name").and_then(Value::as_str).unwrap_or_default();
    let scheme = api_key.get("scheme");
    match api_key.get("in").and_then(Value::as_str) {
        Some("header") => {
            if !is_token(name) {
                problem("`name` is not the name of a header", "name the header that carries the key");
            }
            if !scheme.is_none_or(|scheme| scheme.as_str().is_some_and(is_token)) {
                problem("`scheme` is not the name of a scheme of HTTP", "name the scheme that stands before the key");
            }
        }
        Some("query") => {
            if name.is_empty() {
                problem("`name` is missing", "name the query parameter that carries the key");
            }
            if scheme.is_some() {
                problem("`scheme` stands before keys in headers only", "leave it out, or put the key into a header");
            }
        }
        _ => problem("`in` is neither `header` nor `query`", "say where the key goes"),
    }
}
