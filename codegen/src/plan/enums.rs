//! Enums of strings and integers.

use serde_json::Value;

use super::context::Context;
use super::deprecation::deprecated;
use super::docs;
use crate::model::{Member, Shape, ShapeId};
use crate::names::{Ident, variant_name};
use crate::traits::default::enum_value;

/// An enum of strings or integers.
#[derive(Debug)]
pub struct EnumPlan {
    /// The Rust type.
    pub name: Ident,
    /// Lines of documentation.
    pub docs: Vec<String>,
    /// Its values, in the order of the model.
    pub values: Vec<EnumValuePlan>,
    /// `smithy.api#deprecated`, with what it says.
    pub deprecated: Option<String>,
}

/// A value of an enum.
#[derive(Debug)]
pub struct EnumValuePlan {
    /// The Rust variant.
    pub name: Ident,
    /// The value on the wire: a string, or an integer.
    pub value: Value,
    /// Lines of documentation.
    pub docs: Vec<String>,
    /// `smithy.api#deprecated`, with what it says.
    pub deprecated: Option<String>,
}

/// Lowers an enum.
pub fn enumeration(
    context: &Context<'_>,
    id: &ShapeId,
    shape: &Shape,
    members: &[Member],
    docs: Vec<String>,
) -> EnumPlan {
    EnumPlan {
        name: context.names.of(id),
        docs,
        values: members.iter().map(value).collect(),
        deprecated: deprecated(&shape.traits),
    }
}

fn value(member: &Member) -> EnumValuePlan {
    EnumValuePlan {
        name: variant_name(&member.name),
        value: enum_value(member),
        docs: docs::value(member),
        deprecated: deprecated(&member.traits),
    }
}
