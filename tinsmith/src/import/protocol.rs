use serde_json::{Map, Value, json};
use tinsmith_codegen::traits::ids;

use super::dialect;
use super::node::Node;

/// How values stand on the wire, as far as names of members depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Protocol {
    /// awsJson and CBOR: a member's name is its wire name.
    Plain,
    RestJson,
    RestXml,
    Query,
    Ec2,
}

impl Protocol {
    pub(super) fn is_rest(self) -> bool {
        matches!(self, Protocol::RestJson | Protocol::RestXml)
    }

    pub(super) fn is_xml(self) -> bool {
        matches!(self, Protocol::RestXml | Protocol::Query | Protocol::Ec2)
    }
}

/// Puts a trait for each protocol of the service and returns the one botocore prefers.
pub(super) fn protocol(metadata: &Node<'_>, traits: &mut Map<String, Value>) -> Protocol {
    let preferred = metadata.required_text("protocol").unwrap_or_default();
    let mut names = metadata.texts("protocols");
    if !names.contains(&preferred) {
        names.push(preferred);
    }
    for name in names {
        let id = match name {
            "query" => ids::AWS_QUERY,
            "ec2" => ids::EC2_QUERY,
            "json" if metadata.text("jsonVersion") == Some("1.1") => ids::AWS_JSON_1_1,
            "json" => ids::AWS_JSON_1_0,
            "rest-json" => ids::REST_JSON_1,
            "rest-xml" => ids::REST_XML,
            "smithy-rpc-v2-cbor" => ids::RPC_V2_CBOR,
            _ => {
                metadata.problem(
                    format!("unknown protocol `{name}`"),
                    "known: query, ec2, json, rest-json, rest-xml, smithy-rpc-v2-cbor",
                );
                continue;
            }
        };
        traits.insert(id.to_owned(), settings(metadata, id));
    }
    if metadata.map.contains_key("awsQueryCompatible") {
        traits.insert(ids::AWS_QUERY_COMPATIBLE.to_owned(), json!({}));
    }
    match preferred {
        "rest-json" => Protocol::RestJson,
        "rest-xml" => Protocol::RestXml,
        "query" => Protocol::Query,
        "ec2" => Protocol::Ec2,
        _ => Protocol::Plain,
    }
}

/// The HTTP versions, which only the protocols with event streams can state.
fn settings(metadata: &Node<'_>, id: &str) -> Value {
    let can_state = !matches!(id, ids::AWS_QUERY | ids::EC2_QUERY);
    let Some(settings) = metadata.child("protocolSettings").filter(|_| can_state) else {
        return json!({});
    };
    settings.expect(&dialect::PROTOCOL_SETTINGS);
    match settings.text("h2") {
        Some("eventstream") => json!({"eventStreamHttp": ["h2"]}),
        Some("optional") => json!({"http": ["http/1.1", "h2"]}),
        Some("required") => json!({"http": ["h2"]}),
        Some(other) => {
            settings.problem(format!("unknown value `{other}` of `h2`"), "known: eventstream, optional, required");
            json!({})
        }
        None => json!({}),
    }
}
