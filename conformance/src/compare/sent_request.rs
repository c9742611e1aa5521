//! What a client sent, as the driver tells it.

use http::Uri;
use serde_json::Value;

use crate::Difference;

/// A request.
#[derive(Debug)]
pub struct SentRequest<'a> {
    pub method: &'a str,
    pub uri: Uri,
    pub headers: Vec<(&'a str, &'a str)>,
    pub body: Vec<u8>,
}

impl<'a> SentRequest<'a> {
    /// Takes the request out of an outcome; without one, the difference that this is.
    pub fn of(outcome: &'a Value) -> Result<Self, Difference> {
        let read = || {
            let request = outcome.get("request")?;
            let text = |value: &'a Value| value.as_str();
            let pair = |pair: &'a Value| Some((text(pair.get(0)?)?, text(pair.get(1)?)?));
            let byte = |byte: &Value| byte.as_u64().and_then(|byte| u8::try_from(byte).ok());
            Some(Self {
                method: text(request.get("method")?)?,
                uri: text(request.get("url")?)?.parse().ok()?,
                headers: request.get("headers")?.as_array()?.iter().filter_map(pair).collect(),
                body: request.get("body")?.as_array()?.iter().filter_map(byte).collect(),
            })
        };
        read().ok_or_else(|| Difference {
            what: "result".to_owned(),
            expected: "a request".to_owned(),
            actual: outcome.get("error").unwrap_or(outcome).to_string(),
        })
    }

    /// The values of a header, joined as a list; `Host` is in the URI.
    pub fn header(&self, name: &str) -> Option<String> {
        if name.eq_ignore_ascii_case("host") {
            return self.uri.authority().map(ToString::to_string);
        }
        let values: Vec<&str> = self
            .headers
            .iter()
            .filter(|(other, _)| other.eq_ignore_ascii_case(name))
            .map(|(_, value)| *value)
            .collect();
        (!values.is_empty()).then(|| values.join(", "))
    }

    /// The path as it is encoded.
    pub fn path(&self) -> &str {
        self.uri.path()
    }

    /// The pieces of the query between its ampersands, as they are encoded.
    pub fn query(&self) -> Vec<&str> {
        let query = self.uri.query().unwrap_or_default();
        query.split('&').filter(|piece| !piece.is_empty()).collect()
    }
}
