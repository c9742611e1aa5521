//! Members of structures and variants of unions.

use super::context::Context;
use super::deprecation::deprecated;
use super::docs;
use super::member_schema::{MemberSchema, member_schema};
use super::presence::{Presence, presence};
use super::types::{Type, type_of};
use crate::check::Binding;
use crate::model::{Member, Shape};
use crate::names::{Ident, field_name, setter_name, variant_name};
use crate::traits::default::DefaultValue;
use crate::traits::ids;

/// A member of a structure, or a variant of a union.
#[derive(Debug)]
pub struct MemberPlan {
    /// The Rust name: a field's, or a variant's.
    pub name: Ident,
    /// The name of the method that sets or builds it.
    pub method: Ident,
    /// Lines of documentation.
    pub docs: Vec<String>,
    /// The Rust type, without `Option`.
    pub ty: Type,
    /// Whether it may be left out.
    pub presence: Presence,
    /// What the runtime is told of it.
    pub schema: MemberSchema,
    /// `smithy.api#deprecated`, with what it says.
    pub deprecated: Option<String>,
}

/// A member of a structure as a field.
pub fn field(context: &Context<'_>, structure: &Shape, member: &Member, binding: &Binding) -> MemberPlan {
    let (model, names) = (context.model, context.names);
    let presence = presence(context, structure, member, binding);
    let ty = type_of(model, names, &member.target);
    let ty = if matches!(presence, Presence::Optional) { ty.boxed() } else { ty };
    let mut schema = member_schema(model, member);
    schema.required = matches!(presence, Presence::Required);
    schema.binding = binding.clone();
    if structure.traits.contains_key(ids::SENSITIVE) {
        schema.sensitive = true;
    }
    MemberPlan {
        name: field_name(&member.name),
        method: setter_name(&member.name),
        docs: docs::member(model, member, &schema, &presence),
        ty,
        presence,
        schema,
        deprecated: deprecated(&member.traits),
    }
}

/// A member of a union as a variant. Structures and unions in it are boxed, so that unions may hold each other.
pub fn variant(context: &Context<'_>, union: &Shape, member: &Member) -> MemberPlan {
    let (model, names) = (context.model, context.names);
    let mut schema = member_schema(model, member);
    if union.traits.contains_key(ids::SENSITIVE) {
        schema.sensitive = true;
    }
    MemberPlan {
        name: variant_name(&member.name),
        method: setter_name(&member.name),
        docs: docs::member(model, member, &schema, &Presence::Default(DefaultValue::Empty)),
        ty: type_of(model, names, &member.target).boxed(),
        presence: Presence::Required,
        schema,
        deprecated: deprecated(&member.traits),
    }
}
