use serde_json::Value;

/// What botocore says of one service, as parsed JSON.
#[derive(Debug, Clone)]
pub struct ServiceFiles {
    /// botocore's folder of the service, such as `sts`: the namespace is `com.amazonaws.` and this name.
    pub name: String,
    /// `service-2.json`.
    pub service: Value,
    /// `service-2.sdk-extras.json`.
    pub service_extras: Option<Value>,
    /// `paginators-1.json`.
    pub paginators: Option<Value>,
    /// `paginators-1.sdk-extras.json`.
    pub paginators_extras: Option<Value>,
    /// `waiters-2.json`.
    pub waiters: Option<Value>,
    /// `endpoint-rule-set-1.json`.
    pub endpoint_rules: Option<Value>,
}

/// Merges the `merge` object of an sdk-extras file into the file it belongs to, objects key by key.
pub(super) fn with_extras(mut base: Value, extras: Option<&Value>) -> Value {
    if let Some(merge) = extras.and_then(|extras| extras.get("merge")) {
        deep_merge(&mut base, merge);
    }
    base
}

// Recursion ends where the extras do: serde_json bounds their depth at 128.
fn deep_merge(base: &mut Value, extra: &Value) {
    match (base, extra) {
        (Value::Object(base), Value::Object(extra)) => {
            for (key, value) in extra {
                deep_merge(base.entry(key.clone()).or_insert(Value::Null), value);
            }
        }
        (base, extra) => *base = extra.clone(),
    }
}
