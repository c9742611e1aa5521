//! Authentication schemes: no call may go out unsigned because nobody speaks what it should be signed by.

use std::collections::BTreeMap;

use serde_json::Value;

use super::operations;
use crate::model::{Model, Shape};
use crate::plan::schemes_of;
use crate::problem::Problem;
use crate::select::Selection;
use crate::settings::Settings;

const API_KEY: &str = "smithy.api#httpApiKeyAuth";
const AUTH: &str = "smithy.api#auth";

/// Reports operations that have schemes of which none is spoken, and schemes whose traits say too little. Gives the
/// schemes that are passed over for others, each with how many operations it could have authorized.
pub fn check_auth(
    model: &Model,
    selection: &Selection,
    settings: &Settings,
    problems: &mut Vec<Problem>,
) -> BTreeMap<String, usize> {
    let mut passed_over = BTreeMap::new();
    let Some(service) = model.shapes.get(&selection.service) else { return passed_over };
    check_list(service, &selection.service, service, problems);
    check_api_key(service, selection, problems);
    for (id, operation, _) in operations(model, selection) {
        check_list(operation, id, service, problems);
        let schemes = schemes_of(model, service, Some(operation), &settings.auth_schemes);
        let (spoken, unspoken): (Vec<String>, Vec<String>) =
            schemes.into_iter().partition(|scheme| settings.auth_schemes.contains(scheme));
        if !spoken.iter().any(|scheme| scheme != "smithy.api#noAuth") && !unspoken.is_empty() {
            let place = if operation.traits.contains_key(AUTH) { id } else { &selection.service };
            let reason = format!("nobody speaks an authentication scheme of it: {}", unspoken.join(", "));
            let known: Vec<&str> = settings.auth_schemes.iter().map(String::as_str).collect();
            let hint = format!("the runtime speaks {}; leave the operations out that need another", known.join(", "));
            problems.push(Problem::new(place, reason, hint));
        }
        for scheme in unspoken {
            *passed_over.entry(scheme).or_default() += 1;
        }
    }
    passed_over
}

/// A list names schemes of the service.
fn check_list(shape: &Shape, place: &crate::model::ShapeId, service: &Shape, problems: &mut Vec<Problem>) {
    let list = shape.traits.get(AUTH).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    for scheme in list.filter(|scheme| !service.traits.contains_key(*scheme) && *scheme != "smithy.api#noAuth") {
        let reason = format!("it lists `{scheme}`, and the service does not have that trait");
        let hint = "add the trait to the service, or take the scheme out of the list";
        problems.push(Problem::new(place, reason, hint).about_trait(AUTH));
    }
}

fn check_api_key(service: &Shape, selection: &Selection, problems: &mut Vec<Problem>) {
    let Some(api_key) = service.traits.get(API_KEY) else { return };
    let text = |name| api_key.get(name).and_then(Value::as_str);
    let mut problem = |reason: &str, hint: &str| {
        problems.push(Problem::new(&selection.service, reason, hint).about_trait(API_KEY));
    };
    let is_token = |name: &str| {
        let symbol = |byte| b"!#$%&'*+-.^_`|~".contains(&byte);
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || symbol(byte))
    };
    match (text("in"), text("name")) {
        (Some("header"), Some(name)) if is_token(name) => {}
        (Some("header"), _) => problem("`name` is not the name of a header", "name the header that carries the key"),
        (Some("query"), Some(name)) if !name.is_empty() => {
            if text("scheme").is_some() {
                problem("`scheme` stands before keys in headers only", "leave it out, or put the key into a header");
            }
        }
        (Some("query"), _) => problem("`name` is missing", "name the query parameter that carries the key"),
        _ => problem("`in` is neither `header` nor `query`", "say where the key goes"),
    }
}
