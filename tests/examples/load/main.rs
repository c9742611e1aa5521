//! Many calls to a server that does a third of them wrong, and what is left afterwards. `cargo xtask load` runs this.

mod faults;
mod left;

use std::alloc::System;
use std::collections::BTreeMap;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use cap::Cap;
use tinsmith_aws::Config;
use tinsmith_aws::runtime::credentials::Credentials;
use tinsmith_aws::runtime::retry::RetrySettings;
use tinsmith_aws::runtime::{ErrorKind, Response};
use tinsmith_aws::sts::{Client, Error, GetCallerIdentityRequest, GetCallerIdentityResponse};
use tinsmith_tests::fault_server::{FaultServer, Speaks};
use tokio::runtime::Runtime;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use crate::faults::{ACCOUNT, good, script};
use crate::left::Left;

#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

const CALLS: usize = 10_000;
const AT_ONCE: usize = 200;
/// What a call may take, and how long nothing may come of an attempt.
const LIMIT: Duration = Duration::from_secs(20);
const SILENCE: Duration = Duration::from_secs(3);
/// How much later than its limit a call may end: there are others to be served.
const SLACK: Duration = Duration::from_secs(2);

/// What became of calls.
#[derive(Default)]
struct Ended {
    /// What they came to, and how many did.
    outcomes: BTreeMap<String, usize>,
    problems: Vec<String>,
    longest: Duration,
}

fn main() -> ExitCode {
    // What is made once, by whatever is used first, is no remains of calls.
    let (_, before) = round(1_000);
    let started = Instant::now();
    let (ended, after) = round(CALLS);
    let took = started.elapsed();

    println!("| what {CALLS} calls came to, {AT_ONCE} at a time | calls |\n|---|---:|");
    for (outcome, count) in &ended.outcomes {
        println!("| {outcome} | {count} |");
    }
    let [took, longest, limit] = [took, ended.longest, LIMIT].map(|time| time.as_secs_f32());
    println!("\n{took:.1} s in all, {longest:.1} s the longest call; its limit is {limit:.0} s");
    println!("left: {after}; after 1,000 calls: {before}");

    let mut problems = ended.problems;
    let count: usize = ended.outcomes.values().sum();
    problems.extend((count != CALLS).then(|| format!("{count} calls ended")));
    problems.extend(after.problems(&before));
    for problem in &problems {
        eprintln!("error: {problem}");
    }
    if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// So many calls by a client that is made for them, to a server of its own; and what is left when both are gone.
fn round(calls: usize) -> (Ended, Left) {
    let (theirs, ours) = (runtime(), runtime());
    let server = theirs.block_on(FaultServer::start(Speaks::Plain, good(), script(calls * 3))).expect("a port");
    let ended = ours.block_on(run(server.url(), calls));
    let tasks = left::tasks(&ours);
    drop(server);
    drop((theirs, ours));
    (ended, Left { tasks, sockets: left::sockets(), bytes: ALLOCATOR.allocated() })
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime")
}

async fn run(url: &str, calls: usize) -> Ended {
    let config = Config::new("eu-west-1")
        .endpoint(url)
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
        .timeout(LIMIT)
        .read_timeout(SILENCE)
        .retry(RetrySettings::new().max_attempts(3).max_back_off(Duration::from_millis(50)));
    let client = Client::new(&config);
    let places = Arc::new(Semaphore::new(AT_ONCE));
    let mut running = JoinSet::new();
    for _ in 0..calls {
        let (client, places) = (client.clone(), Arc::clone(&places));
        running.spawn(async move {
            let _place = places.acquire().await.expect("it is never closed");
            let started = Instant::now();
            let result = client.get_caller_identity(GetCallerIdentityRequest::new()).await;
            (judged(result), started.elapsed())
        });
    }
    let mut ended = Ended::default();
    while let Some(Ok(((outcome, problem), took))) = running.join_next().await {
        *ended.outcomes.entry(outcome).or_default() += 1;
        ended.problems.extend(problem);
        ended.problems.extend((took > LIMIT + SLACK).then(|| format!("a call took {took:?}")));
        ended.longest = ended.longest.max(took);
    }
    ended
}

/// What a call came to, and what is wrong with that.
fn judged(result: Result<Response<GetCallerIdentityResponse>, Error>) -> (String, Option<String>) {
    let error = match result {
        Ok(response) => {
            let problem = (response.account.as_deref() != Some(ACCOUNT)).then(|| format!("it is wrong: {response:?}"));
            return (format!("right, after attempt {}", response.metadata().attempts()), problem);
        }
        Err(error) => error,
    };
    let is_clear = match error.kind() {
        ErrorKind::Service | ErrorKind::Response => error.status().is_some() && !error.message().is_empty(),
        ErrorKind::Transport | ErrorKind::Timeout => error.message().contains("127.0.0.1"),
        _ => false,
    };
    let status = error.status().map_or(String::new(), |status| format!(", status {status}"));
    let outcome = format!("{:?}{status}, after attempt {}", error.kind(), error.attempts());
    (outcome, (!is_clear).then(|| format!("an error that says nothing: {error:?}")))
}
