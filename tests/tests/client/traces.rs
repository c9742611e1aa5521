//! What a call traces.

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use tinsmith_aws::runtime::config::System;
use tinsmith_aws::runtime::credentials::Credentials;
use tinsmith_aws::runtime::identity::Token;
use tinsmith_aws::runtime::time::Sleep;
use tinsmith_aws::{Config, sts};
use tinsmith_tests::recorder::Recorder;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

/// Writes spans and events down, one a line.
#[derive(Clone, Default)]
struct Notes(Arc<Mutex<Written>>);

#[derive(Default)]
struct Written {
    lines: Vec<String>,
    /// How many spans were entered and not left.
    depth: usize,
}

struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {}={value:?}", field.name()).unwrap();
    }
}

impl Subscriber for Notes {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("tinsmith")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut fields = Fields(format!("span {}", span.metadata().name()));
        span.record(&mut fields);
        let mut written = self.0.lock().unwrap();
        written.lines.push(fields.0);
        Id::from_u64(written.lines.len() as u64)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        let mut fields = Fields("recorded".to_owned());
        values.record(&mut fields);
        self.0.lock().unwrap().lines.push(fields.0);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields(String::new());
        event.record(&mut fields);
        let mut written = self.0.lock().unwrap();
        let depth = written.depth;
        written.lines.push(format!("{depth} {}{}", event.metadata().level(), fields.0));
    }

    fn enter(&self, _: &Id) {
        self.0.lock().unwrap().depth += 1;
    }

    fn exit(&self, _: &Id) {
        self.0.lock().unwrap().depth -= 1;
    }
}

/// The lines of one call that is answered so.
fn traced(status: u16, body: &'static str) -> Vec<String> {
    let response = http::Response::builder().status(status).body(Bytes::from_static(body.as_bytes())).unwrap();
    let config = Config::new("eu-west-1")
        .credentials(Credentials::new("AKIDEXAMPLE", SECRET).with_session_token(SECRET))
        .bearer_token(Token::new(SECRET))
        .sleep(Sleep::new(|_| std::future::ready(())))
        .jitter(|| 1.0)
        .transport(Recorder::answering(response));
    let notes = Notes::default();
    tracing::subscriber::with_default(notes.clone(), || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let call = sts::Client::new(&config).get_caller_identity(sts::GetCallerIdentityRequest::new());
        runtime.block_on(call.into_future()).is_ok()
    });
    let lines = std::mem::take(&mut notes.0.lock().unwrap().lines);
    assert!(!lines.iter().any(|line| line.contains(SECRET)), "{lines:#?}");
    lines
}

/// The span of a call, with the fields that it has from the beginning.
const CALL: &str = "span call service=\"STS\" operation=\"GetCallerIdentity\" rpc.system=\"aws-api\" rpc.service=\"STS\" \
                    rpc.method=\"GetCallerIdentity\" cloud.region=\"eu-west-1\" retry.mode=Standard";

#[test]
fn a_call_is_a_span_with_one_for_each_attempt() {
    let succeeded = traced(200, "<GetCallerIdentityResponse><GetCallerIdentityResult/></GetCallerIdentityResponse>");
    assert_eq!(
        succeeded,
        [
            CALL,
            "span attempt number=1",
            r#"recorded server.address="sts.eu-west-1.amazonaws.com""#,
            r#"2 DEBUG message=sending method=POST host="sts.eu-west-1.amazonaws.com""#,
            "recorded http.response.status_code=200",
            "2 DEBUG message=answered status=200",
            "recorded attempts=1",
            "recorded http.response.status_code=200",
            "recorded",
        ]
    );
}

#[test]
fn its_failure_is_an_event_in_it_and_so_is_what_follows() {
    let failed = traced(
        503,
        "<ErrorResponse><Error><Code>SlowDown</Code><Message>wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY</Message>\
         </Error><RequestId>r-1</RequestId></ErrorResponse>",
    );
    assert_eq!(failed[0], CALL);
    let has = |line: &str| assert!(failed.iter().any(|known| known == line), "{line}: {failed:#?}");
    for line in [
        "span attempt number=1",
        "span attempt number=3",
        r#"recorded error.code="SlowDown""#,
        "recorded error.kind=Service",
        "recorded attempts=3",
        r#"recorded aws.request_id="r-1""#,
    ] {
        has(line);
    }
    let retrying: Vec<_> = failed.iter().filter(|line| line.contains("message=retrying")).collect();
    assert_eq!(retrying.len(), 2);
    assert_eq!(
        retrying[1],
        "1 DEBUG message=retrying number=2 delay=2s reason=Some(Throttling) put_right=None code=\"SlowDown\" status=503"
    );
    let last = failed.last().unwrap();
    let expected = "1 DEBUG message=failed kind=Service code=\"SlowDown\" status=503 request_id=\"r-1\" attempts=3";
    assert_eq!(last, expected);
}

#[tokio::test]
async fn what_is_wrong_in_shared_files_is_traced_once() {
    let notes = Notes::default();
    let guard = tracing::subscriber::set_default(notes.clone());
    let files = [("/home/.aws/config", "[default]\nregion = eu-west-1\naws_secret_access_key: s3cr3t\n")];
    let system = System::in_memory([("HOME", "/home"), ("AWS_DEFAULT_PROFILE", "blue")], files);
    let config = Config::default().system(system).resolve().await.unwrap();
    drop(guard);
    assert_eq!(config.endpoint_settings().region.as_deref(), Some("eu-west-1"));
    let lines = notes.0.lock().unwrap().lines.clone();
    assert_eq!(
        lines,
        [
            "0 WARN message=it has no `=`; write `name = value` file=\"/home/.aws/config\" line=3",
            "0 WARN message=the variable AWS_DEFAULT_PROFILE is set and names a profile, but only AWS_PROFILE is read; the \
             profile is `default`",
        ]
    );
}
