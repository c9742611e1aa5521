use std::fmt;
use std::sync::{Mutex, PoisonError};

use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::SigningScope;
use crate::credentials::Credentials;

/// One secret in two regions on two days, twice over.
const CAPACITY: usize = 8;

/// Keeps the keys derived from secrets, dates, regions and services last used, so that most signatures cost one HMAC
/// instead of five.
///
/// A client has one, or several share one. It holds secrets; `Debug` shows none of it.
#[derive(Default)]
pub struct KeyCache {
    /// The one used last comes first.
    entries: Mutex<Vec<Entry>>,
}

struct Entry {
    secret_access_key: String,
    date: String,
    region: String,
    service: String,
    key: SigningKey,
}

/// A derived key, already absorbed by the HMAC.
#[derive(Clone)]
pub(super) struct SigningKey(Hmac<Sha256>);

impl KeyCache {
    /// An empty cache.
    pub const fn new() -> Self {
        Self { entries: Mutex::new(Vec::new()) }
    }

    pub(super) fn key(&self, credentials: &Credentials, date: &str, scope: &SigningScope<'_>) -> SigningKey {
        // The list is whole at every point where a panic could come from, so a poisoned lock means nothing.
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let found = entries.iter().position(|entry| {
            entry.date == date
                && entry.region == scope.region
                && entry.service == scope.service
                && entry.secret_access_key == credentials.secret_access_key()
        });
        if let Some(index) = found {
            entries[..=index].rotate_right(1);
            return entries[0].key.clone();
        }
        let key = SigningKey::new(&derive(credentials.secret_access_key(), date, scope));
        entries.truncate(CAPACITY - 1);
        let entry = Entry {
            secret_access_key: credentials.secret_access_key().to_owned(),
            date: date.to_owned(),
            region: scope.region.to_owned(),
            service: scope.service.to_owned(),
            key: key.clone(),
        };
        entries.insert(0, entry);
        key
    }
}

impl fmt::Debug for KeyCache {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("KeyCache(** redacted **)")
    }
}

impl SigningKey {
    fn new(key: &[u8]) -> Self {
        Self(Hmac::new_from_slice(key).expect("HMAC takes keys of every length"))
    }

    pub(super) fn sign(self, message: &[u8]) -> [u8; 32] {
        self.0.chain_update(message).finalize().into_bytes().into()
    }
}

fn derive(secret_access_key: &str, date: &str, scope: &SigningScope<'_>) -> [u8; 32] {
    let secret = ["AWS4", secret_access_key].concat();
    [scope.region, scope.service, "aws4_request"]
        .iter()
        .fold(SigningKey::new(secret.as_bytes()).sign(date.as_bytes()), |key, step| {
            SigningKey::new(&key).sign(step.as_bytes())
        })
}

#[cfg(test)]
mod tests {
    use super::super::hex;
    use super::*;

    const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    const IAM: SigningScope<'static> = SigningScope { region: "us-east-1", service: "iam" };

    #[test]
    fn derives_the_documented_keys() {
        assert_eq!(
            hex(&derive(SECRET, "20120215", &IAM)),
            "f4780e2d9f65fa895f9c67b32ce1baf0b0d8a43505a000a1a9e090d414db404d"
        );
        assert_eq!(
            hex(&derive(SECRET, "20150830", &IAM)),
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
        assert_eq!(cache.entries.lock().map(|entries| entries.len()).ok(), Some(uses.len()));
    }

    #[test]
    fn keeps_few_keys_and_drops_the_one_not_used_for_longest() {
        let cache = KeyCache::new();
        let credentials = Credentials::new("AKID", SECRET);
        for day in 10..10 + CAPACITY {
            cache.key(&credentials, &format!("201508{day}"), &IAM);
        }
        cache.key(&credentials, "20150810", &IAM);
        cache.key(&credentials, "20150901", &IAM);
        let entries = cache.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let dates: Vec<_> = entries.iter().map(|entry| entry.date.as_str()).collect();
        assert_eq!(dates.len(), CAPACITY);
        assert_eq!(dates[..2], ["20150901", "20150810"]);
        assert!(!dates.contains(&"20150811"));
    }

    #[test]
    fn a_poisoned_lock_does_no_harm() {
        let cache = KeyCache::new();
        let credentials = Credentials::new("AKID", SECRET);
        let before = cache.key(&credentials, "20150830", &IAM).sign(b"message");
        std::thread::scope(|threads| {
            let panicking = threads.spawn(|| {
                let _entries = cache.entries.lock();
                panic!("poisons the lock on purpose");
            });
            assert!(panicking.join().is_err());
        });
        assert!(cache.entries.is_poisoned());
        assert_eq!(cache.key(&credentials, "20150830", &IAM).sign(b"message"), before);
    }

    #[test]
    fn debug_hides_the_secrets() {
        let cache = KeyCache::new();
        cache.key(&Credentials::new("AKID", SECRET), "20150830", &IAM);
        assert_eq!(format!("{cache:?}"), "KeyCache(** redacted **)");
    }
}
