//! The small IR between a checked model and tokens: final Rust names beside the names on the wire.

mod auth;
mod context;
mod docs;
mod features;
mod lower;
mod member;
mod operation;
mod schema;
mod types;

pub use lower::lower;
pub use schema::{Constraints, Kind, MemberSchema, TimestampFormat, XmlNamespace, XmlTraits};
pub use types::Type;

use std::collections::BTreeSet;

use serde_json::Value;

use crate::endpoint::RuleSet;
use crate::names::Ident;

pub use crate::check::Binding;
pub use crate::traits::default::DefaultValue;

/// Everything that is written for one service.
#[derive(Debug)]
pub struct Plan {
    /// The module, and the cargo feature.
    pub module: String,
    /// The service.
    pub service: ServicePlan,
    /// Its operations, by name.
    pub operations: Vec<OperationPlan>,
    /// Shapes that become types, by Rust name.
    pub shapes: Vec<ShapePlan>,
    /// Errors, by Rust name: variants of the service's exception.
    pub exceptions: Vec<ExceptionPlan>,
    /// The cargo features of the runtime that the service takes.
    pub runtime_features: BTreeSet<String>,
}

/// The service.
#[derive(Debug)]
pub struct ServicePlan {
    /// Its shape id.
    pub id: String,
    /// Lines of documentation.
    pub docs: Vec<String>,
    /// `sdkId`.
    pub sdk_id: String,
    /// `endpointPrefix`; `None` where the service is not one of AWS.
    pub endpoint_prefix: Option<String>,
    /// The version of the API.
    pub version: String,
    /// How requests may be authorized, the preferred way first.
    pub auth: Vec<AuthOptionPlan>,
    /// The constant of the runtime's protocol.
    pub protocol: String,
    /// `aws.protocols#awsQueryCompatible`.
    pub query_compatible: bool,
    /// `smithy.api#xmlNamespace`.
    pub xml_namespace: Option<XmlNamespace>,
    /// `smithy.rules#endpointRuleSet`.
    pub endpoint_rules: Option<RuleSet>,
}

impl ServicePlan {
    /// Whether it refers to the partitions of AWS.
    #[must_use]
    pub fn in_partitions(&self) -> bool {
        self.endpoint_prefix.is_some() || self.endpoint_rules.is_some()
    }
}

/// A shape that becomes a type, in a file of its own.
#[derive(Debug)]
pub enum ShapePlan {
    Structure(StructurePlan),
    Union(UnionPlan),
    Enum(EnumPlan),
    IntEnum(EnumPlan),
}

impl ShapePlan {
    /// The name of the type.
    #[must_use]
    pub fn name(&self) -> &Ident {
        match self {
            Self::Structure(plan) => &plan.name,
            Self::Union(plan) => &plan.name,
            Self::Enum(plan) | Self::IntEnum(plan) => &plan.name,
        }
    }
}

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

/// Traits of an error.
#[derive(Debug)]
pub struct ErrorPlan {
    /// The code on the wire.
    pub code: String,
    /// `smithy.api#retryable`.
    pub retryable: bool,
    /// `smithy.api#retryable` with `throttling`.
    pub throttling: bool,
}

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

/// An operation.
#[derive(Debug)]
pub struct OperationPlan {
    /// The name in the model.
    pub wire_name: String,
    /// The name of the client's method.
    pub method: Ident,
    /// The name of the static.
    pub constant: Ident,
    /// Lines of documentation.
    pub docs: Vec<String>,
    /// The input's type; `None` for `smithy.api#Unit`.
    pub input: Option<Ident>,
    /// The output's type; `None` for `smithy.api#Unit`.
    pub output: Option<Ident>,
    /// `smithy.api#http`.
    pub http: Option<HttpPlan>,
    /// How requests may be authorized, where the operation does not go by its service.
    pub auth: Option<Vec<AuthOptionPlan>>,
    /// `aws.auth#unsignedPayload`.
    pub unsigned_payload: bool,
    /// `smithy.api#endpoint`.
    pub host_prefix: Vec<UriPart>,
    /// `smithy.api#httpChecksumRequired`.
    pub checksum_required: bool,
    /// `smithy.api#requestCompression` with gzip.
    pub compression: bool,
    /// Parameters of the endpoint rules.
    pub endpoint_parameters: Vec<(String, EndpointParameter)>,
    /// `smithy.api#deprecated`, with what it says.
    pub deprecated: Option<String>,
}

/// `smithy.api#http`.
#[derive(Debug)]
pub struct HttpPlan {
    /// The method.
    pub method: String,
    /// The URI, split at its labels.
    pub uri: Vec<UriPart>,
}

/// A piece of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UriPart {
    /// Text as it is.
    Literal(String),
    /// `{name}`: the position of the input's member.
    Label(usize),
    /// `{name+}`.
    GreedyLabel(usize),
}

/// A way in which requests may be authorized.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthOptionPlan {
    /// The constant of the runtime's scheme.
    pub scheme: Ident,
    /// Members of the scheme's trait, such as `name` of `aws.auth#sigv4`: strings as they are, others as JSON.
    pub properties: Vec<(String, String)>,
}

/// Where a parameter of the endpoint rules comes from.
#[derive(Debug)]
pub enum EndpointParameter {
    String(String),
    Boolean(bool),
    Strings(Vec<String>),
    Member(usize),
    Path(crate::jmespath::Expression),
}

/// An error as a variant of the service's exception.
#[derive(Debug)]
pub struct ExceptionPlan {
    /// The variant.
    pub variant: Ident,
    /// The error's type.
    pub name: Ident,
    /// The code on the wire.
    pub code: String,
}
