//! What is left of calls.

use std::fmt;
use std::time::{Duration, Instant};

use tokio::runtime::Runtime;

/// How long what was let go may take to go.
const PATIENCE: Duration = Duration::from_secs(5);
/// How much more memory may be in use after ten times the calls: less than a byte a call.
const MAX_GROWTH: usize = 8 << 10;

/// What is left of calls when their client and their server are gone.
#[derive(Debug)]
pub(crate) struct Left {
    /// Tasks of the client's runtime, when the client alone was gone.
    pub(crate) tasks: usize,
    /// Sockets; `None` where the system does not say.
    pub(crate) sockets: Option<usize>,
    /// Bytes of memory in use.
    pub(crate) bytes: usize,
}

impl Left {
    /// What should not be there, held against what was there after fewer calls.
    pub(crate) fn problems(&self, before: &Self) -> Vec<String> {
        let mut problems = Vec::new();
        if self.tasks > 0 {
            problems.push(format!("{} tasks of the client are left", self.tasks));
        }
        if self.sockets.is_some_and(|sockets| sockets > 0) {
            problems.push(format!("{} sockets are left", self.sockets.unwrap_or_default()));
        }
        if self.bytes > before.bytes + MAX_GROWTH {
            problems.push(format!("{} bytes of memory more are in use", self.bytes - before.bytes));
        }
        problems
    }
}

impl fmt::Display for Left {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sockets = self.sockets.map_or("an unknown number of".to_owned(), |sockets| sockets.to_string());
        write!(f, "{} tasks, {sockets} sockets, {} bytes in use", self.tasks, self.bytes)
    }
}

/// How many tasks of a runtime are alive, when those that can end have ended.
pub(crate) fn tasks(runtime: &Runtime) -> usize {
    settled(|| runtime.handle().metrics().num_alive_tasks())
}

/// How many sockets this process has, when those that close have closed.
pub(crate) fn sockets() -> Option<usize> {
    std::fs::read_dir("/proc/self/fd").ok()?;
    Some(settled(|| {
        let files = std::fs::read_dir("/proc/self/fd").into_iter().flatten().flatten();
        let targets = files.filter_map(|file| std::fs::read_link(file.path()).ok());
        targets.filter(|target| target.to_string_lossy().starts_with("socket:")).count()
    }))
}

/// A count that comes to zero, or what it is after some time.
fn settled(count: impl Fn() -> usize) -> usize {
    let started = Instant::now();
    while count() > 0 && started.elapsed() < PATIENCE {
        std::thread::sleep(Duration::from_millis(20));
    }
    count()
}
