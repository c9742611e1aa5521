//! The values used last.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// How many are kept: a client goes back and forth between a few regions and credentials at most.
const CAPACITY: usize = 8;

/// A short list of values by their keys, from which the one not used for longest drops out.
///
/// The lock is held to look up and to insert, not while a value is made.
#[derive(Debug)]
pub(crate) struct Recent<K, V> {
    /// The one used last comes first.
    entries: Mutex<Vec<(K, V)>>,
}

impl<K: PartialEq, V: Clone> Recent<K, V> {
    pub(crate) const fn new() -> Self {
        Self { entries: Mutex::new(Vec::new()) }
    }

    /// The value whose key this is.
    pub(crate) fn get(&self, is: impl Fn(&K) -> bool) -> Option<V> {
        let mut entries = self.lock();
        let index = entries.iter().position(|(key, _)| is(key))?;
        entries[..=index].rotate_right(1);
        entries.first().map(|(_, value)| value.clone())
    }

    /// Keeps a value, in place of the one of the same key.
    pub(crate) fn insert(&self, key: K, value: V) {
        let mut entries = self.lock();
        entries.retain(|(known, _)| *known != key);
        entries.truncate(CAPACITY - 1);
        entries.insert(0, (key, value));
    }

    /// The list is whole at every point where a panic could come from, so a poisoned lock means nothing.
    fn lock(&self) -> MutexGuard<'_, Vec<(K, V)>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(recent: &Recent<usize, String>) -> Vec<usize> {
        recent.lock().iter().map(|(key, _)| *key).collect()
    }

    #[test]
    fn keeps_few_and_drops_the_one_not_used_for_longest() {
        let recent = Recent::new();
        for key in 0..CAPACITY {
            recent.insert(key, key.to_string());
        }
        assert_eq!(recent.get(|key| *key == 0).as_deref(), Some("0"));
        recent.insert(CAPACITY, "new".to_owned());
        assert_eq!(keys(&recent), [8, 0, 7, 6, 5, 4, 3, 2]);
        assert_eq!(recent.get(|key| *key == 1), None);
    }

    #[test]
    fn a_key_is_kept_once() {
        let recent = Recent::new();
        recent.insert(1, "old".to_owned());
        recent.insert(2, "two".to_owned());
        recent.insert(1, "new".to_owned());
        assert_eq!(keys(&recent), [1, 2]);
        assert_eq!(recent.get(|key| *key == 1).as_deref(), Some("new"));
    }

    #[test]
    fn a_poisoned_lock_does_no_harm() {
        let recent = Recent::new();
        recent.insert(1, "one".to_owned());
        std::thread::scope(|threads| {
            let panicking = threads.spawn(|| recent.get(|_| panic!("poisons the lock on purpose")));
            assert!(panicking.join().is_err());
        });
        assert!(recent.entries.is_poisoned());
        assert_eq!(recent.get(|key| *key == 1).as_deref(), Some("one"));
    }
}
