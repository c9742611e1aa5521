//! Numbers that nobody has to be unable to guess: for waiting times and ids.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

/// The state of SplitMix64, which threads share by stepping it.
static STATE: LazyLock<AtomicU64> = LazyLock::new(|| {
    let mut seed = [0_u8; 8];
    AtomicU64::new(match getrandom::getrandom(&mut seed) {
        Ok(()) => u64::from_ne_bytes(seed),
        // Without a source of entropy, by the keys of hash maps.
        Err(_) => RandomState::new().hash_one(0),
    })
});

const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// Any number.
pub(crate) fn number() -> u64 {
    let mut mixed = STATE.fetch_add(STEP, Ordering::Relaxed).wrapping_add(STEP);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// A number from 0 to less than 1.
#[expect(clippy::cast_precision_loss, reason = "53 bits are what a number from 0 to 1 has")]
pub(crate) fn unit() -> f64 {
    (number() >> 11) as f64 / (1_u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn numbers_do_not_come_again_and_units_spread() {
        let numbers: HashSet<u64> = (0..10_000).map(|_| number()).collect();
        assert_eq!(numbers.len(), 10_000);
        let units: Vec<f64> = (0..10_000).map(|_| unit()).collect();
        assert!(units.iter().all(|unit| (0.0..1.0).contains(unit)));
        let mean = units.iter().sum::<f64>() / 10_000.0;
        assert!((mean - 0.5).abs() < 0.02, "{mean}");
    }
}
