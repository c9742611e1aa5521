//! One signed Verified Permissions call against the endpoint given as the first argument.
use tinsmith_aws::Config;
use tinsmith_aws::runtime::credentials::Credentials;
use tinsmith_aws::verifiedpermissions::{
    Client, CognitoUserPoolConfiguration, Configuration, CreateIdentitySourceInput,
};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let endpoint = std::env::args().nth(1).unwrap_or_else(|| "http://127.0.0.1:8080".into());
    let conf = Config::new("us-east-1").credentials(Credentials::new("AKIDEXAMPLE", "secret")).endpoint(endpoint);
    let client = Client::new(&conf);
    let pool = CognitoUserPoolConfiguration::new("arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_a")
        .client_ids(["a1b2c3d4e5f6g7h8i9j0kalbmc"]);
    let request = CreateIdentitySourceInput::new(
        "C7v5xMplfFH3i3e4Jrzb1a",
        Configuration::CognitoUserPoolConfiguration(Box::new(pool)),
    )
    .principal_entity_type("User");
    match client.create_identity_source(request).await {
        Ok(o) => println!("{}", o.identity_source_id),
        Err(e) => println!("error: {e}"),
    }
}
