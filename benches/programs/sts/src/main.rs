//! One unsigned STS call against the endpoint given as the first argument.
use tinsmith_aws::Config;
use tinsmith_aws::runtime::credentials::Credentials;
use tinsmith_aws::sts::{AssumeRoleWithWebIdentityRequest, Client};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let endpoint = std::env::args().nth(1).unwrap_or_else(|| "http://127.0.0.1:8080".into());
    let conf = Config::new("us-east-1").credentials(Credentials::new("AKIDEXAMPLE", "secret")).endpoint(endpoint);
    let client = Client::new(&conf);
    let request = AssumeRoleWithWebIdentityRequest::new("arn:aws:iam::123456789012:role/demo", "session", "token");
    match client.assume_role_with_web_identity(request).await {
        Ok(o) => println!("{:?}", o.credentials.as_ref().map(|c| &c.access_key_id)),
        Err(e) => println!("error: {e}"),
    }
}
