use serde_json::{Map, Value, json};
use tinsmith_codegen::traits::ids;

use super::context::Context;
use super::dialect;
use super::node::Node;

/// The Smithy shape of an operation, without pagination and waiters.
pub(super) fn operation(context: &Context<'_>, name: &str, operation: &Node<'_>) -> Option<Value> {
    operation.expect(&dialect::OPERATION);
    let mut traits = Map::new();
    context.describe(operation, &mut traits);
    let input = body(context, name, operation, "input")?;
    let output = body(context, name, operation, "output")?;
    if context.protocol.is_rest()
        && let Some(http) = http(operation)
    {
        traits.insert(ids::HTTP.to_owned(), http);
    }
    authentication(operation, &mut traits);
    endpoint_discovery(operation, &mut traits);
    plain_traits(operation, &mut traits);

    let mut out = Map::new();
    out.insert("type".to_owned(), "operation".into());
    out.insert("input".to_owned(), json!({"target": input}));
    out.insert("output".to_owned(), json!({"target": output}));
    let errors: Vec<Value> = operation
        .list("errors")
        .iter()
        .filter_map(|error| {
            let place = format!("{}.errors", operation.place);
            let error = Node::new(error, place, operation.problems)?;
            error.expect(&dialect::ERROR_REFERENCE);
            Some(json!({"target": context.target(&error)?}))
        })
        .collect();
    if !errors.is_empty() {
        out.insert("errors".to_owned(), errors.into());
    }
    context.finish(&mut out, traits);
    Some(out.into())
}

fn body(context: &Context<'_>, name: &str, operation: &Node<'_>, key: &str) -> Option<String> {
    let Some(body) = operation.child(key) else {
        return Some("smithy.api#Unit".to_owned());
    };
    body.expect(&dialect::BODY);
    if let Some(wrapper) = body.text("resultWrapper")
        && wrapper != format!("{name}Result")
    {
        body.problem(
            format!("the result stands in `{wrapper}`"),
            "Smithy's query protocols always wrap it in the operation's name and `Result`",
        );
    }
    context.target(&body).map(str::to_owned)
}

fn http(operation: &Node<'_>) -> Option<Value> {
    let http = operation.child("http")?;
    http.expect(&dialect::HTTP);
    let uri = http.required_text("requestUri")?;
    let code = http.map.get("responseCode").cloned();
    Some(json!({
        "method": http.required_text("method")?,
        "uri": uri,
        "code": code.unwrap_or_else(|| 200.into()),
    }))
}

/// Where it is not required, requests may go to the service's own endpoint, as they do.
fn endpoint_discovery(operation: &Node<'_>, traits: &mut Map<String, Value>) {
    let Some(discovery) = operation.child("endpointdiscovery") else { return };
    discovery.expect(&dialect::ENDPOINT_DISCOVERY);
    if discovery.flag("required") {
        traits.insert(ids::CLIENT_DISCOVERED_ENDPOINT.to_owned(), json!({"required": true}));
    }
}

fn authentication(operation: &Node<'_>, traits: &mut Map<String, Value>) {
    let mut schemes = operation.texts("auth");
    match operation.text("authtype") {
        None => {}
        Some("none") if schemes.is_empty() => schemes.push(ids::NO_AUTH),
        Some("none") => {}
        Some("v4-unsigned-body") => {
            traits.insert(ids::UNSIGNED_PAYLOAD.to_owned(), json!({}));
        }
        Some(other) => operation.problem(format!("unknown authtype `{other}`"), "known: none, v4-unsigned-body"),
    }
    if schemes.is_empty() {
        return;
    }
    let signed: Vec<&str> = schemes.iter().copied().filter(|scheme| *scheme != ids::NO_AUTH).collect();
    if signed.len() < schemes.len() {
        traits.insert(ids::OPTIONAL_AUTH.to_owned(), json!({}));
    }
    traits.insert(ids::AUTH.to_owned(), json!(signed));
}

fn plain_traits(operation: &Node<'_>, traits: &mut Map<String, Value>) {
    for (key, id) in [
        ("httpChecksumRequired", ids::HTTP_CHECKSUM_REQUIRED),
        ("idempotent", ids::IDEMPOTENT),
        ("readonly", ids::READONLY),
        ("unsignedPayload", ids::UNSIGNED_PAYLOAD),
    ] {
        if operation.flag(key) {
            traits.insert(id.to_owned(), json!({}));
        }
    }
    // These have the same form in both dialects.
    for (key, id) in [
        ("httpChecksum", ids::HTTP_CHECKSUM),
        ("operationContextParams", ids::OPERATION_CONTEXT_PARAMS),
        ("requestcompression", ids::REQUEST_COMPRESSION),
        ("staticContextParams", ids::STATIC_CONTEXT_PARAMS),
    ] {
        if let Some(value) = operation.map.get(key) {
            traits.insert(id.to_owned(), value.clone());
        }
    }
    if let Some(endpoint) = operation.child("endpoint") {
        endpoint.expect(&dialect::ENDPOINT);
        if let Some(prefix) = endpoint.text("hostPrefix") {
            traits.insert(ids::ENDPOINT.to_owned(), json!({"hostPrefix": prefix}));
        }
    }
}
