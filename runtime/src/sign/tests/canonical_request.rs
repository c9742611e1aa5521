use super::*;

#[test]
fn canonical_paths() {
    let double = SigningOptions::default();
    let once = SigningOptions { double_encode_path: false, ..double };
    let raw = SigningOptions { normalize_path: false, ..double };
    for (path, options, expected) in [
        ("", double, "/"),
        ("/", double, "/"),
        ("/a%20b", double, "/a%2520b"),
        ("/a%20b", once, "/a%20b"),
        ("/a%2Fb", double, "/a%252Fb"),
        ("/a%2Fb", once, "/a%2Fb"),
        ("/a+b:c", double, "/a%2Bb%3Ac"),
        ("/a+b:c", once, "/a%2Bb%3Ac"),
        ("/%E1%88%B4~", double, "/%25E1%2588%25B4~"),
        ("/a//b/./c/../d", double, "/a/b/d"),
        ("/a//b/./c/../d", raw, "/a//b/./c/../d"),
        ("/../..", double, "/"),
        ("/a/", double, "/a/"),
        ("/a/.", double, "/a"),
        ("/a/%2E%2E", double, "/a/%252E%252E"),
    ] {
        assert_eq!(canonical_line(&format!("https://host{path}"), &options, 1), expected, "{path} {options:?}");
    }
}

#[test]
fn canonical_queries() {
    for (query, expected) in [
        ("", ""),
        ("b=2&a=1", "a=1&b=2"),
        ("a=2&a=1&a", "a=&a=1&a=2"),
        ("a-b=1&a=2", "a=2&a-b=1"),
        ("B=1&a=2&%E1%88%B4=3", "%E1%88%B4=3&B=1&a=2"),
        ("a=x%20y+z%2Bw", "a=x%20y%20z%2Bw"),
        ("a=%2f%7e&&b=1=2", "a=%2F~&b=1%3D2"),
        ("a=100%", "a=100%25"),
        ("a=%FF", "a=%FF"),
        ("a=/?:@", "a=%2F%3F%3A%40"),
    ] {
        assert_eq!(canonical_line(&format!("https://host/?{query}"), &SigningOptions::default(), 2), expected);
    }
}

#[test]
fn canonical_headers() {
    let mut request = Request::get("https://host/")
        .header("x-amz-meta", "  two   words\t here ")
        .header("List", "b")
        .header("List", "a")
        .header("x-text", HeaderValue::from_bytes("é".as_bytes()).expect("a value"))
        .header("empty", "")
        .header("user-agent", "not signed")
        .header("x-amzn-trace-id", "not signed")
        .body(Body::empty())
        .expect("a request");
    let signature = signed(&mut request, &SigningOptions::default());
    let headers = signature.canonical_request().split("\n\n").nth(1).expect("headers");
    assert_eq!(
        headers,
        "empty:\nhost:host\nlist:b,a\nx-amz-date:20150830T123600Z\nx-amz-meta:two words here\nx-text:é"
    );
    assert_eq!(signature.signed_headers(), "empty;host;list;x-amz-date;x-amz-meta;x-text");
}

#[test]
fn signs_the_host_that_is_sent() {
    for (uri, expected) in [
        ("https://host:8443/", "host:host:8443"),
        ("https://host:443/", "host:host"),
        ("http://host:80/", "host:host"),
        ("http://host:443/", "host:host:443"),
        ("http://user:password@[::1]:8000/", "host:[::1]:8000"),
    ] {
        assert_eq!(canonical_line(uri, &SigningOptions::default(), 3), expected);
    }
    let mut request = get("https://127.0.0.1:9000/");
    request.headers_mut().insert("host", HeaderValue::from_static("sts.amazonaws.com"));
    let signature = signed(&mut request, &SigningOptions::default());
    assert!(signature.canonical_request().contains("\nhost:sts.amazonaws.com\n"));
}

#[test]
fn payload_is_hashed_or_not() {
    let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    for (payload, signed_hash, sent) in [
        (PayloadSigning::Hashed, hash, None),
        (PayloadSigning::HashedInHeader, hash, Some(hash)),
        (PayloadSigning::Unsigned, "UNSIGNED-PAYLOAD", Some("UNSIGNED-PAYLOAD")),
    ] {
        let mut request = Request::post("https://host/").body(Body::from("abc")).expect("a request");
        let options = SigningOptions { payload, ..SigningOptions::default() };
        let signature = signed(&mut request, &options);
        assert_eq!(signature.canonical_request().lines().last(), Some(signed_hash));
        assert_eq!(header(&request, CONTENT_SHA256), sent);
        assert_eq!(signature.signed_headers().contains(CONTENT_SHA256), sent.is_some());

        let (credentials, minute) = (credentials(), Duration::from_secs(60));
        let keys = KeyCache::new();
        let presigned =
            presign(&mut request, &credentials, &SCOPE, time(), minute, &options, &keys).expect("a signature");
        assert_eq!(presigned.canonical_request().lines().last(), Some(signed_hash));
        assert!(request.headers().is_empty(), "{payload:?}");
    }
}

#[test]
fn a_stream_is_signed_without_being_read() {
    let hash = [0xab; 32];
    let stream = || Body::from_file(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")).expect("the file");
    for (payload, expected) in
        [(PayloadSigning::Unsigned, "UNSIGNED-PAYLOAD".to_owned()), (PayloadSigning::Sha256(hash), "ab".repeat(32))]
    {
        let mut request = Request::put("https://host/").body(stream()).expect("a request");
        let options = SigningOptions { payload, ..SigningOptions::default() };
        let signature = signed(&mut request, &options);
        assert_eq!(signature.canonical_request().lines().last(), Some(&*expected));
        assert_eq!(header(&request, CONTENT_SHA256), Some(&*expected));
    }
    for payload in [PayloadSigning::Hashed, PayloadSigning::HashedInHeader] {
        let mut request = Request::put("https://host/").body(stream()).expect("a request");
        let options = SigningOptions { payload, ..SigningOptions::default() };
        let error = sign(&mut request, &credentials(), &SCOPE, time(), &options, &KeyCache::new());
        assert!(matches!(error, Err(SigningError::StreamToHash)), "{error:?}");
    }
}
