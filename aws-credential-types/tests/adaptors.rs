//! What one side gives is what the other side gets.

use std::error::Error as _;
use std::time::{Duration, SystemTime};

use aws_credential_types::provider::error as aws;
use aws_credential_types::provider::token::{ProvideToken, SharedTokenProvider};
use aws_credential_types::provider::{ProvideCredentials, SharedCredentialsProvider, future};
use tinsmith_aws_credential_types::{FromAws, ToAws};
use tinsmith_runtime::Config;
use tinsmith_runtime::credentials::{
    Chain, Credentials, CredentialsError, CredentialsErrorKind, CredentialsFuture, CredentialsProvider, ProviderContext,
};
use tinsmith_runtime::identity::{Token, TokenFuture, TokenProvider};

fn expires() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_782_907_200)
}

fn whole() -> Credentials {
    Credentials::new("AKIDEXAMPLE", "a secret")
        .with_session_token("a token")
        .with_expiry(expires())
        .with_account_id("123456789012")
}

/// A provider of the SDK's that fails with what this makes.
#[derive(Debug)]
struct Failing<E>(fn() -> E);

impl ProvideCredentials for Failing<aws::CredentialsError> {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::ready(Err((self.0)()))
    }
}

impl ProvideToken for Failing<aws::TokenError> {
    fn provide_token<'a>(&'a self) -> future::ProvideToken<'a>
    where
        Self: 'a,
    {
        future::ProvideToken::ready(Err((self.0)()))
    }
}

/// A source of ours that fails in this way.
struct Broken(CredentialsErrorKind);

impl CredentialsProvider for Broken {
    fn credentials<'a>(&'a self, _: &'a ProviderContext) -> CredentialsFuture<'a> {
        Box::pin(std::future::ready(Err(CredentialsError::new("it is broken").with_kind(self.0))))
    }
}

impl TokenProvider for Broken {
    fn token<'a>(&'a self, _: &'a ProviderContext) -> TokenFuture<'a> {
        Box::pin(std::future::ready(Err(CredentialsError::new("it is broken").with_kind(self.0))))
    }
}

async fn ours(provider: impl CredentialsProvider) -> Result<Credentials, CredentialsError> {
    provider.credentials(&ProviderContext::default()).await
}

#[tokio::test]
async fn credentials_of_the_sdk_are_whole() {
    let sdk = aws_credential_types::Credentials::builder()
        .access_key_id("AKIDEXAMPLE")
        .secret_access_key("a secret")
        .session_token("a token")
        .expiry(expires())
        .account_id("123456789012")
        .provider_name("test")
        .build();
    assert_eq!(ours(FromAws::new(SharedCredentialsProvider::new(sdk))).await.unwrap(), whole());
    let sdk = aws_credential_types::Credentials::new("AKIDEXAMPLE", "a secret", None, None, "test");
    assert_eq!(ours(FromAws::new(sdk)).await.unwrap(), Credentials::new("AKIDEXAMPLE", "a secret"));
}

#[tokio::test]
async fn credentials_of_ours_are_whole() {
    let provider = SharedCredentialsProvider::new(ToAws::new(whole(), Config::default()));
    let given = provider.provide_credentials().await.unwrap();
    assert_eq!((given.access_key_id(), given.secret_access_key()), ("AKIDEXAMPLE", "a secret"));
    assert_eq!((given.session_token(), given.expiry()), (Some("a token"), Some(expires())));
    assert_eq!(given.account_id().map(|account| account.as_str()), Some("123456789012"));
    // And back again.
    assert_eq!(ours(FromAws::new(provider)).await.unwrap(), whole());
    let bare = ToAws::new(Credentials::new("AKIDEXAMPLE", "a secret"), Config::default());
    let given = bare.provide_credentials().await.unwrap();
    assert_eq!((given.session_token(), given.expiry(), given.account_id()), (None, None, None));
}

#[tokio::test]
async fn tokens_are_whole_both_ways() {
    let token = Token::new("a token").with_expiry(expires());
    let provider = SharedTokenProvider::new(ToAws::new(token.clone(), Config::default()));
    let given = provider.provide_token().await.unwrap();
    assert_eq!((given.token(), given.expiration()), ("a token", Some(expires())));
    assert_eq!(FromAws::new(provider).token(&ProviderContext::default()).await.unwrap(), token);
    let endless = FromAws::new(aws_credential_types::Token::new("a token", None));
    assert_eq!(endless.token(&ProviderContext::default()).await.unwrap(), Token::new("a token"));
}

#[tokio::test]
async fn failures_of_the_sdk_keep_their_kind_and_their_causes() {
    use CredentialsErrorKind as Kind;

    let cases: [(fn() -> aws::CredentialsError, Kind); 5] = [
        (|| aws::CredentialsError::not_loaded("the reason"), Kind::NotConfigured),
        (|| aws::CredentialsError::provider_timed_out(Duration::from_secs(5)), Kind::Unavailable),
        (|| aws::CredentialsError::invalid_configuration("the reason"), Kind::InvalidSetting),
        (|| aws::CredentialsError::provider_error("the reason"), Kind::Service),
        (|| aws::CredentialsError::unhandled("the reason"), Kind::Other),
    ];
    for (make, kind) in cases {
        let error = ours(FromAws::new(Failing(make))).await.unwrap_err();
        assert_eq!(error.kind(), kind);
        assert_eq!(error.source().unwrap().to_string(), make().to_string());
    }
    let cases: [(fn() -> aws::TokenError, Kind); 5] = [
        (|| aws::TokenError::not_loaded("the reason"), Kind::NotConfigured),
        (|| aws::TokenError::provider_timed_out(Duration::from_secs(5)), Kind::Unavailable),
        (|| aws::TokenError::invalid_configuration("the reason"), Kind::InvalidSetting),
        (|| aws::TokenError::provider_error("the reason"), Kind::Service),
        (|| aws::TokenError::unhandled("the reason"), Kind::Other),
    ];
    for (make, kind) in cases {
        let error = FromAws::new(Failing(make)).token(&ProviderContext::default()).await.unwrap_err();
        assert_eq!((error.kind(), error.source().unwrap().to_string()), (kind, make().to_string()));
    }
}

#[tokio::test]
async fn a_chain_asks_the_next_where_nothing_is_set_up_alone() {
    let not_loaded = FromAws::new(Failing(|| aws::CredentialsError::not_loaded("the reason")));
    assert_eq!(ours(Chain::new().then(not_loaded).then(whole())).await.unwrap(), whole());
    let failing = FromAws::new(Failing(|| aws::CredentialsError::provider_error("the reason")));
    let error = ours(Chain::new().then(failing).then(whole())).await.unwrap_err();
    assert!(error.to_string().starts_with("a provider of aws-credential-types failed: "), "{error}");
}

#[tokio::test]
async fn failures_of_ours_keep_their_class_and_their_causes() {
    use CredentialsErrorKind as Kind;

    for kind in [Kind::NotConfigured, Kind::InvalidProfile, Kind::File, Kind::Forbidden, Kind::Unavailable, Kind::Other]
    {
        let provider = ToAws::new(Broken(kind), Config::default());
        let error = provider.provide_credentials().await.unwrap_err();
        let is_expected = match kind {
            Kind::NotConfigured => matches!(error, aws::CredentialsError::CredentialsNotLoaded(_)),
            Kind::InvalidProfile | Kind::File => matches!(error, aws::CredentialsError::InvalidConfiguration(_)),
            _ => matches!(error, aws::CredentialsError::ProviderError(_)),
        };
        assert!(is_expected, "{kind:?}: {error:?}");
        assert_eq!(error.source().unwrap().to_string(), "it is broken");
        let error = provider.provide_token().await.unwrap_err();
        let is_expected = match kind {
            Kind::NotConfigured => matches!(error, aws::TokenError::TokenNotLoaded(_)),
            Kind::InvalidProfile | Kind::File => matches!(error, aws::TokenError::InvalidConfiguration(_)),
            _ => matches!(error, aws::TokenError::ProviderError(_)),
        };
        assert!(is_expected, "{kind:?}: {error:?}");
    }
}

#[test]
fn debug_shows_no_secret() {
    let shown = format!(
        "{:?} {:?}",
        ToAws::new(whole(), Config::default()),
        FromAws::new(ToAws::new(whole(), Config::default()))
    );
    assert!(!shown.contains("a secret") && !shown.contains("a token"), "{shown}");
}
