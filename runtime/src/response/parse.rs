//! From a response whose body is there to an output or an error.

use super::service_error::service_error;
use super::unexpected::unexpected;
use crate::binding::payload_member;
use crate::codec::CodecError;
use crate::error::{ErrorDetails, ErrorKind};
use crate::schema::{OperationSchema, Read, ResponseParts, Schema};
use crate::structure::Structure;

pub(crate) use super::service_error::read_exception;

/// What a response turned out to be.
pub(crate) enum Parsed {
    /// The output was filled.
    Output(Read),
    /// The call failed. Where the model knows the error: the position of its exception, whose members are still to be
    /// read.
    Error(ErrorDetails, Option<usize>),
}

/// Reads a response into an empty output, or says what error it is.
///
/// The status decides. Only where an output would have to be corrected, and its body is a document, is that asked
/// whether it is the document of an error: some services answer an error with 200.
pub(crate) fn parse(
    operation: &OperationSchema,
    response: &ResponseParts<'_>,
    output: &mut dyn Structure,
    exceptions: &[&'static Schema],
    strict: bool,
) -> Parsed {
    let protocol = operation.service.protocol;
    let failed = || {
        let (details, position) = service_error(operation, response, exceptions);
        Parsed::Error(details, position)
    };
    if !response.status.is_success() {
        return failed();
    }
    let has_payload = payload_member(output.schema()).is_some();
    let result = (protocol.response)(operation, response, output);
    let is_in_order = result.as_ref().is_ok_and(|read| read.corrections.is_empty());
    if !is_in_order && !has_payload && (protocol.is_error)(response) {
        return failed();
    }
    match result {
        Ok(read) if strict && !read.corrections.is_empty() => {
            let list = read.corrections.paths().collect::<Vec<_>>().join(", ");
            let message = format!("the response lacks members that the model requires: {list}");
            let error = CodecError::new(message.clone());
            let details = ErrorDetails::new(ErrorKind::Response, operation.name, message).with_cause(error);
            Parsed::Error(details.with_response(response), None)
        }
        Ok(read) => Parsed::Output(read),
        Err(error) => Parsed::Error(unexpected(operation, response, error), None),
    }
}
