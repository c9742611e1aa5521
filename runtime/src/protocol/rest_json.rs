//! [restJson1](https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html): HTTP bindings, and JSON in the body.

use super::{json_error, rest};
use crate::codec::DocumentCodec;
use crate::codec::json::{self, JsonSettings};
use crate::schema::Protocol;

/// Of the members of an input or output, only those that are bound to nothing stand in the body.
const BODY: JsonSettings = JsonSettings::DEFAULT.all_members(false);

const JSON: DocumentCodec = DocumentCodec {
    content_type: "application/json",
    empty: b"{}",
    write_body: |input, out| json::write_structure(input, BODY, out),
    write_value: |member, view, out| json::write_value(member, view, JsonSettings::DEFAULT, out),
    read_body: |bytes, structure| json::read_structure(bytes, BODY, structure),
    read_member: |bytes, structure, index| {
        json::read_member(bytes, JsonSettings::DEFAULT, structure, index).map(Option::unwrap_or_default)
    },
};

pub(super) const PROTOCOL: Protocol = Protocol {
    id: "aws.protocols#restJson1",
    http_bindings: true,
    features: &[],
    expected: "a JSON object",
    request: |operation, input| rest::request(&JSON, operation, input),
    get_request: None,
    is_format: json_error::is_format,
    is_error: json_error::is_error,
    response: |_operation, response, output| rest::response(&JSON, response, output, json_error::is_format),
    error: json_error::read,
    exception: |response, exception| rest::members(&JSON, response, exception),
};
