//! Parameters of endpoint rules that an operation binds to its input.

use crate::endpoint::{ParameterValue, Parameters};
use crate::operation::{EndpointParameter, EndpointParameterValue};
use crate::structure::Structure;
use crate::value::{Value, View};

/// Adds what the operation binds.
pub(super) fn bind(bound: &[EndpointParameter], input: &dyn Structure, parameters: &mut Parameters) {
    for parameter in bound {
        let value = match parameter.value {
            EndpointParameterValue::String(text) => Some(ParameterValue::from(text)),
            EndpointParameterValue::Boolean(flag) => Some(ParameterValue::from(flag)),
            EndpointParameterValue::Strings(list) => {
                Some(ParameterValue::StringArray(list.iter().map(|&text| text.to_owned()).collect()))
            }
            EndpointParameterValue::Member(index) => input.member(index).and_then(|member| scalar(member.view())),
            EndpointParameterValue::Path(path) => evaluate(path, input),
        };
        if let Some(value) = value {
            parameters.set(parameter.name, value);
        }
    }
}

fn scalar(view: View<'_>) -> Option<ParameterValue> {
    match view {
        View::String(text) => Some(ParameterValue::from(text.to_owned())),
        View::Boolean(flag) => Some(ParameterValue::from(flag)),
        View::List(list) => {
            let texts = (0..list.length()).filter_map(|index| match list.element(index)?.view() {
                View::String(text) => Some(text.to_owned()),
                _ => None,
            });
            Some(ParameterValue::StringArray(texts.collect()))
        }
        _ => None,
    }
}

/// The subset of JMESPath that `smithy.rules#operationContextParams` allows: members, `[*]`, `.*` and `keys(…)`.
fn evaluate(path: &str, input: &dyn Structure) -> Option<ParameterValue> {
    if let Some(inner) = path.strip_prefix("keys(").and_then(|rest| rest.strip_suffix(')')) {
        let mut keys = Vec::new();
        for view in select(inner, input).0 {
            match view {
                View::Map(map) => keys.extend(map.entries().into_iter().map(|(key, _)| key.to_owned())),
                View::Structure(structure) => {
                    let members = structure.schema().members.iter().enumerate();
                    keys.extend(
                        members
                            .filter(|(index, _)| is_set(structure, *index))
                            .map(|(_, member)| member.name.to_owned()),
                    );
                }
                _ => {}
            }
        }
        return Some(ParameterValue::StringArray(keys));
    }
    let (views, projected) = select(path, input);
    if !projected {
        return views.into_iter().next().and_then(scalar);
    }
    let texts = views.into_iter().filter_map(|view| match view {
        View::String(text) => Some(text.to_owned()),
        _ => None,
    });
    Some(ParameterValue::StringArray(texts.collect()))
}

fn is_set(structure: &dyn Structure, index: usize) -> bool {
    structure.member(index).is_some_and(|member| !matches!(member.view(), View::Absent))
}

/// The values that a path leads to, and whether it passed through a projection.
fn select<'a>(path: &str, input: &'a dyn Structure) -> (Vec<View<'a>>, bool) {
    let mut views = vec![View::Structure(input)];
    let mut projected = false;
    for step in path.split('.') {
        let (name, projection) = match step.strip_suffix("[*]") {
            Some(name) => (name, true),
            None => (step, step == "*"),
        };
        if name != "*" && !name.is_empty() {
            views = views.into_iter().filter_map(|view| member(view, name)).collect();
        }
        if projection {
            projected = true;
            views = views.into_iter().flat_map(elements).collect();
        }
    }
    (views, projected)
}

fn member<'a>(view: View<'a>, name: &str) -> Option<View<'a>> {
    let found = match view {
        View::Structure(structure) => {
            let index = structure.schema().members.iter().position(|member| member.name == name)?;
            structure.member(index)?.view()
        }
        View::Map(map) => map.entries().into_iter().find(|(key, _)| *key == name)?.1.view(),
        _ => return None,
    };
    (!matches!(found, View::Absent)).then_some(found)
}

fn elements(view: View<'_>) -> Vec<View<'_>> {
    let present = |value: &dyn Value| !matches!(value.view(), View::Absent);
    match view {
        View::List(list) => (0..list.length())
            .filter_map(|index| list.element(index))
            .filter(|v| present(*v))
            .map(|v| v.view())
            .collect(),
        View::Map(map) => map.entries().into_iter().map(|(_, value)| value.view()).collect(),
        View::Structure(structure) => (0..structure.schema().members.len())
            .filter_map(|index| structure.member(index))
            .filter(|value| present(*value))
            .map(|value| value.view())
            .collect(),
        _ => Vec::new(),
    }
}
