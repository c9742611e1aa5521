//! Calls over sockets: `load URL OPERATION IN_FLIGHT CALLS THREADS`.
//!
//! Prints one line of names and values, each followed by a tab: CPU microseconds of this process for each call, calls a
//! second, milliseconds until the first call was answered (making the client included), and the most memory that was
//! resident.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use cpu_time::ProcessTime;

/// A call that is made again and again.
pub type Call = Arc<dyn Fn() -> Pin<Box<dyn Future<Output = usize> + Send>> + Send + Sync>;

/// A call from an async function that owns what it takes.
pub fn call<F: Future<Output = usize> + Send + 'static>(call: impl Fn() -> F + Send + Sync + 'static) -> Call {
    Arc::new(move || Box::pin(call()))
}

/// Runs the program; `make` gives the call of an operation to a URL.
pub fn main(make: impl Fn(&str, &str) -> Call) {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [url, operation, in_flight, calls, threads] = arguments.as_slice() else {
        panic!("usage: load URL OPERATION IN_FLIGHT CALLS THREADS")
    };
    let [in_flight, calls, threads] = [in_flight, calls, threads].map(|number| number.parse().expect("a number"));
    let runtime = match threads {
        1 => crate::calls::runtime(),
        _ => {
            tokio::runtime::Builder::new_multi_thread().worker_threads(threads).enable_all().build().expect("a runtime")
        }
    };
    runtime.block_on(async {
        let started = Instant::now();
        let call = make(operation, url);
        call().await;
        let first = started.elapsed();
        for _ in 0..20 {
            call().await;
        }
        let (started, cpu) = (Instant::now(), ProcessTime::now());
        all(&call, in_flight, calls).await;
        let (wall, cpu) = (started.elapsed().as_secs_f64(), cpu.elapsed().as_secs_f64());
        println!(
            "cpu_us\t{:.2}\tcalls_per_second\t{:.0}\tfirst_ms\t{:.2}\tpeak_mib\t{:.2}",
            cpu / calls as f64 * 1e6,
            calls as f64 / wall,
            first.as_secs_f64() * 1e3,
            peak_mib(),
        );
    });
}

/// `calls` calls, `in_flight` of them at once.
async fn all(call: &Call, in_flight: usize, calls: usize) {
    let left = Arc::new(AtomicUsize::new(calls));
    let take = |left: &AtomicUsize| {
        left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_ok()
    };
    let tasks: Vec<_> = (0..in_flight)
        .map(|_| {
            let (call, left) = (Arc::clone(call), Arc::clone(&left));
            tokio::spawn(async move {
                while take(&left) {
                    call().await;
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.expect("a call that did not fail");
    }
}

/// The most memory of this process that was resident, from `/proc/self/status`.
fn peak_mib() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kib.map_or(f64::NAN, |kib| kib / 1024.0)
}
