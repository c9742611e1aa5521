//! Where settings and credentials come from: a profile, with a variable that comes before it.

use tinsmith_aws::Config;
use tinsmith_aws::runtime::config::System;
use tinsmith_aws::runtime::credentials::{Credentials, Outcome};

#[tokio::main]
pub(crate) async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // `Config::load()` finds the same in the environment and the files of the process.
    let variables = [("HOME", "/home/ada"), ("AWS_PROFILE", "blue"), ("AWS_REGION", "eu-west-1")];
    let files = [("/home/ada/.aws/config", "[profile blue]\nregion = eu-west-3\nuse_fips_endpoint = true\nretries\n")];
    let config = Config::default().system(System::in_memory(variables, files)).resolve().await?;
    let config = config.credentials(Credentials::new("AKIDEXAMPLE", "a secret"));

    let explanation = config.explain().await;
    println!("{explanation}");
    assert_eq!(explanation.region.origin.to_string(), "from the variable AWS_REGION");
    assert_eq!(explanation.files[0].problems[0].line(), 4);
    assert!(matches!(explanation.steps[0].outcome, Outcome::Provided));
    Ok(())
}
