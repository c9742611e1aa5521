//! Operations: their static data, and the client's method.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::auth::auth_options;
use super::docs::{deprecated, docs};
use super::{ident, jmespath};
use crate::plan::{EndpointParameter, OperationPlan, UriPart};

/// The file of an operation.
pub fn operation(module: &Ident, plan: &OperationPlan) -> TokenStream {
    let constant = ident(&plan.constant);
    let input = shape(module, plan.input.as_ref());
    let output = shape(module, plan.output.as_ref());
    let wire_name = &plan.wire_name;
    let traits = traits(plan);
    let schema =
        quote!(tinsmith_runtime::generated::OperationSchema::new(#wire_name, &crate::#module::SERVICE) #(#traits)*);
    let constant_docs = format!(" `{wire_name}`, to be serialized and parsed without a client.");
    let method = method(module, plan, &constant);
    quote! {
        #[doc = #constant_docs]
        pub static #constant: tinsmith_runtime::Operation<#input, #output, crate::#module::Exception> =
            tinsmith_runtime::Operation::new(#schema);

        #method
    }
}

fn method(module: &Ident, plan: &OperationPlan, constant: &Ident) -> TokenStream {
    let (name, documentation) = (ident(&plan.method), docs(&plan.docs));
    let deprecation = deprecated(plan.deprecated.as_ref());
    let output = shape(module, plan.output.as_ref());
    let (parameter, argument) = match &plan.input {
        Some(input) => {
            let input = shape(module, Some(input));
            (quote!(, request: #input), quote!(request))
        }
        None => (quote!(), quote!(())),
    };
    quote! {
        impl crate::#module::Client {
            #documentation
            #deprecation
            #[inline]
            pub fn #name(&self #parameter) -> tinsmith_runtime::Call<#output, crate::#module::Exception> {
                self.0.call(&#constant, #argument)
            }
        }
    }
}

fn shape(module: &Ident, name: Option<&crate::names::Ident>) -> TokenStream {
    match name.map(ident) {
        Some(name) => quote!(crate::#module::#name),
        None => quote!(()),
    }
}

/// What the operation has beside its name, as a chain.
fn traits(plan: &OperationPlan) -> Vec<TokenStream> {
    let mut traits = Vec::new();
    if let Some(http) = &plan.http {
        let (method, uri) = (&http.method, template(&http.uri));
        traits.push(quote!(.with_http(#method, #uri)));
    }
    if let Some(options) = &plan.auth {
        let options = auth_options(options);
        traits.push(quote!(.with_auth(#options)));
    }
    if !plan.host_prefix.is_empty() {
        let prefix = template(&plan.host_prefix);
        traits.push(quote!(.with_host_prefix(#prefix)));
    }
    let flags = [
        ("unsigned_payload", plan.unsigned_payload),
        ("checksum_required", plan.checksum_required),
        ("compression", plan.compression),
    ];
    for (flag, _) in flags.into_iter().filter(|(_, set)| *set) {
        let flag = super::plain(flag);
        traits.push(quote!(.#flag()));
    }
    if !plan.endpoint_parameters.is_empty() {
        let parameters = plan.endpoint_parameters.iter().map(|(name, value)| endpoint_parameter(name, value));
        traits.push(quote!(.with_endpoint_parameters(&[#(#parameters),*])));
    }
    traits
}

fn template(parts: &[UriPart]) -> TokenStream {
    let parts = parts.iter().map(|part| match part {
        UriPart::Literal(text) => quote!(tinsmith_runtime::generated::UriPart::Literal(#text)),
        UriPart::Label(index) => {
            let index = Literal::usize_unsuffixed(*index);
            quote!(tinsmith_runtime::generated::UriPart::Label(#index))
        }
        UriPart::GreedyLabel(index) => {
            let index = Literal::usize_unsuffixed(*index);
            quote!(tinsmith_runtime::generated::UriPart::GreedyLabel(#index))
        }
    });
    quote!(&[#(#parts),*])
}

fn endpoint_parameter(name: &str, value: &EndpointParameter) -> TokenStream {
    let value = match value {
        EndpointParameter::String(text) => quote!(String(#text)),
        EndpointParameter::Boolean(flag) => quote!(Boolean(#flag)),
        EndpointParameter::Strings(list) => quote!(Strings(&[#(#list),*])),
        EndpointParameter::Member(index) => {
            let index = Literal::usize_unsuffixed(*index);
            quote!(Member(#index))
        }
        EndpointParameter::Path(path) => {
            let path = jmespath::reference(path);
            quote!(Path(#path))
        }
    };
    quote! {
        tinsmith_runtime::generated::EndpointParameter::new(
            #name,
            tinsmith_runtime::generated::EndpointParameterValue::#value,
        )
    }
}
