//! `smithy.api#deprecated`.

use serde_json::Value;

use crate::model::Traits;
use crate::traits::ids;

/// What the trait says.
pub fn deprecated(traits: &Traits) -> Option<String> {
    let value = traits.get(ids::DEPRECATED)?;
    let text = |name| value.get(name).and_then(Value::as_str);
    Some(match (text("since"), text("message")) {
        (Some(since), Some(message)) => format!("{message} (since {since})"),
        (Some(since), None) => format!("deprecated since {since}"),
        (None, Some(message)) => message.to_owned(),
        (None, None) => "deprecated by the service".to_owned(),
    })
}
