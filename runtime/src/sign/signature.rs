use std::fmt;
use std::ops::Range;

use super::canonical::CanonicalRequest;
use super::hash::sha256;
use super::time::SigningTime;
use super::{ALGORITHM, KeyCache, SigningScope, hex};
use crate::credentials::Credentials;

/// A signature, and the texts it was made from.
///
/// A service that refuses a signature mostly answers with the canonical request and the string to sign that it expected;
/// comparing them with these shows what changed on the way. The canonical request contains the session token, so `Debug`
/// does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Signature {
    canonical_request: String,
    signed_headers: Range<usize>,
    string_to_sign: String,
    hex: String,
}

impl Signature {
    pub(super) fn new(
        canonical: CanonicalRequest,
        credential: &str,
        credentials: &Credentials,
        time: &SigningTime,
        scope: &SigningScope<'_>,
        keys: &KeyCache,
    ) -> Self {
        let credential_scope = &credential[credentials.access_key_id().len() + 1..];
        let hash = hex(&sha256(canonical.text.as_bytes()));
        let string_to_sign = [ALGORITHM, time.date_time(), credential_scope, &hash].join("\n");
        let key = keys.key(credentials, time.date(), scope);
        Self {
            hex: hex(&key.sign(string_to_sign.as_bytes())),
            canonical_request: canonical.text,
            signed_headers: canonical.signed_headers,
            string_to_sign,
        }
    }

    /// The signature in hexadecimal.
    pub fn as_str(&self) -> &str {
        &self.hex
    }

    /// The canonical request, of which the string to sign holds the hash.
    pub fn canonical_request(&self) -> &str {
        &self.canonical_request
    }

    /// The names of the signed headers, sorted, with `;` between them.
    pub fn signed_headers(&self) -> &str {
        &self.canonical_request[self.signed_headers.clone()]
    }

    /// The string to sign, of which this is the signature.
    pub fn string_to_sign(&self) -> &str {
        &self.string_to_sign
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Signature")
            .field("signed_headers", &self.signed_headers())
            .field("string_to_sign", &self.string_to_sign)
            .finish_non_exhaustive()
    }
}
