use std::time::{Duration, UNIX_EPOCH};

use super::*;

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const SCOPE: SigningScope<'static> = SigningScope {
    region: "us-east-1",
    service: "service",
};
const S3: SigningScope<'static> = SigningScope {
    region: "us-east-1",
    service: "s3",
};
const S3_OPTIONS: SigningOptions = SigningOptions {
    double_encode_path: false,
    normalize_path: false,
    payload: PayloadSigning::HashedInHeader,
    session_token_after_signing: false,
};

fn time() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_440_938_160)
}

fn credentials() -> Credentials {
    Credentials::new("AKIDEXAMPLE", SECRET)
}

fn get(uri: &str) -> Request<Bytes> {
    Request::get(uri).body(Bytes::new()).expect("a request")
}

fn signed(request: &mut Request<Bytes>, options: &SigningOptions) -> Signature {
    sign(
        request,
        &credentials(),
        &SCOPE,
        time(),
        options,
        &KeyCache::new(),
    )
    .expect("a signature")
}

fn canonical_line(uri: &str, options: &SigningOptions, line: usize) -> String {
    let signature = signed(&mut get(uri), options);
    signature
        .canonical_request()
        .lines()
        .nth(line)
        .expect("the line")
        .to_owned()
}

fn header<'a>(request: &'a Request<Bytes>, name: &str) -> Option<&'a str> {
    request
        .headers()
        .get(name)
        .map(|value| value.to_str().expect("text"))
}

fn s3_signature(mut request: Request<Bytes>) -> String {
    let credentials = Credentials::new(
        "AKIAIOSFODNN7EXAMPLE",
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    );
    let time = UNIX_EPOCH + Duration::from_secs(1_369_353_600);
    let signature = sign(
        &mut request,
        &credentials,
        &S3,
        time,
        &S3_OPTIONS,
        &KeyCache::new(),
    );
    signature.expect("a signature").as_str().to_owned()
}

#[test]
fn documented_example_of_iam() {
    let mut request = get("https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08");
    let content_type = HeaderValue::from_static("application/x-www-form-urlencoded; charset=utf-8");
    request
        .headers_mut()
        .insert(header::CONTENT_TYPE, content_type);
    let iam = SigningScope {
        region: "us-east-1",
        service: "iam",
    };
    let signature = sign(
        &mut request,
        &credentials(),
        &iam,
        time(),
        &SigningOptions::default(),
        &KeyCache::new(),
    )
    .expect("a signature");
    assert_eq!(
        signature.canonical_request(),
        "GET\n/\nAction=ListUsers&Version=2010-05-08\n\
         content-type:application/x-www-form-urlencoded; charset=utf-8\nhost:iam.amazonaws.com\n\
         x-amz-date:20150830T123600Z\n\ncontent-type;host;x-amz-date\n\
         e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    );
    assert_eq!(
        signature.string_to_sign(),
        "AWS4-HMAC-SHA256\n20150830T123600Z\n20150830/us-east-1/iam/aws4_request\n\
         f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59"
    );
    assert_eq!(
        header(&request, "authorization"),
        Some(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, \
             SignedHeaders=content-type;host;x-amz-date, \
             Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"
        )
    );
}

#[test]
fn documented_examples_of_s3() {
    let host = "https://examplebucket.s3.amazonaws.com";
    let mut get_object = get(&format!("{host}/test.txt"));
    get_object
        .headers_mut()
        .insert("range", HeaderValue::from_static("bytes=0-9"));
    assert_eq!(
        s3_signature(get_object),
        "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"
    );

    let put_object = Request::put(format!("{host}/test$file.text"))
        .header("date", "Fri, 24 May 2013 00:00:00 GMT")
        .header("x-amz-storage-class", "REDUCED_REDUNDANCY")
        .body(Bytes::from_static(b"Welcome to Amazon S3."))
        .expect("a request");
    assert_eq!(
        s3_signature(put_object),
        "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"
    );

    let lifecycle = get(&format!("{host}/?lifecycle"));
    assert_eq!(
        s3_signature(lifecycle),
        "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"
    );

    let list = get(&format!("{host}/?max-keys=2&prefix=J"));
    assert_eq!(
        s3_signature(list),
        "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"
    );
}

#[test]
fn documented_example_of_a_presigned_url() {
    let mut request = get("https://examplebucket.s3.amazonaws.com/test.txt");
    let credentials = Credentials::new(
        "AKIAIOSFODNN7EXAMPLE",
        "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    );
    let options = SigningOptions {
        payload: PayloadSigning::Unsigned,
        ..S3_OPTIONS
    };
    let time = UNIX_EPOCH + Duration::from_secs(1_369_353_600);
    presign(
        &mut request,
        &credentials,
        &S3,
        time,
        Duration::from_secs(86_400),
        &options,
        &KeyCache::new(),
    )
    .expect("a signature");
    assert_eq!(
        request.uri(),
        "https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256\
         &X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z\
         &X-Amz-SignedHeaders=host&X-Amz-Expires=86400\
         &X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"
    );
    assert!(request.headers().is_empty());
}

#[test]
fn canonical_paths() {
    let double = SigningOptions::default();
    let once = SigningOptions {
        double_encode_path: false,
        ..double
    };
    let raw = SigningOptions {
        normalize_path: false,
        ..double
    };
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
        assert_eq!(
            canonical_line(&format!("https://host{path}"), &options, 1),
            expected,
            "{path} {options:?}"
        );
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
        assert_eq!(
            canonical_line(
                &format!("https://host/?{query}"),
                &SigningOptions::default(),
                2
            ),
            expected
        );
    }
}

#[test]
fn canonical_headers() {
    let mut request = Request::get("https://host/")
        .header("x-amz-meta", "  two   words\t here ")
        .header("List", "b")
        .header("List", "a")
        .header(
            "x-text",
            HeaderValue::from_bytes("é".as_bytes()).expect("a value"),
        )
        .header("empty", "")
        .header("user-agent", "not signed")
        .header("x-amzn-trace-id", "not signed")
        .body(Bytes::new())
        .expect("a request");
    let signature = signed(&mut request, &SigningOptions::default());
    let headers = signature
        .canonical_request()
        .split("\n\n")
        .nth(1)
        .expect("headers");
    assert_eq!(
        headers,
        "empty:\nhost:host\nlist:b,a\nx-amz-date:20150830T123600Z\nx-amz-meta:two words here\nx-text:é"
    );
    assert_eq!(
        signature.signed_headers(),
        "empty;host;list;x-amz-date;x-amz-meta;x-text"
    );
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
    request
        .headers_mut()
        .insert("host", HeaderValue::from_static("sts.amazonaws.com"));
    let signature = signed(&mut request, &SigningOptions::default());
    assert!(
        signature
            .canonical_request()
            .contains("\nhost:sts.amazonaws.com\n")
    );
}

#[test]
fn session_token_signed_or_added_after() {
    let credentials = credentials().with_session_token("to/ken");
    for (after, signed_headers) in [
        (false, "host;x-amz-date;x-amz-security-token"),
        (true, "host;x-amz-date"),
    ] {
        let options = SigningOptions {
            session_token_after_signing: after,
            ..SigningOptions::default()
        };
        let mut request = get("https://host/");
        for _ in 0..2 {
            let signature = sign(
                &mut request,
                &credentials,
                &SCOPE,
                time(),
                &options,
                &KeyCache::new(),
            );
            assert_eq!(
                signature.expect("a signature").signed_headers(),
                signed_headers
            );
            assert_eq!(header(&request, SECURITY_TOKEN), Some("to/ken"));
        }

        let day = Duration::from_secs(86_400);
        let signature = presign(
            &mut request,
            &credentials,
            &SCOPE,
            time(),
            day,
            &options,
            &KeyCache::new(),
        );
        let signature = signature.expect("a signature");
        let parameter = "&X-Amz-Security-Token=to%2Fken&";
        assert!(
            request.uri().to_string().contains(parameter),
            "{}",
            request.uri()
        );
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
    assert_eq!(
        sign(&mut again, &credentials(), &SCOPE, later, &options, &keys),
        expected
    );
    assert_eq!(first.headers(), again.headers());

    let expected = presign(
        &mut first,
        &credentials(),
        &SCOPE,
        later,
        day,
        &options,
        &keys,
    );
    presign(&mut again, &temporary, &SCOPE, time(), day, &options, &keys).expect("a signature");
    assert_eq!(
        presign(
            &mut again,
            &credentials(),
            &SCOPE,
            later,
            day,
            &options,
            &keys
        ),
        expected
    );
    assert_eq!(
        (first.uri(), first.headers()),
        (again.uri(), again.headers())
    );
}

#[test]
fn payload_is_hashed_or_not() {
    let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    for (payload, signed_hash, sent) in [
        (PayloadSigning::Hashed, hash, None),
        (PayloadSigning::HashedInHeader, hash, Some(hash)),
        (
            PayloadSigning::Unsigned,
            "UNSIGNED-PAYLOAD",
            Some("UNSIGNED-PAYLOAD"),
        ),
    ] {
        let mut request = Request::post("https://host/")
            .body(Bytes::from_static(b"abc"))
            .expect("a request");
        let signature = signed(
            &mut request,
            &SigningOptions {
                payload,
                ..SigningOptions::default()
            },
        );
        assert_eq!(
            signature.canonical_request().lines().last(),
            Some(signed_hash)
        );
        assert_eq!(header(&request, CONTENT_SHA256), sent);
        assert_eq!(
            signature.signed_headers().contains(CONTENT_SHA256),
            sent.is_some()
        );
    }
}

#[test]
fn presigned_url_names_the_signed_headers() {
    let mut request = get("https://host/path?a=b");
    request
        .headers_mut()
        .insert("content-type", HeaderValue::from_static("text/plain"));
    let day = Duration::from_secs(86_400);
    let signature = presign(
        &mut request,
        &credentials(),
        &SCOPE,
        time(),
        day,
        &SigningOptions::default(),
        &KeyCache::new(),
    )
    .expect("a signature");
    let url = request.uri().to_string();
    assert!(
        url.starts_with("https://host/path?a=b&X-Amz-Algorithm="),
        "{url}"
    );
    assert!(
        url.contains("&X-Amz-SignedHeaders=content-type%3Bhost&"),
        "{url}"
    );
    assert!(
        url.ends_with(&format!("&X-Amz-Signature={}", signature.as_str())),
        "{url}"
    );
}

#[test]
fn one_cache_serves_every_scope() {
    let shared = KeyCache::new();
    for secret in [SECRET, "another"] {
        for (region, service) in [
            ("us-east-1", "sts"),
            ("eu-west-1", "sts"),
            ("us-east-1", "iam"),
        ] {
            for days in [0, 1, 0] {
                let credentials = Credentials::new("AKIDEXAMPLE", secret);
                let time = time() + Duration::from_secs(86_400 * days);
                let with = |keys: &KeyCache| {
                    let scope = SigningScope { region, service };
                    sign(
                        &mut get("https://host/"),
                        &credentials,
                        &scope,
                        time,
                        &SigningOptions::default(),
                        keys,
                    )
                };
                assert_eq!(
                    with(&shared),
                    with(&KeyCache::new()),
                    "{secret} {region} {service} {days}"
                );
            }
        }
    }
}

#[test]
fn errors_name_the_cause_and_no_secret() {
    let attempt =
        |mut request: Request<Bytes>, credentials: Credentials, region: &str, seconds: u64| {
            let scope = SigningScope {
                region,
                service: "service",
            };
            let options = SigningOptions::default();
            let signed = sign(
                &mut request.clone(),
                &credentials,
                &scope,
                time(),
                &options,
                &KeyCache::new(),
            );
            let expires = Duration::from_secs(seconds);
            let presigned = presign(
                &mut request,
                &credentials,
                &scope,
                time(),
                expires,
                &options,
                &KeyCache::new(),
            );
            (signed.err(), presigned.err())
        };
    let empty = Some(SigningError::EmptyCredentials);
    assert_eq!(
        attempt(get("https://host/"), Credentials::new("", SECRET), "r", 1),
        (empty.clone(), empty.clone())
    );
    assert_eq!(
        attempt(get("https://host/"), Credentials::new("AKID", ""), "r", 1),
        (empty.clone(), empty)
    );

    let no_host = Some(SigningError::NoHost);
    assert_eq!(
        attempt(get("/"), credentials(), "r", 1),
        (no_host.clone(), no_host)
    );

    for seconds in [0, 604_801] {
        let expires = Some(SigningError::ExpiresOutOfRange(seconds));
        assert_eq!(
            attempt(get("https://host/"), credentials(), "r", seconds),
            (None, expires)
        );
    }

    let not_text = HeaderValue::from_bytes(b"\xff").expect("a value");
    let mut request = get("https://host/");
    request.headers_mut().insert("x-odd", not_text);
    let not_text = Some(SigningError::HeaderNotText("x-odd".into()));
    assert_eq!(
        attempt(request, credentials(), "r", 1),
        (not_text.clone(), not_text)
    );

    let (forged, _) = attempt(get("https://host/"), credentials(), "r\nx-injected: 1", 1);
    assert_eq!(forged, Some(SigningError::InvalidHeader(AUTHORIZATION)));

    let (broken_token, _) = attempt(
        get("https://host/"),
        credentials().with_session_token("t0k3n\n"),
        "r",
        1,
    );
    let message = broken_token.expect("an error").to_string();
    assert!(
        message.contains(SECURITY_TOKEN) && !message.contains("t0k3n"),
        "{message}"
    );

    let (_, too_long) = attempt(
        get("https://host/"),
        credentials().with_session_token("t".repeat(70_000)),
        "r",
        1,
    );
    assert!(
        matches!(too_long, Some(SigningError::InvalidUrl(_))),
        "{too_long:?}"
    );

    let mut request = get("https://host/");
    let options = SigningOptions::default();
    let before = UNIX_EPOCH - Duration::from_secs(1);
    let early = sign(
        &mut request,
        &credentials(),
        &SCOPE,
        before,
        &options,
        &KeyCache::new(),
    );
    assert_eq!(early, Err(SigningError::TimeOutOfRange));
}

#[test]
fn debug_hides_token_and_signature() {
    let credentials = credentials().with_session_token("t0k3n");
    let mut request = get("https://host/");
    let options = SigningOptions::default();
    let signature = sign(
        &mut request,
        &credentials,
        &SCOPE,
        time(),
        &options,
        &KeyCache::new(),
    )
    .expect("a signature");
    let shown = format!("{signature:?} {request:?}");
    assert!(
        !shown.contains("t0k3n") && !shown.contains(signature.as_str()),
        "{shown}"
    );
}
