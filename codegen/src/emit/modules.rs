//! The files of a service, and the modules that hold them together.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{client, docs, endpoint, enums, exception, ident, operation, plain, service, structure, union};
use crate::names::{directory_name, file_name};
use crate::plan::{OperationPlan, Plan, ShapePlan};

/// A file that is yet to be made, so that files can be made side by side.
pub struct File<'a> {
    /// Its path below the crate's `src`, or the folder of the module that the service becomes part of.
    pub path: String,
    /// Makes its tokens.
    pub tokens: Box<dyn Fn() -> TokenStream + Send + Sync + 'a>,
}

/// Everything of one service. A shape is found in the directory of its first letter.
pub fn service_files<'a>(plan: &'a Plan) -> Vec<File<'a>> {
    let root = plan.module.trim_start_matches("r#");
    let mut files = Vec::new();
    let mut put = |path: &str, tokens: Box<dyn Fn() -> TokenStream + Send + Sync + 'a>| {
        files.push(File { path: format!("{root}/{path}"), tokens });
    };
    put("mod.rs", Box::new(move || service_module(plan)));
    put("client.rs", Box::new(|| client::client(&plan.service)));
    put("exception.rs", Box::new(|| exception::exception(&module(plan), plan)));
    put("service.rs", Box::new(|| service::service(&module(plan), &partitions(plan), &plan.service)));
    if let Some(rules) = &plan.service.endpoint_rules {
        let tokens = move || endpoint::rule_set(&format_ident!("ENDPOINT_RULES"), rules, &partitions(plan));
        put("endpoint_rules.rs", Box::new(tokens));
    }
    put("operations/mod.rs", Box::new(|| operations_module(&plan.operations)));
    for operation in &plan.operations {
        let path = format!("operations/{}.rs", operation.method.plain());
        put(&path, Box::new(|| operation::operation(&module(plan), operation)));
    }
    let mut directories: BTreeMap<String, Vec<&ShapePlan>> = BTreeMap::new();
    for shape in &plan.shapes {
        let directory = directory_name(shape.name());
        let path = format!("shapes/{directory}/{}.rs", file_name(shape.name()));
        directories.entry(directory).or_default().push(shape);
        put(&path, Box::new(|| shape_file(&module(plan), shape)));
        // What the file of a shape has no room for.
        if let ShapePlan::Structure(shape) = shape {
            for (position, name) in structure::submodules(shape).into_iter().enumerate() {
                let path = path.replace(".rs", &format!("/{name}.rs"));
                put(&path, Box::new(move || structure::submodule(&module(plan), shape, position)));
            }
        }
    }
    let names: Vec<String> = directories.keys().cloned().collect();
    put("shapes/mod.rs", Box::new(move || shapes_module(names.iter())));
    for (directory, shapes) in directories {
        put(&format!("shapes/{directory}/mod.rs"), Box::new(move || directory_module(&shapes)));
    }
    files
}

/// The path of the service's module.
fn module(plan: &Plan) -> TokenStream {
    let (parent, module) = (path(&plan.parent), plain(&plan.module));
    quote!(#parent::#module)
}

/// A reference to the partitions of AWS, which services have in common.
fn partitions(plan: &Plan) -> TokenStream {
    let parent = path(&plan.parent);
    quote!(&#parent::partitions::PARTITIONS)
}

/// A path that the settings say.
fn path(text: &str) -> TokenStream {
    let names = text.split("::").map(plain);
    quote!(#(#names)::*)
}

fn shape_file(module: &TokenStream, shape: &ShapePlan) -> TokenStream {
    match shape {
        ShapePlan::Structure(plan) => structure::structure(module, plan),
        ShapePlan::Union(plan) => union::union(module, plan),
        ShapePlan::Enum(plan) => enums::string_enum(plan),
        ShapePlan::IntEnum(plan) => enums::int_enum(plan),
    }
}

fn service_module(plan: &Plan) -> TokenStream {
    let lines = plan.service.docs.iter().map(|text| docs::line(text));
    let rules = plan.service.endpoint_rules.is_some().then(|| {
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
