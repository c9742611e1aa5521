//! What calls took.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use tinsmith_aws::runtime::metrics::{AttemptMetrics, CallMetrics, Metrics};
use tinsmith_aws::runtime::time::Sleep;
use tinsmith_tests::script::{Script, Step};

use crate::setting::{config, failure, identity, success};

#[derive(Clone, Default)]
struct Notes(Arc<Mutex<Vec<String>>>);

impl Metrics for Notes {
    fn attempt(&self, attempt: &AttemptMetrics<'_>) {
        let error = attempt.error().map(|error| (error.kind(), error.code().unwrap_or_default().to_owned()));
        let taken = attempt.taken();
        self.0.lock().unwrap().push(format!(
            "{} {} attempt {}: {error:?}, {} bytes and {} back, {:?} of {:?}",
            attempt.service(),
            attempt.operation(),
            attempt.number(),
            taken.bytes_sent,
            taken.bytes_received,
            [taken.identity, taken.signing, taken.head, taken.body],
            attempt.duration(),
        ));
    }

    fn call(&self, call: &CallMetrics<'_>) {
        let taken = call.taken();
        self.0.lock().unwrap().push(format!(
            "{} {}: {} attempts, {} bytes and {} back, waited {:?}, failed: {}",
            call.service(),
            call.operation(),
            call.attempts(),
            taken.bytes_sent,
            taken.bytes_received,
            taken.waiting,
            call.error().is_some(),
        ));
    }
}

/// A clock that goes a millisecond each time it is read, and by what is waited.
fn ticking(script: &Script) -> (tinsmith_aws::Config, Arc<AtomicU64>) {
    let millis = Arc::new(AtomicU64::new(1_782_907_200_000));
    let (read, waited) = (Arc::clone(&millis), Arc::clone(&millis));
    let config = config(script)
        .clock(move || SystemTime::UNIX_EPOCH + Duration::from_millis(read.fetch_add(1, Ordering::Relaxed)))
        .sleep(Sleep::new(move |duration| {
            waited.fetch_add(u64::try_from(duration.as_millis()).unwrap(), Ordering::Relaxed);
            std::future::ready(())
        }));
    (config, millis)
}

#[tokio::test]
async fn attempts_and_calls_are_told_with_what_they_took() {
    let script = Script::new([failure(503, "SlowDown"), success()]);
    let notes = Notes::default();
    identity(&ticking(&script).0.metrics(notes.clone())).await.unwrap();
    script.then([Step::answer(403, "")]);
    identity(&config(&script).metrics(notes.clone())).await.unwrap_err();
    let lines = notes.0.lock().unwrap().clone();
    let (sent, first, second) = (script.sent()[0].body().len(), 88, 126);
    assert_eq!(
        lines,
        [
            format!(
                "STS GetCallerIdentity attempt 1: Some((Service, \"SlowDown\")), {sent} bytes and {first} back, \
                 [1ms, 2ms, 1ms, 1ms] of 6ms"
            ),
            // The second one also tells the service for how long it is waited for.
            format!(
                "STS GetCallerIdentity attempt 2: None, {sent} bytes and {second} back, [2ms, 2ms, 1ms, 1ms] of 7ms"
            ),
            format!(
                "STS GetCallerIdentity: 2 attempts, {} bytes and {} back, waited 1.003s, failed: false",
                2 * sent,
                first + second
            ),
            format!(
                "STS GetCallerIdentity attempt 1: Some((Service, \"\")), {sent} bytes and 0 back, \
                 [0ns, 0ns, 0ns, 0ns] of 0ns"
            ),
            format!("STS GetCallerIdentity: 1 attempts, {sent} bytes and 0 back, waited 0ns, failed: true"),
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_call_whose_time_is_over_is_told_with_its_attempt() {
    let script = Script::new([Step::Silence]);
    let notes = Notes::default();
    let config = config(&script).sleep(Sleep::default()).timeout(Duration::from_secs(1)).metrics(notes.clone());
    identity(&config).await.unwrap_err();
    let lines = notes.0.lock().unwrap().clone();
    assert!(lines[0].starts_with("STS GetCallerIdentity attempt 1: Some((Timeout, \"\"))"), "{lines:?}");
    assert!(lines.len() == 2 && lines[1].ends_with("failed: true"), "{lines:?}");
}

#[tokio::test]
async fn where_nobody_wants_to_know_no_clock_is_read_for_it() {
    let reads = async |notes: Option<Notes>| {
        let script = Script::new([success()]);
        let (config, millis) = ticking(&script);
        let config = match notes {
            Some(notes) => config.metrics(notes),
            None => config,
        };
        identity(&config).await.unwrap();
        millis.load(Ordering::Relaxed) - 1_782_907_200_000
    };
    // That of the signature alone.
    assert_eq!(reads(None).await, 1);
    assert!(reads(Some(Notes::default())).await > 1);
}
