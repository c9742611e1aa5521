//! One call to STS with the settings that are found: what `cargo xtask features --costs` compiles with other features.
use tinsmith_aws::Config;
use tinsmith_aws::sts::{Client, GetCallerIdentityRequest};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let config = Config::load().await?;
    let identity = Client::new(&config).get_caller_identity(GetCallerIdentityRequest::new()).await?;
    println!("{}", identity.arn.as_deref().unwrap_or_default());
    Ok(())
}
