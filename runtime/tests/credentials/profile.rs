use tinsmith_runtime::config::System;
use tinsmith_runtime::credentials::{Chain, CredentialsErrorKind, CredentialsProvider as _, ProfileCredentials};

use crate::stand_in::{ASSUMED, StandIn, ask, block_on, context};

fn system(config: &str) -> System {
    System::in_memory([("HOME", "/home")], [("/home/.aws/config", config)])
}

const ROLE: &str = "[profile a]\nrole_arn = arn:aws:iam::1:role/first\nsource_profile = b\nmfa_serial = a-device-of-helen\n\
                    [profile b]\nrole_arn = arn:aws:iam::1:role/second\nsource_profile = c\n\
                    [profile c]\naws_access_key_id = AKID\naws_secret_access_key = s3cr3t\n";

#[test]
fn roles_are_assumed_in_turn_and_the_code_is_asked_for() {
    let sts = StandIn::new([(200, ASSUMED), (200, ASSUMED)]);
    let profile = ProfileCredentials::named("a").mfa(|_| std::future::ready(Ok("123456".to_owned())));
    let credentials = ask(&profile, &context(system(ROLE), &sts)).unwrap();
    assert_eq!(credentials.features().to_string(), "i,n,o");
    let asked = sts.asked();
    assert!(asked[0].body.contains("role%2Fsecond") && !asked[0].body.contains("TokenCode"), "{asked:?}");
    assert!(asked[1].body.contains("role%2Ffirst") && asked[1].body.contains("TokenCode=123456"), "{asked:?}");
}

#[test]
fn a_code_that_nobody_asks_for_is_an_error() {
    let error = ask(&ProfileCredentials::named("a"), &context(system(ROLE), &StandIn::new([(200, ASSUMED)])));
    let error = error.unwrap_err();
    assert_eq!(error.kind(), CredentialsErrorKind::LoginRequired);
    assert!(error.to_string().contains("set a callback with `mfa`"), "{error}");
}

#[test]
fn how_a_profile_leads_to_credentials_is_told() {
    let context = context(system(ROLE), &StandIn::new([(200, ASSUMED)]));
    let (steps, _) = block_on(ProfileCredentials::named("b").explain(&context));
    let expected = "the profile `b` (its keys, then the role arn:aws:iam::1:role/second): has them";
    assert!(steps[0].to_string().starts_with(expected), "{}", steps[0]);
}

/// Else the call would go out as somebody else.
#[test]
fn a_source_that_a_profile_names_is_the_only_one() {
    let config = "[default]\nrole_arn = arn:aws:iam::1:role/a\ncredential_source = Environment\n";
    let service = StandIn::default();
    let system = system(config);
    let error = ask(&Chain::standard(&system), &context(system.clone(), &service)).unwrap_err();
    assert_eq!((error.kind(), service.asked().len()), (CredentialsErrorKind::SourceNotConfigured, 0));
    let config = "[default]\nrole_arn = arn:aws:iam::1:role/a\ncredential_source = Elsewhere\n";
    let error = ask(&ProfileCredentials::new(), &context(self::system(config), &service)).unwrap_err();
    assert_eq!(error.kind(), CredentialsErrorKind::InvalidProfile);
}

#[test]
fn a_change_of_the_files_is_seen() {
    let system = system("[default]\naws_access_key_id = ONE\naws_secret_access_key = s\n");
    let (profile, context) = (ProfileCredentials::new(), context(system.clone(), &StandIn::default()));
    assert_eq!(ask(&profile, &context).unwrap().access_key_id(), "ONE");
    let other = b"[default]\naws_access_key_id = TWO\naws_secret_access_key = s\n";
    system.write_private("/home/.aws/credentials".as_ref(), other).unwrap();
    assert_eq!(ask(&profile, &context).unwrap().access_key_id(), "TWO");
}

#[test]
fn a_line_that_cannot_be_read_matters_where_there_are_no_credentials() {
    let kind = |config: &str| {
        let result = ask(&ProfileCredentials::new(), &context(system(config), &StandIn::default()));
        result.map(|_| ()).map_err(|error| error.kind())
    };
    assert_eq!(kind("[default]\nnonsense\n"), Err(CredentialsErrorKind::InvalidFile));
    assert_eq!(kind("[default]\nnonsense\naws_access_key_id = k\naws_secret_access_key = s\n"), Ok(()));
    assert_eq!(kind("[profile other]\nregion = x\n"), Err(CredentialsErrorKind::NotConfigured));
}
