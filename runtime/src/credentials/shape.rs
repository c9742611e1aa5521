//! Credentials that a service answers with.

use std::time::SystemTime;

use super::{Credentials, CredentialsError};
use crate::structure::Structure;
use crate::timestamp::Timestamp;
use crate::value::View;

/// The credentials that a structure carries: its members of the names of an access key, its secret, a session token and
/// when they expire. What generated conversions call.
///
/// # Errors
///
/// When the access key or its secret is not there.
pub fn credentials(structure: &dyn Structure) -> Result<Credentials, CredentialsError> {
    let schema = structure.schema();
    let view = |names: &[&str]| {
        let is_one = |name: &str| names.iter().any(|known| name.eq_ignore_ascii_case(known));
        schema.members.iter().position(|member| is_one(member.name)).and_then(|index| structure.member(index))
    };
    let text = |names: &[&str]| match view(names) {
        Some(View::String(text)) if !text.is_empty() => Some(text),
        _ => None,
    };
    let (Some(access_key_id), Some(secret)) = (text(&["accessKeyId"]), text(&["secretAccessKey", "secretKey"])) else {
        let message = format!("`{}` carries no access key with its secret", schema.name());
        return Err(CredentialsError::new(message));
    };
    let mut credentials = Credentials::new(access_key_id, secret);
    if let Some(token) = text(&["sessionToken"]) {
        credentials = credentials.with_session_token(token);
    }
    let expires = match view(&["expiration"]) {
        Some(View::Timestamp(expires)) => Some(expires),
        // The portal of IAM Identity Center counts milliseconds.
        Some(View::Integer(milliseconds)) if milliseconds > 0 => {
            Some(Timestamp::from_unix_seconds(milliseconds / 1000))
        }
        _ => None,
    };
    if let Some(expires) = expires.and_then(|expires| SystemTime::try_from(expires).ok()) {
        credentials = credentials.with_expiry(expires);
    }
    Ok(credentials)
}
