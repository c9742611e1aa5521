use tinsmith_runtime::config::System;
use tinsmith_runtime::credentials::{CredentialsErrorKind, Sso, SsoSession, SsoTokenProvider};
use tinsmith_runtime::identity::TokenProvider as _;

use crate::stand_in::{NOW, StandIn, ask, block_on, context, time};

/// Of the session `dev`.
const FILE: &str = "/home/.aws/sso/cache/34c6fceca75e456f25e7e99531e2425c6c1de443.json";

fn session() -> SsoSession {
    SsoSession::new("https://d-abc123.awsapps.com/start", "us-east-1").name("dev")
}

fn system(expires: &str) -> System {
    let token = format!(
        r#"{{"accessToken": "0ld", "expiresAt": "{expires}", "clientId": "c", "clientSecret": "cs3cr3t",
            "refreshToken": "r3fr3sh", "registrationExpiresAt": "2031-01-01T00:00:00Z"}}"#
    );
    System::in_memory([("HOME", "/home")], [(FILE, token.as_str())])
}

const RENEWED: &str = r#"{"accessToken": "n3w", "expiresIn": 3600, "refreshToken": "r2"}"#;

#[test]
fn a_token_is_renewed_in_its_last_quarter_of_an_hour_and_kept() {
    for (expires, calls, token) in [("2030-01-01T00:16:00Z", 0, "0ld"), ("2030-01-01T00:14:00Z", 1, "n3w")] {
        let (system, oidc) = (system(expires), StandIn::new([(200, RENEWED)]));
        let found = block_on(SsoTokenProvider::new(session()).token(&context(system.clone(), &oidc))).unwrap();
        assert_eq!((found.expose(), oidc.asked().len()), (token, calls), "{expires}");
        let kept = String::from_utf8(system.read(FILE.as_ref()).unwrap()).unwrap();
        assert!(kept.contains(token), "{kept}");
    }
}

#[test]
fn a_token_that_a_service_refused_is_renewed_before_its_end() {
    let oidc = StandIn::new([(200, RENEWED)]);
    let (provider, context) = (SsoTokenProvider::new(session()), context(system("2030-02-01T00:00:00Z"), &oidc));
    let token = block_on(provider.token(&context)).unwrap();
    provider.expired(&token);
    assert_eq!(block_on(provider.token(&context)).unwrap().expose(), "n3w");
}

#[test]
fn a_token_that_cannot_be_renewed_is_used_to_its_end() {
    let refused = (400, r#"{"__type": "InvalidGrantException"}"#);
    let oidc = StandIn::new([refused]);
    let provider = SsoTokenProvider::new(session());
    let context = context(system("2030-01-01T00:14:00Z"), &oidc);
    assert_eq!(block_on(provider.token(&context)).unwrap().expires(), Some(time(NOW + 14 * 60)));
    // Nobody asks again just now.
    assert_eq!(block_on(provider.token(&context)).unwrap().expose(), "0ld");
    assert_eq!(oidc.asked().len(), 1);
}

#[test]
fn one_that_has_ended_tells_what_to_do_and_no_secret() {
    let refused = r#"{"__type": "InvalidGrantException", "error_description": "r3fr3sh is not known"}"#;
    let oidc = StandIn::new([(400, refused)]);
    let provider = SsoTokenProvider::new(session());
    let error = block_on(provider.token(&context(system("2029-12-31T00:00:00Z"), &oidc))).unwrap_err();
    assert_eq!(error.kind(), CredentialsErrorKind::LoginRequired);
    let login = "the SSO token has expired and cannot be renewed; log in with `aws sso login --sso-session dev`";
    assert_eq!(error.to_string(), login);
    let mut shown = format!("{error:?} {provider:?}");
    let mut cause = std::error::Error::source(&error);
    while let Some(error) = cause {
        shown.push_str(&error.to_string());
        cause = error.source();
    }
    for secret in ["0ld", "cs3cr3t", "r3fr3sh"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[test]
fn without_a_token_somebody_has_to_log_in() {
    let nothing = System::in_memory([("HOME", "/home")], []);
    let error = ask(&Sso::new(session(), "1", "r"), &context(nothing, &StandIn::default())).unwrap_err();
    assert_eq!(error.kind(), CredentialsErrorKind::LoginRequired);
    assert!(error.to_string().contains(FILE), "{error}");
    let oidc = StandIn::new([(401, r#"{"__type": "UnauthorizedException"}"#)]);
    let error = ask(&Sso::new(session(), "1", "r"), &context(system("2030-02-01T00:00:00Z"), &oidc)).unwrap_err();
    assert_eq!(error.kind(), CredentialsErrorKind::LoginRequired);
    assert_eq!(
        oidc.asked()[0].uri,
        "https://portal.sso.us-east-1.amazonaws.com/federation/credentials?role_name=r&account_id=1"
    );
}
