//! Members of a shape as the JSON of test cases: the conventions of `params_reader`.

use serde_json::{Map, Value as Json, json};
use tinsmith_runtime::Structure;
use tinsmith_runtime::timestamp::Timestamp;
use tinsmith_runtime::types::Document;
use tinsmith_runtime::value::View;

/// All members that are there.
///
/// # Errors
///
/// A kind of value that is not known here: to pass over it would be to compare less than there is.
pub fn write(structure: &dyn Structure) -> Result<Json, String> {
    let mut members = Map::new();
    if let Some(name) = structure.unknown_member() {
        members.insert("$unknown".to_owned(), name.into());
    }
    for (index, member) in structure.schema().members.iter().enumerate() {
        let view = structure.member(index).unwrap_or(View::Absent);
        if !matches!(view, View::Absent) {
            let written = write_view(view).map_err(|error| format!("{}: {error}", member.name))?;
            members.insert(member.name.to_owned(), written);
        }
    }
    Ok(Json::Object(members))
}

fn write_view(view: View<'_>) -> Result<Json, String> {
    Ok(match view {
        View::Absent => Json::Null,
        View::Boolean(value) => value.into(),
        View::Integer(value) => value.into(),
        // The shortest digits that give the same float, not those of the double that it widens to.
        View::Float(value) => float(value.to_string().parse().unwrap_or(f64::NAN)),
        View::Double(value) => float(value),
        View::BigNumber(digits) => serde_json::from_str::<i64>(digits).map_or_else(|_| digits.into(), Json::from),
        View::String(text) => text.into(),
        View::Blob(blob) => blob_text(blob),
        View::Stream(stream) => {
            blob_text(stream.as_bytes().ok_or("a stream of more than the bytes that were recorded")?)
        }
        View::Timestamp(timestamp) => seconds(timestamp),
        View::Document(document) => write_document(document)?,
        View::List(list) => {
            let elements = (0..list.length()).filter_map(|index| list.element(index));
            elements.map(|element| write_view(element.view())).collect::<Result<_, _>>()?
        }
        View::Map(map) => {
            let entries = map.entries().into_iter();
            let entries = entries.map(|(key, value)| Ok((key.to_owned(), write_view(value.view())?)));
            Json::Object(entries.collect::<Result<_, String>>()?)
        }
        View::Structure(structure) => write(structure)?,
        _ => return Err("a kind of value that this command does not know".to_owned()),
    })
}

fn blob_text(bytes: &[u8]) -> Json {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => json!({ "bytes": bytes }),
    }
}

fn float(value: f64) -> Json {
    match value {
        value if value.is_nan() => "NaN".into(),
        f64::INFINITY => "Infinity".into(),
        f64::NEG_INFINITY => "-Infinity".into(),
        value => value.into(),
    }
}

fn seconds(timestamp: Timestamp) -> Json {
    let (seconds, nanos) = (timestamp.seconds(), timestamp.nanos());
    if nanos == 0 {
        return seconds.into();
    }
    let (seconds, nanos) = if seconds < 0 { (seconds + 1, 1_000_000_000 - nanos) } else { (seconds, nanos) };
    let sign = if seconds == 0 && timestamp.seconds() < 0 { "-" } else { "" };
    float(format!("{sign}{seconds}.{nanos:09}").parse().unwrap_or(f64::NAN))
}

fn write_document(document: &Document) -> Result<Json, String> {
    Ok(match document {
        Document::Null => Json::Null,
        Document::Boolean(value) => (*value).into(),
        Document::Number(number) => match (number.as_u64(), number.as_i64()) {
            (Some(integer), _) => integer.into(),
            (None, Some(integer)) => integer.into(),
            (None, None) => float(number.as_f64()),
        },
        Document::String(text) => text.as_str().into(),
        Document::Array(elements) => elements.iter().map(write_document).collect::<Result<_, _>>()?,
        Document::Object(entries) => {
            let entries = entries.iter().map(|(key, value)| Ok((key.to_owned(), write_document(value)?)));
            Json::Object(entries.collect::<Result<_, String>>()?)
        }
        _ => return Err("a kind of document that this command does not know".to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::super::params_reader::timestamp;
    use super::*;

    #[test]
    fn timestamps_are_read_and_written_alike() {
        for text in ["0", "1", "-1", "1700000000.25", "-0.5", "-1.5", "0.000000001"] {
            let json: Json = serde_json::from_str(text).unwrap();
            let read = json.as_number().and_then(timestamp).unwrap();
            assert_eq!(seconds(read).to_string(), json.to_string());
        }
        let half_before = timestamp(&serde_json::from_str("-0.5").unwrap()).unwrap();
        assert_eq!((half_before.seconds(), half_before.nanos()), (-1, 500_000_000));
    }
}
