//! What is put right: clocks and credentials.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tinsmith_aws::runtime::credentials::{Credentials, CredentialsFuture, CredentialsProvider, ProviderContext};
use tinsmith_aws::runtime::retry::{NotRetried, RetryQuota, RetrySettings};
use tinsmith_tests::script::{Script, Step};

use crate::setting::{config, failure, identity, refusal, success};

/// Each time other credentials, which are kept for as long as nobody refuses them.
#[derive(Default)]
struct Rotating {
    asked: AtomicUsize,
    refused: AtomicUsize,
}

impl CredentialsProvider for Rotating {
    fn credentials<'a>(&'a self, _context: &'a ProviderContext) -> CredentialsFuture<'a> {
        let number = self.asked.fetch_add(1, Ordering::Relaxed);
        Box::pin(async move { Ok(Credentials::new(format!("AKID{number}"), "a secret")) })
    }

    fn keep(&self) -> Option<Duration> {
        Some(Duration::from_secs(3_600))
    }

    fn expired(&self, credentials: &Credentials) {
        assert!(credentials.access_key_id().starts_with("AKID"));
        self.refused.fetch_add(1, Ordering::Relaxed);
    }
}

fn keys(script: &Script) -> Vec<String> {
    let key = |value: &String| value.split("Credential=").nth(1).unwrap().split('/').next().unwrap().to_owned();
    script.header("authorization").iter().map(key).collect()
}

#[tokio::test]
async fn credentials_that_have_expired_are_had_anew_once_for_nothing() {
    let script = Script::new([success(), failure(403, "ExpiredToken"), success(), success()]);
    let (provider, quota) = (Arc::new(Rotating::default()), RetryQuota::holding(500, 100));
    let config = config(&script).credentials(Arc::clone(&provider)).retry_quota(quota.clone());
    identity(&config).await.unwrap();
    let response = identity(&config).await.unwrap();
    identity(&config).await.unwrap();
    assert_eq!(keys(&script), ["AKID0", "AKID0", "AKID1", "AKID1"]);
    assert_eq!((response.metadata().attempts(), provider.refused.load(Ordering::Relaxed)), (2, 1));
    assert_eq!((script.waits().len(), quota.tokens()), (0, 103));
    assert!(script.header("amz-sdk-request")[2].ends_with("; attempt=2; max=3"));
}

#[tokio::test]
async fn credentials_that_are_refused_again_are_an_error() {
    let script = Script::new((0..9).map(|_| failure(400, "ExpiredTokenException")));
    let config = config(&script).credentials(Rotating::default());
    let error = identity(&config).await.unwrap_err();
    assert_eq!((error.attempts(), error.not_retried()), (2, Some(NotRetried::Failure)));
    // Those of nobody else, and those that never change, cannot be had anew.
    let error = identity(&crate::setting::config(&script)).await.unwrap_err();
    assert_eq!(error.attempts(), 1);
    // One attempt is one attempt; but what was refused is not used again.
    let provider = Arc::new(Rotating::default());
    let once = config.credentials(Arc::clone(&provider)).retry(RetrySettings::off());
    assert_eq!(identity(&once).await.unwrap_err().attempts(), 1);
    identity(&once).await.unwrap_err();
    assert_eq!(keys(&script).split_off(3), ["AKID0", "AKID1"]);
}

#[tokio::test]
async fn a_signature_that_is_refused_for_its_time_is_made_anew_by_the_clock_of_the_service() {
    let date = [("date", "Wed, 01 Jul 2026 13:00:00 GMT")];
    let refused = || Step::with_headers(403, &date, refusal("RequestTimeTooSkewed"));
    let script = Script::new([refused(), success(), success()]);
    let (quota, config) = (RetryQuota::default(), config(&script));
    let config = config.retry_quota(quota.clone());
    assert_eq!(identity(&config).await.unwrap().metadata().attempts(), 2);
    identity(&config).await.unwrap();
    assert_eq!(script.header("x-amz-date"), ["20260701T120000Z", "20260701T130000Z", "20260701T130000Z"]);
    assert_eq!((script.waits().len(), quota.tokens()), (0, 500));

    // A service that has our time refuses for another reason.
    let same = [("date", "Wed, 01 Jul 2026 13:01:00 GMT")];
    script.then([Step::with_headers(403, &same, refusal("SignatureDoesNotMatch"))]);
    let error = identity(&config).await.unwrap_err();
    assert_eq!((error.attempts(), error.not_retried()), (1, Some(NotRetried::Failure)));
}
