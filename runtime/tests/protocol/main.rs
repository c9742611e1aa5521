//! Protocols, HTTP bindings, errors, validation and printing: bytes on the wire, values out, errors shown.

mod aws_json;
mod aws_query;
mod debug;
mod errors;
mod properties;
mod request;
mod rest_request;
mod rest_response;
mod shapes;
mod status;
mod unexpected;
mod validate;
