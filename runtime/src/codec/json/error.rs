//! What error responses say, read past everything else that they hold.

use super::scanner::Scanner;
use crate::codec::CodecError;

/// The texts that every error response may have, modeled or not.
#[derive(Debug, Default)]
pub(crate) struct ErrorFields {
    /// `__type`.
    pub(crate) type_: Option<String>,
    /// `code` or `Code`.
    pub(crate) code: Option<String>,
    /// `message`, else `Message`, else `errorMessage`.
    pub(crate) message: Option<String>,
    /// `RequestId` or `requestId`.
    pub(crate) request_id: Option<String>,
}

/// Reads an object for the texts of an error; whatever else it holds is passed over and takes no memory.
pub(crate) fn read_error(bytes: &[u8]) -> Result<ErrorFields, CodecError> {
    let mut scanner = Scanner::new(bytes)?;
    let mut fields = ErrorFields::default();
    if !scanner.takes(b'{') {
        // What is no JSON at all is told as such.
        drop(scanner.token()?);
        return Err(CodecError::new("the body is JSON, but no object"));
    }
    // How much a name counts for the message: lower is more.
    let mut rank = usize::MAX;
    let mut first = true;
    while let Some(key) = scanner.next_key(&mut first)? {
        if scanner.peek() != Some(b'"') {
            scanner.skip()?;
            continue;
        }
        let text = scanner.string()?;
        match &*key {
            "__type" => fields.type_ = Some(text.into_owned()),
            "code" => fields.code = Some(text.into_owned()),
            "Code" => fields.code = fields.code.or_else(|| Some(text.into_owned())),
            "RequestId" => fields.request_id = Some(text.into_owned()),
            "requestId" => fields.request_id = fields.request_id.or_else(|| Some(text.into_owned())),
            name => {
                let position = ["message", "Message", "errorMessage"].iter().position(|known| *known == name);
                if let Some(position) = position.filter(|position| *position <= rank) {
                    rank = position;
                    fields.message = Some(text.into_owned());
                }
            }
        }
    }
    scanner.finish()?;
    Ok(fields)
}
