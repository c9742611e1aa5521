//! Rule sets that are known only at run time, as the static data that the runtime interprets.
//!
//! The memory is leaked: the data must live as long as the process, and the process is a test tool.

use tinsmith_codegen::endpoint as checked;
use tinsmith_runtime::endpoint::{
    Condition, DefaultValue, EndpointTemplate, Expression, Function, Parameter, ParameterKind, Part, Partition,
    PartitionOutputs, PatternPart, PropertyTemplate, RegionOutputs, Rule, RuleSet, Step,
};

pub fn rule_set(from: &checked::RuleSet, partitions: &'static [Partition]) -> RuleSet {
    RuleSet::new(each(&from.parameters, parameter), each(&from.rules, rule)).with_partitions(partitions)
}

pub fn partitions(from: &[checked::Partition]) -> &'static [Partition] {
    each(from, |partition| {
        let overrides =
            each(&partition.overrides, |(region, special)| RegionOutputs::new(text(region), outputs(special)));
        let pattern = each(&partition.region_pattern, |part| match part {
            checked::PatternPart::Literal(literal) => PatternPart::Literal(text(literal)),
            checked::PatternPart::OneOf(texts) => PatternPart::OneOf(each(texts, |literal| text(literal))),
            checked::PatternPart::Word => PatternPart::Word,
            checked::PatternPart::Digits => PatternPart::Digits,
        });
        Partition::new(text(&partition.id), outputs(&partition.outputs))
            .with_regions(each(&partition.regions, |region| text(region)))
            .with_overrides(overrides)
            .with_region_pattern(pattern)
    })
}

fn text(from: &str) -> &'static str {
    from.to_owned().leak()
}

fn each<T, U>(from: &[T], to: impl Fn(&T) -> U) -> &'static [U] {
    from.iter().map(to).collect::<Vec<U>>().leak()
}

fn outputs(from: &checked::PartitionOutputs) -> PartitionOutputs {
    let mut outputs = PartitionOutputs::new(text(&from.name), text(&from.dns_suffix))
        .with_dual_stack_dns_suffix(text(&from.dual_stack_dns_suffix))
        .with_implicit_global_region(text(&from.implicit_global_region));
    if from.supports_fips {
        outputs = outputs.supports_fips();
    }
    if from.supports_dual_stack {
        outputs = outputs.supports_dual_stack();
    }
    outputs
}

fn parameter(from: &checked::Parameter) -> Parameter {
    let kind = match from.kind {
        checked::ParameterKind::String => ParameterKind::String,
        checked::ParameterKind::Boolean => ParameterKind::Boolean,
        checked::ParameterKind::StringArray => ParameterKind::StringArray,
    };
    let mut parameter = Parameter::new(text(&from.name), kind);
    if let Some(built_in) = &from.built_in {
        parameter = parameter.with_built_in(text(built_in));
    }
    if from.required {
        parameter = parameter.required();
    }
    match &from.default {
        Some(default) => parameter.with_default(match default {
            checked::DefaultValue::String(value) => DefaultValue::String(text(value)),
            checked::DefaultValue::Boolean(value) => DefaultValue::Boolean(*value),
            checked::DefaultValue::StringArray(values) => DefaultValue::StringArray(each(values, |value| text(value))),
        }),
        None => parameter,
    }
}

fn rule(from: &checked::Rule) -> Rule {
    let conditions = each(&from.conditions, |condition| {
        let expression = expression(&condition.expression);
        match &condition.assign {
            Some(name) => Condition::Assign(text(name), expression),
            None => Condition::Test(expression),
        }
    });
    match &from.outcome {
        checked::Outcome::Endpoint(endpoint) => {
            let headers = each(&endpoint.headers, |(name, values)| (text(name), each(values, expression)));
            let template = EndpointTemplate::new(expression(&endpoint.url));
            Rule::endpoint(conditions, template.with_headers(headers).with_properties(record(&endpoint.properties)))
        }
        checked::Outcome::Error(message) => Rule::error(conditions, expression(message)),
        checked::Outcome::Tree(rules) => Rule::tree(conditions, each(rules, rule)),
    }
}

fn record(from: &[(String, checked::PropertyTemplate)]) -> &'static [(&'static str, PropertyTemplate)] {
    each(from, |(name, value)| (text(name), property(value)))
}

fn property(from: &checked::PropertyTemplate) -> PropertyTemplate {
    match from {
        checked::PropertyTemplate::String(value) => PropertyTemplate::String(expression(value)),
        checked::PropertyTemplate::Boolean(value) => PropertyTemplate::Boolean(*value),
        checked::PropertyTemplate::Integer(value) => PropertyTemplate::Integer(*value),
        checked::PropertyTemplate::Array(values) => PropertyTemplate::Array(each(values, property)),
        checked::PropertyTemplate::Record(entries) => PropertyTemplate::Record(record(entries)),
    }
}

fn expression(from: &checked::Expression) -> Expression {
    match from {
        checked::Expression::String(value) => Expression::String(text(value)),
        checked::Expression::Boolean(value) => Expression::Boolean(*value),
        checked::Expression::Integer(value) => Expression::Integer(*value),
        checked::Expression::Array(values) => Expression::Array(each(values, expression)),
        checked::Expression::Template(parts) => Expression::Template(each(parts, |part| match part {
            checked::Part::Literal(literal) => Part::Literal(text(literal)),
            checked::Part::Value(value) => Part::Value(expression(value)),
        })),
        checked::Expression::Reference(name) => Expression::Reference(text(name)),
        checked::Expression::GetAttr(of, path) => {
            let path = each(path, |step| match step {
                checked::Step::Key(key) => Step::Key(text(key)),
                checked::Step::Index(index) => Step::Index(*index),
            });
            Expression::GetAttr(Box::leak(Box::new(expression(of))), path)
        }
        checked::Expression::Call(name, arguments) => Expression::Call(function(*name), each(arguments, expression)),
    }
}

fn function(from: checked::Function) -> Function {
    match from {
        checked::Function::BooleanEquals => Function::BooleanEquals,
        checked::Function::Coalesce => Function::Coalesce,
        checked::Function::IsSet => Function::IsSet,
        checked::Function::IsValidHostLabel => Function::IsValidHostLabel,
        checked::Function::IsVirtualHostableS3Bucket => Function::IsVirtualHostableS3Bucket,
        checked::Function::Ite => Function::Ite,
        checked::Function::Not => Function::Not,
        checked::Function::ParseArn => Function::ParseArn,
        checked::Function::ParseUrl => Function::ParseUrl,
        checked::Function::Partition => Function::Partition,
        checked::Function::Split => Function::Split,
        checked::Function::StringEquals => Function::StringEquals,
        checked::Function::Substring => Function::Substring,
        checked::Function::UriEncode => Function::UriEncode,
    }
}
