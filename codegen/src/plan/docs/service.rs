//! The service as a whole.

use serde_json::Value;

use super::of_traits;
use crate::docs::to_markdown;
use crate::model::Shape;
use crate::traits::ids;

/// What the service is.
pub fn service(shape: &Shape, sdk_id: &str, version: &str) -> Vec<String> {
    let lines = of_traits(&shape.traits);
    if !lines.is_empty() {
        return lines;
    }
    let title = shape.traits.get(ids::TITLE).and_then(Value::as_str).unwrap_or(sdk_id);
    to_markdown(&format!("{title}, version {version}."))
}
