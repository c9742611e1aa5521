//! Three calls to the byte: their requests, their responses and their errors, in memory and over a loopback connection.

mod assume_role_with_web_identity;
mod create_identity_source;
mod get_identity_context;
mod setting;
mod unexpected_response;
