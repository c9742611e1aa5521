//! Presigning: who one is, as a URL that somebody else fetches. Tokens for EKS are made of such URLs.

use std::time::Duration;

use tinsmith_aws::Config;
use tinsmith_aws::runtime::body::Body;
use tinsmith_aws::runtime::credentials::Credentials;
use tinsmith_aws::runtime::http::{HeaderName, HeaderValue, Request};
use tinsmith_aws::runtime::transport::{HyperTransport, Transport, TransportOptions};
use tinsmith_aws::sts::operations::GET_CALLER_IDENTITY;
use tinsmith_aws::sts::{self, GetCallerIdentityRequest};
use tinsmith_tests::stand_in::{Answer, Received, StandIn};

const CLUSTER: &str = "x-k8s-aws-id";

#[tokio::main]
pub(crate) async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = StandIn::start(answer)?;
    let config =
        Config::new("eu-west-1").endpoint(server.url()).credentials(Credentials::new("AKIDEXAMPLE", "a secret"));

    let call = sts::Client::new(&config).get_caller_identity(GetCallerIdentityRequest::new());
    let call = call.header(HeaderName::from_static(CLUSTER), HeaderValue::from_static("production"));
    let url = call.presign(Duration::from_secs(60)).await?.uri().to_string();
    println!("curl -H '{CLUSTER}: production' '{url}'");

    // Whoever has the URL and the header needs no key.
    let request = Request::get(url).header(CLUSTER, "production").body(Body::empty())?;
    let response = HyperTransport::builder().build()?.send(request, TransportOptions::default()).await?;
    let (head, body) = response.into_parts();
    let body = body.collect(64 * 1024).await?;
    let identity = GET_CALLER_IDENTITY.parse(&tinsmith_aws::runtime::http::Response::from_parts(head, body))?;
    println!("{}", identity.arn.as_deref().ok_or("nobody")?);
    Ok(())
}

/// Answers a GET that is signed in its query, with the header of the cluster.
fn answer(received: &Received) -> Answer {
    let is_signed = ["Action=GetCallerIdentity", "X-Amz-SignedHeaders=host%3Bx-k8s-aws-id", "X-Amz-Signature="];
    if received.method != "GET"
        || !is_signed.iter().all(|part| received.target.contains(part))
        || received.header(CLUSTER) != Some("production")
    {
        let error = "<ErrorResponse><Error><Code>SignatureDoesNotMatch</Code></Error></ErrorResponse>";
        return Answer::new(403, error);
    }
    let body = "<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/alice</Arn>\
                <UserId>AIDAEXAMPLE</UserId><Account>123456789012</Account></GetCallerIdentityResult>\
                </GetCallerIdentityResponse>";
    Answer::new(200, body).header("Content-Type", "text/xml")
}
