//! The three calls, configured through `Config::load`, against the endpoint given as the first argument.
use tinsmith_aws::Config;
use tinsmith_aws::quicksight::{self, GetIdentityContextRequest, UserIdentifier};
use tinsmith_aws::runtime::credentials::Credentials;
use tinsmith_aws::sts::{self, AssumeRoleWithWebIdentityRequest};
use tinsmith_aws::verifiedpermissions::{self, CognitoUserPoolConfiguration, Configuration, CreateIdentitySourceInput};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let endpoint = std::env::args().nth(1).unwrap_or_else(|| "http://127.0.0.1:8080".into());
    let conf = Config::load()
        .await
        .unwrap()
        .region("us-east-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
        .endpoint(endpoint);
    let sts = sts::Client::new(&conf);
    let request = AssumeRoleWithWebIdentityRequest::new("arn:aws:iam::123456789012:role/demo", "session", "token");
    match sts.assume_role_with_web_identity(request).await {
        Ok(o) => println!("{:?}", o.credentials.as_ref().map(|c| &c.access_key_id)),
        Err(e) => println!("error: {e}"),
    }
    let vp = verifiedpermissions::Client::new(&conf);
    let pool = CognitoUserPoolConfiguration::new("arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_a")
        .client_ids(["a1b2c3d4e5f6g7h8i9j0kalbmc"]);
    let request = CreateIdentitySourceInput::new(
        "C7v5xMplfFH3i3e4Jrzb1a",
        Configuration::CognitoUserPoolConfiguration(Box::new(pool)),
    )
    .principal_entity_type("User");
    match vp.create_identity_source(request).await {
        Ok(o) => println!("{}", o.identity_source_id),
        Err(e) => println!("error: {e}"),
    }
    let qs = quicksight::Client::new(&conf);
    let request = GetIdentityContextRequest::new("123456789012", UserIdentifier::user_name("alice"));
    match qs.get_identity_context(request).await {
        Ok(o) => println!("{:?}", o.context),
        Err(e) => println!("error: {e}"),
    }
}
