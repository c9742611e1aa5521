#![cfg(any(feature = "aws-lc-rs", feature = "ring"))]

use tinsmith_runtime::config::System;
use tinsmith_runtime::credentials::{CredentialsErrorKind, CredentialsProvider as _, LoginSession};

use crate::stand_in::{StandIn, ask, context};

const SESSION: &str = "arn:aws:iam::123456789012:user/helen";
/// A key that was made for this test.
const KEY: &str = "-----BEGIN PRIVATE KEY-----\\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg/wNcldkQBp7eNbmL\\nGFAYbkxDIhviXAdQQLeWOuKVekShRANCAARgJYCDofE5ZZOKJadZC3Kt1X/4ycFD\\nZRYxLIcrlmFhEFTm1X+zYZi2mrlG0/sO8oOMUNXVmY6pBsYoxdXCsB4U\\n-----END PRIVATE KEY-----\\n";

fn system(expires: &str, more: &str) -> System {
    let session = format!(
        r#"{{"accessToken": {{"accessKeyId": "OLD", "secretAccessKey": "s3cr3t", "sessionToken": "t0k3n",
            "accountId": "123456789012", "expiresAt": "{expires}"}},
            "clientId": "arn:aws:signin:::devtools/same-device", "refreshToken": "r3fr3sh", {more} "dpopKey": "{KEY}"}}"#
    );
    let file = "/cache/73a8432512b40985e4a05a16a2758aef4ef4022b016c49bdeb2e3c4ec2b81a3a.json";
    System::in_memory([("AWS_LOGIN_CACHE_DIRECTORY", "/cache")], [(file, session.as_str())])
}

const RENEWED: &str = r#"{"accessToken": {"accessKeyId": "NEW", "secretAccessKey": "s", "sessionToken": "t"}, "tokenType": "aws_sigv4", "expiresIn": 900, "refreshToken": "r2"}"#;

#[test]
fn credentials_are_renewed_in_their_last_five_minutes() {
    for (expires, key) in [("2030-01-01T00:06:00Z", "OLD"), ("2030-01-01T00:04:00Z", "NEW")] {
        let context = context(system(expires, ""), &StandIn::new([(200, RENEWED)]));
        assert_eq!(ask(&LoginSession::new(SESSION), &context).unwrap().access_key_id(), key, "{expires}");
    }
}

#[test]
fn credentials_that_a_service_refused_are_renewed_before_their_end() {
    let context = context(system("2030-01-01T00:06:00Z", ""), &StandIn::new([(200, RENEWED)]));
    let session = LoginSession::new(SESSION);
    session.expired(&ask(&session, &context).unwrap());
    assert_eq!(ask(&session, &context).unwrap().access_key_id(), "NEW");
}

#[test]
fn the_region_of_the_session_is_asked() {
    let service = StandIn::new([(200, RENEWED)]);
    let system = system("2029-01-01T00:00:00Z", "\"signInRegion\": \"us-west-2\",");
    ask(&LoginSession::new(SESSION), &context(system, &service)).unwrap();
    assert_eq!(service.asked()[0].uri, "https://us-west-2.signin.aws.amazon.com/v1/token");
}

#[test]
fn why_they_are_not_renewed_decides_what_to_do() {
    for (code, kind) in [
        ("TOKEN_EXPIRED", CredentialsErrorKind::LoginRequired),
        ("USER_CREDENTIALS_CHANGED", CredentialsErrorKind::LoginRequired),
        ("INSUFFICIENT_PERMISSIONS", CredentialsErrorKind::Forbidden),
        ("invalid_request", CredentialsErrorKind::Service),
    ] {
        let body = format!(r#"{{"__type": "AccessDeniedException", "error": "{code}", "message": "no"}}"#);
        let service = StandIn::new([(403, body.as_str())]);
        let session = LoginSession::new(SESSION);
        let error = ask(&session, &context(system("2029-01-01T00:00:00Z", ""), &service)).unwrap_err();
        assert_eq!(error.kind(), kind, "{code}: {error}");
        let shown = format!("{error:?} {error} {session:?}");
        assert!(!["s3cr3t", "t0k3n", "r3fr3sh", "PRIVATE"].iter().any(|secret| shown.contains(secret)), "{shown}");
    }
}

#[test]
fn credentials_that_are_not_renewed_are_used_to_their_end() {
    let service = StandIn::new([(500, "{}"), (500, "{}"), (500, "{}")]);
    let context = context(system("2030-01-01T00:04:00Z", ""), &service);
    let session = LoginSession::new(SESSION);
    assert_eq!(ask(&session, &context).unwrap().access_key_id(), "OLD");
    service.asked();
    assert_eq!(ask(&session, &context).unwrap().access_key_id(), "OLD");
    assert_eq!(service.asked().len(), 0, "nobody asks again just now");
}
