//! Parameters of endpoint rules that an operation binds to its input.

use crate::endpoint::{EndpointError, ParameterValue, Parameters};
use crate::jmespath::{self, Expression};
use crate::schema::{EndpointParameter, EndpointParameterValue};
use crate::structure::Structure;
use crate::value::View;

/// Adds what the operation binds. A parameter whose value is null, or asks a function about null, stays unset.
pub(super) fn bind(
    bound: &[EndpointParameter],
    input: &dyn Structure,
    parameters: &mut Parameters,
) -> Result<(), EndpointError> {
    for parameter in bound {
        let value = match parameter.value {
            EndpointParameterValue::String(text) => Some(ParameterValue::from(text)),
            EndpointParameterValue::Boolean(flag) => Some(ParameterValue::from(flag)),
            EndpointParameterValue::Strings(list) => {
                Some(ParameterValue::StringArray(list.iter().map(|&text| text.to_owned()).collect()))
            }
            EndpointParameterValue::Member(index) => input.member(index).and_then(scalar),
            EndpointParameterValue::Path(path) => {
                evaluated(path, input).map_err(|reason| EndpointError::Path { name: parameter.name, reason })?
            }
        };
        if let Some(value) = value {
            parameters.set(parameter.name, value);
        }
    }
    Ok(())
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

/// What the expression gives over the input: a string, a boolean, or a list of strings, in which null is passed over.
fn evaluated(path: &'static Expression, input: &dyn Structure) -> Result<Option<ParameterValue>, String> {
    let found = match jmespath::evaluate(path, View::Structure(input)) {
        Ok(found) => found,
        Err(error) if error.is_from_null() => return Ok(None),
        Err(error) => return Err(error.to_string()),
    };
    if found.is_null() {
        return Ok(None);
    }
    if let Some(flag) = found.as_bool() {
        return Ok(Some(ParameterValue::from(flag)));
    }
    if found.is_list() {
        let texts = found.elements().filter(|element| !element.is_null());
        let texts = texts.map(|element| Some(element.into_string()?.into_owned())).collect::<Option<Vec<_>>>();
        let texts = texts.ok_or("it gives a list that has other elements than strings")?;
        return Ok(Some(ParameterValue::StringArray(texts)));
    }
    let text = found.into_string().ok_or("it gives neither a string nor a boolean nor a list of strings")?;
    Ok(Some(ParameterValue::from(text.into_owned())))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::jmespath::Expression::{Call, Chain, Identifier, MultiSelectList, Projection, ValueProjection};
    use crate::jmespath::functions;
    use crate::schema::{Member, Schema};
    use crate::structure::Modeled;
    use crate::value::{Slot, Value};

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

    impl Modeled for Input {
        const SCHEMA: &'static Schema = &SCHEMA;

        fn empty() -> Self {
            Self::default()
        }

        fn member(&self, index: usize) -> Option<View<'_>> {
            Some(match index {
                0 => self.key.view(),
                1 => self.inner.view(),
                2 => self.objects.view(),
                3 => self.tags.view(),
                4 => self.flag.view(),
                _ => return None,
            })
        }

        fn member_mut(&mut self, _index: usize) -> Option<Slot<'_>> {
            None
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

    fn path(path: &'static Expression) -> Option<ParameterValue> {
        evaluated(path, &input()).expect("a value")
    }

    #[test]
    fn paths_lead_to_members() {
        assert_eq!(path(&Identifier("Key")), Some(ParameterValue::from("top".to_owned())));
        assert_eq!(path(&Identifier("Flag")), Some(ParameterValue::from(true)));
        assert_eq!(path(&Chain(&[Identifier("Tags"), Identifier("x")])), Some(ParameterValue::from("1".to_owned())));
        assert_eq!(path(&Chain(&[Identifier("Inner"), Identifier("Key")])), None);
        assert_eq!(path(&Chain(&[Identifier("Nothing"), Identifier("Key")])), None);
    }

    /// `Inner.Objects[*].Key`
    static KEYS: Expression = Projection(&Chain(&[Identifier("Inner"), Identifier("Objects")]), &Identifier("Key"));

    #[test]
    fn projections_gather_what_is_there() {
        assert_eq!(path(&KEYS), texts(&["a", "b"]));
        assert_eq!(path(&ValueProjection(&Identifier("Tags"), &Expression::Current)), texts(&["1", "2"]));
        assert_eq!(path(&MultiSelectList(&[Identifier("Key"), Identifier("Nothing")])), texts(&["top"]));
    }

    #[test]
    fn a_projection_over_an_absent_list_leaves_the_parameter_unset() {
        assert_eq!(path(&Projection(&Identifier("Objects"), &Identifier("Key"))), None);
    }

    #[test]
    fn keys_are_names() {
        assert_eq!(path(&Call(&functions::KEYS, &[Identifier("Tags")])), texts(&["x", "y"]));
        assert_eq!(path(&Call(&functions::KEYS, &[Identifier("Inner")])), texts(&["Objects"]));
        assert_eq!(path(&Call(&functions::KEYS, &[Identifier("Nothing")])), None);
    }

    #[test]
    fn what_is_no_parameter_is_an_error_of_the_endpoint() {
        let wrong: [(&'static Expression, &str); 4] = [
            (&Identifier("Inner"), "it gives neither a string nor a boolean nor a list of strings"),
            (
                &Call(&functions::LENGTH, &[Identifier("Tags")]),
                "it gives neither a string nor a boolean nor a list of strings",
            ),
            (&MultiSelectList(&[Identifier("Flag")]), "it gives a list that has other elements than strings"),
            (
                &Call(&functions::KEYS, &[Identifier("Flag")]),
                "the function `keys` takes an object, and was given a boolean",
            ),
        ];
        for (path, reason) in wrong {
            let bound = [EndpointParameter { name: "Keys", value: EndpointParameterValue::Path(path) }];
            let error = bind(&bound, &input(), &mut Parameters::new()).expect_err("an error");
            assert_eq!(error, EndpointError::Path { name: "Keys", reason: reason.to_owned() });
            assert_eq!(
                error.to_string(),
                format!(
                    "no endpoint for this call: the endpoint parameter `Keys` cannot be taken from the input: {reason}"
                )
            );
        }
    }

    #[test]
    fn operations_bind_constants_and_members() {
        let bound = [
            EndpointParameter { name: "Bucket", value: EndpointParameterValue::Member(0) },
            EndpointParameter { name: "Absent", value: EndpointParameterValue::Member(2) },
            EndpointParameter { name: "Static", value: EndpointParameterValue::String("s") },
            EndpointParameter { name: "Switch", value: EndpointParameterValue::Boolean(false) },
            EndpointParameter { name: "Names", value: EndpointParameterValue::Strings(&["n"]) },
            EndpointParameter { name: "Keys", value: EndpointParameterValue::Path(&KEYS) },
        ];
        let mut parameters = Parameters::new();
        bind(&bound, &input(), &mut parameters).expect("parameters");
        assert_eq!(parameters.get("Bucket"), Some(&ParameterValue::from("top".to_owned())));
        assert_eq!(parameters.get("Absent"), None);
        assert_eq!(parameters.get("Static"), Some(&ParameterValue::from("s")));
        assert_eq!(parameters.get("Switch"), Some(&ParameterValue::from(false)));
        assert_eq!(parameters.get("Names"), texts(&["n"]).as_ref());
        assert_eq!(parameters.get("Keys"), texts(&["a", "b"]).as_ref());
    }
}
