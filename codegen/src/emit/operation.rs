//! Operations: their static data, and the client's method.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::docs::{deprecated, docs};
use super::{ident, jmespath};
use crate::plan::{AuthPlan, EndpointParameter, OperationPlan, UriPart};

/// The file of an operation.
pub fn operation(module: &Ident, plan: &OperationPlan) -> TokenStream {
    let constant = ident(&plan.constant);
    let input = shape(module, plan.input.as_ref());
    let output = shape(module, plan.output.as_ref());
    let wire_name = &plan.wire_name;
    let fields = fields(plan);
    let base = quote!(tinsmith_runtime::OperationSchema::new(#wire_name, &crate::#module::SERVICE));
    let schema =
        if fields.is_empty() { base } else { quote!(tinsmith_runtime::OperationSchema { #(#fields,)* ..#base }) };
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

fn shape(module: &Ident, name: Option<&crate::plan::Ident>) -> TokenStream {
    match name.map(ident) {
        Some(name) => quote!(crate::#module::#name),
        None => quote!(()),
    }
}

/// The fields in which the operation differs from one without traits.
fn fields(plan: &OperationPlan) -> Vec<TokenStream> {
    let mut fields = Vec::new();
    if let Some(http) = &plan.http {
        let (method, uri) = (&http.method, template(&http.uri));
        fields.push(quote!(method: #method));
        fields.push(quote!(uri: #uri));
        if http.code != 200 {
            let code = Literal::u16_unsuffixed(http.code);
            fields.push(quote!(status: #code));
        }
    }
    match plan.auth {
        AuthPlan::SigV4 => {}
        AuthPlan::Optional => fields.push(quote!(auth: tinsmith_runtime::operation::Auth::Optional)),
        AuthPlan::None => fields.push(quote!(auth: tinsmith_runtime::operation::Auth::None)),
    }
    if !plan.host_prefix.is_empty() {
        let prefix = template(&plan.host_prefix);
        fields.push(quote!(host_prefix: #prefix));
    }
    let flags = [
        ("unsigned_payload", plan.unsigned_payload),
        ("checksum_required", plan.checksum_required),
        ("compression", plan.compression),
        ("sensitive_output", plan.sensitive_output),
    ];
    for (flag, _) in flags.into_iter().filter(|(_, set)| *set) {
        let flag = super::plain(flag);
        fields.push(quote!(#flag: true));
    }
    if !plan.endpoint_parameters.is_empty() {
        let parameters = plan.endpoint_parameters.iter().map(|(name, value)| endpoint_parameter(name, value));
        fields.push(quote!(endpoint_parameters: &[#(#parameters),*]));
    }
    fields
}

fn template(parts: &[UriPart]) -> TokenStream {
    let parts = parts.iter().map(|part| match part {
        UriPart::Literal(text) => quote!(tinsmith_runtime::operation::UriPart::Literal(#text)),
        UriPart::Label(index) => {
            let index = Literal::usize_unsuffixed(*index);
            quote!(tinsmith_runtime::operation::UriPart::Label(#index))
        }
        UriPart::GreedyLabel(index) => {
            let index = Literal::usize_unsuffixed(*index);
            quote!(tinsmith_runtime::operation::UriPart::GreedyLabel(#index))
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
        tinsmith_runtime::operation::EndpointParameter {
            name: #name,
            value: tinsmith_runtime::operation::EndpointParameterValue::#value,
        }
    }
}
