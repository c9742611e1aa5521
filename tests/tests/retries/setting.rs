//! What the calls of these tests are made with.

use std::time::{Duration, SystemTime};

use tinsmith_aws::runtime::Call;
use tinsmith_aws::runtime::credentials::Credentials;
use tinsmith_aws::{Config, sts};
use tinsmith_tests::script::{Script, Step};

pub(crate) const NOW: u64 = 1_782_907_200;

const IDENTITY: &str = "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>1</Account>\
                        </GetCallerIdentityResult></GetCallerIdentityResponse>";

/// Settings whose waits take no time, and are the longest that there may be.
pub(crate) fn config(script: &Script) -> Config {
    Config::new("eu-west-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "a secret"))
        .clock(|| SystemTime::UNIX_EPOCH + Duration::from_secs(NOW))
        .transport(script.clone())
        .sleep(script.sleep())
        .jitter(|| 1.0)
}

pub(crate) fn identity(config: &Config) -> Call<sts::GetCallerIdentityResponse, sts::Exception> {
    sts::Client::new(config).get_caller_identity(sts::GetCallerIdentityRequest::new())
}

/// The answer of a call that succeeds.
pub(crate) fn success() -> Step {
    Step::answer(200, IDENTITY)
}

/// An answer with this code.
pub(crate) fn failure(status: u16, code: &str) -> Step {
    Step::answer(status, refusal(code))
}

pub(crate) fn refusal(code: &str) -> String {
    format!("<ErrorResponse><Error><Code>{code}</Code><Message>no</Message></Error></ErrorResponse>")
}
