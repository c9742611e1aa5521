//! The description of a service.

use proc_macro2::TokenStream;
use quote::quote;

use super::auth::auth_options;
use super::plain;
use super::scope::Scope;
use crate::plan::ServicePlan;

/// The file of the service's static data.
pub fn service(module: &TokenStream, partitions: &TokenStream, plan: &ServicePlan) -> TokenStream {
    let scope = &Scope::new(module, None);
    let ServicePlan { id, sdk_id, version, .. } = plan;
    let protocol = plain(&plan.protocol);
    let auth = (!plan.auth.is_empty()).then(|| {
        let options = auth_options(scope, &plan.auth);
        quote!(.with_auth(#options))
    });
    let prefix = plan.endpoint_prefix.as_ref().map(|prefix| quote!(.with_endpoint_prefix(#prefix)));
    let partitions = plan.in_partitions().then(|| quote!(.with_partitions(#partitions)));
    let query_compatible = plan.query_compatible.then(|| quote!(.query_compatible()));
    let rules =
        plan.endpoint_rules.as_ref().map(|_| quote!(.with_endpoint_rules(&super::endpoint_rules::ENDPOINT_RULES)));
    let (service, protocols) = (scope.generated("Service"), scope.generated("protocol"));
    let imports = scope.imports();
    quote! {
        #imports

        #[doc = " What the runtime knows of the service."]
        pub static SERVICE: #service = #service::new(#id, #sdk_id, &#protocols::#protocol)
            .with_version(#version)
            #prefix
            #auth
            #query_compatible
            #rules
            #partitions;
    }
}
