//! Answers every call with its body, over HTTP/1.1 on the loopback interface, with one thread. The first line that it
//! prints is its URL.

use std::rc::Rc;

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;

struct Bodies {
    assume_role_with_web_identity: Bytes,
    assume_role: Bytes,
    create_identity_source: Bytes,
    batch_is_authorized: Bytes,
    get_identity_context: Bytes,
    describe_analysis_definition: Bytes,
}

fn main() {
    let read = |name: &str| Bytes::from(harness::body(name));
    let bodies = Rc::new(Bodies {
        assume_role_with_web_identity: read("assume_role_with_web_identity.xml"),
        assume_role: read("assume_role.xml"),
        create_identity_source: read("create_identity_source.json"),
        batch_is_authorized: read("batch_is_authorized.json"),
        get_identity_context: read("get_identity_context.json"),
        describe_analysis_definition: read("describe_analysis_definition.json"),
    });
    let runtime = harness::calls::runtime();
    tokio::task::LocalSet::new().block_on(&runtime, async move {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a socket");
        println!("http://{}", listener.local_addr().expect("an address"));
        loop {
            let Ok((stream, _)) = listener.accept().await else { continue };
            let _ = stream.set_nodelay(true);
            let bodies = Rc::clone(&bodies);
            let service = service_fn(move |request| answer(Rc::clone(&bodies), request));
            tokio::task::spawn_local(
                hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service),
            );
        }
    });
}

async fn answer(bodies: Rc<Bodies>, request: Request<Incoming>) -> hyper::Result<Response<Full<Bytes>>> {
    let (head, body) = request.into_parts();
    let sent = body.collect().await?.to_bytes();
    let path = head.uri.path();
    let (content_type, body) = if let Some(target) = head.headers.get("x-amz-target") {
        let batch = target.as_bytes().ends_with(b"BatchIsAuthorized");
        ("application/x-amz-json-1.0", if batch { &bodies.batch_is_authorized } else { &bodies.create_identity_source })
    } else if path.starts_with("/accounts/") {
        let definition = path.ends_with("/definition");
        let body = if definition { &bodies.describe_analysis_definition } else { &bodies.get_identity_context };
        ("application/json", body)
    } else {
        let action = b"Action=AssumeRoleWithWebIdentity&";
        let web = sent.windows(action.len()).take(64).any(|window| window == action);
        ("text/xml", if web { &bodies.assume_role_with_web_identity } else { &bodies.assume_role })
    };
    let response = Response::builder()
        .header("content-type", content_type)
        .header("x-amzn-requestid", "c6104cbe-af31-11e0-8154-cbc7ccf896c7")
        .body(Full::new(body.clone()));
    Ok(response.expect("a response"))
}
