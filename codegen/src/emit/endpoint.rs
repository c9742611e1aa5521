//! Endpoint rules and partitions as static data of `tinsmith_runtime::endpoint`.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use crate::endpoint::{
    Condition, DefaultValue, EndpointTemplate, Expression, Outcome, Parameter, ParameterKind, Part, Partition,
    PartitionOutputs, PatternPart, PropertyTemplate, Rule, RuleSet, Step,
};

/// `pub static NAME: RuleSet`, referring to the partitions by the given path.
///
/// Each tree's rules are a constant of their own, as nesting them in one expression would indent real rule sets off the
/// page; so are properties, as many endpoints share them.
pub fn rule_set(name: &Ident, rule_set: &RuleSet, partitions: &TokenStream) -> TokenStream {
    let parameters = rule_set.parameters.iter().map(parameter);
    let mut constants = Constants::default();
    let rules = rules(&rule_set.rules, &mut constants);
    let Constants { properties, trees } = constants;
    let properties = properties.iter().enumerate().map(|(index, properties)| {
        let name = format_ident!("PROPERTIES_{index}");
        let properties = record(properties);
        quote!(const #name: &[(&str, PropertyTemplate)] = #properties;)
    });
    let doc = " The service's endpoint rules.";
    quote! {
        #[doc = #doc]
        pub static #name: ::tinsmith_runtime::endpoint::RuleSet = {
            #[allow(unused_imports)]
            use ::tinsmith_runtime::endpoint::{
                Condition::{Assign, Test},
                DefaultValue, EndpointTemplate, Expression::*, Function::*, Parameter, ParameterKind, Part,
                PropertyTemplate, Rule, RuleSet, Step,
            };
            #(#properties)*
            #(#trees)*
            RuleSet::new(&[#(#parameters),*], &[#(#rules),*]).with_partitions(#partitions)
        };
    }
}

/// `pub static NAME: [Partition; n]`.
pub fn partitions(name: &Ident, partitions: &[Partition]) -> TokenStream {
    let count = Literal::usize_unsuffixed(partitions.len());
    let partitions = partitions.iter().map(partition);
    let doc = " The partitions of AWS: which regions belong together, and their DNS suffixes.";
    quote! {
        #[doc = #doc]
        pub static #name: [::tinsmith_runtime::endpoint::Partition; #count] = {
            #[allow(unused_imports)]
            use ::tinsmith_runtime::endpoint::{
                Partition, PartitionOutputs, PatternPart::{Digits, Literal, OneOf, Word}, RegionOutputs,
            };
            [#(#partitions),*]
        };
    }
}

fn parameter(parameter: &Parameter) -> TokenStream {
    let Parameter { name, built_in, kind, required, default } = parameter;
    let kind = match kind {
        ParameterKind::String => quote!(ParameterKind::String),
        ParameterKind::Boolean => quote!(ParameterKind::Boolean),
        ParameterKind::StringArray => quote!(ParameterKind::StringArray),
    };
    let built_in = built_in.as_ref().map(|name| quote!(.with_built_in(#name)));
    let required = required.then(|| quote!(.required()));
    let default = default.as_ref().map(|default| {
        let default = match default {
            DefaultValue::String(text) => quote!(DefaultValue::String(#text)),
            DefaultValue::Boolean(value) => quote!(DefaultValue::Boolean(#value)),
            DefaultValue::StringArray(texts) => quote!(DefaultValue::StringArray(&[#(#texts),*])),
        };
        quote!(.with_default(#default))
    });
    quote!(Parameter::new(#name, #kind) #built_in #required #default)
}

/// What the rules refer to by name.
#[derive(Default)]
struct Constants<'a> {
    properties: Vec<&'a [(String, PropertyTemplate)]>,
    trees: Vec<TokenStream>,
}

/// The rules of one level; the levels below become constants.
fn rules<'a>(rules: &'a [Rule], constants: &mut Constants<'a>) -> Vec<TokenStream> {
    rules
        .iter()
        .map(|rule| {
            let conditions = rule.conditions.iter().map(condition);
            match &rule.outcome {
                Outcome::Endpoint(endpoint) => {
                    let endpoint = self::endpoint(endpoint, constants);
                    quote!(Rule::endpoint(&[#(#conditions),*], #endpoint))
                }
                Outcome::Error(message) => {
                    let message = expression(message);
                    quote!(Rule::error(&[#(#conditions),*], #message))
                }
                Outcome::Tree(inner) => {
                    let tree = tree(inner, constants);
                    quote!(Rule::tree(&[#(#conditions),*], #tree))
                }
            }
        })
        .collect()
}

fn tree<'a>(inner: &'a [Rule], constants: &mut Constants<'a>) -> Ident {
    let inner = rules(inner, constants);
    let name = format_ident!("TREE_{}", constants.trees.len());
    constants.trees.push(quote!(const #name: &[Rule] = &[#(#inner),*];));
    name
}

fn condition(condition: &Condition) -> TokenStream {
    let expression = expression(&condition.expression);
    match &condition.assign {
        Some(name) => quote!(Assign(#name, #expression)),
        None => quote!(Test(#expression)),
    }
}

fn endpoint<'a>(endpoint: &'a EndpointTemplate, constants: &mut Constants<'a>) -> TokenStream {
    let url = expression(&endpoint.url);
    let headers = endpoint.headers.iter().map(|(name, values)| {
        let values = values.iter().map(expression);
        quote!((#name, &[#(#values),*]))
    });
    let headers = (!endpoint.headers.is_empty()).then(|| quote!(.with_headers(&[#(#headers),*])));
    let properties = (!endpoint.properties.is_empty()).then(|| {
        let properties = properties(&endpoint.properties, constants);
        quote!(.with_properties(#properties))
    });
    quote!(EndpointTemplate::new(#url) #headers #properties)
}

fn properties<'a>(properties: &'a [(String, PropertyTemplate)], constants: &mut Constants<'a>) -> TokenStream {
    let known = constants.properties.iter().position(|known| *known == properties);
    let index = known.unwrap_or_else(|| {
        constants.properties.push(properties);
        constants.properties.len() - 1
    });
    let name = format_ident!("PROPERTIES_{index}");
    quote!(#name)
}

fn record(entries: &[(String, PropertyTemplate)]) -> TokenStream {
    let entries = entries.iter().map(|(name, value)| {
        let value = property(value);
        quote!((#name, #value))
    });
    quote!(&[#(#entries),*])
}

fn property(template: &PropertyTemplate) -> TokenStream {
    match template {
        PropertyTemplate::String(text) => {
            let text = expression(text);
            quote!(PropertyTemplate::String(#text))
        }
        PropertyTemplate::Boolean(value) => quote!(PropertyTemplate::Boolean(#value)),
        PropertyTemplate::Integer(value) => {
            let value = Literal::i64_unsuffixed(*value);
            quote!(PropertyTemplate::Integer(#value))
        }
        PropertyTemplate::Array(elements) => {
            let elements = elements.iter().map(property);
            quote!(PropertyTemplate::Array(&[#(#elements),*]))
        }
        PropertyTemplate::Record(entries) => {
            let entries = record(entries);
            quote!(PropertyTemplate::Record(#entries))
        }
    }
}

fn expression(value: &Expression) -> TokenStream {
    match value {
        Expression::String(text) => quote!(String(#text)),
        Expression::Boolean(value) => quote!(Boolean(#value)),
        Expression::Integer(value) => {
            let value = Literal::i64_unsuffixed(*value);
            quote!(Integer(#value))
        }
        Expression::Array(elements) => {
            let elements = elements.iter().map(expression);
            quote!(Array(&[#(#elements),*]))
        }
        Expression::Template(parts) => {
            let parts = parts.iter().map(|part| match part {
                Part::Literal(text) => quote!(Part::Literal(#text)),
                Part::Value(value) => {
                    let value = expression(value);
                    quote!(Part::Value(#value))
                }
            });
            quote!(Template(&[#(#parts),*]))
        }
        Expression::Reference(name) => quote!(Reference(#name)),
        Expression::GetAttr(of, path) => {
            let of = expression(of);
            let path = path.iter().map(|step| match step {
                Step::Key(key) => quote!(Step::Key(#key)),
                Step::Index(index) => {
                    let index = Literal::usize_unsuffixed(*index);
                    quote!(Step::Index(#index))
                }
            });
            quote!(GetAttr(&#of, &[#(#path),*]))
        }
        Expression::Call(function, arguments) => {
            let function = format_ident!("{function:?}");
            let arguments = arguments.iter().map(expression);
            quote!(Call(#function, &[#(#arguments),*]))
        }
    }
}

fn partition(partition: &Partition) -> TokenStream {
    let Partition { id, outputs, regions, overrides, region_pattern } = partition;
    let outputs = partition_outputs(outputs);
    let overrides = overrides.iter().map(|(region, outputs)| {
        let outputs = partition_outputs(outputs);
        quote!(RegionOutputs::new(#region, #outputs))
    });
    let overrides = (overrides.len() > 0).then(|| quote!(.with_overrides(&[#(#overrides),*])));
    let region_pattern = region_pattern.iter().map(|part| match part {
        PatternPart::Literal(text) => quote!(Literal(#text)),
        PatternPart::OneOf(texts) => quote!(OneOf(&[#(#texts),*])),
        PatternPart::Word => quote!(Word),
        PatternPart::Digits => quote!(Digits),
    });
    quote! {
        Partition::new(#id, #outputs)
            .with_regions(&[#(#regions),*])
            #overrides
            .with_region_pattern(&[#(#region_pattern),*])
    }
}

fn partition_outputs(outputs: &PartitionOutputs) -> TokenStream {
    let PartitionOutputs {
        name,
        dns_suffix,
        dual_stack_dns_suffix,
        implicit_global_region,
        supports_fips,
        supports_dual_stack,
    } = outputs;
    let supports_fips = supports_fips.then(|| quote!(.supports_fips()));
    let supports_dual_stack = supports_dual_stack.then(|| quote!(.supports_dual_stack()));
    quote! {
        PartitionOutputs::new(#name, #dns_suffix)
            .with_dual_stack_dns_suffix(#dual_stack_dns_suffix)
            .with_implicit_global_region(#implicit_global_region)
            #supports_fips
            #supports_dual_stack
    }
}

#[cfg(test)]
#[path = "endpoint_tests.rs"]
mod tests;
