use std::fmt;
use std::ops::Range;

use super::canonical::CanonicalRequest;
use super::hash::sha256;
use super::hex::Hex;
use super::time::SigningTime;
use super::{ALGORITHM, KeyCache, SigningScope, push_scope};
use crate::credentials::Credentials;

/// A signature, and the texts it was made from.
///
/// A service that refuses a signature mostly answers with the canonical request and the string to sign that it expected;
/// comparing them with these shows what changed on the way. The canonical request contains the session token, so `Debug`
/// does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct Signature {
    /// The canonical request, and behind it the string to sign.
    text: String,
    signed_headers: Range<usize>,
    string_to_sign: usize,
    hex: Hex,
}

impl Signature {
    pub(super) fn new(
        canonical: CanonicalRequest,
        credentials: &Credentials,
        time: &SigningTime,
        scope: &SigningScope<'_>,
        keys: &KeyCache,
    ) -> Self {
        let CanonicalRequest { mut text, signed_headers } = canonical;
        let hash = Hex::new(&sha256(text.as_bytes()));
        let string_to_sign = text.len();
        text.push_str(ALGORITHM);
        text.push('\n');
        text.push_str(time.date_time());
        text.push('\n');
        push_scope(time, scope, &mut text);
        text.push('\n');
        text.push_str(hash.as_str());
        let key = keys.key(credentials, time.date(), scope);
        let hex = Hex::new(&key.sign(text.get(string_to_sign..).unwrap_or_default().as_bytes()));
        Self { text, signed_headers, string_to_sign, hex }
    }

    /// The signature in hexadecimal.
    pub fn as_str(&self) -> &str {
        self.hex.as_str()
    }

    /// The canonical request, of which the string to sign holds the hash.
    pub fn canonical_request(&self) -> &str {
        self.text.get(..self.string_to_sign).unwrap_or_default()
    }

    /// The names of the signed headers, sorted, with `;` between them.
    pub fn signed_headers(&self) -> &str {
        self.text.get(self.signed_headers.clone()).unwrap_or_default()
    }

    /// The string to sign, of which this is the signature.
    pub fn string_to_sign(&self) -> &str {
        self.text.get(self.string_to_sign..).unwrap_or_default()
    }
}

impl fmt::Debug for Signature {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Signature")
            .field("signed_headers", &self.signed_headers())
            .field("string_to_sign", &self.string_to_sign())
            .finish_non_exhaustive()
    }
}
