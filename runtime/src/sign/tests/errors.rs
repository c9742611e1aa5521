use super::*;

#[test]
fn errors_name_the_cause_and_no_secret() {
    let attempt = |mut request: Request<Body>, credentials: Credentials, region: &str, seconds: u64| {
        let mut again = get("https://host/");
        request.uri().clone_into(again.uri_mut());
        request.headers().clone_into(again.headers_mut());
        let scope = SigningScope { region, service: "service" };
        let options = SigningOptions::default();
        let signed = sign(&mut again, &credentials, &scope, time(), &options, &KeyCache::new());
        let expires = Duration::from_secs(seconds);
        let presigned = presign(&mut request, &credentials, &scope, time(), expires, &options, &KeyCache::new());
        (signed.err(), presigned.err())
    };
    let empty = Some(SigningError::EmptyCredentials);
    assert_eq!(attempt(get("https://host/"), Credentials::new("", SECRET), "r", 1), (empty.clone(), empty.clone()));
    assert_eq!(attempt(get("https://host/"), Credentials::new("AKID", ""), "r", 1), (empty.clone(), empty));

    let no_host = Some(SigningError::NoHost);
    assert_eq!(attempt(get("/"), credentials(), "r", 1), (no_host.clone(), no_host));

    for seconds in [0, 604_801] {
        let expires = Some(SigningError::ExpiresOutOfRange(seconds));
        assert_eq!(attempt(get("https://host/"), credentials(), "r", seconds), (None, expires));
    }

    let not_text = HeaderValue::from_bytes(b"\xff").expect("a value");
    let mut request = get("https://host/");
    request.headers_mut().insert("x-odd", not_text);
    let not_text = Some(SigningError::HeaderNotText("x-odd".into()));
    assert_eq!(attempt(request, credentials(), "r", 1), (not_text.clone(), not_text));

    let (forged, _) = attempt(get("https://host/"), credentials(), "r\nx-injected: 1", 1);
    assert_eq!(forged, Some(SigningError::InvalidHeader(AUTHORIZATION)));

    let (broken_token, _) = attempt(get("https://host/"), credentials().with_session_token("t0k3n\n"), "r", 1);
    let message = broken_token.expect("an error").to_string();
    assert!(message.contains(SECURITY_TOKEN) && !message.contains("t0k3n"), "{message}");

    let (_, too_long) = attempt(get("https://host/"), credentials().with_session_token("t".repeat(70_000)), "r", 1);
    assert!(matches!(too_long, Some(SigningError::InvalidUrl(_))), "{too_long:?}");

    let mut request = get("https://host/");
    let options = SigningOptions::default();
    let before = UNIX_EPOCH - Duration::from_secs(1);
    let early = sign(&mut request, &credentials(), &SCOPE, before, &options, &KeyCache::new());
    assert_eq!(early, Err(SigningError::TimeOutOfRange));
}

#[test]
fn debug_hides_token_and_signature() {
    let credentials = credentials().with_session_token("t0k3n");
    let mut request = get("https://host/");
    let options = SigningOptions::default();
    let signature = sign(&mut request, &credentials, &SCOPE, time(), &options, &KeyCache::new()).expect("a signature");
    let shown = format!("{signature:?} {request:?}");
    assert!(!shown.contains("t0k3n") && !shown.contains(signature.as_str()), "{shown}");
}
