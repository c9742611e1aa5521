//! Operations: their static data, and the client's method.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::auth::auth_options;
use super::docs::{deprecated, docs};
use super::scope::Scope;
use super::{ident, jmespath, plain};
use crate::plan::{EndpointParameter, OperationPlan, UriPart};

/// The file of an operation.
pub fn operation(module: &TokenStream, plan: &OperationPlan) -> TokenStream {
    let scope = &Scope::new(module, None);
    let constant = ident(&plan.constant);
    let (input, output) = (shape(scope, plan.input.as_ref()), shape(scope, plan.output.as_ref()));
    let (operation, schema) = (scope.runtime("Operation"), scope.runtime("OperationSchema"));
    let exception = scope.of_service(plain("Exception"));
    let service = plain("SERVICE");
    let service = if constant == service { scope.path(&service) } else { scope.of_service(service) };
    let wire_name = &plan.wire_name;
    let traits = traits(scope, plan);
    let constant_docs = format!(" `{wire_name}`, to be serialized and parsed without a client.");
    let method = method(scope, plan, &constant);
    let imports = scope.imports();
    quote! {
        #imports

        #[doc = #constant_docs]
        pub static #constant: #operation<#input, #output, #exception> =
            #operation::new(#schema::new(#wire_name, &#service) #(#traits)*);

        #method
    }
}

fn method(scope: &Scope<'_>, plan: &OperationPlan, constant: &Ident) -> TokenStream {
    let (name, documentation) = (ident(&plan.method), docs(&plan.docs));
    let deprecation = deprecated(plan.deprecated.as_ref());
    let output = shape(scope, plan.output.as_ref());
    let (client, call) = (scope.of_service(plain("Client")), scope.runtime("Call"));
    let exception = scope.of_service(plain("Exception"));
    let (parameter, argument) = match &plan.input {
        Some(input) => {
            let input = scope.shape(input);
            (quote!(, request: #input), quote!(request))
        }
        None => (quote!(), quote!(())),
    };
    quote! {
        impl #client {
            #documentation
            #deprecation
            #[inline]
            pub fn #name(&self #parameter) -> #call<#output, #exception> {
                self.0.call(&#constant, #argument)
            }
        }
    }
}

fn shape(scope: &Scope<'_>, name: Option<&crate::names::Ident>) -> TokenStream {
    name.map_or_else(|| quote!(()), |name| scope.shape(name))
}

/// What the operation has beside its name, as a chain.
fn traits(scope: &Scope<'_>, plan: &OperationPlan) -> Vec<TokenStream> {
    let mut traits = Vec::new();
    if let Some(http) = &plan.http {
        let (method, uri) = (&http.method, template(scope, &http.uri));
        traits.push(quote!(.with_http(#method, #uri)));
    }
    if let Some(options) = &plan.auth {
        let options = auth_options(scope, options);
        traits.push(quote!(.with_auth(#options)));
    }
    if !plan.host_prefix.is_empty() {
        let prefix = template(scope, &plan.host_prefix);
        traits.push(quote!(.with_host_prefix(#prefix)));
    }
    let flags = [
        ("unsigned_payload", plan.unsigned_payload),
        ("checksum_required", plan.checksum_required),
        ("compression", plan.compression),
    ];
    for (flag, _) in flags.into_iter().filter(|(_, set)| *set) {
        let flag = plain(flag);
        traits.push(quote!(.#flag()));
    }
    if !plan.endpoint_parameters.is_empty() {
        let parameters = plan.endpoint_parameters.iter().map(|(name, value)| endpoint_parameter(scope, name, value));
        traits.push(quote!(.with_endpoint_parameters(&[#(#parameters),*])));
    }
    traits
}

fn template(scope: &Scope<'_>, parts: &[UriPart]) -> TokenStream {
    let ty = scope.runtime("UriPart");
    let parts = parts.iter().map(|part| match part {
        UriPart::Literal(text) => quote!(#ty::Literal(#text)),
        UriPart::Label(index) => {
            let index = Literal::usize_unsuffixed(*index);
            quote!(#ty::Label(#index))
        }
        UriPart::GreedyLabel(index) => {
            let index = Literal::usize_unsuffixed(*index);
            quote!(#ty::GreedyLabel(#index))
        }
    });
    quote!(&[#(#parts),*])
}

fn endpoint_parameter(scope: &Scope<'_>, name: &str, value: &EndpointParameter) -> TokenStream {
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
    let (parameter, kind) = (scope.runtime("EndpointParameter"), scope.runtime("EndpointParameterValue"));
    quote!(#parameter::new(#name, #kind::#value))
}
