//! The three calls and nothing else, for measuring what a client adds to a program: `size ENDPOINT`.

use tinsmith_aws::Config;
use tinsmith_aws::quicksight::{self, GetIdentityContextRequest, UserIdentifier};
use tinsmith_aws::runtime::credentials::Credentials;
use tinsmith_aws::sts::{self, AssumeRoleWithWebIdentityRequest};
use tinsmith_aws::verifiedpermissions::{self, CognitoUserPoolConfiguration, Configuration, CreateIdentitySourceInput};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    calls(std::env::args().nth(1).ok_or("usage: size ENDPOINT")?).await
}

pub(crate) async fn calls(endpoint: String) -> Result<(), Box<dyn std::error::Error>> {
    let config = Config::new("us-east-1").endpoint(endpoint).credentials(Credentials::new("AKIDEXAMPLE", "a secret"));

    let user = UserIdentifier::user_name("alice");
    let request = GetIdentityContextRequest::new("123456789012", user);
    println!("{:?}", quicksight::Client::new(&config).get_identity_context(request).await?);

    let pool = CognitoUserPoolConfiguration::new("arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_a");
    let request = CreateIdentitySourceInput::new(
        "PSEXAMPLEabcdefg111111",
        Configuration::CognitoUserPoolConfiguration(Box::new(pool)),
    );
    println!("{:?}", verifiedpermissions::Client::new(&config).create_identity_source(request).await?);

    let role = "arn:aws:iam::123456789012:role/deploy";
    let request = AssumeRoleWithWebIdentityRequest::new(role, "deploy", "a web identity token");
    println!("{:?}", sts::Client::new(&config).assume_role_with_web_identity(request).await?);
    Ok(())
}
