//! Members of structures and variants of unions.

use serde_json::Value;

use super::context::Context;
use super::schema::member_schema;
use super::types::type_of;
use super::{Binding, DefaultValue, MemberPlan, Presence, docs};
use crate::model::{Member, Model, Shape};
use crate::names::{field_name, setter_name, variant_name};
use crate::traits::default::default_value;
use crate::traits::ids;
use crate::traits::required::is_required;

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

/// Whether a member may be left out: Smithy's rules for clients that are not told of every change of the model,
/// <https://smithy.io/2.0/spec/aggregate-types.html#structure-member-optionality>.
fn presence(context: &Context<'_>, structure: &Shape, member: &Member, binding: &Binding) -> Presence {
    let has = |trait_id| member.traits.contains_key(trait_id);
    if *binding == Binding::ResponseCode {
        return Presence::Default(DefaultValue::Empty);
    }
    if has(ids::CLIENT_OPTIONAL) || has(ids::IDEMPOTENCY_TOKEN) {
        return Presence::Optional;
    }
    if !structure.traits.contains_key(ids::INPUT)
        && let Some(value) = populated_default(context.model, member)
    {
        return default_value(context.model, context.names, member, value)
            .map_or(Presence::Optional, Presence::Default);
    }
    if is_required(member) { Presence::Required } else { Presence::Optional }
}

/// The default that clients fill in. A default that the target shape has as well is a primitive of Smithy 1.0: there
/// absent and zero are the same to the service, and the client keeps them apart.
fn populated_default<'m>(model: &Model, member: &'m Member) -> Option<&'m Value> {
    let default = member.traits.get(ids::DEFAULT).filter(|value| !value.is_null())?;
    let target = model.shapes.get(&member.target)?;
    (!target.traits.contains_key(ids::DEFAULT)).then_some(default)
}

/// What `smithy.api#deprecated` says.
#[must_use]
pub fn deprecated(traits: &crate::model::Traits) -> Option<String> {
    let value = traits.get(ids::DEPRECATED)?;
    let text = |name| value.get(name).and_then(Value::as_str);
    Some(match (text("since"), text("message")) {
        (Some(since), Some(message)) => format!("{message} (since {since})"),
        (Some(since), None) => format!("deprecated since {since}"),
        (None, Some(message)) => message.to_owned(),
        (None, None) => "deprecated by the service".to_owned(),
    })
}
