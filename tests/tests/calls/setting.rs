//! What the calls of these tests are made with.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use tinsmith_aws::Config;
use tinsmith_aws::runtime::body::Body;
use tinsmith_aws::runtime::credentials::{Credentials, CredentialsFuture, CredentialsProvider, ProviderContext};
use tinsmith_aws::runtime::retry::RetrySettings;
use tinsmith_tests::stand_in::{Answer, StandIn};

/// Settings with which a request is the same each time, and sent once.
pub(crate) fn config() -> Config {
    Config::new("us-east-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"))
        .clock(|| SystemTime::UNIX_EPOCH + Duration::from_secs(1_782_907_200))
        .retry(RetrySettings::off())
}

/// A source of credentials that no call may ask.
pub(crate) struct NotToBeAsked;

impl CredentialsProvider for NotToBeAsked {
    fn credentials<'a>(&'a self, _context: &'a ProviderContext) -> CredentialsFuture<'a> {
        panic!("the operation is not signed, and needs no credentials")
    }
}

/// A server that gives one answer to everything.
pub(crate) fn answering(answer: Answer) -> StandIn {
    StandIn::start(move |_| answer.clone()).unwrap()
}

/// A response in memory.
pub(crate) fn response(status: u16, headers: &[(&str, &str)], body: &str) -> http::Response<Bytes> {
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    response.body(Bytes::copy_from_slice(body.as_bytes())).unwrap()
}

/// The body of a request.
pub(crate) fn text(request: &http::Request<Body>) -> &str {
    std::str::from_utf8(request.body().as_bytes().unwrap()).unwrap()
}

/// A request as one text: its first line, its headers sorted, its body. The platform is always the same.
pub(crate) fn wire(request: &http::Request<Body>) -> String {
    let mut headers: Vec<String> = request
        .headers()
        .iter()
        .map(|(name, value)| format!("{name}: {}", std::str::from_utf8(value.as_bytes()).unwrap()))
        .collect();
    headers.sort();
    let platform = format!("os/{} md/arch#{}", std::env::consts::OS, std::env::consts::ARCH);
    let headers = headers.join("\n").replace(&platform, "os/linux md/arch#x86_64");
    let body = text(request);
    format!("{} {}\n{headers}\n\n{body}", request.method(), request.uri())
}
