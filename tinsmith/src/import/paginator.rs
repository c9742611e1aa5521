use serde_json::{Map, Value};

use super::dialect;
use super::node::Node;

/// The `paginated` trait, or none where Smithy can't say what botocore says: with more than one token, or a token
/// that is an expression.
pub(super) fn paginated(paginator: &Node<'_>) -> Option<Value> {
    paginator.expect(&dialect::PAGINATOR);
    let mut out = Map::new();
    for (key, name) in [("input_token", "inputToken"), ("output_token", "outputToken")] {
        let path = paginator.map.get(key).and_then(Value::as_str);
        out.insert(name.to_owned(), path.filter(|path| is_path(path))?.into());
    }
    for (key, name) in [("result_key", "items"), ("limit_key", "pageSize")] {
        let path = paginator.map.get(key).and_then(Value::as_str);
        if let Some(path) = path.filter(|path| is_path(path)) {
            out.insert(name.to_owned(), path.into());
        }
    }
    Some(out.into())
}

fn is_path(path: &str) -> bool {
    !path.is_empty() && path.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '.'))
}
