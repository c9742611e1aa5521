//! Values of the traits that are honoured, or refused by what they say.

use serde_json::Value;

use super::places::{shown, trait_places};
use crate::model::Model;
use crate::problem::{Problem, Problems};
use crate::select::Selection;
use crate::traits::ids;

/// Reports trait values that are not what Smithy says. `http`, `default`, `enumValue` and the traits of endpoints, which
/// depend on what stands around them, are checked with their subjects.
pub fn check_values(model: &Model, selection: &Selection, problems: &mut Problems) {
    for (place, traits) in trait_places(model, selection) {
        for (trait_id, value) in traits {
            if let Err(expected) = check_value(trait_id, value) {
                let reason = format!("its value {} is not {expected}", shown(value));
                let hint = "correct it in the model, or with an `apply` entry of an overlay";
                problems.push(Problem::new(&place, reason, hint).about_trait(trait_id));
            }
        }
    }
}

type Checked = Result<(), &'static str>;

fn check_value(trait_id: &str, value: &Value) -> Checked {
    match trait_id {
        ids::DOCUMENTATION | ids::TITLE | ids::PATTERN | ids::SUMMARY => text(value),
        ids::HTTP_HEADER => header(value),
        ids::HTTP_PREFIX_HEADERS if value == "" => Ok(()),
        ids::HTTP_PREFIX_HEADERS => header(value),
        ids::HTTP_QUERY | ids::JSON_NAME => name(value),
        ids::MEDIA_TYPE => printable(value),
        ids::XML_NAME => xml_name(value),
        ids::XML_NAMESPACE => xml_namespace(value),
        ids::TIMESTAMP_FORMAT => {
            one_of(value, &["date-time", "http-date", "epoch-seconds"], "`date-time`, `http-date` or `epoch-seconds`")
        }
        ids::ERROR => one_of(value, &["client", "server"], "`client` or `server`"),
        ids::LENGTH => length(value),
        ids::RANGE => range(value),
        ids::DEPRECATED => optional(
            value,
            &["message", "since"],
            Value::is_string,
            "an object whose `message` and `since` are strings",
        ),
        ids::RETRYABLE => {
            optional(value, &["throttling"], Value::is_boolean, "an object whose `throttling` is true or false")
        }
        ids::HTTP_CHECKSUM => http_checksum(value),
        ids::CLIENT_DISCOVERED_ENDPOINT => {
            required(value, "required", Value::is_boolean, "an object whose `required` is true or false")
        }
        ids::AUTH => texts(Some(value), "a list of the ids of authentication schemes"),
        ids::REQUEST_COMPRESSION => texts(value.get("encodings"), "an object whose `encodings` are a list of strings"),
        ids::ENDPOINT => required(value, "hostPrefix", is_printable, "an object with the string `hostPrefix`"),
        ids::SIGV4 => required(value, "name", is_printable, "an object with the string `name`"),
        ids::SERVICE => service(value),
        ids::AWS_QUERY_ERROR => {
            required(value, "code", is_code, "an object whose `code` is of letters, digits, `.`, `_` and `-`")
        }
        ids::CLIENT_OPTIONAL
        | ids::HOST_LABEL
        | ids::HTTP_BASIC_AUTH
        | ids::HTTP_BEARER_AUTH
        | ids::HTTP_CHECKSUM_REQUIRED
        | ids::HTTP_LABEL
        | ids::HTTP_PAYLOAD
        | ids::HTTP_QUERY_PARAMS
        | ids::HTTP_RESPONSE_CODE
        | ids::IDEMPOTENCY_TOKEN
        | ids::OPTIONAL_AUTH
        | ids::REQUIRED
        | ids::REQUIRES_LENGTH
        | ids::SENSITIVE
        | ids::SPARSE
        | ids::STREAMING
        | ids::XML_ATTRIBUTE
        | ids::XML_FLATTENED
        | ids::UNSIGNED_PAYLOAD => expect(value.is_object() || *value == Value::Bool(true), "an empty object"),
        _ => Ok(()),
    }
}

fn expect(holds: bool, expected: &'static str) -> Checked {
    if holds { Ok(()) } else { Err(expected) }
}

fn text(value: &Value) -> Checked {
    expect(value.is_string(), "a string")
}

fn name(value: &Value) -> Checked {
    expect(
        value.as_str().is_some_and(|text| !text.is_empty() && !text.contains(char::is_control)),
        "a name in a string",
    )
}

fn printable(value: &Value) -> Checked {
    expect(is_printable(value), "a string of visible ASCII characters")
}

fn is_printable(value: &Value) -> bool {
    value
        .as_str()
        .is_some_and(|text| !text.is_empty() && text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()))
}

/// Codes of errors are compared with what stands in a header or a body, and shown in documentation.
fn is_code(value: &Value) -> bool {
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || b"._-:#".contains(&byte);
    value.as_str().is_some_and(|text| !text.is_empty() && text.bytes().all(legal))
}

fn header(value: &Value) -> Checked {
    expect(value.as_str().is_some_and(is_token), "the name of a header in a string")
}

/// `token` of RFC 9110.
pub(super) fn is_token(text: &str) -> bool {
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(legal)
}

fn is_xml_name(text: &str) -> bool {
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
    let part = |part: &str| part.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && part.bytes().all(legal);
    match text.split_once(':') {
        Some((prefix, name)) => part(prefix) && part(name),
        None => part(text),
    }
}

fn xml_name(value: &Value) -> Checked {
    expect(value.as_str().is_some_and(is_xml_name), "the name of an XML element in a string")
}

fn xml_namespace(value: &Value) -> Checked {
    let prefix = value.get("prefix");
    let legal = is_printable(value.get("uri").unwrap_or(&Value::Null))
        && prefix.is_none_or(|prefix| prefix.as_str().is_some_and(is_xml_name));
    expect(legal, "an object with the string `uri` and, if need be, the name `prefix`")
}

fn one_of(value: &Value, known: &[&str], expected: &'static str) -> Checked {
    expect(value.as_str().is_some_and(|text| known.contains(&text)), expected)
}

fn length(value: &Value) -> Checked {
    const EXPECTED: &str = "an object with the integers `min`, `max` or both, of which `min` is not the greater";
    let bound = |name| value.get(name).map(Value::as_u64);
    match (bound("min"), bound("max")) {
        (Some(Some(min)), Some(Some(max))) => expect(min <= max, EXPECTED),
        (Some(Some(_)), None) | (None, Some(Some(_))) => Ok(()),
        _ => Err(EXPECTED),
    }
}

fn range(value: &Value) -> Checked {
    const EXPECTED: &str = "an object with the numbers `min`, `max` or both, of which `min` is not the greater";
    let bound = |name| value.get(name).map(Value::as_f64);
    match (bound("min"), bound("max")) {
        (Some(Some(min)), Some(Some(max))) => expect(min <= max, EXPECTED),
        (Some(Some(_)), None) | (None, Some(Some(_))) => Ok(()),
        _ => Err(EXPECTED),
    }
}

fn texts(value: Option<&Value>, expected: &'static str) -> Checked {
    expect(value.and_then(Value::as_array).is_some_and(|list| list.iter().all(Value::is_string)), expected)
}

/// An object; those of its entries that are named must be of a kind.
fn optional(value: &Value, names: &[&str], kind: fn(&Value) -> bool, expected: &'static str) -> Checked {
    let legal = |name: &&str| value.get(name).is_none_or(kind);
    expect(value.is_object() && names.iter().all(legal), expected)
}

fn required(value: &Value, name: &str, kind: fn(&Value) -> bool, expected: &'static str) -> Checked {
    expect(value.get(name).is_some_and(kind), expected)
}

fn http_checksum(value: &Value) -> Checked {
    const EXPECTED: &str =
        "an object whose `requestChecksumRequired` is true or false, and `requestAlgorithmMember` a string";
    optional(value, &["requestChecksumRequired"], Value::is_boolean, EXPECTED)?;
    optional(value, &["requestAlgorithmMember"], Value::is_string, EXPECTED)
}

/// `sdkId` and `endpointPrefix` stand in documentation, host names and headers.
fn service(value: &Value) -> Checked {
    let text = |name| value.get(name).map(|value| value.as_str().unwrap_or_default());
    let legal = |text: &str, also: &[u8]| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || also.contains(&byte))
    };
    let sdk_id = text("sdkId").is_none_or(|id| legal(id, b" -_"));
    let prefix = text("endpointPrefix").is_none_or(|prefix| legal(prefix, b"-."));
    expect(
        value.is_object() && sdk_id && prefix,
        "an object whose `sdkId` is of letters, digits and spaces, and whose `endpointPrefix` is part of a host name",
    )
}
