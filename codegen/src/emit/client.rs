//! The client of a service.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::ServicePlan;

/// The file of the client. Its operations are methods in files of their own.
pub fn client(plan: &ServicePlan) -> TokenStream {
    let title = format!(" A client of {}; cheap to clone.", plan.sdk_id);
    quote! {
        #[doc = #title]
        #[derive(Clone, Debug)]
        pub struct Client(pub(super) tinsmith_runtime::generated::Client);

        impl Client {
            #[doc = " A client with these settings."]
            #[inline]
            #[must_use]
            pub fn new(config: &tinsmith_runtime::Config) -> Self {
                Self(tinsmith_runtime::generated::Client::new(config, &super::SERVICE))
            }
        }
    }
}
