//! The example of three calls that build on each other: what it sends, and what it says when it cannot.

#[path = "../examples/identity_enhanced_session.rs"]
#[allow(dead_code, reason = "the tests call what `main` calls")]
mod example;

use std::time::{Duration, SystemTime};

use example::{Snapshot, run};
use tinsmith_aws::Config;
use tinsmith_aws::runtime::credentials::Credentials;
use tinsmith_tests::aws;
use tinsmith_tests::stand_in::{Answer, Received, StandIn};

const SNAPSHOT: Snapshot<'_> = Snapshot {
    account_id: "123456789012",
    user_arn: "arn:aws:quicksight:eu-west-1:123456789012:user/default/alice",
    role_arn: "arn:aws:iam::123456789012:role/snapshots",
    dashboard_id: "sales",
    sheet_id: "overview",
    job_id: "monday",
};

fn config(server: &StandIn) -> Config {
    Config::new("eu-west-1")
        .endpoint(server.url())
        .credentials(Credentials::new("AKIDEXAMPLE", "a secret"))
        .clock(|| SystemTime::UNIX_EPOCH + Duration::from_secs(1_782_907_200))
}

fn text(received: &Received) -> &str {
    std::str::from_utf8(&received.body).unwrap()
}

/// Who signed a request, and for what.
fn credential(received: &Received) -> &str {
    let authorization = received.header("authorization").unwrap();
    authorization.strip_prefix("AWS4-HMAC-SHA256 Credential=").unwrap().split(',').next().unwrap()
}

#[tokio::test]
async fn each_call_takes_what_the_one_before_gave() {
    let server = aws::stand_in().unwrap();
    let response = SNAPSHOT.start(&config(&server)).await.unwrap();
    assert_eq!(response.snapshot_job_id.as_deref(), Some("monday"));
    assert_eq!(response.status, 200);

    let received = server.received();
    let [context, role, job] = &received[..] else { panic!("{received:?}") };

    assert_eq!((context.method.as_str(), context.target.as_str()), ("POST", "/accounts/123456789012/identity-context"));
    assert_eq!(
        text(context),
        r#"{"UserIdentifier":{"UserArn":"arn:aws:quicksight:eu-west-1:123456789012:user/default/alice"}}"#
    );
    assert_eq!(credential(context), "AKIDEXAMPLE/20260701/eu-west-1/quicksight/aws4_request");
    assert_eq!(context.header("x-amz-security-token"), None);

    assert_eq!((role.method.as_str(), role.target.as_str()), ("POST", "/"));
    assert_eq!(
        text(role),
        "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fsnapshots\
         &RoleSessionName=dashboard-snapshot\
         &ProvidedContexts.member.1.ProviderArn=arn%3Aaws%3Aiam%3A%3Aaws%3AcontextProvider%2FQuickSight\
         &ProvidedContexts.member.1.ContextAssertion=an%20identity%20context"
    );
    assert_eq!(credential(role), "AKIDEXAMPLE/20260701/eu-west-1/sts/aws4_request");

    let path = "/accounts/123456789012/dashboards/sales/snapshot-jobs";
    assert_eq!((job.method.as_str(), job.target.as_str()), ("POST", path));
    assert_eq!(
        text(job),
        r#"{"SnapshotJobId":"monday","SnapshotConfiguration":{"FileGroups":[{"Files":[{"SheetSelections":[{"SheetId":"overview","SelectionScope":"ALL_VISUALS"}],"FormatType":"PDF"}]}]}}"#
    );
    assert_eq!(credential(job), "ASIAIOSFODNN7EXAMPLE/20260701/eu-west-1/quicksight/aws4_request");
    assert_eq!(job.header("x-amz-security-token"), Some("a session token"));
    assert!(job.header("authorization").unwrap().contains(";x-amz-security-token,"));
}

#[tokio::test]
async fn a_call_that_fails_ends_it() {
    let server = StandIn::start(|received| match received.target.as_str() {
        "/" => Answer::new(403, "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no sts:SetContext</Message></Error></ErrorResponse>"),
        _ => Answer::new(200, r#"{"RequestId": "r", "Context": "an identity context"}"#),
    })
    .unwrap();
    let error = SNAPSHOT.start(&config(&server)).await.unwrap_err();
    assert_eq!(error.to_string(), "AccessDenied: no sts:SetContext (AssumeRole, status 403)");
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn a_response_without_what_comes_next_is_an_error() {
    let server = StandIn::start(|_| Answer::new(200, r#"{"RequestId": "r"}"#)).unwrap();
    let error = SNAPSHOT.start(&config(&server)).await.unwrap_err();
    assert_eq!(error.to_string(), "QuickSight gave no identity context");
}

#[tokio::test]
async fn it_runs_without_arguments_and_explains_wrong_ones() {
    run(&[]).await.unwrap();
    for arguments in [&["--live"][..], &["--live", "1", "2", "3", "4"], &["--help"]] {
        let message = run(arguments).await.unwrap_err().to_string();
        assert!(message.starts_with("usage: identity_enhanced_session [--live ACCOUNT_ID USER_ARN"), "{message}");
    }
}
