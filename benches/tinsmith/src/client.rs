//! The whole calls, and a transport that answers from memory.

use bytes::Bytes;
use harness::inputs::{KEY_ID, SECRET};
use tinsmith_aws::Config;
use tinsmith_aws::quicksight::{self, AnalysisDefinition};
use tinsmith_aws::runtime::body::Body;
use tinsmith_aws::runtime::credentials::Credentials;
use tinsmith_aws::runtime::transport::{SendFuture, Transport, TransportOptions};
use tinsmith_aws::sts;
use tinsmith_aws::verifiedpermissions;

use crate::inputs;

/// Answers each request with the same response.
#[derive(Debug)]
pub(crate) struct Canned {
    body: Bytes,
    content_type: &'static str,
}

impl Canned {
    pub(crate) fn new(file: &str) -> Self {
        let content_type = if file.ends_with("xml") { "text/xml" } else { "application/json" };
        Self { body: harness::body(file).into(), content_type }
    }

    pub(crate) fn response(&self) -> http::Response<Bytes> {
        http::Response::builder()
            .header("content-type", self.content_type)
            .header("x-amzn-requestid", "c6104cbe-af31-11e0-8154-cbc7ccf896c7")
            .body(self.body.clone())
            .expect("a response")
    }
}

impl Transport for Canned {
    fn send(&self, request: http::Request<Body>, _: TransportOptions) -> SendFuture<'_> {
        drop(request);
        Box::pin(std::future::ready(Ok(self.response().map(Body::from))))
    }
}

pub(crate) fn config() -> Config {
    Config::new("us-east-1").credentials(Credentials::new(KEY_ID, SECRET))
}

/// A configuration whose calls are answered with a body.
pub(crate) fn answered(file: &str) -> Config {
    config().transport(Canned::new(file))
}

pub(crate) async fn assume_role_with_web_identity(client: &sts::Client) -> usize {
    let output =
        client.assume_role_with_web_identity(inputs::assume_role_with_web_identity()).await.expect("an output");
    output.credentials.as_ref().expect("credentials").session_token.expose().len()
}

pub(crate) async fn assume_role(client: &sts::Client) -> usize {
    let output = client.assume_role(inputs::assume_role()).await.expect("an output");
    output.credentials.as_ref().expect("credentials").session_token.expose().len()
}

pub(crate) async fn create_identity_source(client: &verifiedpermissions::Client) -> usize {
    let output = client.create_identity_source(inputs::create_identity_source()).await.expect("an output");
    output.identity_source_id.len()
}

pub(crate) async fn batch_is_authorized(client: &verifiedpermissions::Client) -> usize {
    client.batch_is_authorized(inputs::batch_is_authorized()).await.expect("an output").results.len()
}

pub(crate) async fn get_identity_context(client: &quicksight::Client) -> usize {
    let output = client.get_identity_context(inputs::get_identity_context()).await.expect("an output");
    output.context.as_ref().expect("a context").len()
}

pub(crate) async fn describe_analysis_definition(client: &quicksight::Client) -> AnalysisDefinition {
    let output = client.describe_analysis_definition(inputs::describe_analysis_definition()).await.expect("an output");
    *output.into_output().definition.expect("a definition")
}

pub(crate) async fn create_analysis(client: &quicksight::Client, definition: &AnalysisDefinition) -> usize {
    let output = client.create_analysis(inputs::create_analysis(definition)).await.expect("an output");
    output.arn.as_ref().expect("an ARN").len()
}
