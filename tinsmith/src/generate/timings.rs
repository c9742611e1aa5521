//! How long the stages take.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use tinsmith_codegen::Observer;

/// The stages, in order.
const STAGES: [&str; 11] =
    ["read", "parse", "merge", "resolve", "select", "check", "lower", "emit", "format", "compare", "write"];

/// The time of each stage, of all threads together.
#[derive(Debug, Default)]
pub struct Timings(Mutex<BTreeMap<&'static str, Duration>>);

impl Observer for Timings {
    fn stage<T>(&self, stage: &'static str, work: impl FnOnce() -> T) -> T {
        let started = Instant::now();
        let result = work();
        *self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(stage).or_default() += started.elapsed();
        result
    }
}

impl Timings {
    /// A line a stage: its name, a tab, seconds.
    pub fn print(&self) {
        let times = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for stage in STAGES {
            println!("{stage}\t{:.6}", times.get(stage).copied().unwrap_or_default().as_secs_f64());
        }
    }
}
