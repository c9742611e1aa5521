use serde_json::{Map, Value, json};
use tinsmith_codegen::traits::ids;

use super::context::Context;
use super::dialect;
use super::node::Node;

/// The traits of a structure that is an error.
pub(super) fn traits(context: &Context<'_>, name: &str, shape: &Node<'_>, traits: &mut Map<String, Value>) {
    let error = shape.child("error");
    let mut status = None;
    let mut sender = false;
    if let Some(error) = &error {
        error.expect(&dialect::ERROR);
        sender = error.flag("senderFault");
        status = error.map.get("httpStatusCode").and_then(Value::as_u64);
        if let Some(code) = error.text("code") {
            query_code(context, name, error, code, status, traits);
        }
    }
    let server = !sender && (shape.flag("fault") || status.is_some_and(|status| status >= 500));
    let side = if server { "server" } else { "client" };
    traits.insert(ids::ERROR.to_owned(), side.into());
    if let Some(status) = status {
        traits.insert(ids::HTTP_ERROR.to_owned(), status.into());
    }
    if let Some(retryable) = shape.child("retryable") {
        retryable.expect(&dialect::RETRYABLE);
        let value = if retryable.flag("throttling") { json!({"throttling": true}) } else { json!({}) };
        traits.insert(ids::RETRYABLE.to_owned(), value);
    }
}

/// Only the query protocols have codes that differ from the shape's name.
fn query_code(
    context: &Context<'_>,
    name: &str,
    error: &Node<'_>,
    code: &str,
    status: Option<u64>,
    traits: &mut Map<String, Value>,
) {
    if context.query_errors {
        traits
            .insert(ids::AWS_QUERY_ERROR.to_owned(), json!({"code": code, "httpResponseCode": status.unwrap_or(400)}));
    } else if code != name {
        error.problem(
            format!("the error's code `{code}` differs from its shape's name"),
            "this protocol finds an error by the name of its shape; name the shape so in an overlay",
        );
    }
}
