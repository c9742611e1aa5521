//! STS: temporary credentials of a role for a web identity token. The call is not signed.

use tinsmith_aws::Config;
use tinsmith_aws::sts::{self, AssumeRoleWithWebIdentityRequest};

#[tokio::main]
pub(crate) async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = tinsmith_tests::aws::stand_in()?;
    let config = Config::new("eu-west-1").endpoint(server.url());

    let sts = sts::Client::new(&config);
    let request = AssumeRoleWithWebIdentityRequest::new(
        "arn:aws:iam::123456789012:role/deploy",
        "deploy",
        "a web identity token",
    )
    .duration_seconds(900);
    let response = sts.assume_role_with_web_identity(request).await?;
    let credentials = response.credentials.as_ref().ok_or("no credentials")?;
    println!("{} until {}", credentials.access_key_id, credentials.expiration);
    Ok(())
}
