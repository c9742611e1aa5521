//! URLs that are handed on.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, SystemTime};

use http::{HeaderName, HeaderValue};
use tinsmith_aws::runtime::body::Body;
use tinsmith_aws::runtime::credentials::Credentials;
use tinsmith_aws::runtime::sign::{KeyCache, SigningOptions, SigningScope, presign};
use tinsmith_aws::{Config, sts};
use tinsmith_tests::stand_in::{Answer, Received, StandIn};

const EXPIRES: Duration = Duration::from_secs(60);

fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_782_907_200)
}

fn credentials() -> Credentials {
    Credentials::new("AKIDEXAMPLE", "a secret").with_session_token("a/token+")
}

/// Whether the request that came is signed for these headers: the signature is made anew from what came over the wire.
fn verifies(received: &Received, signed: &[&str]) -> bool {
    let mut request = http::Request::new(Body::empty());
    let host = received.header("host").unwrap();
    *request.method_mut() = received.method.parse().unwrap();
    *request.uri_mut() = format!("http://{host}{}", received.target).parse().unwrap();
    for name in signed {
        let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
        let value = received.header(name.as_str()).unwrap_or_default();
        request.headers_mut().insert(name, HeaderValue::from_str(value).unwrap());
    }
    let scope = SigningScope::new("eu-west-1", "sts");
    let options = SigningOptions::default();
    presign(&mut request, &credentials(), &scope, now(), EXPIRES, &options, &KeyCache::new()).unwrap();
    request.uri().path_and_query().unwrap().as_str() == received.target
}

/// What `curl` does with a URL.
fn curl(url: &str, headers: &str) -> String {
    let rest = url.strip_prefix("http://").unwrap();
    let (host, target) = rest.split_at(rest.find('/').unwrap());
    let mut stream = TcpStream::connect(host).unwrap();
    write!(stream, "GET {target} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: curl/8\r\nAccept: */*\r\n{headers}\r\n")
        .unwrap();
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn a_url_of_an_aws_query_operation_is_enough_to_make_the_call() {
    let server = StandIn::start(|received| {
        let signed: &[&str] =
            if received.target.contains("SignedHeaders=host%3Bx-k8s-aws-id") { &["x-k8s-aws-id"] } else { &[] };
        Answer::new(if verifies(received, signed) { 200 } else { 403 }, "")
    })
    .unwrap();
    let config = Config::new("eu-west-1").credentials(credentials()).endpoint(server.url()).clock(now);
    let call = || sts::Client::new(&config).get_caller_identity(sts::GetCallerIdentityRequest::new());

    let request = call().presign(EXPIRES).await.unwrap();
    assert_eq!((request.method(), request.headers().len()), (&http::Method::GET, 0));
    assert_eq!(request.body().as_bytes().unwrap().len(), 0);
    let url = request.uri().to_string();
    assert!(url.contains("/?Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Algorithm=AWS4-HMAC-SHA256&"), "{url}");
    assert_eq!(curl(&url, ""), "HTTP/1.1 200");
    assert_eq!(curl(&url.replace("GetCallerIdentity", "GetSessionToken"), ""), "HTTP/1.1 403");

    // The token that a Kubernetes cluster takes: its name is signed in.
    let cluster = (HeaderName::from_static("x-k8s-aws-id"), HeaderValue::from_static("production"));
    let request = call().header(cluster.0, cluster.1).presign(EXPIRES).await.unwrap();
    assert_eq!(request.headers().len(), 1);
    let url = request.uri().to_string();
    assert!(url.contains("X-Amz-SignedHeaders=host%3Bx-k8s-aws-id"), "{url}");
    assert_eq!(curl(&url, "x-k8s-aws-id: production\r\n"), "HTTP/1.1 200");
    assert_eq!(curl(&url, "x-k8s-aws-id: staging\r\n"), "HTTP/1.1 403");
}
