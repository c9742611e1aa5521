use std::fmt;

use super::hash::Hmac;
use super::{SigningScope, TERMINATOR};
use crate::credentials::Credentials;
use crate::recent::Recent;
use crate::types::REDACTED;

/// Keeps the keys derived from secrets, dates, regions and services last used, so that most signatures cost one HMAC
/// instead of five.
///
/// A client has one, or several share one. It holds secrets; `Debug` shows none of it.
pub struct KeyCache {
    keys: Recent<KeyScope, SigningKey>,
}

/// What a key is derived from.
#[derive(PartialEq)]
struct KeyScope {
    secret_access_key: String,
    date: String,
    region: String,
    service: String,
}

/// A derived key, already absorbed by the HMAC.
#[derive(Clone)]
pub(super) struct SigningKey(Hmac);

impl KeyCache {
    /// An empty cache.
    pub const fn new() -> Self {
        Self { keys: Recent::new() }
    }

    pub(super) fn key(&self, credentials: &Credentials, date: &str, scope: &SigningScope<'_>) -> SigningKey {
        let known = self.keys.get(|known| {
            known.date == date
                && known.region == scope.region
                && known.service == scope.service
                && known.secret_access_key == credentials.secret_access_key()
        });
        known.unwrap_or_else(|| {
            let key = SigningKey::new(&derive(credentials.secret_access_key(), date, scope));
            let scope = KeyScope {
                secret_access_key: credentials.secret_access_key().to_owned(),
                date: date.to_owned(),
                region: scope.region.to_owned(),
                service: scope.service.to_owned(),
            };
            self.keys.insert(scope, key.clone());
            key
        })
    }
}

impl Default for KeyCache {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for KeyCache {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "KeyCache({REDACTED})")
    }
}

impl SigningKey {
    fn new(key: &[u8]) -> Self {
        Self(Hmac::new(key))
    }

    pub(super) fn sign(&self, message: &[u8]) -> [u8; 32] {
        self.0.sign(message)
    }
}

fn derive(secret_access_key: &str, date: &str, scope: &SigningScope<'_>) -> [u8; 32] {
    let secret = ["AWS4", secret_access_key].concat();
    [scope.region, scope.service, TERMINATOR]
        .iter()
        .fold(SigningKey::new(secret.as_bytes()).sign(date.as_bytes()), |key, step| {
            SigningKey::new(&key).sign(step.as_bytes())
        })
}

#[cfg(test)]
mod tests {
    use super::super::hex::Hex;
    use super::*;

    const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    const IAM: SigningScope<'static> = SigningScope { region: "us-east-1", service: "iam" };

    #[test]
    fn derives_the_documented_keys() {
        assert_eq!(
            Hex::new(&derive(SECRET, "20120215", &IAM)).as_str(),
            "f4780e2d9f65fa895f9c67b32ce1baf0b0d8a43505a000a1a9e090d414db404d"
        );
        assert_eq!(
            Hex::new(&derive(SECRET, "20150830", &IAM)).as_str(),
            "c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9"
        );
    }

    #[test]
    fn each_part_of_the_scope_and_the_secret_has_its_own_key() {
        let cache = KeyCache::new();
        let uses = [
            (SECRET, "20150830", "us-east-1", "iam"),
            ("another", "20150830", "us-east-1", "iam"),
            (SECRET, "20150831", "us-east-1", "iam"),
            (SECRET, "20150830", "us-east-2", "iam"),
            (SECRET, "20150830", "us-east-1", "sts"),
        ];
        for (secret, date, region, service) in uses.iter().chain(&uses).chain(uses.iter().rev()) {
            let scope = SigningScope { region, service };
            let cached = cache.key(&Credentials::new("AKID", *secret), date, &scope).sign(b"message");
            let derived = SigningKey::new(&derive(secret, date, &scope)).sign(b"message");
            assert_eq!(cached, derived, "{date} {region} {service}");
        }
    }

    #[test]
    fn debug_hides_the_secrets() {
        let cache = KeyCache::new();
        cache.key(&Credentials::new("AKID", SECRET), "20150830", &IAM);
        assert_eq!(format!("{cache:?}"), "KeyCache(*** redacted ***)");
    }
}
