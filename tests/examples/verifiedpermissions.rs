//! Verified Permissions: may this principal do that?

use tinsmith_aws::Config;
use tinsmith_aws::runtime::credentials::Credentials;
use tinsmith_aws::verifiedpermissions::{self, ActionIdentifier, Decision, EntityIdentifier, IsAuthorizedInput};

#[tokio::main]
pub(crate) async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = tinsmith_tests::aws::stand_in()?;
    let config =
        Config::new("eu-west-1").endpoint(server.url()).credentials(Credentials::new("AKIDEXAMPLE", "a secret"));

    let permissions = verifiedpermissions::Client::new(&config);
    let request = IsAuthorizedInput::new("PSEXAMPLEabcdefg111111")
        .principal(EntityIdentifier::new("User", "alice"))
        .action(ActionIdentifier::new("Action", "view"))
        .resource(EntityIdentifier::new("Photo", "vacation.jpg"));
    let answer = permissions.is_authorized(request).await?;
    println!("allowed: {}, by {:?}", answer.decision == Decision::Allow, answer.determining_policies);
    Ok(())
}
