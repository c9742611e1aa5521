//! `smithy.api#endpoint`: prefixes of the host that depend on the input.

use crate::binding::label;
use crate::codec::CodecError;
use crate::host_label::is_valid_host_label;
use crate::schema::UriPart;
use crate::structure::Structure;

/// The prefix with its labels filled in.
///
/// # Errors
///
/// A member that is not set, or not letters, digits and hyphens as a host's label is.
pub(super) fn write(template: &[UriPart], input: &dyn Structure) -> Result<String, CodecError> {
    let mut prefix = String::new();
    for part in template {
        match part {
            UriPart::Literal(text) => prefix.push_str(text),
            UriPart::Label(index) | UriPart::GreedyLabel(index) => {
                let Some(member) = input.schema().members.get(*index) else {
                    let message = format!("the host prefix has a label for member {index}, which the input lacks");
                    return Err(CodecError::new(message));
                };
                let value =
                    label::value(member, input, *index, "host").map_err(|error| error.in_member(member.name))?;
                if !is_valid_host_label(&value, false) {
                    let message = "must be 1 to 63 letters, digits and hyphens, with no hyphen at either end: \
                                   it is part of the request's host";
                    return Err(CodecError::new(message).in_member(member.name));
                }
                prefix.push_str(&value);
            }
        }
    }
    Ok(prefix)
}
