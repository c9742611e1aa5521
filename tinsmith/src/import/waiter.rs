use serde_json::{Map, Value, json};

use super::dialect;
use super::node::Node;
use super::problem::NEWER;

/// Smithy's default for the longest wait between two tries, in seconds.
const DEFAULT_MAX_DELAY: u64 = 120;

/// One entry of `smithy.waiters#waitable`. `errors_with` gives the names of the operation's errors of an HTTP status.
pub(super) fn waiter(waiter: &Node<'_>, errors_with: impl Fn(u64) -> Vec<String>) -> Option<Value> {
    waiter.expect(&dialect::WAITER);
    let mut acceptors = Vec::new();
    for value in waiter.list("acceptors") {
        let place = format!("{}.acceptors", waiter.place);
        let acceptor = Node::new(value, place, waiter.problems)?;
        acceptor.expect(&dialect::ACCEPTOR);
        let state = acceptor.required_text("state")?;
        for matcher in matchers(&acceptor, &errors_with)? {
            acceptors.push(json!({"state": state, "matcher": matcher}));
        }
    }
    let mut out = Map::new();
    out.insert("acceptors".to_owned(), acceptors.into());
    if let Some(delay) = waiter.map.get("delay").and_then(Value::as_u64) {
        out.insert("minDelay".to_owned(), delay.into());
        if delay > DEFAULT_MAX_DELAY {
            out.insert("maxDelay".to_owned(), delay.into());
        }
    }
    Some(out.into())
}

fn matchers(acceptor: &Node<'_>, errors_with: &impl Fn(u64) -> Vec<String>) -> Option<Vec<Value>> {
    let expected = acceptor.map.get("expected")?;
    let matcher = acceptor.required_text("matcher")?;
    match (matcher, expected) {
        ("path", Value::String(text)) => output(acceptor, text, "stringEquals"),
        ("path", Value::Bool(flag)) => output(acceptor, &flag.to_string(), "booleanEquals"),
        ("pathAll", Value::String(text)) => output(acceptor, text, "allStringEquals"),
        ("pathAny", Value::String(text)) => output(acceptor, text, "anyStringEquals"),
        ("error", Value::String(code)) => Some(vec![json!({"errorType": code})]),
        ("error", Value::Bool(failed)) => Some(vec![json!({"success": !failed})]),
        ("status", Value::Number(status)) => match status.as_u64()? {
            200..=299 => Some(vec![json!({"success": true})]),
            404 if errors_with(404).is_empty() => Some(vec![json!({"errorType": "NotFound"})]),
            // Smithy sees names of errors, not statuses: one that no error has is left out, as S3's bare 301 and 403.
            status => {
                let errors = errors_with(status).into_iter();
                Some(errors.map(|name| json!({"errorType": name})).collect())
            }
        },
        ("pathAll", Value::Bool(flag)) => {
            // Smithy compares all elements with strings only.
            let path = acceptor.required_text("argument")?;
            let filter = format!("length({path}) > `0` && !contains({path}, `{}`)", !flag);
            output_of(&filter, "true", "booleanEquals")
        }
        _ => unknown(acceptor),
    }
}

fn output(acceptor: &Node<'_>, expected: &str, comparator: &str) -> Option<Vec<Value>> {
    output_of(acceptor.required_text("argument")?, expected, comparator)
}

fn output_of(path: &str, expected: &str, comparator: &str) -> Option<Vec<Value>> {
    Some(vec![json!({
        "output": {"path": path, "expected": expected, "comparator": comparator},
    })])
}

fn unknown(acceptor: &Node<'_>) -> Option<Vec<Value>> {
    acceptor.problem("Smithy has no matcher that says this", NEWER);
    None
}
