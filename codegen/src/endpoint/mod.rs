//! Endpoint rules of a service, checked: what is returned from here can be emitted and interpreted without failing.

mod attribute;
mod document;
mod endpoint_template;
mod expression;
mod function;
mod parameter;
mod parser;
mod partition;
mod pattern;
mod rule;
mod rule_set;
mod scope;
mod template;

#[cfg(test)]
mod tests;

pub use endpoint_template::{EndpointTemplate, PropertyTemplate};
pub use expression::{Expression, Part, Step};
pub use function::Function;
pub use parameter::{DefaultValue, Parameter, ParameterKind};
pub use partition::{Partition, PartitionOutputs, parse_partitions};
pub use pattern::PatternPart;
pub use rule::{Condition, Outcome, Rule};
pub use rule_set::{RuleSet, parse};
