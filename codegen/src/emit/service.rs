//! The description of a service.

use proc_macro2::TokenStream;
use quote::quote;

use super::member_schema::{option, xml_namespace};
use super::plain;
use crate::plan::ServicePlan;

/// The file of the service's static data.
pub fn service(plan: &ServicePlan) -> TokenStream {
    let ServicePlan { id, sdk_id, endpoint_prefix, version, query_compatible, .. } = plan;
    let signing_name = option(plan.signing_name.as_ref().map(|name| quote!(#name)));
    let protocol = plain(&plan.protocol);
    let namespace = option(plan.xml_namespace.as_ref().map(xml_namespace));
    let rules = option(plan.endpoint_rules.as_ref().map(|_| quote!(&super::endpoint_rules::ENDPOINT_RULES)));
    quote! {
        #[doc = " What the runtime knows of the service."]
        pub static SERVICE: tinsmith_runtime::Service = tinsmith_runtime::Service {
            id: #id,
            sdk_id: #sdk_id,
            version: #version,
            endpoint_prefix: #endpoint_prefix,
            signing_name: #signing_name,
            protocol: &tinsmith_runtime::protocol::#protocol,
            query_compatible: #query_compatible,
            xml_namespace: #namespace,
            endpoint_rules: #rules,
            partitions: &crate::partitions::PARTITIONS,
        };
    }
}
