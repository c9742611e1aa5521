use serde_json::{Map, Value, json};
use tinsmith_codegen::traits::ids;

use super::context::Context;
use super::node::Node;

/// The service shape; `traits` already holds those of its protocols.
pub(super) fn service(
    context: &Context<'_>,
    service: &Node<'_>,
    metadata: &Node<'_>,
    rules: Option<&Value>,
    mut traits: Map<String, Value>,
) -> Option<Value> {
    context.describe(service, &mut traits);
    let prefix = metadata.required_text("endpointPrefix")?;
    let signing_name = metadata.text("signingName").unwrap_or(prefix);
    traits.insert(
        ids::SERVICE.to_owned(),
        json!({
            "sdkId": metadata.required_text("serviceId")?,
            "arnNamespace": signing_name,
            "endpointPrefix": prefix,
        }),
    );
    if let Some(title) = metadata.text("serviceFullName") {
        traits.insert(ids::TITLE.to_owned(), title.into());
    }
    if let Some(uri) = metadata.text("xmlNamespace") {
        traits.insert(ids::XML_NAMESPACE.to_owned(), json!({"uri": uri}));
    }
    authentication(metadata, signing_name, &mut traits);
    if let Some(parameters) = service.map.get("clientContextParams") {
        let id = ids::CLIENT_CONTEXT_PARAMS.to_owned();
        traits.insert(id, with_docs(context, parameters));
    }
    if let Some(rules) = rules {
        let id = ids::ENDPOINT_RULE_SET.to_owned();
        traits.insert(id, with_docs(context, rules));
    }
    let mut operations: Vec<&str> = service.children("operations").into_iter().map(|(name, _)| name).collect();
    operations.sort_by_cached_key(|name| (name.to_lowercase(), *name));
    let operations: Vec<Value> = operations.into_iter().map(|name| json!({"target": context.names.id(name)})).collect();

    let mut out = Map::new();
    out.insert("type".to_owned(), "service".into());
    let version = metadata.required_text("apiVersion")?;
    out.insert("version".to_owned(), version.into());
    out.insert("operations".to_owned(), operations.into());
    context.finish(&mut out, traits);
    Some(out.into())
}

fn authentication(metadata: &Node<'_>, signing_name: &str, traits: &mut Map<String, Value>) {
    let mut schemes = metadata.texts("auth");
    if schemes.is_empty() {
        match metadata.required_text("signatureVersion") {
            Some("v4" | "s3" | "s3v4") => schemes.push(ids::SIGV4),
            Some("bearer") => schemes.push(ids::HTTP_BEARER_AUTH),
            Some(other) => metadata.problem(
                format!("signatureVersion `{other}`"),
                "known: v4, s3, s3v4, bearer; older services can't be imported",
            ),
            None => {}
        }
    }
    for scheme in &schemes {
        let value = match *scheme {
            ids::SIGV4 | ids::SIGV4A => json!({"name": signing_name}),
            ids::HTTP_BEARER_AUTH => json!({}),
            other => {
                metadata.problem(
                    format!("unknown authentication scheme `{other}`"),
                    "known: aws.auth#sigv4, aws.auth#sigv4a, smithy.api#httpBearerAuth",
                );
                continue;
            }
        };
        traits.insert((*scheme).to_owned(), value);
    }
    if schemes.len() > 1 {
        traits.insert(ids::AUTH.to_owned(), json!(schemes));
    }
}

/// The value as it is, or without the `documentation` of its parameters.
// Recursion is bounded: serde_json reads nothing deeper than 128.
fn with_docs(context: &Context<'_>, value: &Value) -> Value {
    match value {
        _ if context.docs => value.clone(),
        Value::Object(map) => map
            .iter()
            .filter(|(key, value)| *key != "documentation" || !value.is_string())
            .map(|(key, value)| (key.clone(), with_docs(context, value)))
            .collect::<Map<_, _>>()
            .into(),
        Value::Array(list) => list.iter().map(|value| with_docs(context, value)).collect(),
        other => other.clone(),
    }
}
