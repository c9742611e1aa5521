//! What the server does: two of three requests right, the third in one of the ways in which it can be wrong.

use bytes::Bytes;
use tinsmith_tests::fault_server::{Ending, Fault, Stage};

pub(crate) const ACCOUNT: &str = "123456789012";

pub(crate) fn good() -> http::Response<Bytes> {
    answer(
        200,
        &format!(
            "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:sts::{ACCOUNT}:user/a</Arn>\
             <UserId>AIDAEXAMPLE</UserId><Account>{ACCOUNT}</Account></GetCallerIdentityResult>\
             </GetCallerIdentityResponse>"
        ),
    )
}

fn answer(status: u16, body: &str) -> http::Response<Bytes> {
    let response = http::Response::builder().status(status).header("content-type", "text/xml");
    response.body(Bytes::copy_from_slice(body.as_bytes())).expect("the parts are right")
}

fn refusal(status: u16, code: &str) -> Fault {
    Fault::Answer(answer(status, &format!("<ErrorResponse><Error><Code>{code}</Code></Error></ErrorResponse>")))
}

fn faults() -> Vec<Fault> {
    vec![
        Fault::End(Stage::Accept, Ending::Close),
        Fault::End(Stage::Accept, Ending::Reset),
        Fault::End(Stage::BeforeHead, Ending::Close),
        Fault::End(Stage::BeforeHead, Ending::Reset),
        Fault::End(Stage::InHead, Ending::Close),
        Fault::End(Stage::InHead, Ending::Reset),
        Fault::End(Stage::InBody, Ending::Close),
        Fault::End(Stage::InBody, Ending::Reset),
        Fault::End(Stage::BeforeHead, Ending::Stall),
        Fault::End(Stage::InHead, Ending::Stall),
        Fault::End(Stage::InBody, Ending::Stall),
        Fault::Garbage(Stage::BeforeHead),
        Fault::Garbage(Stage::InBody),
        Fault::Drip,
        Fault::Length(7),
        Fault::Length(-7),
        Fault::HalfClose,
        Fault::Answer(answer(500, "")),
        Fault::Answer(answer(502, "<html><title>Bad Gateway</title></html>")),
        refusal(503, "ServiceUnavailable"),
        refusal(400, "Throttling"),
        refusal(403, "AccessDenied"),
    ]
}

/// What is done with so many requests, one after the other.
pub(crate) fn script(requests: usize) -> impl Iterator<Item = Fault> {
    let mut faults = faults().into_iter().cycle();
    (0..requests).map(move |number| if number % 3 == 2 { faults.next().unwrap_or(Fault::None) } else { Fault::None })
}
