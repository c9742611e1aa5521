use super::{BaseStep, ProfileChain};
use crate::credentials::{CredentialsError, CredentialsErrorKind};
use crate::profile::{FileKind, ProfileFile, ProfileSet};

fn chain(config: &str) -> Result<ProfileChain, (CredentialsErrorKind, String)> {
    let set = ProfileSet::new([ProfileFile::parse(FileKind::Config, "config", config)]);
    ProfileChain::of(&set, "a").map_err(|error| (error.kind(), error.to_string()))
}

#[track_caller]
fn invalid(config: &str, message: &str) {
    assert_eq!(chain(config), Err((CredentialsErrorKind::InvalidProfile, message.to_owned())));
}

#[test]
fn a_profile_may_be_its_own_source() {
    let own = "[profile a]\nrole_arn = r\nsource_profile = a\naws_access_key_id = k\naws_secret_access_key = s\n";
    let found = chain(own).unwrap();
    assert!(matches!(found.base, BaseStep::AccessKey(_)) && found.roles.len() == 1);
    invalid(
        "[profile a]\nrole_arn = r\nsource_profile = a\n",
        "the profile `a` names itself as its source, and has no credentials beside its role",
    );
}

#[test]
fn circles_and_gaps_are_told() {
    invalid(
        "[profile a]\nrole_arn = r\nsource_profile = b\n[profile b]\nrole_arn = r\nsource_profile = a\n",
        "the profile `b` is its own source in the end: `a`, then `b`, then `a`",
    );
    invalid(
        "[profile a]\nrole_arn = r\nsource_profile = b\n",
        "the profile `a` names the source profile `b`, which is not there",
    );
    invalid(
        "[profile a]\nrole_arn = r\nsource_profile = b\n[profile b]\nregion = x\n",
        "the profile `b` says nothing of credentials",
    );
    let nothing = chain("[profile a]\nregion = x\n").unwrap_err();
    assert_eq!(nothing.0, CredentialsErrorKind::NotConfigured);
}

#[test]
fn what_a_session_says_its_profile_does_not() {
    let session = "[sso-session s]\nsso_start_url = u\nsso_region = r\n";
    let with = |more: &str| chain(&format!("[profile a]\nsso_session = s\n{more}{session}"));
    assert!(matches!(with("").unwrap().base, BaseStep::Sso { role: None, .. }));
    let twice = with("sso_region = r\n").unwrap_err().1;
    assert_eq!(twice, "the profile `a` has `sso_region` beside its SSO session `s`, which says it; leave it out");
}

#[test]
fn secrets_are_not_shown() {
    let shown = format!(
        "{:?} {:?}",
        chain("[profile a]\naws_access_key_id = k\naws_secret_access_key = s3cr3t\n").unwrap(),
        chain("[profile a]\ncredential_process = login --password s3cr3t\n").unwrap(),
    );
    assert!(!shown.contains("s3cr3t"), "{shown}");
}

#[test]
fn a_line_that_cannot_be_read_matters_to_its_own_profile_alone() {
    let kind = |config: &str| {
        let set = ProfileSet::new([ProfileFile::parse(FileKind::Config, "config", config)]);
        super::or_unreadable(&set, "a", CredentialsError::not_configured("no")).kind()
    };
    let (file, nothing) = (CredentialsErrorKind::InvalidFile, CredentialsErrorKind::NotConfigured);
    assert_eq!(kind("[profile a]\n= x\n"), file);
    assert_eq!(kind("[profile a]\nregion = x\n[profile b]\n= x\n"), nothing);
    assert_eq!(kind("[profile b]\nregion = x\n[profile a\nregion = x\n"), file, "it may be the profile's own header");
    assert_eq!(kind("= x\n[profile a]\nregion = x\n"), file, "it may have been meant for the profile");
    assert_eq!(kind("[profile a]\nregion = x\n"), nothing);
}
