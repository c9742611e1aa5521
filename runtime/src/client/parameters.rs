//! Parameters of endpoint rules that an operation binds to its input.

use crate::endpoint::{ParameterValue, Parameters};
use crate::schema::{EndpointParameter, EndpointParameterValue};
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

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::schema::{Member, Schema};
    use crate::value::Slot;

    /// `Delete { Bucket, Delete: { Objects: [ { Key } ] }, Tags: { … } }`, each level the same shape.
    #[derive(Default)]
    struct Input {
        key: Option<String>,
        inner: Option<Box<Input>>,
        objects: Option<Vec<Input>>,
        tags: Option<HashMap<String, String>>,
        flag: Option<bool>,
    }

    static SCHEMA: Schema = Schema::structure(
        "com.example#Input",
        &[
            Member::string("Key"),
            Member::structure("Inner"),
            Member::list("Objects", &Member::structure("member")),
            Member::map("Tags", &Member::string("key"), &Member::string("value")),
            Member::boolean("Flag"),
        ],
    );

    impl Structure for Input {
        fn schema(&self) -> &'static Schema {
            &SCHEMA
        }

        fn member(&self, index: usize) -> Option<&dyn Value> {
            Some(match index {
                0 => &self.key,
                1 => &self.inner,
                2 => &self.objects,
                3 => &self.tags,
                4 => &self.flag,
                _ => return None,
            })
        }

        fn member_mut(&mut self, _index: usize) -> Option<&mut dyn Value> {
            None
        }
    }

    impl Value for Input {
        fn empty() -> Self {
            Self::default()
        }

        fn view(&self) -> View<'_> {
            View::Structure(self)
        }

        fn slot(&mut self) -> Slot<'_> {
            Slot::Structure(self)
        }
    }

    fn keyed(key: &str) -> Input {
        Input { key: Some(key.to_owned()), ..Input::default() }
    }

    fn input() -> Input {
        let inner = Input { objects: Some(vec![keyed("a"), Input::default(), keyed("b")]), ..Input::default() };
        let tags = HashMap::from([("y".to_owned(), "2".to_owned()), ("x".to_owned(), "1".to_owned())]);
        Input { inner: Some(Box::new(inner)), tags: Some(tags), flag: Some(true), ..keyed("top") }
    }

    fn texts(list: &[&str]) -> Option<ParameterValue> {
        Some(ParameterValue::StringArray(list.iter().map(|&text| text.to_owned()).collect()))
    }

    #[test]
    fn paths_lead_to_members() {
        assert_eq!(evaluate("Key", &input()), Some(ParameterValue::from("top".to_owned())));
        assert_eq!(evaluate("Flag", &input()), Some(ParameterValue::from(true)));
        assert_eq!(evaluate("Tags.x", &input()), Some(ParameterValue::from("1".to_owned())));
        assert_eq!(evaluate("Inner.Key", &input()), None);
        assert_eq!(evaluate("Nothing.Key", &input()), None);
    }

    #[test]
    fn projections_gather_what_is_there() {
        assert_eq!(evaluate("Inner.Objects[*].Key", &input()), texts(&["a", "b"]));
        assert_eq!(evaluate("Tags.*", &input()), texts(&["1", "2"]));
        assert_eq!(evaluate("Objects[*].Key", &input()), texts(&[]));
    }

    #[test]
    fn keys_are_names() {
        assert_eq!(evaluate("keys(Tags)", &input()), texts(&["x", "y"]));
        assert_eq!(evaluate("keys(Inner)", &input()), texts(&["Objects"]));
    }

    #[test]
    fn operations_bind_constants_and_members() {
        let bound = [
            EndpointParameter { name: "Bucket", value: EndpointParameterValue::Member(0) },
            EndpointParameter { name: "Absent", value: EndpointParameterValue::Member(2) },
            EndpointParameter { name: "Static", value: EndpointParameterValue::String("s") },
            EndpointParameter { name: "Switch", value: EndpointParameterValue::Boolean(false) },
            EndpointParameter { name: "Names", value: EndpointParameterValue::Strings(&["n"]) },
            EndpointParameter { name: "Keys", value: EndpointParameterValue::Path("Inner.Objects[*].Key") },
        ];
        let mut parameters = Parameters::new();
        bind(&bound, &input(), &mut parameters);
        assert_eq!(parameters.get("Bucket"), Some(&ParameterValue::from("top".to_owned())));
        assert_eq!(parameters.get("Absent"), None);
        assert_eq!(parameters.get("Static"), Some(&ParameterValue::from("s")));
        assert_eq!(parameters.get("Switch"), Some(&ParameterValue::from(false)));
        assert_eq!(parameters.get("Names"), texts(&["n"]).as_ref());
        assert_eq!(parameters.get("Keys"), texts(&["a", "b"]).as_ref());
    }
}
