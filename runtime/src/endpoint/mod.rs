//! Endpoint rules: which URL a call goes to, and how it is signed.
//!
//! A service's `smithy.rules#endpointRuleSet` is static data ([`RuleSet`]); [`resolve`] interprets it
//! after the [rules engine specification](https://smithy.io/2.0/additional-specs/rules-engine/specification.html).
//! A selected tree rule never returns to the rules beside it, so evaluation is a loop and needs no stack.
//!
//! ```
//! use tinsmith_runtime::endpoint::{
//!     Condition::Test, EndpointSettings, Expression::*, Function::IsSet, Outcome, Parameter, ParameterKind, Parameters,
//!     Part, Rule, RuleSet, resolve,
//! };
//!
//! static RULES: RuleSet = RuleSet {
//!     parameters: &[Parameter {
//!         name: "Region",
//!         built_in: Some("AWS::Region"),
//!         kind: ParameterKind::String,
//!         required: false,
//!         default: None,
//!     }],
//!     rules: &[
//!         Rule {
//!             conditions: &[Test(Call(IsSet, &[Reference("Region")]))],
//!             outcome: Outcome::Endpoint {
//!                 url: Template(&[
//!                     Part::Literal("https://sts."),
//!                     Part::Value(Reference("Region")),
//!                     Part::Literal(".amazonaws.com"),
//!                 ]),
//!                 headers: &[],
//!                 properties: &[],
//!             },
//!         },
//!         Rule { conditions: &[], outcome: Outcome::Error(String("Missing Region")) },
//!     ],
//!     partitions: &[],
//! };
//!
//! let settings = EndpointSettings { region: Some("eu-west-1".into()), ..EndpointSettings::default() };
//! let endpoint = resolve(&RULES, &Parameters::from_settings(&RULES, &settings))?;
//! assert_eq!(endpoint.url, "https://sts.eu-west-1.amazonaws.com");
//! # Ok::<(), tinsmith_runtime::endpoint::EndpointError>(())
//! ```

mod arn;
mod cache;
mod default;
mod error;
mod function;
mod parameters;
mod partition;
mod resolve;
mod resolved;
mod rule_set;
mod settings;
mod url;
mod value;

#[cfg(test)]
mod tests;

pub use cache::EndpointCache;
pub use default::default_endpoint;
pub use error::EndpointError;
pub use parameters::{ParameterValue, Parameters};
pub use partition::{Partition, PartitionOutputs, PatternPart, RegionOutputs, partition_of};
pub use resolve::resolve;
pub use resolved::{AuthScheme, Endpoint, Property};
pub use rule_set::{
    Condition, DefaultValue, Expression, Function, Outcome, Parameter, ParameterKind, Part, PropertyTemplate, Rule,
    RuleSet, Step,
};
pub use settings::EndpointSettings;
