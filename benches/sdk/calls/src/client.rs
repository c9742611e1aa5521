//! The whole calls, and a transport that answers from memory.

use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_sdk_quicksight::types::AnalysisDefinition;
use aws_smithy_runtime_api::client::http::{
    HttpClient, HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::body::SdkBody;
use bytes::Bytes;
use harness::inputs::{KEY_ID, SECRET};

use crate::inputs;

/// Answers each request with the same response.
#[derive(Debug, Clone)]
pub(crate) struct Canned {
    body: Bytes,
    content_type: &'static str,
}

impl Canned {
    pub(crate) fn new(file: &str) -> Self {
        let content_type = if file.ends_with("xml") { "text/xml" } else { "application/json" };
        Self { body: harness::body(file).into(), content_type }
    }

    pub(crate) fn response(&self) -> HttpResponse {
        let mut response = HttpResponse::new(200.try_into().expect("a status"), SdkBody::from(self.body.clone()));
        response.headers_mut().insert("content-type", self.content_type);
        response.headers_mut().insert("x-amzn-requestid", "c6104cbe-af31-11e0-8154-cbc7ccf896c7");
        response
    }
}

impl HttpConnector for Canned {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        drop(request);
        HttpConnectorFuture::ready(Ok(self.response()))
    }
}

impl HttpClient for Canned {
    fn http_connector(&self, _: &HttpConnectorSettings, _: &RuntimeComponents) -> SharedHttpConnector {
        SharedHttpConnector::new(self.clone())
    }
}

pub(crate) fn credentials() -> Credentials {
    Credentials::new(KEY_ID, SECRET, None, None, "static")
}

fn config() -> SdkConfig {
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("us-east-1"))
        .credentials_provider(SharedCredentialsProvider::new(credentials()))
        .build()
}

/// A configuration whose calls are answered with a body.
pub(crate) fn answered(file: &str) -> SdkConfig {
    config().into_builder().http_client(Canned::new(file)).build()
}

/// A configuration whose calls go to a URL.
pub(crate) fn to(url: &str) -> SdkConfig {
    config().into_builder().endpoint_url(url).build()
}

pub(crate) async fn assume_role_with_web_identity(client: &aws_sdk_sts::Client) -> usize {
    let output = inputs::assume_role_with_web_identity().send_with(client).await.expect("an output");
    output.credentials().expect("credentials").session_token().len()
}

pub(crate) async fn assume_role(client: &aws_sdk_sts::Client) -> usize {
    let output = inputs::assume_role().send_with(client).await.expect("an output");
    output.credentials().expect("credentials").session_token().len()
}

pub(crate) async fn create_identity_source(client: &aws_sdk_verifiedpermissions::Client) -> usize {
    inputs::create_identity_source().send_with(client).await.expect("an output").identity_source_id().len()
}

pub(crate) async fn batch_is_authorized(client: &aws_sdk_verifiedpermissions::Client) -> usize {
    inputs::batch_is_authorized().send_with(client).await.expect("an output").results().len()
}

pub(crate) async fn get_identity_context(client: &aws_sdk_quicksight::Client) -> usize {
    inputs::get_identity_context().send_with(client).await.expect("an output").context().expect("a context").len()
}

pub(crate) async fn describe_analysis_definition(client: &aws_sdk_quicksight::Client) -> AnalysisDefinition {
    let output = inputs::describe_analysis_definition().send_with(client).await.expect("an output");
    output.definition.expect("a definition")
}

pub(crate) async fn create_analysis(client: &aws_sdk_quicksight::Client, definition: &AnalysisDefinition) -> usize {
    inputs::create_analysis(definition).send_with(client).await.expect("an output").arn().expect("an ARN").len()
}
