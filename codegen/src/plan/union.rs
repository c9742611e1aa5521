//! Unions.

use super::context::Context;
use super::deprecation::deprecated;
use super::member::{MemberPlan, variant};
use super::member_schema::{XmlNamespace, xml_name_of, xml_namespace_of};
use crate::model::{Member, Shape, ShapeId};
use crate::names::Ident;

/// A union.
#[derive(Debug)]
pub struct UnionPlan {
    /// Its shape id.
    pub id: String,
    /// The Rust type.
    pub name: Ident,
    /// Lines of documentation.
    pub docs: Vec<String>,
    /// Its variants, in the order of the model.
    pub variants: Vec<MemberPlan>,
    /// `smithy.api#xmlName`.
    pub xml_name: Option<String>,
    /// `smithy.api#xmlNamespace`.
    pub xml_namespace: Option<XmlNamespace>,
    /// `smithy.api#deprecated`, with what it says.
    pub deprecated: Option<String>,
}

/// Lowers a union.
pub fn union(context: &Context<'_>, id: &ShapeId, shape: &Shape, members: &[Member], docs: Vec<String>) -> UnionPlan {
    UnionPlan {
        id: id.to_string(),
        name: context.names.of(id),
        docs,
        variants: members.iter().map(|member| variant(context, shape, member)).collect(),
        xml_name: xml_name_of(&shape.traits),
        xml_namespace: xml_namespace_of(&shape.traits),
        deprecated: deprecated(&shape.traits),
    }
}
