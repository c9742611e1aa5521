//! Everything that can go wrong between a client and a service, and what the user gets: `docs/faults.md` is made here.
//!
//! Each fault is made once, with the first attempt of a call, and with every attempt; then the server makes none, and the
//! same client calls again. With `UPDATE_FAULTS=1` the table is written anew.

mod over;
mod rows;
mod table;
mod waits;

use std::sync::Arc;
use std::time::Duration;

use tinsmith_aws::Config;
use tinsmith_aws::runtime::ErrorKind;
use tinsmith_aws::runtime::credentials::Credentials;
use tinsmith_tests::authority::{Authority, Certificate};
use tinsmith_tests::fault_server::{Fault, FaultServer, Speaks, Stage};
use tokio::task::JoinSet;

use crate::over::{Attempts, Failure, Over};
use crate::rows::{Limit, Row, What, rows};
use crate::table::Line;
use crate::waits::Waits;

/// No time at all for a call that nothing keeps waiting.
const GENEROUS: Duration = Duration::from_secs(60);
/// What ends a call that waits for something that does not come.
const SHORT: Duration = Duration::from_millis(1_100);

#[tokio::test]
async fn every_call_ends_and_the_table_says_how() {
    let authorities = Arc::new([Authority::new(), Authority::new()]);
    let rows = Arc::new(rows());
    let mut lines = Vec::new();
    // Those that wait come after those that work, so that nobody waits for them.
    for waits in [false, true] {
        let mut calls = JoinSet::new();
        for (number, row) in rows.iter().enumerate().filter(|(_, row)| (row.limit != Limit::None) == waits) {
            for over in row.over {
                let (authorities, rows) = (Arc::clone(&authorities), Arc::clone(&rows));
                calls.spawn(async move { ((number, *over), line(&rows[number], *over, &authorities).await) });
            }
        }
        lines.extend(calls.join_all().await);
    }
    lines.sort_by_key(|(place, _)| *place);
    table::compare(&table::text(lines.into_iter().map(|(_, line)| line).collect()));
}

/// What becomes of calls when this goes wrong.
async fn line(row: &Row, over: Over, authorities: &[Authority; 2]) -> Line {
    let once = match server(row, over, authorities, false).await {
        Some(server) => Some(outcome(row, over, &authorities[0], server).await.0),
        None => None,
    };
    let server = server(row, over, authorities, true).await.expect("it can happen always");
    let (always, next) = outcome(row, over, &authorities[0], server).await;
    Line { name: row.name, over: vec![over], once, always, next }
}

/// What a call comes to, and the next one when the server makes no mistakes any more.
async fn outcome(row: &Row, over: Over, authority: &Authority, server: FaultServer) -> (Outcome, String) {
    let attempts = Attempts::default();
    let waits = Waits::default();
    let config = config(row, &server, authority, &attempts, &waits);
    let warmed_up = matches!(&row.what, What::Fault { is_pooled: true, .. });
    if warmed_up {
        assert!(over.call(&config).await.is_ok(), "{}: a good answer", row.name);
        // Until the client has seen what became of the connection.
        tokio::time::sleep(Duration::from_millis(50)).await;
        attempts.take();
    }
    let seen_before = server.requests().len();
    let result = over.call(&config).await;
    let place = format!("{} over {}", row.name, over.name());
    let arrived = server.requests().len() - seen_before;
    if let Err(failure) = &result {
        check(row, over, failure, arrived, &place);
    }
    let (attempts, sendings) = attempts.take();
    let took = waits.took(attempts, row.limit, result.is_err());
    let outcome = Outcome::new(result, (attempts, sendings), took, server.url());
    assert!(arrived <= sendings as usize, "{place}: something was sent that nobody asked for");
    server.mend();
    let next = match over.call(&config).await {
        Ok(()) if server.connections() == 0 => unreachable!("{place}: somebody answered"),
        Ok(()) if server.connections() == 1 => "on the same connection".to_owned(),
        Ok(()) => "on another connection".to_owned(),
        Err(failure) => {
            assert!(!matches!(row.what, What::Fault { .. }), "{place}: the next call fails: {}", failure.text);
            "fails in the same way".to_owned()
        }
    };
    let wrongly_used = server.requests().iter().filter(|seen| seen.is_on_broken_connection).count();
    assert_eq!(wrongly_used, 0, "{place}: a connection was used that nobody should use");
    (outcome, next)
}

/// What has to hold, whatever the table says.
fn check(row: &Row, over: Over, failure: &Failure, arrived: usize, place: &str) {
    let said_not_taken = matches!(
        &row.what,
        What::Fault { fault: Fault::GoAway { is_taken: false } | Fault::ResetStream(rows::REFUSED_STREAM), .. }
    );
    // Without TLS the request is sent before the server has done anything.
    let is_never_read =
        over == Over::Plain && matches!(&row.what, What::Fault { fault: Fault::End(Stage::Accept, _), .. });
    assert_eq!(failure.may_have_been_sent || said_not_taken, arrived > 0 || is_never_read, "{place}");
    let is_timeout = failure.kind == ErrorKind::Timeout;
    assert_eq!(is_timeout, row.limit != Limit::None, "{place}: {}", failure.text);
}

/// `None` where something cannot happen once alone.
async fn server(row: &Row, over: Over, authorities: &[Authority; 2], always: bool) -> Option<FaultServer> {
    let protocols: &[&str] = if over == Over::Http2 { &["h2"] } else { &["http/1.1"] };
    let speaks = |authority: &Authority, certificate: Certificate<'_>| {
        let acceptor = || authority.acceptor_with(protocols, certificate, rustls::DEFAULT_VERSIONS);
        match over {
            Over::Plain => Speaks::Plain,
            Over::Http1 => Speaks::Http1(acceptor()),
            Over::Http2 => Speaks::Http2(acceptor()),
        }
    };
    let usual = speaks(&authorities[0], Certificate::default());
    match &row.what {
        What::Refuses => always.then(|| FaultServer::refusing(&usual).unwrap()),
        What::Certificate { certificate, is_trusted } => {
            let speaks = speaks(&authorities[usize::from(!is_trusted)], *certificate);
            if always { Some(FaultServer::start(speaks, over.good(), []).await.unwrap()) } else { None }
        }
        What::Fault { fault, is_pooled } => {
            let before = is_pooled.then_some(before(fault));
            let script = before.into_iter().chain([fault.clone()]);
            let server = FaultServer::start(usual, over.good(), script).await.unwrap();
            Some(if always { server.always(fault.clone()) } else { server })
        }
    }
}

/// What a connection serves before it is a pooled one.
fn before(fault: &Fault) -> Fault {
    match fault {
        // The connection is to be found in that state.
        Fault::HalfClose => Fault::HalfClose,
        _ => Fault::None,
    }
}

fn config(row: &Row, server: &FaultServer, authority: &Authority, attempts: &Attempts, waits: &Waits) -> Config {
    let limit = |limit| if row.limit == limit { SHORT } else { GENEROUS };
    Config::new("us-east-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "a secret"))
        .endpoint(server.url())
        .transport(authority.trusting().build().unwrap())
        .connect_timeout(limit(Limit::Connecting))
        .read_timeout(limit(Limit::Reading))
        .attempt_timeout(limit(Limit::Attempt))
        .timeout(limit(Limit::Call))
        .jitter(|| 1.0)
        .sleep(waits.sleep())
        .interceptor(attempts.clone())
}

/// What a call comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Outcome {
    result: String,
    is_retryable: Option<bool>,
    may_have_been_sent: Option<bool>,
    attempts: u32,
    /// How often a request was sent, where that is not once an attempt.
    sendings: Option<u32>,
    took: String,
}

impl Outcome {
    fn new(result: Result<(), Failure>, (attempts, sendings): (u32, u32), took: String, url: &str) -> Self {
        let sendings = Some(sendings).filter(|sendings| *sendings != attempts);
        let host = url.split("//").nth(1).unwrap_or_default();
        match result {
            Ok(()) => {
                let result = "the answer".to_owned();
                Self { result, is_retryable: None, may_have_been_sent: None, attempts, sendings, took }
            }
            Err(failure) => {
                let text = failure.text.replace(host, "HOST").replace(failure.operation, "OPERATION");
                let kind = failure.transport.map_or(String::new(), |kind| format!(", `{kind}`"));
                Self {
                    result: format!("`{:?}`{kind}: {text}", failure.kind),
                    is_retryable: Some(failure.is_retryable),
                    may_have_been_sent: Some(failure.may_have_been_sent),
                    attempts,
                    sendings,
                    took,
                }
            }
        }
    }
}
