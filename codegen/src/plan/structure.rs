//! Structures and errors.

use super::context::Context;
use super::deprecation::deprecated;
use super::exception::{ErrorPlan, error};
use super::member::{MemberPlan, field};
use super::member_schema::{XmlNamespace, xml_name_of, xml_namespace_of};
use crate::model::{Member, Shape, ShapeId};
use crate::names::Ident;

/// A structure or error.
#[derive(Debug)]
pub struct StructurePlan {
    /// Its shape id.
    pub id: String,
    /// The Rust type.
    pub name: Ident,
    /// Lines of documentation.
    pub docs: Vec<String>,
    /// Its members, in the order of the model.
    pub members: Vec<MemberPlan>,
    /// `smithy.api#xmlName`.
    pub xml_name: Option<String>,
    /// `smithy.api#xmlNamespace`.
    pub xml_namespace: Option<XmlNamespace>,
    /// Set on errors.
    pub error: Option<ErrorPlan>,
    /// `smithy.api#deprecated`, with what it says.
    pub deprecated: Option<String>,
}

/// Lowers a structure.
pub fn structure(
    context: &Context<'_>,
    id: &ShapeId,
    shape: &Shape,
    members: &[Member],
    docs: Vec<String>,
) -> StructurePlan {
    let bound = members.iter().zip(context.bindings.of(id));
    StructurePlan {
        id: id.to_string(),
        name: context.names.of(id),
        docs,
        members: bound.map(|(member, binding)| field(context, shape, member, binding)).collect(),
        xml_name: xml_name_of(&shape.traits),
        xml_namespace: xml_namespace_of(&shape.traits),
        error: error(id, shape),
        deprecated: deprecated(&shape.traits),
    }
}
