//! Shapes that every model may refer to: <https://smithy.io/2.0/spec/model.html#prelude>.

use serde_json::{Value, json};

use crate::model::{Body, Model, Shape, ShapeId, Simple, Traits};
use crate::traits::ids;

/// Adds the prelude's simple shapes; primitives with the default that makes them so.
pub(super) fn insert(model: &mut Model) {
    let boxed = [
        ("Blob", Simple::Blob),
        ("Boolean", Simple::Boolean),
        ("String", Simple::String),
        ("Byte", Simple::Byte),
        ("Short", Simple::Short),
        ("Integer", Simple::Integer),
        ("Long", Simple::Long),
        ("Float", Simple::Float),
        ("Double", Simple::Double),
        ("BigInteger", Simple::BigInteger),
        ("BigDecimal", Simple::BigDecimal),
        ("Timestamp", Simple::Timestamp),
        ("Document", Simple::Document),
    ];
    let primitive = [
        ("PrimitiveBoolean", Simple::Boolean, json!(false)),
        ("PrimitiveByte", Simple::Byte, json!(0)),
        ("PrimitiveShort", Simple::Short, json!(0)),
        ("PrimitiveInteger", Simple::Integer, json!(0)),
        ("PrimitiveLong", Simple::Long, json!(0)),
        ("PrimitiveFloat", Simple::Float, json!(0)),
        ("PrimitiveDouble", Simple::Double, json!(0)),
    ];
    for (name, kind) in boxed {
        add(model, name, kind, None);
    }
    for (name, kind, default) in primitive {
        add(model, name, kind, Some(default));
    }
}

fn add(model: &mut Model, name: &str, kind: Simple, default: Option<Value>) {
    let traits: Traits = default.map(|value| (ids::DEFAULT.to_owned(), value)).into_iter().collect();
    let shape = Shape { body: Body::Simple(kind), traits, mixins: Vec::new() };
    model.shapes.entry(ShapeId::prelude(name)).or_insert(shape);
}
