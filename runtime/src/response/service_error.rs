//! From an error response to what the error knows.

use super::unexpected::unexpected;
use crate::codec::CodecError;
use crate::error::{ErrorDetails, ErrorKind};
use crate::exception;
use crate::schema::{Kind, OperationSchema, ResponseParts, Schema};
use crate::structure::Structure;
use crate::types::REDACTED;
use crate::value::{Slot, View};

/// What an error response says, and the position of the exception that the model has for it.
pub(super) fn service_error(
    operation: &OperationSchema,
    response: &ResponseParts<'_>,
    exceptions: &[&'static Schema],
) -> (ErrorDetails, Option<usize>) {
    let document = match (operation.service.protocol.error)(operation, response) {
        Ok(document) => document,
        Err(error) => return (unexpected(operation, response, error), None),
    };
    if response.status.is_redirection() && document.shape.is_none() && document.code.is_none() {
        return (unexpected(operation, response, CodecError::new("the response is a redirect")), None);
    }
    let position = exception::find(exceptions, document.shape.as_deref(), document.code.as_deref());
    let status = response.status;
    let message = document.message.filter(|message| !message.is_empty());
    let message = message.unwrap_or_else(|| {
        let reason = status.canonical_reason().filter(|_| !status.is_success());
        reason.unwrap_or("the service gave no message").to_owned()
    });
    let mut details = ErrorDetails::new(ErrorKind::Service, operation.name, message)
        .with_service(operation.service.sdk_id)
        .with_response(response);
    if let Some(code) = document.code.or(document.shape) {
        details = details.with_code(code);
    }
    if details.request_id().is_none()
        && let Some(request_id) = document.request_id
    {
        details = details.with_request_id(request_id);
    }
    let traits = position.and_then(|position| exceptions.get(position)?.error);
    (details.with_modeled(traits), position)
}

/// Reads the exception's members; its message, which services send in either case, is also the error's.
pub(crate) fn read_exception(
    operation: &OperationSchema,
    response: &ResponseParts<'_>,
    details: &mut ErrorDetails,
    exception: &mut dyn Structure,
) -> Result<(), CodecError> {
    // What an exception lacks is no reason to say less of the error.
    let _corrections = (operation.service.protocol.exception)(response, exception)?;
    let schema = exception.schema();
    let message = schema.members.iter().enumerate().find(|(_, member)| {
        matches!(member.kind, Kind::String | Kind::Enum) && member.name.eq_ignore_ascii_case("message")
    });
    let Some((index, member)) = message else { return Ok(()) };
    match exception.member(index) {
        Some(View::String(message)) if !message.is_empty() => {
            details.set_message(if member.sensitive { REDACTED } else { message });
            return Ok(());
        }
        _ => {}
    }
    // The message of the document stands under another case; without one, the member stays absent.
    let document = (operation.service.protocol.error)(operation, response).ok().and_then(|document| document.message);
    if let Some(message) = document {
        if let Some(Slot::String(value)) = exception.member_mut(index) {
            *value = message;
        }
        if member.sensitive {
            details.set_message(REDACTED);
        }
    }
    Ok(())
}
