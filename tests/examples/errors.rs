//! Errors: one type a service, with the exceptions that its model names.

use tinsmith_aws::Config;
use tinsmith_aws::sts::{self, AssumeRoleWithWebIdentityRequest, Exception};

#[tokio::main]
pub(crate) async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = tinsmith_tests::aws::stand_in()?;
    let sts = sts::Client::new(&Config::new("eu-west-1").endpoint(server.url()));

    let role = "arn:aws:iam::123456789012:role/deploy";
    let request = AssumeRoleWithWebIdentityRequest::new(role, "deploy", "an expired token");
    match sts.assume_role_with_web_identity(request).await {
        Ok(_) => Err("the token should have expired".into()),
        Err(error) if error.is_throttling() => Err(format!("later: {error}").into()),
        Err(error) => match error.exception() {
            Some(Exception::ExpiredToken(expired)) => {
                println!("a new token is needed: {expired}");
                println!("{error}");
                Ok(())
            }
            _ => Err(error.into()),
        },
    }
}
