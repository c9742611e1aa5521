//! What responses lack is filled in and told.

use bytes::Bytes;
use tinsmith_aws::runtime::ErrorKind;
use tinsmith_aws::runtime::credentials::Credentials;
use tinsmith_aws::runtime::timestamp::Timestamp;
use tinsmith_aws::{Config, quicksight, sts};
use tinsmith_tests::recorder::Recorder;

const WITHOUT_TOKEN: &str = "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIAIOSFODNN7EXAMPLE</AccessKeyId>\
     <SecretAccessKey>wJalrXUtnFEMI</SecretAccessKey><Expiration>2026-07-01T13:00:00Z</Expiration></Credentials>\
     </AssumeRoleResult></AssumeRoleResponse>";

#[tokio::test]
async fn credentials_without_their_token_are_not_handed_on_in_silence() {
    let recorder = Recorder::answering(http::Response::new(Bytes::from_static(WITHOUT_TOKEN.as_bytes())));
    let config = Config::new("eu-west-1").credentials(Credentials::new("AKIDEXAMPLE", "a secret")).transport(recorder);
    let request = || sts::AssumeRoleRequest::new("arn:aws:iam::123456789012:role/deploy", "deploy");

    let response = sts::Client::new(&config).assume_role(request()).await.unwrap();
    assert_eq!(response.credentials.as_ref().unwrap().session_token.expose(), "");
    let lacking: Vec<String> = response.metadata().corrections().paths().collect();
    assert_eq!(lacking, ["Credentials.SessionToken"]);

    let error = sts::Client::new(&config.strict_responses(true)).assume_role(request()).await.unwrap_err();
    assert_eq!((error.kind(), error.status()), (ErrorKind::Response, Some(200)));
    assert_eq!(error.message(), "the response lacks members that the model requires: Credentials.SessionToken");
}

#[tokio::test]
async fn timestamps_are_read_in_whatever_format_a_server_sends() {
    let seconds = Timestamp::from_unix_seconds(1_782_907_200);
    for time in ["1782907200", "1782907200.0", "\"2026-07-01T12:00:00Z\"", "\"Wed, 01 Jul 2026 12:00:00 GMT\""] {
        let body = format!(r#"{{"DashboardSummaryList": [{{"CreatedTime": {time}}}]}}"#);
        let config = Config::new("eu-west-1").credentials(Credentials::new("AKIDEXAMPLE", "a secret"));
        let config = config.transport(Recorder::answering(http::Response::new(Bytes::from(body))));
        let call =
            quicksight::Client::new(&config).list_dashboards(quicksight::ListDashboardsRequest::new("123456789012"));
        let response = call.await.unwrap_or_else(|error| panic!("{time}: {error}"));
        assert_eq!(response.dashboard_summary_list.as_ref().unwrap()[0].created_time, Some(seconds), "{time}");
    }
}
