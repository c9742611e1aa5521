//! The operations that are measured, as the AWS SDK for Rust makes them. Tinsmith's are in `benches/tinsmith`, with the same
//! names and the same values.

mod client;
mod inputs;
mod operations;

use harness::load::{Call, call};

pub use operations::OPERATIONS;

/// The call of an operation over sockets.
pub fn over(operation: &str, url: &str) -> Call {
    let config = client::to(url);
    let sts = aws_sdk_sts::Client::new(&config);
    let verifiedpermissions = aws_sdk_verifiedpermissions::Client::new(&config);
    let quicksight = aws_sdk_quicksight::Client::new(&config);
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
            async move { client::describe_analysis_definition(&client).await.sheets().len() }
        }),
        other => panic!("no operation {other}"),
    }
}
