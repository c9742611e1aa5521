//! What making a small request allocates, from the input to signed bytes.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use tinsmith_aws::runtime::body::Body;
use tinsmith_aws::runtime::credentials::Credentials;
use tinsmith_aws::runtime::error::Error;
use tinsmith_aws::runtime::transport::{SendFuture, Transport, TransportOptions};
use tinsmith_aws::{Config, quicksight, sts, verifiedpermissions};
use tinsmith_tests::recorder::Recorder;

fn config() -> Config {
    Config::new("eu-west-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "a secret"))
        .clock(|| SystemTime::UNIX_EPOCH + Duration::from_secs(1_782_907_200))
        .transport(Recorder::answering(http::Response::new(Bytes::from_static(b"{}"))))
}

/// Of a call: those of its request, the ids of call and attempt, what a transport is told and returns, and the names of
/// members that this answer lacks.
const SENT: u64 = 22;

/// Allocations of the second request: the first resolves the endpoint and
/// derives the key of the day.
fn allocations<T, E>(make: impl AsyncFn() -> Result<T, Error<E>>) -> u64 {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let request = || assert!(runtime.block_on(make()).is_ok());
    request();
    allocation_counter::measure(request).count_total
}

#[test]
fn a_request_of_aws_json_is_made_in_11_allocations() {
    let client = verifiedpermissions::Client::new(&config());
    let call = client.get_policy_store(verifiedpermissions::GetPolicyStoreInput::new("PSEXAMPLEabcdefg111111"));
    let count = allocations(async || call.to_http().await);
    assert!(count <= 11, "{count} allocations");
}

#[test]
fn a_request_of_aws_query_is_made_in_11_allocations() {
    let client = sts::Client::new(&config());
    let call = client.get_caller_identity(sts::GetCallerIdentityRequest::new());
    let count = allocations(async || call.to_http().await);
    assert!(count <= 11, "{count} allocations");
}

#[test]
fn a_request_of_rest_json_is_made_in_9_allocations() {
    let client = quicksight::Client::new(&config());
    let call = client.describe_dashboard(quicksight::DescribeDashboardRequest::new("123456789012", "sales"));
    let count = allocations(async || call.to_http().await);
    assert!(count <= 9, "{count} allocations");
}

/// Answers every request at once.
#[derive(Debug)]
struct Quick;

impl Transport for Quick {
    fn send(&self, _request: http::Request<Body>, _options: TransportOptions) -> SendFuture<'_> {
        Box::pin(std::future::ready(Ok(http::Response::new(Body::from("{}")))))
    }
}

#[test]
fn a_call_that_succeeds_at_once_pays_for_no_other_attempt() {
    let client = verifiedpermissions::Client::new(&config().transport(Quick));
    let call = client.get_policy_store(verifiedpermissions::GetPolicyStoreInput::new("PSEXAMPLEabcdefg111111"));
    let count = allocations(async || call.send().await);
    assert!(count == SENT, "{count} allocations");
}
