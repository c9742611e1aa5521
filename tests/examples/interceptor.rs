//! An interceptor: a header of one's own on every request, and a line for every attempt.

use tinsmith_aws::Config;
use tinsmith_aws::runtime::body::Body;
use tinsmith_aws::runtime::credentials::Credentials;
use tinsmith_aws::runtime::error::ErrorDetails;
use tinsmith_aws::runtime::http::{HeaderValue, Request, Response};
use tinsmith_aws::runtime::interceptor::{Attempt, Interceptor, InterceptorError};
use tinsmith_aws::verifiedpermissions::{self, IsAuthorizedInput};

struct Audit;

impl Interceptor for Audit {
    fn before_signing(&self, attempt: &Attempt<'_>, request: &mut Request<Body>) -> Result<(), InterceptorError> {
        let value = HeaderValue::from_str(&format!("{}/{}", attempt.operation(), attempt.number()))?;
        request.headers_mut().insert("x-audit", value);
        Ok(())
    }

    fn after_response(&self, attempt: &Attempt<'_>, response: &Response<Body>) {
        println!("{} {} was answered with {}", attempt.service(), attempt.operation(), response.status());
    }

    fn after_attempt(&self, attempt: &Attempt<'_>, error: Option<&ErrorDetails>) {
        if let Some(error) = error {
            println!("{} {} failed: {error:#}", attempt.service(), attempt.operation());
        }
    }
}

#[tokio::main]
pub(crate) async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = tinsmith_tests::aws::stand_in()?;
    let config = Config::new("eu-west-1")
        .endpoint(server.url())
        .credentials(Credentials::new("AKIDEXAMPLE", "a secret"))
        .interceptor(Audit);

    let client = verifiedpermissions::Client::new(&config);
    let response = client.is_authorized(IsAuthorizedInput::new("PSEXAMPLEabcdefg111111")).await?;
    println!("{:?}", response.decision);

    let received = server.received();
    let request = received.first().ok_or("nothing was sent")?;
    let signed = request.header("authorization").is_some_and(|value| value.contains("x-audit"));
    match request.header("x-audit") {
        Some("IsAuthorized/1") if signed => Ok(()),
        _ => Err("the header was not sent, or not signed".into()),
    }
}
