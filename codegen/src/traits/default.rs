//! Values of `smithy.api#default`.

use base64::Engine as _;
use serde_json::Value;

use super::ids;
use crate::model::{Body, Member, Model, Simple};
use crate::names::{Ident, Names, variant_name};

/// What a member begins as.
#[derive(Clone, Debug, PartialEq)]
pub enum DefaultValue {
    /// The zero of its type.
    Empty,
    Boolean(bool),
    Integer(i64),
    Float(f64),
    String(String),
    Blob(Vec<u8>),
    /// Seconds since the epoch.
    Timestamp(i64),
    /// A variant of an enum.
    Variant(Ident, Ident),
    Document(Value),
}

/// The default of a member, where its shape can have that one. `None` where it cannot; `check` reports it.
pub fn default_value(model: &Model, names: &Names, member: &Member, value: &Value) -> Option<DefaultValue> {
    let target = model.shapes.get(&member.target)?;
    Some(match &target.body {
        Body::Simple(simple) => return simple_default(*simple, value),
        Body::Enum(values) | Body::IntEnum(values) => {
            let variant = values.iter().find(|candidate| enum_value(candidate) == *value)?;
            DefaultValue::Variant(names.of(&member.target), variant_name(&variant.name))
        }
        Body::List(_) if value.as_array().is_some_and(Vec::is_empty) => DefaultValue::Empty,
        Body::Map(..) if value.as_object().is_some_and(serde_json::Map::is_empty) => DefaultValue::Empty,
        _ => return None,
    })
}

fn simple_default(simple: Simple, value: &Value) -> Option<DefaultValue> {
    Some(match simple {
        Simple::Boolean => DefaultValue::Boolean(value.as_bool()?),
        Simple::String => DefaultValue::String(value.as_str()?.to_owned()),
        Simple::Byte | Simple::Short | Simple::Integer | Simple::Long => {
            let integer = value.as_i64()?;
            let fits = match simple {
                Simple::Byte => i8::try_from(integer).is_ok(),
                Simple::Short => i16::try_from(integer).is_ok(),
                Simple::Integer => i32::try_from(integer).is_ok(),
                _ => true,
            };
            fits.then_some(DefaultValue::Integer(integer))?
        }
        Simple::Float | Simple::Double => DefaultValue::Float(value.as_f64()?),
        Simple::Blob => {
            let text = value.as_str()?;
            DefaultValue::Blob(base64::engine::general_purpose::STANDARD.decode(text).ok()?)
        }
        Simple::Timestamp => DefaultValue::Timestamp(value.as_i64()?),
        Simple::Document => DefaultValue::Document(value.clone()),
        Simple::BigInteger | Simple::BigDecimal => (value.as_i64()? == 0).then_some(DefaultValue::Empty)?,
    })
}

/// The value of an enum's member on the wire.
pub fn enum_value(member: &Member) -> Value {
    member.traits.get(ids::ENUM_VALUE).cloned().unwrap_or_else(|| Value::from(member.name.as_str()))
}
