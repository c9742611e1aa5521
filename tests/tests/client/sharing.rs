//! Clients are cheap to clone, and share connections.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use tinsmith_aws::quicksight::{GetIdentityContextRequest, UserIdentifier};
use tinsmith_aws::runtime::credentials::{Credentials, CredentialsFuture, CredentialsProvider, ProviderContext};
use tinsmith_aws::sts::AssumeRoleRequest;
use tinsmith_aws::{Config, quicksight, sts};
use tinsmith_tests::aws;

fn request() -> GetIdentityContextRequest {
    GetIdentityContextRequest::new("123456789012", UserIdentifier::user_name("alice"))
}

#[tokio::test]
async fn clients_of_one_configuration_share_a_connection() {
    let server = aws::stand_in().unwrap();
    let config =
        Config::new("eu-west-1").credentials(Credentials::new("AKIDEXAMPLE", "a secret")).endpoint(server.url());
    for _ in 0..3 {
        quicksight::Client::new(&config).get_identity_context(request()).await.unwrap();
        let role = AssumeRoleRequest::new("arn:aws:iam::123456789012:role/deploy", "deploy");
        sts::Client::new(&config.clone().region("us-west-2")).assume_role(role).await.unwrap();
    }
    assert_eq!((server.received().len(), server.connections()), (6, 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_client_is_used_from_many_tasks() {
    let server = aws::stand_in().unwrap();
    let config =
        Config::new("eu-west-1").credentials(Credentials::new("AKIDEXAMPLE", "a secret")).endpoint(server.url());
    let client = quicksight::Client::new(&config);
    let tasks: Vec<_> = (0..16)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.get_identity_context(request()).await.map(|response| response.status) })
        })
        .collect();
    for task in tasks {
        assert_eq!(task.await.unwrap().unwrap(), 200);
    }
    assert_eq!(server.received().len(), 16);
}

/// A provider whose credentials are good for an hour, and that counts.
#[derive(Clone, Default)]
struct Counting(Arc<AtomicU32>);

impl CredentialsProvider for Counting {
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> CredentialsFuture<'a> {
        let number = self.0.fetch_add(1, Ordering::Relaxed) + 1;
        let expires = context.clock().now() + Duration::from_secs(3_600);
        let credentials = Credentials::new(format!("AKID{number}"), "a secret").with_expiry(expires);
        Box::pin(std::future::ready(Ok(credentials)))
    }
}

#[tokio::test]
async fn a_configuration_with_another_setting_shares_the_credentials_that_were_had() {
    let server = aws::stand_in().unwrap();
    let provider = Counting::default();
    let config = Config::new("eu-west-1").credentials(provider.clone()).endpoint(server.url());
    quicksight::Client::new(&config).get_identity_context(request()).await.unwrap();
    let other = config.clone().timeout(Duration::from_secs(5)).region("us-west-2");
    quicksight::Client::new(&other).get_identity_context(request()).await.unwrap();
    assert_eq!(provider.0.load(Ordering::Relaxed), 1);
    // Credentials of its own are its own.
    let own = config.clone().credentials(provider.clone());
    quicksight::Client::new(&own).get_identity_context(request()).await.unwrap();
    assert_eq!(provider.0.load(Ordering::Relaxed), 2);
    assert_eq!(server.connections(), 1);
}
