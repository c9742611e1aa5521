//! Endpoint rules: which URL a call goes to, and how it is signed.
//!
//! A service's `smithy.rules#endpointRuleSet` is static data ([`RuleSet`]); [`resolve`] interprets it
//! after the [rules engine specification](https://smithy.io/2.0/additional-specs/rules-engine/specification.html).
//! A selected tree rule never returns to the rules beside it, so evaluation is a loop and needs no stack.
//!
//!
//! ```
//! use tinsmith_runtime::endpoint::{
//!     Condition::Test, EndpointSettings, EndpointTemplate, Expression::*, Function::IsSet, Parameter, ParameterKind,
//!     Parameters, Part, Rule, RuleSet, resolve,
//! };
//!
//! static RULES: RuleSet = RuleSet::new(
//!     &[Parameter::new("Region", ParameterKind::String).with_built_in("AWS::Region")],
//!     &[
//!         Rule::endpoint(
//!             &[Test(Call(IsSet, &[Reference("Region")]))],
//!             EndpointTemplate::new(Template(&[
//!                 Part::Literal("https://sts."),
//!                 Part::Value(Reference("Region")),
//!                 Part::Literal(".amazonaws.com"),
//!             ])),
//!         ),
//!         Rule::error(&[], String("Missing Region")),
//!     ],
//! );
//!
//! let settings = EndpointSettings::new().region("eu-west-1");
//! let endpoint = resolve(&RULES, &Parameters::from_settings(&RULES, &settings))?;
//! assert_eq!(endpoint.url, "https://sts.eu-west-1.amazonaws.com");
//! # Ok::<(), tinsmith_runtime::endpoint::EndpointError>(())
//! ```

mod account_id_mode;
mod arn;
mod builder;
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

pub use account_id_mode::AccountIdEndpointMode;
pub use default::default_endpoint;
pub use error::EndpointError;
pub use parameters::{ParameterValue, Parameters};
pub use partition::{Partition, PartitionOutputs, PatternPart, RegionOutputs, partition_of};
pub use resolve::resolve;
pub use resolved::{Endpoint, EndpointAuthScheme, Property};
pub use rule_set::{
    Condition, DefaultValue, EndpointTemplate, Expression, Function, Outcome, Parameter, ParameterKind, Part,
    PropertyTemplate, Rule, RuleSet, Step,
};
pub use settings::EndpointSettings;
