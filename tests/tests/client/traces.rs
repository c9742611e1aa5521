//! What a call traces.

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use tinsmith_aws::runtime::config::System;
use tinsmith_aws::runtime::credentials::Credentials;
use tinsmith_aws::runtime::identity::Token;
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

    fn record(&self, _: &Id, _: &Record<'_>) {}

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

#[test]
fn a_call_is_a_span_and_its_failure_an_event_in_it() {
    let succeeded = traced(200, "<GetCallerIdentityResponse><GetCallerIdentityResult/></GetCallerIdentityResponse>");
    assert_eq!(succeeded[0], r#"span call service="STS" operation="GetCallerIdentity""#);
    assert!(succeeded.len() > 1 && succeeded[1..].iter().all(|line| line.starts_with("1 DEBUG ")), "{succeeded:#?}");
    assert!(!succeeded.iter().any(|line| line.contains("failed")), "{succeeded:#?}");

    let failed = traced(
        403,
        "<ErrorResponse><Error><Code>ExpiredToken</Code><Message>wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY</Message>\
         </Error><RequestId>r-1</RequestId></ErrorResponse>",
    );
    assert_eq!(failed[0], r#"span call service="STS" operation="GetCallerIdentity""#);
    let last = failed.last().unwrap();
    let expected =
        ["1 DEBUG ", "failed", "kind=Service", r#"code="ExpiredToken""#, "status=403", r#"request_id="r-1""#];
    assert!(expected.iter().all(|part| last.contains(part)), "{last}");
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
