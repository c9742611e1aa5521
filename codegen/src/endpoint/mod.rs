//! Endpoint rules of a service, checked: what is returned from here can be emitted and interpreted without failing.

mod document;
mod expression;
mod function;
mod outcome;
mod parameter;
mod partition;
mod pattern;
mod rule_set;
mod scope;
mod template;

#[cfg(test)]
mod tests;

pub use expression::{Expression, Part, Step};
pub use function::Function;
pub use outcome::{EndpointTemplate, Outcome, PropertyTemplate};
pub use parameter::{DefaultValue, Parameter, ParameterKind};
pub use partition::{Partition, PartitionOutputs, parse_partitions};
pub use pattern::PatternPart;
pub use rule_set::{Condition, Rule, RuleSet, parse};
