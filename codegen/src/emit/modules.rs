//! The files of a service, and the modules that hold them together.

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::{client, docs, endpoint, enums, exception, ident, operation, plain, service, structure, union};
use crate::endpoint::RuleSet;
use crate::plan::names::{directory_name, file_name};
use crate::plan::{OperationPlan, Plan, ShapePlan};

/// Files by their path below the crate's `src`.
pub type Files = BTreeMap<String, TokenStream>;

/// Everything of one service. A shape is found in the directory of its first letter.
pub fn service_files(plan: &Plan, rules: Option<&RuleSet>) -> Files {
    let module = plain(&plan.module);
    let root = plan.module.trim_start_matches("r#");
    let mut files = Files::new();
    let mut put = |path: String, tokens: TokenStream| drop(files.insert(format!("{root}/{path}"), tokens));
    put("mod.rs".to_owned(), service_module(plan, rules.is_some()));
    put("client.rs".to_owned(), client::client(&plan.service));
    put("exception.rs".to_owned(), exception::exception(&module, plan));
    put("service.rs".to_owned(), service::service(&plan.service));
    if let Some(rules) = rules {
        let name = format_ident!("ENDPOINT_RULES");
        put("endpoint_rules.rs".to_owned(), endpoint::rule_set(&name, rules, &quote!(&crate::partitions::PARTITIONS)));
    }
    put("operations/mod.rs".to_owned(), operations_module(&plan.operations));
    for plan in &plan.operations {
        put(format!("operations/{}.rs", plan.method.plain()), operation::operation(&module, plan));
    }
    let mut directories: BTreeMap<String, Vec<&ShapePlan>> = BTreeMap::new();
    for shape in &plan.shapes {
        directories.entry(directory_name(shape.name())).or_default().push(shape);
        put(
            format!("shapes/{}/{}.rs", directory_name(shape.name()), file_name(shape.name())),
            shape_file(&module, shape),
        );
    }
    put("shapes/mod.rs".to_owned(), shapes_module(directories.keys()));
    for (directory, shapes) in &directories {
        put(format!("shapes/{directory}/mod.rs"), directory_module(shapes));
    }
    files
}

fn shape_file(module: &Ident, shape: &ShapePlan) -> TokenStream {
    match shape {
        ShapePlan::Structure(plan) => structure::structure(module, plan),
        ShapePlan::Union(plan) => union::union(module, plan),
        ShapePlan::Enum(plan) => enums::string_enum(plan),
        ShapePlan::IntEnum(plan) => enums::int_enum(plan),
    }
}

fn service_module(plan: &Plan, rules: bool) -> TokenStream {
    let lines = plan.service.docs.iter().map(|text| docs::line(text));
    let rules = rules.then(|| {
        quote!(
            mod endpoint_rules;
        )
    });
    let shapes = (!plan.shapes.is_empty()).then(|| {
        quote!(
            pub use self::shapes::*;
        )
    });
    quote! {
        #(#![doc = #lines])*

        mod client;
        #rules
        mod exception;
        pub mod operations;
        mod service;
        mod shapes;

        pub use self::client::Client;
        pub use self::exception::{Error, Exception};
        pub use self::service::SERVICE;
        #shapes
    }
}

fn operations_module(operations: &[OperationPlan]) -> TokenStream {
    let modules = operations.iter().map(|operation| ident(&operation.method));
    let uses = operations.iter().map(|operation| {
        let (module, constant) = (ident(&operation.method), ident(&operation.constant));
        quote!(pub use self::#module::#constant;)
    });
    quote! {
        #![doc = " Operations as static data, for use without a client."]

        #(mod #modules;)*

        #(#uses)*
    }
}

fn shapes_module<'a>(directories: impl Iterator<Item = &'a String> + Clone) -> TokenStream {
    let modules = directories.clone().map(|directory| plain(directory));
    let uses = directories.map(|directory| plain(directory));
    quote! {
        #(mod #modules;)*

        #(pub use self::#uses::*;)*
    }
}

fn directory_module(shapes: &[&ShapePlan]) -> TokenStream {
    let items = shapes.iter().map(|shape| {
        let file = file_name(shape.name());
        let module =
            if syn::parse_str::<syn::Ident>(&file).is_ok() { plain(&file) } else { plain(&format!("r#{file}")) };
        (module, ident(shape.name()))
    });
    let (modules, names): (Vec<_>, Vec<_>) = items.unzip();
    quote! {
        #(mod #modules;)*

        #(pub use self::#modules::#names;)*
    }
}
