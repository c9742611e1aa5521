//! Protocols: how operations become HTTP messages. They know no service.

mod aws_json;
#[cfg(feature = "xml")]
mod aws_query;
mod json_error;
mod rest;
mod rest_json;

pub use crate::schema::Protocol;

/// `aws.protocols#awsJson1_0`.
pub static AWS_JSON1_0: Protocol = aws_json::protocol("aws.protocols#awsJson1_0", aws_json::request_1_0);
/// `aws.protocols#awsJson1_1`.
pub static AWS_JSON1_1: Protocol = aws_json::protocol("aws.protocols#awsJson1_1", aws_json::request_1_1);
/// `aws.protocols#awsQuery`. With the feature `xml`.
#[cfg(feature = "xml")]
pub static AWS_QUERY: Protocol = aws_query::PROTOCOL;
/// `aws.protocols#restJson1`.
pub static REST_JSON1: Protocol = rest_json::PROTOCOL;

/// All protocols that are compiled, the preferred ones first.
pub static ALL: &[&Protocol] = &[
    &REST_JSON1,
    &AWS_JSON1_0,
    &AWS_JSON1_1,
    #[cfg(feature = "xml")]
    &AWS_QUERY,
];
