//! What the JSON AST has room for, and what is given in its place.

use serde_json::{Map, Value};

/// The properties of a type of shape, beside `type`, `traits` and `mixins`, which all have. `None` for what is no type.
pub fn properties(of: &str) -> Option<&'static [&'static str]> {
    Some(match of {
        "blob" | "boolean" | "string" | "byte" | "short" | "integer" | "long" | "float" | "double" | "bigInteger"
        | "bigDecimal" | "timestamp" | "document" | "apply" => &[],
        "list" | "set" => &["member"],
        "map" => &["key", "value"],
        "structure" | "union" | "enum" | "intEnum" => &["members"],
        "service" => &["version", "operations", "resources", "errors", "rename"],
        "resource" => &[
            "identifiers",
            "properties",
            "put",
            "create",
            "read",
            "update",
            "delete",
            "list",
            "operations",
            "collectionOperations",
            "resources",
        ],
        "operation" => &["input", "output", "errors"],
        _ => return None,
    })
}

/// What a JSON object is that says nothing of Smithy, and what to do with it; `None` where it may be a model with faults.
pub fn instead_of_a_model(root: &Map<String, Value>) -> Option<(&'static str, &'static str)> {
    if root.contains_key("smithy") {
        return None;
    }
    let metadata = root.get("metadata").and_then(Value::as_object);
    if metadata.is_some_and(|metadata| metadata.contains_key("endpointPrefix") || metadata.contains_key("protocol")) {
        let hint = "`models import` makes a Smithy model of it: give it the folder of botocore's data, or the wheel";
        return Some(("it is an API description of botocore, not a Smithy model", hint));
    }
    if root.contains_key("shapes") {
        return None;
    }
    let hint = "give a JSON AST, with `smithy` and `shapes`: `smithy ast FILES` writes one";
    Some(("it is JSON, but not a Smithy model", hint))
}
