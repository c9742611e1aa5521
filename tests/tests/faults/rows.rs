//! What goes wrong, one row of the table each.

use bytes::Bytes;
use http::header::{DATE, LOCATION, RETRY_AFTER};
use tinsmith_tests::authority::Certificate;
use tinsmith_tests::fault_server::{Ending, Fault, Stage};

use crate::over::Over;

const INTERNAL_ERROR: u32 = 2;
pub const REFUSED_STREAM: u32 = 7;

/// Something that goes wrong.
pub struct Row {
    pub name: &'static str,
    pub what: What,
    pub over: &'static [Over],
    /// What comes to an end before the fault does.
    pub limit: Limit,
}

pub enum What {
    /// No server listens.
    Refuses,
    /// The server has this certificate, by somebody who is trusted or not.
    Certificate { certificate: Certificate<'static>, is_trusted: bool },
    /// It makes a mistake with a request, on a connection that is new or has served another.
    Fault { fault: Fault, is_pooled: bool },
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    None,
    Connecting,
    Reading,
    Attempt,
    Call,
}

const PLAIN: &[Over] = &[Over::Plain];
const TLS: &[Over] = &[Over::Http1, Over::Http2];
const HTTP2: &[Over] = &[Over::Http2];
const ALL: &[Over] = &[Over::Plain, Over::Http1, Over::Http2];

pub fn rows() -> Vec<Row> {
    use Ending::{Close, Reset, Stall};
    let expired = Certificate { is_expired: true, ..Certificate::default() };
    let other_name = Certificate { names: &["example.com"], ..Certificate::default() };
    vec![
        Row { name: "the connection is refused", what: What::Refuses, over: ALL, limit: Limit::None },
        end("the connection is closed at once", Stage::Accept, Close, ALL),
        end("the connection is reset at once", Stage::Accept, Reset, ALL),
        end("the connection is there, and nothing is read from it", Stage::Accept, Stall, PLAIN).within(Limit::Reading),
        end("the connection is there, and TLS is not answered", Stage::Accept, Stall, TLS).within(Limit::Connecting),
        end("closed in the TLS handshake", Stage::Handshake, Close, TLS),
        end("reset in the TLS handshake", Stage::Handshake, Reset, TLS),
        end("stalled in the TLS handshake", Stage::Handshake, Stall, TLS).within(Limit::Connecting),
        fault("garbage in place of the TLS handshake", Fault::Garbage(Stage::Handshake), TLS),
        certificate("a certificate of somebody who is not trusted", Certificate::default(), false),
        certificate("a certificate that has expired", expired, true),
        certificate("a certificate of another host", other_name, true),
        end("closed before the head", Stage::BeforeHead, Close, ALL),
        end("reset before the head", Stage::BeforeHead, Reset, ALL),
        end("the request is swallowed", Stage::BeforeHead, Stall, ALL).within(Limit::Reading),
        end("the request is swallowed, an attempt has little time", Stage::BeforeHead, Stall, ALL)
            .within(Limit::Attempt),
        end("the request is swallowed, the call has little time", Stage::BeforeHead, Stall, ALL).within(Limit::Call),
        end("closed in the head", Stage::InHead, Close, ALL),
        end("reset in the head", Stage::InHead, Reset, ALL),
        end("stalled in the head", Stage::InHead, Stall, ALL).within(Limit::Reading),
        end("closed in the body: it is cut", Stage::InBody, Close, ALL),
        end("reset in the body", Stage::InBody, Reset, ALL),
        end("stalled in the body", Stage::InBody, Stall, ALL).within(Limit::Reading),
        fault("a byte at a time", Fault::Drip, ALL),
        fault("a body longer than its `Content-Length`", Fault::Length(-20), ALL),
        fault("a body shorter than its `Content-Length`", Fault::Length(20), ALL),
        fault("garbage in place of the head", Fault::Garbage(Stage::BeforeHead), ALL),
        fault("garbage in the body", Fault::Garbage(Stage::InBody), ALL),
        answer("status 500", 500, &[]),
        answer("status 503", 503, &[]),
        answer("status 503, `x-amz-retry-after: 10`", 503, &[("x-amz-retry-after", "10")]),
        answer("status 429", 429, &[]),
        answer("status 429, `Retry-After: 1`", 429, &[(RETRY_AFTER.as_str(), "1")]),
        answer("status 429, `x-amz-retry-after: 10`", 429, &[("x-amz-retry-after", "10")]),
        answer("status 301 to elsewhere", 301, &[(LOCATION.as_str(), "/elsewhere")]),
        answer("status 307 to elsewhere", 307, &[(LOCATION.as_str(), "/elsewhere")]),
        answer("the clock is wrong: status 403, `Date` of another year", 403, &[(DATE.as_str(), WRONG_DATE)]),
        pooled("a pooled connection is half closed", Fault::HalfClose, ALL),
        pooled("a pooled connection is closed as it is used", Fault::End(Stage::BeforeHead, Close), ALL),
        pooled("a pooled connection is reset as it is used", Fault::End(Stage::BeforeHead, Reset), ALL),
        pooled("a pooled connection swallows the request", Fault::End(Stage::BeforeHead, Stall), ALL)
            .within(Limit::Reading),
        fault("GOAWAY, the request taken", Fault::GoAway { is_taken: true }, HTTP2),
        fault("GOAWAY, the request not taken", Fault::GoAway { is_taken: false }, HTTP2),
        pooled("GOAWAY on a pooled connection, the request not taken", Fault::GoAway { is_taken: false }, HTTP2),
        fault("RST_STREAM, INTERNAL_ERROR", Fault::ResetStream(INTERNAL_ERROR), HTTP2),
        fault("RST_STREAM, REFUSED_STREAM", Fault::ResetStream(REFUSED_STREAM), HTTP2),
    ]
}

const WRONG_DATE: &str = "Sat, 01 Jan 2022 00:00:00 GMT";

impl Row {
    fn within(self, limit: Limit) -> Self {
        Self { limit, ..self }
    }
}

fn fault(name: &'static str, fault: Fault, over: &'static [Over]) -> Row {
    Row { name, what: What::Fault { fault, is_pooled: false }, over, limit: Limit::None }
}

fn pooled(name: &'static str, fault: Fault, over: &'static [Over]) -> Row {
    Row { name, what: What::Fault { fault, is_pooled: true }, over, limit: Limit::None }
}

fn end(name: &'static str, stage: Stage, ending: Ending, over: &'static [Over]) -> Row {
    fault(name, Fault::End(stage, ending), over)
}

fn certificate(name: &'static str, certificate: Certificate<'static>, is_trusted: bool) -> Row {
    Row { name, what: What::Certificate { certificate, is_trusted }, over: TLS, limit: Limit::None }
}

/// An answer whose body says nothing, as load balancers give it; of a 403 that the signature's time is wrong.
fn answer(name: &'static str, status: u16, headers: &[(&'static str, &'static str)]) -> Row {
    let mut answer = http::Response::builder().status(status);
    for (name, value) in headers {
        answer = answer.header(*name, *value);
    }
    if status == 403 {
        answer = answer.header("x-amzn-errortype", "RequestTimeTooSkewed");
    }
    let body = if status == 403 { SKEWED } else { Bytes::new() };
    fault(name, Fault::Answer(answer.body(body).expect("an answer")), ALL)
}

/// As awsQuery has it; for awsJson the header says it.
const SKEWED: Bytes = Bytes::from_static(
    b"<ErrorResponse><Error><Type>Sender</Type><Code>RequestTimeTooSkewed</Code></Error></ErrorResponse>",
);
