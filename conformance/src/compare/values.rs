//! JSON values compared by content.

use serde_json::Value;

use crate::Difference;

/// Every place in which two values differ. Numbers are equal when their values are.
pub fn differences(what: &str, expected: &Value, actual: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    compare(what, Some(expected), Some(actual), true, &mut found);
    found
}

/// Every place of `expected` that `actual` lacks or has another value in. A member that is null may be absent.
pub fn missing(what: &str, expected: &Value, actual: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    compare(what, Some(expected), Some(actual), false, &mut found);
    found
}

fn compare(
    path: &str,
    expected: Option<&Value>,
    actual: Option<&Value>,
    exactly: bool,
    differences: &mut Vec<Difference>,
) {
    match (expected, actual) {
        (Some(Value::Object(left)), Some(Value::Object(right))) => {
            for (name, value) in left.iter().filter(|(_, value)| exactly || !value.is_null()) {
                compare(&format!("{path}.{name}"), Some(value), right.get(name), exactly, differences);
            }
            for (name, value) in right.iter().filter(|(name, _)| exactly && !left.contains_key(*name)) {
                compare(&format!("{path}.{name}"), None, Some(value), exactly, differences);
            }
        }
        (Some(Value::Array(left)), Some(Value::Array(right))) => {
            for index in 0..left.len().max(right.len()) {
                compare(&format!("{path}[{index}]"), left.get(index), right.get(index), exactly, differences);
            }
        }
        (Some(Value::Number(left)), Some(Value::Number(right)))
            if left == right || (!(left.is_f64() && right.is_f64()) && same_number(left, right)) => {}
        // A number too large for the types of JSON is written as its digits.
        (Some(Value::Number(left)), Some(Value::String(right))) if left.to_string() == *right => {}
        (left, right) if left == right => {}
        (left, right) => {
            let shown =
                |value: Option<&Value>| value.map_or_else(|| "nothing is there".to_owned(), ToString::to_string);
            differences.push(Difference { what: path.to_owned(), expected: shown(left), actual: shown(right) });
        }
    }
}

/// `1` and `1.0`; integers beyond a double's precision are only equal to themselves.
fn same_number(left: &serde_json::Number, right: &serde_json::Number) -> bool {
    if left.is_f64() || right.is_f64() { left.as_f64() == right.as_f64() } else { left == right }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn equal_content_is_equal() {
        let left = json!({"a": 1, "b": [1.0, null, {"c": "NaN"}]});
        let right = json!({"b": [1, null, {"c": "NaN"}], "a": 1.0});
        assert_eq!(differences("body", &left, &right), []);
    }

    #[test]
    fn every_place_that_differs_is_named() {
        let left = json!({"a": 1, "b": [1, 2], "c": 9_007_199_254_740_993_u64});
        let right = json!({"b": [1, 3, 4], "c": 9_007_199_254_740_992_u64, "d": null});
        let places: Vec<String> =
            differences("body", &left, &right).into_iter().map(|difference| difference.what).collect();
        assert_eq!(places, ["body.a", "body.b[1]", "body.b[2]", "body.c", "body.d"]);
    }

    #[test]
    fn what_is_more_than_expected_is_not_missing() {
        assert_eq!(missing("output", &json!({"a": 1, "b": null}), &json!({"a": 1, "c": 2})), []);
        assert_eq!(missing("output", &json!({"a": [1]}), &json!({"a": [1, 2]})).len(), 1);
    }
}
