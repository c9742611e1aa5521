//! The operations that are measured, as Tinsmith makes them. The AWS SDK's are in `benches/sdk/calls`, with the same
//! names and the same values.

mod client;
mod inputs;
mod operations;

use harness::load::{Call, call};
use tinsmith_aws::{quicksight, sts, verifiedpermissions};

pub use operations::OPERATIONS;

/// The call of an operation over sockets.
pub fn over(operation: &str, url: &str) -> Call {
    let config = client::config().endpoint(url);
    let sts = sts::Client::new(&config);
    let verifiedpermissions = verifiedpermissions::Client::new(&config);
    let quicksight = quicksight::Client::new(&config);
    match operation {
        "assume_role_with_web_identity" => call(move || {
            let client = sts.clone();
            async move { client::assume_role_with_web_identity(&client).await }
        }),
        "assume_role" => call(move || {
            let client = sts.clone();
            async move { client::assume_role(&client).await }
        }),
        "create_identity_source" => call(move || {
            let client = verifiedpermissions.clone();
            async move { client::create_identity_source(&client).await }
        }),
        "batch_is_authorized" => call(move || {
            let client = verifiedpermissions.clone();
            async move { client::batch_is_authorized(&client).await }
        }),
        "get_identity_context" => call(move || {
            let client = quicksight.clone();
            async move { client::get_identity_context(&client).await }
        }),
        "describe_analysis_definition" => call(move || {
            let client = quicksight.clone();
            async move { client::describe_analysis_definition(&client).await.sheets.as_ref().map_or(0, Vec::len) }
        }),
        other => panic!("no operation {other}"),
    }
}
