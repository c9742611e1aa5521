use super::*;

#[test]
fn session_token_signed_or_added_after() {
    let credentials = credentials().with_session_token("to/ken");
    for (after, signed_headers) in [(false, "host;x-amz-date;x-amz-security-token"), (true, "host;x-amz-date")] {
        let options = SigningOptions { session_token_after_signing: after, ..SigningOptions::default() };
        let mut request = get("https://host/");
        for _ in 0..2 {
            let signature = sign(&mut request, &credentials, &SCOPE, time(), &options, &KeyCache::new());
            assert_eq!(signature.expect("a signature").signed_headers(), signed_headers);
            assert_eq!(header(&request, SECURITY_TOKEN), Some("to/ken"));
        }

        let day = Duration::from_secs(86_400);
        let signature = presign(&mut request, &credentials, &SCOPE, time(), day, &options, &KeyCache::new());
        let signature = signature.expect("a signature");
        let parameter = "&X-Amz-Security-Token=to%2Fken&";
        assert!(request.uri().to_string().contains(parameter), "{}", request.uri());
        assert_eq!(signature.canonical_request().contains(parameter), !after);
        assert_eq!(signature.signed_headers(), "host");
    }
}

#[test]
fn signing_again_replaces_the_first_signature() {
    let keys = KeyCache::new();
    let temporary = credentials().with_session_token("token");
    let options = SigningOptions::default();
    let later = time() + Duration::from_secs(86_400);
    let day = Duration::from_secs(86_400);

    let (mut first, mut again) = (get("https://host/?a=b"), get("https://host/?a=b"));
    let expected = sign(&mut first, &credentials(), &SCOPE, later, &options, &keys);
    sign(&mut again, &temporary, &SCOPE, time(), &options, &keys).expect("a signature");
    assert_eq!(sign(&mut again, &credentials(), &SCOPE, later, &options, &keys), expected);
    assert_eq!(first.headers(), again.headers());

    let expected = presign(&mut first, &credentials(), &SCOPE, later, day, &options, &keys);
    presign(&mut again, &temporary, &SCOPE, time(), day, &options, &keys).expect("a signature");
    assert_eq!(presign(&mut again, &credentials(), &SCOPE, later, day, &options, &keys), expected);
    assert_eq!((first.uri(), first.headers()), (again.uri(), again.headers()));
}

#[test]
fn presigned_url_names_the_signed_headers() {
    let mut request = get("https://host/path?a=b");
    request.headers_mut().insert("content-type", HeaderValue::from_static("text/plain"));
    let day = Duration::from_secs(86_400);
    let signature =
        presign(&mut request, &credentials(), &SCOPE, time(), day, &SigningOptions::default(), &KeyCache::new())
            .expect("a signature");
    let url = request.uri().to_string();
    assert!(url.starts_with("https://host/path?a=b&X-Amz-Algorithm="), "{url}");
    assert!(url.contains("&X-Amz-SignedHeaders=content-type%3Bhost&"), "{url}");
    assert!(url.ends_with(&format!("&X-Amz-Signature={}", signature.as_str())), "{url}");
}

#[test]
fn one_cache_serves_every_scope() {
    let shared = KeyCache::new();
    for secret in [SECRET, "another"] {
        for (region, service) in [("us-east-1", "sts"), ("eu-west-1", "sts"), ("us-east-1", "iam")] {
            for days in [0, 1, 0] {
                let credentials = Credentials::new("AKIDEXAMPLE", secret);
                let time = time() + Duration::from_secs(86_400 * days);
                let with = |keys: &KeyCache| {
                    let scope = SigningScope { region, service };
                    sign(&mut get("https://host/"), &credentials, &scope, time, &SigningOptions::default(), keys)
                };
                assert_eq!(with(&shared), with(&KeyCache::new()), "{secret} {region} {service} {days}");
            }
        }
    }
}
