//! QuickSight: an identity context of a user.

use std::time::{Duration, SystemTime};

use tinsmith_aws::Config;
use tinsmith_aws::quicksight::{self, GetIdentityContextRequest, UserIdentifier};
use tinsmith_aws::runtime::credentials::Credentials;

#[tokio::main]
pub(crate) async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = tinsmith_tests::aws::stand_in()?;
    let config =
        Config::new("eu-west-1").endpoint(server.url()).credentials(Credentials::new("AKIDEXAMPLE", "a secret"));

    let quicksight = quicksight::Client::new(&config);
    let request = GetIdentityContextRequest::new("123456789012", UserIdentifier::email("alice@example.com"))
        .session_expires_at(SystemTime::now() + Duration::from_secs(3600));
    let response = quicksight.get_identity_context(request).await?;
    println!("{} (request {})", response.context.as_deref().unwrap_or("no context"), response.request_id);
    Ok(())
}
