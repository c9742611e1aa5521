//! What generated shapes become, and what they are printed as.

use std::time::{Duration, SystemTime};

use tinsmith_aws::sts;
use tinsmith_runtime::credentials::Credentials;
use tinsmith_runtime::timestamp::Timestamp;

#[test]
fn credentials_of_a_response_are_signed_with() {
    let expires = Timestamp::from_unix_seconds(1_700_000_000);
    let carried = sts::Credentials::new("ASIAEXAMPLEEXAMPLE", "a secret", "a token", expires);
    let credentials = Credentials::try_from(&carried).unwrap();
    assert_eq!(credentials.access_key_id(), "ASIAEXAMPLEEXAMPLE");
    assert_eq!(credentials.secret_access_key(), "a secret");
    assert_eq!(credentials.session_token(), Some("a token"));
    assert_eq!(credentials.expires(), Some(SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000)));

    let error = Credentials::try_from(&sts::Credentials::new("ASIA", "", "", Timestamp::EPOCH)).unwrap_err();
    assert_eq!(error.to_string(), "`Credentials` carries no access key with its secret");
}

#[test]
fn an_exception_is_an_error_of_its_name_and_message() {
    let expired = sts::ExpiredTokenException::new().message("Token expired");
    let exception: Box<dyn std::error::Error> = Box::new(sts::Exception::ExpiredToken(Box::new(expired)));
    assert_eq!(exception.to_string(), "ExpiredTokenException: Token expired");
}
