//! Credentials of servers next to the program: instance metadata, and a container's agent, over real connections.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use tinsmith_aws::Config;
use tinsmith_aws::runtime::config::System;
use tinsmith_aws::runtime::credentials::{
    Container, Credentials, CredentialsError, CredentialsErrorKind, CredentialsProvider, InstanceMetadata,
    ProviderContext,
};
use tinsmith_tests::metadata::{self, Behavior};

const ROLES: &str = "GET /latest/meta-data/iam/security-credentials/";

fn context(variables: &[(&str, &str)], files: &[(&str, &str)]) -> ProviderContext {
    let system = System::in_memory(variables.iter().copied(), files.iter().copied());
    Config::default().system(system).into()
}

async fn ask(
    provider: &impl CredentialsProvider,
    context: &ProviderContext,
) -> Result<Credentials, (CredentialsErrorKind, String)> {
    let asked = provider.credentials(context).await;
    asked.map_err(|error: CredentialsError| (error.kind(), error.to_string()))
}

fn started(behavior: Behavior) -> (metadata::InstanceMetadata, InstanceMetadata) {
    let server = metadata::InstanceMetadata::start(behavior).unwrap();
    let provider = InstanceMetadata::new().endpoint(server.url());
    (server, provider)
}

#[tokio::test]
async fn an_instance_is_asked_with_a_token_that_is_kept() {
    let (server, provider) = started(Behavior::default());
    let context = context(&[], &[]);
    let credentials = ask(&provider, &context).await.unwrap();
    assert_eq!(credentials.access_key_id(), "ASIAINSTANCE");
    assert_eq!(credentials.session_token(), Some("instance token"));
    ask(&provider, &context).await.unwrap();
    assert_eq!(provider.region(&context).await.unwrap(), "eu-north-1");
    let role = format!("{ROLES}builder");
    let region = "GET /latest/meta-data/placement/region";
    assert_eq!(server.asked(), ["PUT /latest/api/token", ROLES, &role, ROLES, &role, region]);
    // A token that is worth nothing any more is had anew, once.
    server.forget_tokens();
    ask(&provider, &context).await.unwrap();
    assert_eq!(server.asked()[6..9], [ROLES, "PUT /latest/api/token", ROLES]);
}

#[tokio::test]
async fn version_1_is_asked_where_there_is_no_other_and_nobody_forbids_it() {
    for token_status in [404, 405] {
        let (server, provider) = started(Behavior { token_status, has_version_1: true, ..Behavior::default() });
        assert_eq!(ask(&provider, &context(&[], &[])).await.unwrap().access_key_id(), "ASIAINSTANCE");
        assert_eq!(server.asked()[..2], ["PUT /latest/api/token", ROLES]);
    }
    let (server, provider) = started(Behavior { token_status: 404, has_version_1: true, ..Behavior::default() });
    let forbidden = context(&[("AWS_EC2_METADATA_V1_DISABLED", "True")], &[]);
    let (kind, message) = ask(&provider, &forbidden).await.unwrap_err();
    assert_eq!(kind, CredentialsErrorKind::Unavailable);
    assert!(message.contains("version 1 is forbidden"), "{message}");
    assert_eq!(server.asked(), ["PUT /latest/api/token"]);
}

#[tokio::test]
async fn a_token_that_does_not_come_through_does_not_hold_up_for_long() {
    let behavior = Behavior { token_delay: Duration::from_millis(600), has_version_1: true, ..Behavior::default() };
    let (_server, provider) = started(behavior);
    let context = context(&[("AWS_METADATA_SERVICE_TIMEOUT", "0.2")], &[]);
    assert_eq!(ask(&provider, &context).await.unwrap().access_key_id(), "ASIAINSTANCE");
}

#[tokio::test]
async fn what_is_refused_disabled_or_absent_is_told_apart() {
    let (_server, provider) = started(Behavior { token_status: 403, ..Behavior::default() });
    assert_eq!(ask(&provider, &context(&[], &[])).await.unwrap_err().0, CredentialsErrorKind::Forbidden);

    let (server, provider) = started(Behavior::default());
    let disabled = context(&[("AWS_EC2_METADATA_DISABLED", "true")], &[]);
    assert_eq!(ask(&provider, &disabled).await.unwrap_err().0, CredentialsErrorKind::NotConfigured);
    assert!(server.asked().is_empty());

    let (_server, provider) = started(Behavior { role: None, ..Behavior::default() });
    let (kind, message) = ask(&provider, &context(&[], &[])).await.unwrap_err();
    assert_eq!((kind, message.as_str()), (CredentialsErrorKind::NotConfigured, "the instance has no role"));

    // Nobody listens there.
    let provider = InstanceMetadata::new().endpoint("http://127.0.0.1:1");
    let (kind, message) = ask(&provider, &context(&[], &[])).await.unwrap_err();
    assert_eq!(kind, CredentialsErrorKind::NotConfigured);
    assert!(message.contains("no EC2 instance"), "{message}");

    let (_server, provider) = started(Behavior { credentials: "{}".to_owned(), ..Behavior::default() });
    assert_eq!(ask(&provider, &context(&[], &[])).await.unwrap_err().0, CredentialsErrorKind::Service);
}

#[tokio::test]
async fn trouble_passes() {
    let (_server, provider) = started(Behavior { troubles: 2, ..Behavior::default() });
    ask(&provider, &context(&[], &[])).await.unwrap();
    let once = context(&[("AWS_METADATA_SERVICE_NUM_ATTEMPTS", "1")], &[]);
    let (_server, provider) = started(Behavior { troubles: 9, ..Behavior::default() });
    assert_eq!(ask(&provider, &once).await.unwrap_err().0, CredentialsErrorKind::Service);
}

#[tokio::test]
async fn credentials_that_have_expired_are_used_on_while_there_are_no_others() {
    let now = Arc::new(AtomicU64::new(2_000_000_000));
    let seconds = Arc::clone(&now);
    let clock = move || SystemTime::UNIX_EPOCH + Duration::from_secs(seconds.load(Ordering::Relaxed));
    // 2033-05-18T03:33:20Z is the clock's time.
    let old = metadata::credentials("ASIAOLD", "2033-05-18T03:00:00Z");
    let (server, provider) = started(Behavior { credentials: old, ..Behavior::default() });
    let context: ProviderContext = Config::default().system(System::in_memory([], [])).clock(clock).into();
    let time = || SystemTime::UNIX_EPOCH + Duration::from_secs(now.load(Ordering::Relaxed));
    let extended = ask(&provider, &context).await.unwrap();
    let left = extended.expires().unwrap().duration_since(time()).unwrap();
    assert!((Duration::from_secs(600)..=Duration::from_secs(900)).contains(&left), "{left:?}");
    // Nor does a service in trouble take them away.
    drop(server);
    now.fetch_add(1_000, Ordering::Relaxed);
    let kept = ask(&provider, &context).await.unwrap();
    assert_eq!(kept.access_key_id(), "ASIAOLD");
    assert!(kept.expires().unwrap() > time());
    // Those that a service refuses are not given again.
    provider.expired(&kept);
    assert!(ask(&provider, &context).await.is_err());
}

#[tokio::test]
async fn a_container_shows_its_token() {
    let agent = metadata::container_agent("/v1/credentials?a=b", "t0k3n").unwrap();
    let uri = format!("{}/v1/credentials?a=b", agent.url().trim_end_matches('/'));
    let full = ("AWS_CONTAINER_CREDENTIALS_FULL_URI", uri.as_str());
    let files = [("/var/token", "t0k3n\n")];
    let by_file = context(&[full, ("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/var/token")], &files);
    let credentials = ask(&Container::new(), &by_file).await.unwrap();
    assert_eq!((credentials.access_key_id(), credentials.account_id()), ("ASIACONTAINER", Some("123456789012")));
    let by_variable = context(&[full, ("AWS_CONTAINER_AUTHORIZATION_TOKEN", "t0k3n")], &[]);
    ask(&Container::new(), &by_variable).await.unwrap();
    for variables in [&[full][..], &[full, ("AWS_CONTAINER_AUTHORIZATION_TOKEN", "other")]] {
        let (kind, message) = ask(&Container::new(), &context(variables, &[])).await.unwrap_err();
        assert_eq!(kind, CredentialsErrorKind::Forbidden);
        assert!(message.contains("status 401") && !message.contains("other"), "{message}");
    }
    let missing = context(&[full, ("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/none")], &[]);
    assert_eq!(ask(&Container::new(), &missing).await.unwrap_err().0, CredentialsErrorKind::File);
    let nobody = context(&[("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:1/")], &[]);
    assert_eq!(ask(&Container::new(), &nobody).await.unwrap_err().0, CredentialsErrorKind::Unavailable);
}
