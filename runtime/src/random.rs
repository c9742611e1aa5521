//! Random numbers that nobody's security hangs on: waits, and ids of calls.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

/// 128 random bits from the system, or where there are none, by the keys of hash maps.
pub(crate) fn entropy() -> u128 {
    let mut bytes = [0_u8; 16];
    match getrandom::getrandom(&mut bytes) {
        Ok(()) => u128::from_be_bytes(bytes),
        Err(_) => {
            let half = || u128::from(RandomState::new().hash_one(0));
            half() << 64 | half()
        }
    }
}

/// Drawn once a process: a call costs no call of the system.
static SEED: LazyLock<(u64, u64)> = LazyLock::new(|| {
    let entropy = entropy();
    ((entropy >> 64) as u64, entropy as u64)
});

static DRAWN: AtomicU64 = AtomicU64::new(0);

/// 128 bits that do not come again.
pub(crate) fn bits() -> u128 {
    let (high, low) = *SEED;
    let drawn = DRAWN.fetch_add(1, Ordering::Relaxed);
    u128::from(mix(drawn.wrapping_add(high))) << 64 | u128::from(mix(drawn.wrapping_mul(STEP).wrapping_add(low)))
}

/// A number from 0 to 1.
pub(crate) fn unit() -> f64 {
    // As many bits as the number has.
    (bits() >> 75) as f64 / (1_u64 << 53) as f64
}

const STEP: u64 = 0x9E37_79B9_7F4A_7C15;

/// [SplitMix64](https://doi.org/10.1145/2714064.2660195).
fn mix(state: u64) -> u64 {
    let mixed = state.wrapping_mul(STEP);
    let mixed = (mixed ^ mixed >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ mixed >> 31
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_number_comes_again_and_they_are_spread() {
        let numbers: HashSet<u128> = (0..10_000).map(|_| bits()).collect();
        assert_eq!(numbers.len(), 10_000);
        let units: Vec<f64> = (0..10_000).map(|_| unit()).collect();
        let mean = units.iter().sum::<f64>() / 10_000.0;
        assert!((0.45..0.55).contains(&mean), "{mean}");
        assert!(units.iter().all(|unit| (0.0..1.0).contains(unit)));
    }
}
