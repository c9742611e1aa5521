//! What happens to a call on its way: interceptors, connections that were closed, time limits, clocks.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Wake, Waker};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::HeaderValue;
use tinsmith_aws::runtime::body::Body;
use tinsmith_aws::runtime::credentials::{Credentials, CredentialsFuture, CredentialsProvider, ProviderContext};
use tinsmith_aws::runtime::error::ErrorDetails;
use tinsmith_aws::runtime::interceptor::{Attempt, Interceptor, InterceptorError};
use tinsmith_aws::runtime::retry::RetrySettings;
use tinsmith_aws::runtime::time::Sleep;
use tinsmith_aws::runtime::transport::{SendFuture, Transport, TransportError, TransportErrorKind, TransportOptions};
use tinsmith_aws::runtime::types::ByteStream;
use tinsmith_aws::runtime::{Error, ErrorKind};
use tinsmith_aws::verifiedpermissions::{self, CreatePolicyStoreInput, ValidationMode, ValidationSettings};
use tinsmith_aws::{Config, sts};
use tinsmith_tests::recorder::Recorder;
use tinsmith_tests::storage::Storage;

const IDENTITY: &str = "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>1</Account>\
                        </GetCallerIdentityResult></GetCallerIdentityResponse>";

fn config() -> Config {
    Config::new("eu-west-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "a secret"))
        .clock(|| SystemTime::UNIX_EPOCH + Duration::from_secs(1_782_907_200))
        .retry(RetrySettings::off())
}

fn answer(status: u16, headers: &[(&str, &str)], body: &'static str) -> http::Response<Bytes> {
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    response.body(Bytes::from_static(body.as_bytes())).unwrap()
}

fn identity(config: &Config) -> tinsmith_aws::runtime::Call<sts::GetCallerIdentityResponse, sts::Exception> {
    sts::Client::new(config).get_caller_identity(sts::GetCallerIdentityRequest::new())
}

/// Writes down what it sees, and adds a header.
#[derive(Clone, Default)]
struct Witness {
    seen: Arc<Mutex<Vec<String>>>,
    refuses: bool,
}

impl Witness {
    fn see(&self, what: &str, attempt: &Attempt<'_>) {
        let line = format!("{what} {} {} {}", attempt.service(), attempt.operation(), attempt.number());
        self.seen.lock().unwrap().push(line);
    }
}

impl Interceptor for Witness {
    fn before_signing(&self, attempt: &Attempt<'_>, request: &mut http::Request<Body>) -> Result<(), InterceptorError> {
        assert!(!request.headers().contains_key("authorization"));
        request.headers_mut().insert("x-tenant", HeaderValue::from_static("blue"));
        self.see("before signing", attempt);
        if self.refuses { Err("not today".into()) } else { Ok(()) }
    }

    fn before_sending(&self, attempt: &Attempt<'_>, request: &http::Request<Body>) {
        let authorization = request.headers()["authorization"].to_str().unwrap();
        assert!(authorization.contains(";x-tenant"), "{authorization}");
        self.see("before sending", attempt);
    }

    fn after_response(&self, attempt: &Attempt<'_>, response: &http::Response<Body>) {
        self.see(&format!("after response {}", response.status().as_u16()), attempt);
    }

    fn after_attempt(&self, attempt: &Attempt<'_>, error: Option<&ErrorDetails>) {
        self.see(&format!("after attempt {:?}", error.map(ErrorDetails::kind)), attempt);
    }
}

#[tokio::test]
async fn interceptors_see_each_attempt_and_what_they_add_is_signed() {
    let witness = Witness::default();
    let recorder = Recorder::answering(answer(200, &[], IDENTITY));
    identity(&config().transport(recorder.clone()).interceptor(witness.clone())).await.unwrap();
    assert_eq!(recorder.sent()[0].request.headers()["x-tenant"], "blue");
    let failing = Recorder::answering(answer(500, &[], ""));
    identity(&config().transport(failing).interceptor(witness.clone())).await.unwrap_err();
    assert_eq!(
        *witness.seen.lock().unwrap(),
        [
            "before signing STS GetCallerIdentity 1",
            "before sending STS GetCallerIdentity 1",
            "after response 200 STS GetCallerIdentity 1",
            "after attempt None STS GetCallerIdentity 1",
            "before signing STS GetCallerIdentity 1",
            "before sending STS GetCallerIdentity 1",
            "after response 500 STS GetCallerIdentity 1",
            "after attempt Some(Service) STS GetCallerIdentity 1",
        ]
    );

    let refusing = Witness { refuses: true, ..Witness::default() };
    let error = identity(&config().transport(recorder.clone()).interceptor(refusing)).await.unwrap_err();
    assert_eq!(error.to_string(), "an interceptor ended the call: not today (GetCallerIdentity)");
    assert!(!error.may_have_been_sent() && recorder.sent().len() == 1);
}

/// A transport whose first connections turn out to be closed.
#[derive(Debug)]
struct Stale {
    connections: AtomicUsize,
    then: Recorder,
}

impl Transport for Stale {
    fn send(&self, request: http::Request<Body>, options: TransportOptions) -> SendFuture<'_> {
        if self.connections.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1)).is_err() {
            return self.then.send(request, options);
        }
        let error = TransportError::new(TransportErrorKind::Io, "sending a request to nobody").on_stale_connection();
        Box::pin(async move {
            // A stream is read before the connection is known to be closed.
            drop(request.into_body().collect(usize::MAX).await);
            Err(error)
        })
    }
}

#[tokio::test]
async fn a_connection_that_the_service_had_closed_fails_no_call() {
    let stale = |connections| {
        let then = Recorder::answering(answer(200, &[], IDENTITY));
        Arc::new(Stale { connections: AtomicUsize::new(connections), then })
    };
    let transport = stale(3);
    identity(&config().transport(Arc::clone(&transport))).await.unwrap();
    assert_eq!(transport.then.sent().len(), 1);
    // Not for ever: a server may close every connection.
    let error = identity(&config().transport(stale(1_000))).await.unwrap_err();
    assert_eq!((error.kind(), error.is_retryable(), error.may_have_been_sent()), (ErrorKind::Transport, true, true));
}

#[tokio::test]
async fn a_stream_that_there_is_only_once_goes_over_one_connection() {
    let transport = || {
        let then = Recorder::answering(answer(200, &[], ""));
        Arc::new(Stale { connections: AtomicUsize::new(1), then })
    };
    let body = || http_body_util::Full::new(Bytes::from_static(b"once"));
    let (first, second) = (transport(), transport());
    let storage = Storage::new(&config().endpoint("https://storage.example.com").transport(Arc::clone(&first)));
    let error = storage.put_object("a", ByteStream::from_body(body())).await.unwrap_err();
    assert_eq!((error.kind(), first.then.sent().len()), (ErrorKind::Transport, 0));
    let storage = Storage::new(&config().endpoint("https://storage.example.com").transport(Arc::clone(&second)));
    storage.put_object("a", "as often as it takes").await.unwrap();
    assert_eq!(second.then.sent()[0].request.body(), "as often as it takes");
}

#[tokio::test]
async fn an_error_carries_what_it_takes_to_try_again() {
    let busy = r#"{"__type": "ThrottlingException", "message": "later"}"#;
    let recorder = Recorder::answering(answer(400, &[("x-amz-retry-after", "700")], busy));
    let client = verifiedpermissions::Client::new(&config().transport(recorder.clone()));
    let input = || CreatePolicyStoreInput::new(ValidationSettings::new(ValidationMode::Off));

    let call = client.create_policy_store(input());
    let error = call.send().await.unwrap_err();
    assert_eq!(error.headers()["x-amz-retry-after"], "700");
    assert!(error.is_retryable() && error.may_have_been_sent());
    // The same call again, and a new one that is made the same.
    call.send().await.unwrap_err();
    let token = error.idempotency_token().unwrap();
    assert_eq!(Some(token), call.idempotency_token());
    client.create_policy_store(input()).with_idempotency_token(token).await.unwrap_err();
    client.create_policy_store(input()).await.unwrap_err();
    let bodies: Vec<Bytes> = recorder.sent().iter().map(|sent| sent.request.body().clone()).collect();
    assert!(bodies[0] == bodies[1] && bodies[1] == bodies[2] && bodies[2] != bodies[3], "{bodies:?}");

    let wrong = client.get_policy_store(verifiedpermissions::GetPolicyStoreInput::new("")).await.unwrap_err();
    assert_eq!((wrong.kind(), wrong.may_have_been_sent()), (ErrorKind::InvalidInput, false));
    assert_eq!((wrong.idempotency_token(), wrong.headers().len()), (None, 0));
}

/// A source of credentials that never answers.
struct Hanging;

impl CredentialsProvider for Hanging {
    fn credentials<'a>(&'a self, _context: &'a ProviderContext) -> CredentialsFuture<'a> {
        Box::pin(std::future::pending())
    }
}

/// A transport that never answers.
#[derive(Debug)]
struct Silent;

impl Transport for Silent {
    fn send(&self, _request: http::Request<Body>, options: TransportOptions) -> SendFuture<'_> {
        options.progress.connecting();
        Box::pin(std::future::pending())
    }
}

fn timed_out(error: &Error<sts::Exception>, message: &str, may_have_been_sent: bool) {
    assert_eq!((error.kind(), error.is_retryable()), (ErrorKind::Timeout, true));
    assert_eq!((error.message(), error.may_have_been_sent()), (message, may_have_been_sent));
}

#[tokio::test(start_paused = true)]
async fn the_whole_call_is_bounded_by_its_timeout() {
    let error = identity(&config().credentials(Hanging)).await.unwrap_err();
    timed_out(&error, "the credentials were not there after 60s, the limit of the whole call", false);
    let error = identity(&config().transport(Silent)).timeout(Duration::from_secs(2)).await.unwrap_err();
    timed_out(
        &error,
        "calling sts.eu-west-1.amazonaws.com: there was no connection after 2s, the limit of the whole call",
        false,
    );
}

/// Runs a future on this thread, without any runtime.
fn block_on<F: Future>(future: F) -> F::Output {
    struct Thread(std::thread::Thread);
    impl Wake for Thread {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Waker::from(Arc::new(Thread(std::thread::current())));
    let mut future = std::pin::pin!(future);
    loop {
        if let std::task::Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
            return output;
        }
        std::thread::park();
    }
}

#[test]
fn nothing_but_the_default_transport_needs_a_runtime() {
    let recorder = Recorder::answering(answer(200, &[], IDENTITY));
    let response = block_on(identity(&config().transport(recorder)).into_future()).unwrap();
    assert_eq!(response.account.as_deref(), Some("1"));

    let error = block_on(identity(&config().transport(Silent)).timeout(Duration::from_millis(20)).into_future());
    timed_out(
        &error.unwrap_err(),
        "calling sts.eu-west-1.amazonaws.com: there was no connection after 20ms, the limit of the whole call",
        false,
    );
    let at_once = Sleep::new(|_| std::future::ready(()));
    let error = block_on(identity(&config().credentials(Hanging).sleep(at_once)).into_future()).unwrap_err();
    timed_out(&error, "the credentials were not there after 60s, the limit of the whole call", false);

    let error = block_on(identity(&config()).into_future()).unwrap_err();
    assert_eq!((error.kind(), error.may_have_been_sent()), (ErrorKind::Transport, false));
    assert!(error.message().contains("tokio runtime"), "{error}");
}

#[test]
fn without_timers_of_tokio_the_default_transport_says_so() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().unwrap();
    let error = runtime.block_on(identity(&config().endpoint("http://127.0.0.1:1")).into_future()).unwrap_err();
    let cause = error.cause().unwrap().downcast_ref::<TransportError>().unwrap();
    assert_eq!(cause.kind(), TransportErrorKind::Configuration);
    assert!(error.message().contains("enable_time"), "{error}");
    assert!(!error.may_have_been_sent());
}

#[tokio::test]
async fn a_clock_that_is_wrong_is_corrected_by_the_service() {
    static SECONDS: AtomicU64 = AtomicU64::new(1_782_907_200);
    let skewed = "<ErrorResponse><Error><Code>RequestExpired</Code><Message>old</Message></Error></ErrorResponse>";
    let recorder = Recorder::answering(answer(403, &[("date", "Wed, 01 Jul 2026 13:00:00 GMT")], skewed));
    let config = config()
        .clock(|| SystemTime::UNIX_EPOCH + Duration::from_secs(SECONDS.load(Ordering::Relaxed)))
        .transport(recorder.clone());
    identity(&config).await.unwrap_err();
    SECONDS.fetch_add(60, Ordering::Relaxed);
    // Clients of one configuration learn together.
    identity(&config.clone()).await.unwrap_err();
    let dates = recorder.sent().iter().map(|sent| sent.request.headers()["x-amz-date"].clone()).collect::<Vec<_>>();
    assert_eq!(dates, ["20260701T120000Z", "20260701T130100Z"]);
}
