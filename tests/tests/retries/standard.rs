//! The standard mode: how often, after how long, from what quota, and what the service is told.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use tinsmith_aws::runtime::ErrorKind;
use tinsmith_aws::runtime::retry::{NotRetried, RetryCosts, RetryQuota, RetrySettings};
use tinsmith_aws::runtime::transport::TransportErrorKind;
use tinsmith_aws::verifiedpermissions::{self, CreatePolicyStoreInput, ValidationMode, ValidationSettings};
use tinsmith_tests::script::{Script, Step};

use crate::setting::{NOW, config, failure, identity, refusal, success};

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test]
async fn a_failure_that_passes_is_retried_twice_by_default() {
    let script = Script::new([failure(500, "Odd"), Step::Fail(TransportErrorKind::Io), success()]);
    let quota = RetryQuota::default();
    let response = identity(&config(&script).retry_quota(quota.clone())).await.unwrap();
    assert_eq!(response.metadata().attempts(), 3);
    assert_eq!(script.waits(), [SECOND, 2 * SECOND]);
    // Success brings back what the last retry took.
    assert_eq!(quota.tokens(), 495);

    script.then([failure(503, "Odd"), failure(503, "Odd"), failure(503, "Odd"), success()]);
    let error = identity(&config(&script)).await.unwrap_err();
    assert_eq!((error.attempts(), error.not_retried()), (3, Some(NotRetried::Attempts)));
    assert_eq!(error.to_string(), "Odd: no (GetCallerIdentity, status 503, 3 attempts)");
    assert_eq!(script.sent().len(), 6);
}

#[tokio::test]
async fn a_failure_that_does_not_pass_is_not_retried() {
    let script = Script::new([failure(403, "AccessDenied")]);
    let error = identity(&config(&script)).await.unwrap_err();
    assert_eq!((error.attempts(), error.not_retried()), (1, Some(NotRetried::Failure)));
    assert_eq!((script.sent().len(), script.waits()), (1, Vec::new()));
}

#[tokio::test]
async fn settings_are_of_the_client_and_of_the_call() {
    for (settings, of_call, attempts) in [
        (RetrySettings::off(), RetrySettings::new(), 1),
        (RetrySettings::new().max_attempts(2), RetrySettings::new(), 2),
        (RetrySettings::off(), RetrySettings::new().mode(Default::default()).max_attempts(4), 4),
        (RetrySettings::new().max_attempts(5), RetrySettings::off(), 1),
    ] {
        let script = Script::new((0..9).map(|_| failure(500, "Odd")));
        let error = identity(&config(&script).retry(settings)).retry(of_call).await.unwrap_err();
        assert_eq!((error.attempts(), script.sent().len()), (attempts, attempts as usize), "{settings:?} {of_call:?}");
    }
    let off = Script::new([failure(500, "Odd")]);
    let error = identity(&config(&off).retry(RetrySettings::off())).await.unwrap_err();
    assert_eq!(error.not_retried(), Some(NotRetried::Off));
}

#[tokio::test]
async fn the_costs_of_2026_wait_less_and_take_more() {
    let settings = RetrySettings::new().costs(RetryCosts::New2026);
    let headers = [("x-amz-retry-after", "1500")];
    let script = Script::new([
        failure(500, "Odd"),
        Step::with_headers(400, &headers, refusal("Throttling")),
        failure(500, "Odd"),
    ]);
    let quota = RetryQuota::default();
    let error = identity(&config(&script).retry(settings).retry_quota(quota.clone())).await.unwrap_err();
    assert_eq!((error.attempts(), script.waits()), (3, vec![Duration::from_millis(50), 2 * SECOND]));
    assert_eq!(quota.tokens(), 500 - 14 - 5);
}

#[tokio::test]
async fn clients_of_one_configuration_share_the_quota() {
    let script = Script::new((0..4).map(|_| failure(500, "Odd")));
    let config = config(&script).retry_quota(RetryQuota::new(12));
    let first = identity(&config).await.unwrap_err();
    assert_eq!((first.attempts(), first.not_retried()), (3, Some(NotRetried::Attempts)));
    // Another client, of a configuration that was made from it.
    let second = identity(&config.timeout(SECOND)).await.unwrap_err();
    assert_eq!((second.attempts(), second.not_retried()), (1, Some(NotRetried::Quota)));
    let expected = "Odd: no (GetCallerIdentity, status 500, not retried: the quota of retries is used up)";
    assert_eq!(second.to_string(), expected);

    // One that is not made from it has a quota of its own.
    script.then([failure(500, "Odd"), success()]);
    assert_eq!(identity(&crate::setting::config(&script)).await.unwrap().metadata().attempts(), 2);
}

#[tokio::test]
async fn each_attempt_tells_the_service_which_it_is() {
    let now = Arc::new(AtomicU64::new(NOW));
    let later = Arc::clone(&now);
    let date = [("date", "Wed, 01 Jul 2026 12:10:00 GMT")];
    let script = Script::new([Step::with_headers(500, &date, ""), Step::Fail(TransportErrorKind::Io), success()]);
    let sleep = script.sleep();
    let config = config(&script)
        .clock(move || SystemTime::UNIX_EPOCH + Duration::from_secs(later.load(Ordering::Relaxed)))
        .sleep(tinsmith_aws::runtime::time::Sleep::new(move |duration| {
            now.fetch_add(duration.as_secs(), Ordering::Relaxed);
            sleep.sleep(duration)
        }));
    identity(&config).await.unwrap();
    // The service is ten minutes ahead, and an answer is waited for for thirty seconds.
    assert_eq!(
        script.header("amz-sdk-request"),
        ["attempt=1", "ttl=20260701T121031Z; attempt=2; max=3", "ttl=20260701T121033Z; attempt=3; max=3"]
    );
    let ids = script.header("amz-sdk-invocation-id");
    assert!(ids[0].len() == 36 && ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    for authorization in script.header("authorization") {
        let expected = "SignedHeaders=amz-sdk-invocation-id;amz-sdk-request;";
        assert!(authorization.contains(expected), "{authorization}");
    }

    script.then([success()]);
    identity(&config).await.unwrap();
    assert_ne!(script.header("amz-sdk-invocation-id")[3], ids[0]);

    let call = identity(&config);
    let request = call.to_http().await.unwrap();
    let presigned = call.presign(Duration::from_secs(60)).await.unwrap();
    for request in [request, presigned] {
        let names = request.headers().keys().map(|name| name.as_str()).collect::<Vec<_>>();
        assert!(!names.iter().any(|name| name.starts_with("amz-sdk-")), "{names:?}");
    }
}

#[tokio::test]
async fn every_attempt_carries_the_same_idempotency_token_and_the_error_says_it() {
    let busy = || Step::answer(400, r#"{"__type": "ThrottlingException", "message": "later"}"#);
    let script = Script::new([busy(), busy(), busy()]);
    let input = CreatePolicyStoreInput::new(ValidationSettings::new(ValidationMode::Off));
    let error = verifiedpermissions::Client::new(&config(&script)).create_policy_store(input).await.unwrap_err();
    let sent = script.sent();
    assert!(sent.len() == 3 && sent.iter().all(|request| request.body() == sent[0].body()));
    let token = error.idempotency_token().unwrap();
    assert!(String::from_utf8_lossy(sent[0].body()).contains(token));
}

#[tokio::test]
async fn an_error_before_sending_is_not_retried_and_an_earlier_attempt_may_have_arrived() {
    let script = Script::new([Step::Fail(TransportErrorKind::Io), Step::Fail(TransportErrorKind::Configuration)]);
    let error = identity(&config(&script)).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Transport, 2));
    // The last one did not leave; the first may have.
    assert!(error.may_have_been_sent());

    let script = Script::new([Step::Fail(TransportErrorKind::Connect), Step::Fail(TransportErrorKind::Configuration)]);
    assert!(!identity(&config(&script)).await.unwrap_err().may_have_been_sent());
}

#[tokio::test]
async fn a_connection_that_was_closed_costs_neither_quota_nor_time_nor_an_attempt() {
    let script = Script::new([Step::Stale, Step::Stale, success()]);
    let quota = RetryQuota::default();
    let response = identity(&config(&script).retry(RetrySettings::off()).retry_quota(quota.clone())).await.unwrap();
    assert_eq!((response.metadata().attempts(), script.waits().len(), quota.tokens()), (1, 0, 500));
    assert_eq!(script.header("amz-sdk-request"), ["attempt=1"; 3]);
}

#[tokio::test]
async fn what_stood_beside_an_error_is_not_in_the_answer() {
    // An error under a status of success, with a member of the output.
    let broken = r#"{"__type": "InternalServerException", "message": "broken", "nextToken": "stale"}"#;
    let script = Script::new([Step::answer(200, broken), Step::answer(200, r#"{"policyStores": []}"#)]);
    let client = verifiedpermissions::Client::new(&config(&script));
    let response = client.list_policy_stores(verifiedpermissions::ListPolicyStoresInput::new()).await.unwrap();
    assert_eq!((response.metadata().attempts(), response.next_token.as_deref()), (2, None));
}
