mod canonical_request;
mod documented_examples;
mod errors;
mod signed_request;

use std::time::{Duration, UNIX_EPOCH};

use super::*;

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const SCOPE: SigningScope<'static> = SigningScope { region: "us-east-1", service: "service" };

fn time() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_440_938_160)
}

fn credentials() -> Credentials {
    Credentials::new("AKIDEXAMPLE", SECRET)
}

fn get(uri: &str) -> Request<Body> {
    Request::get(uri).body(Body::empty()).expect("a request")
}

fn signed(request: &mut Request<Body>, options: &SigningOptions) -> Signature {
    sign(request, &credentials(), &SCOPE, time(), options, &KeyCache::new()).expect("a signature")
}

fn canonical_line(uri: &str, options: &SigningOptions, line: usize) -> String {
    let signature = signed(&mut get(uri), options);
    signature.canonical_request().lines().nth(line).expect("the line").to_owned()
}

fn header<'a>(request: &'a Request<Body>, name: &str) -> Option<&'a str> {
    request.headers().get(name).map(|value| value.to_str().expect("text"))
}
