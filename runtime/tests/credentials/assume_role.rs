use std::time::Duration;

use tinsmith_runtime::credentials::{AssumeRole, Credentials, CredentialsErrorKind};

use crate::stand_in::{ASSUMED, StandIn, ask, context, nothing};

fn role() -> AssumeRole {
    AssumeRole::new("arn:aws:iam::123456789012:role/a", Credentials::new("AKID", "secret"))
}

#[test]
fn all_that_is_set_is_asked() {
    let sts = StandIn::new([(200, ASSUMED)]);
    let role =
        role().session_name("nightly").external_id("of a friend").duration(Duration::from_secs(900)).policy("{}").mfa(
            "arn:aws:iam::1:mfa/helen",
            |serial| {
                let code = if serial.ends_with("helen") { "123456" } else { "" };
                std::future::ready(Ok(code.to_owned()))
            },
        );
    let credentials = ask(&role, &context(nothing(), &sts)).unwrap();
    assert_eq!((credentials.access_key_id(), credentials.account_id()), ("ASSUMED", Some("123456789012")));
    let asked = sts.asked();
    assert_eq!(asked[0].uri, "https://sts.eu-west-1.amazonaws.com/");
    for pair in [
        "RoleSessionName=nightly",
        "ExternalId=of%20a%20friend",
        "DurationSeconds=900",
        "Policy=%7B%7D",
        "SerialNumber=arn%3Aaws%3Aiam%3A%3A1%3Amfa%2Fhelen",
        "TokenCode=123456",
    ] {
        assert!(asked[0].body.split('&').any(|other| other == pair), "{pair} is not in {}", asked[0].body);
    }
}

#[test]
fn a_session_has_a_name_in_any_case() {
    let sts = StandIn::new([(200, ASSUMED)]);
    ask(&role(), &context(nothing(), &sts)).unwrap();
    assert!(sts.asked()[0].body.contains("RoleSessionName=tinsmith-1893456000000"));
}

#[test]
fn what_fails_is_told_with_its_cause_and_without_secrets() {
    let refused =
        "<ErrorResponse><Error><Code>AccessDenied</Code><Message>not for AKID</Message></Error></ErrorResponse>";
    let error = ask(&role(), &context(nothing(), &StandIn::new([(403, refused)]))).unwrap_err();
    assert_eq!(error.kind(), CredentialsErrorKind::Service);
    assert_eq!(error.to_string(), "assuming the role arn:aws:iam::123456789012:role/a failed");
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert!(cause.contains("AccessDenied"), "{cause}");
    let without = "<AssumeRoleResponse><AssumeRoleResult/></AssumeRoleResponse>";
    let error = ask(&role(), &context(nothing(), &StandIn::new([(200, without)]))).unwrap_err();
    assert_eq!(error.kind(), CredentialsErrorKind::Service);
    assert!(!format!("{:?}", role().policy("s3cr3t").external_id("s3cr3t")).contains("s3cr3t"));
}

#[test]
fn without_a_code_nobody_is_asked() {
    let sts = StandIn::new([]);
    let role = role().mfa("serial", |_| std::future::ready(Err("the user went away".into())));
    let error = ask(&role, &context(nothing(), &sts)).unwrap_err();
    assert_eq!((error.kind(), sts.asked().len()), (CredentialsErrorKind::LoginRequired, 0));
}
