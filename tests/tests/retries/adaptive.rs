//! The adaptive mode.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use tinsmith_aws::runtime::retry::{RetryMode, RetrySettings};
use tinsmith_aws::runtime::time::Sleep;
use tinsmith_aws::sts;
use tinsmith_tests::script::Script;

use crate::setting::{config, failure, success};

#[tokio::test]
async fn a_client_sends_slower_once_a_service_has_throttled() {
    let millis = Arc::new(AtomicU64::new(1_782_907_200_000));
    let (read, waited) = (Arc::clone(&millis), Arc::clone(&millis));
    let script = Script::new([success(), success(), failure(400, "Throttling"), success(), success(), success()]);
    let sleep = script.sleep();
    let config = config(&script)
        .clock(move || SystemTime::UNIX_EPOCH + Duration::from_millis(read.fetch_add(1, Ordering::Relaxed)))
        .sleep(Sleep::new(move |duration| {
            waited.fetch_add(u64::try_from(duration.as_millis()).unwrap(), Ordering::Relaxed);
            sleep.sleep(duration)
        }))
        .retry(RetrySettings::new().mode(RetryMode::Adaptive));
    let client = sts::Client::new(&config);
    let call = async || client.get_caller_identity(sts::GetCallerIdentityRequest::new()).await.unwrap();
    call().await;
    call().await;
    // Nothing is limited before.
    assert!(script.waits().is_empty());
    assert_eq!(call().await.metadata().attempts(), 2);
    // The back-off of the standard mode, then what is missing of a token where two seconds make one.
    let waits = script.waits();
    assert!(waits.len() == 2 && waits[0] == Duration::from_secs(1), "{waits:?}");
    assert!((Duration::from_millis(950)..Duration::from_secs(1)).contains(&waits[1]), "{waits:?}");
    call().await;
    assert_eq!(script.waits().len(), 3);

    // Another client of the same configuration has a rate of its own.
    script.then([success()]);
    let before = script.waits().len();
    crate::setting::identity(&config).await.unwrap();
    assert_eq!(script.waits().len(), before);
}
