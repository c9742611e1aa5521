//! Whether members may be left out.

use serde_json::Value;

use super::context::Context;
use crate::check::Binding;
use crate::model::{Member, Model, Shape};
use crate::traits::default::{DefaultValue, default_value};
use crate::traits::ids;
use crate::traits::required::is_required;

/// Whether a member may be left out, and what stands in its place.
#[derive(Debug)]
pub enum Presence {
    /// A plain field that `new` takes.
    Required,
    /// An `Option`.
    Optional,
    /// A plain field that begins as this value.
    Default(DefaultValue),
}

/// Whether a member may be left out: Smithy's rules for clients that are not told of every change of the model,
/// <https://smithy.io/2.0/spec/aggregate-types.html#structure-member-optionality>.
pub fn presence(context: &Context<'_>, structure: &Shape, member: &Member, binding: &Binding) -> Presence {
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
