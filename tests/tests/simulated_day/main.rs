//! 24 hours of a program that calls all the time, in seconds: credentials expire and are fetched ahead of that, whoever
//! gives them fails now and then, the clock is off for hours, and the service has its bad hours too.

mod clock;
mod provider;
mod service;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tinsmith_aws::Config;
use tinsmith_aws::runtime::ErrorKind;
use tinsmith_aws::runtime::retry::{RetryMode, RetrySettings};
use tinsmith_aws::runtime::time::Sleep;
use tinsmith_aws::sts::{Client, Error, GetCallerIdentityRequest};
use tokio::task::JoinSet;

use crate::clock::{Clock, JUMPS};
use crate::provider::{BETWEEN_OUTAGES, OUTAGE, Provider};
use crate::service::{FAILING, RESETTING, Service, THROTTLING};

const DAY: Duration = Duration::from_secs(24 * 3600);
/// Each calls once a minute; once an hour all call ten times at once.
const CALLERS: usize = 12;
const MINUTES: usize = 24 * 60;
const HOURS: usize = 24;
const AT_ONCE: usize = 10;

/// A call that failed, and the hour in which it did.
type Failed = (u64, Error);

async fn caller(client: Client, clock: Clock, number: usize) -> Vec<Failed> {
    let mut failed = Vec::new();
    // One after the other, a few seconds apart; and all at once on the hour.
    tokio::time::sleep(Duration::from_millis(4_970 * number as u64)).await;
    for minute in 0..MINUTES {
        let calls = if minute % 60 == 0 { AT_ONCE } else { 1 };
        let mut running = JoinSet::new();
        for _ in 0..calls {
            running.spawn(client.get_caller_identity(GetCallerIdentityRequest::new()).into_future());
        }
        let hour = clock.hour();
        let results = running.join_all().await;
        failed.extend(results.into_iter().filter_map(Result::err).map(|error| (hour, error)));
        let next = Duration::from_secs(60 * (minute as u64 + 1)) + Duration::from_millis(4_970 * number as u64);
        tokio::time::sleep(next.saturating_sub(clock.elapsed())).await;
    }
    failed
}

#[tokio::test(start_paused = true)]
async fn a_day_of_calls_needs_no_help() {
    let clock = Clock::start();
    let provider = Provider::new(clock);
    let service = Service::new(clock, provider.clone());
    let config = Config::new("eu-west-1")
        .credentials(provider.clone())
        .transport(service.clone())
        .clock(move || clock.of_client())
        .sleep(Sleep::new(tokio::time::sleep))
        .retry(RetrySettings::new().mode(RetryMode::Standard).max_attempts(3));
    let client = Client::new(&config);
    let mut callers = JoinSet::new();
    for number in 0..CALLERS {
        callers.spawn(caller(client.clone(), clock, number));
    }
    let failed: Vec<Failed> = callers.join_all().await.into_iter().flatten().collect();
    assert!(clock.elapsed() >= DAY);

    let calls = CALLERS * (MINUTES + HOURS * (AT_ONCE - 1));
    let of = |counter: &AtomicUsize| counter.load(Ordering::Relaxed);
    let counts = &service.counts;
    println!(
        "{calls} calls, {} failed, {} times credentials\n{counts:?}\n{:?}",
        failed.len(),
        provider.given.lock().unwrap().len(),
        provider.counts
    );

    // Every call ended, and was served or failed.
    assert_eq!(of(&counts.served) + failed.len(), calls);
    // Nothing was signed with credentials that had expired, and hardly anything for another time.
    assert_eq!(of(&counts.expired), 0);
    assert!(of(&counts.skewed) >= JUMPS && of(&counts.skewed) <= JUMPS * CALLERS * AT_ONCE, "{counts:?}");
    check_failures(&failed);
    // Each of the others took one attempt; those of bad hours at most three.
    let refused = of(&counts.failed) + of(&counts.throttled) + of(&counts.reset) + of(&counts.skewed);
    assert_eq!(of(&counts.requests), of(&counts.served) + refused);
    let retried = refused - failed.iter().filter(|(_, error)| error.attempts() > 0).count();
    assert_eq!(of(&counts.requests), calls + retried);
    check_refreshes(&provider, of(&counts.served_meanwhile));
}

/// Calls fail in bad hours alone, with what went wrong last, after three attempts or for want of tokens for more.
fn check_failures(failed: &[Failed]) {
    for (hour, error) in failed {
        match *hour {
            FAILING => assert_eq!((error.kind(), error.status()), (ErrorKind::Service, Some(500)), "{error:?}"),
            THROTTLING => assert!(error.is_throttling(), "{error:?}"),
            RESETTING => assert_eq!(error.kind(), ErrorKind::Transport, "{error:?}"),
            _ => panic!("a call failed at {hour} hours: {error:?}"),
        }
        assert!(error.is_retryable() && error.attempts() <= 3, "{error:?}");
    }
    for hour in [FAILING, THROTTLING, RESETTING] {
        let count = failed.iter().filter(|(other, _)| *other == hour).count();
        // Of 1,000 calls, three of ten fail three times in a row: 27.
        assert!((1..100).contains(&count), "{count} at {hour} hours");
    }
}

/// One fetches at a time, ahead of expiry and not much sooner, while others go on.
fn check_refreshes(provider: &Provider, served_meanwhile: usize) {
    let counts = &provider.counts;
    assert_eq!(counts.asking_at_most.load(Ordering::Relaxed), 1);
    let given = provider.given.lock().unwrap();
    let (mut early, mut life) = (0, Duration::ZERO);
    for pair in given.windows(2) {
        let left = pair[0].expires.duration_since(pair[1].at).expect("they were fetched before the old ones expired");
        let whole = pair[0].expires.duration_since(pair[0].at).unwrap();
        early += usize::from(left > Duration::from_secs(360).min(whole / 4));
        life += whole - left;
    }
    // Whose clock jumps ahead takes good credentials for old ones.
    assert!(early <= JUMPS, "{early} of {}", given.len());
    assert!(life > DAY - Duration::from_secs(3600), "{life:?}");
    assert!(served_meanwhile >= given.len() / 4, "{served_meanwhile} while {} were fetched", given.len());
    // It was asked in outages, and again every half minute at most.
    let failed = counts.failed.load(Ordering::Relaxed);
    let most = (DAY.as_secs() / BETWEEN_OUTAGES) * (OUTAGE.as_secs() / 30 + 1);
    assert!(failed > 0 && failed as u64 <= most, "{failed}");
}
