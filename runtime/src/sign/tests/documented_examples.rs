use super::*;

const S3: SigningScope<'static> = SigningScope { region: "us-east-1", service: "s3" };
const S3_OPTIONS: SigningOptions = SigningOptions {
    double_encode_path: false,
    normalize_path: false,
    payload: PayloadSigning::HashedInHeader,
    session_token_after_signing: false,
};

fn s3_signature(mut request: Request<Body>) -> String {
    let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    let time = UNIX_EPOCH + Duration::from_secs(1_369_353_600);
    let signature = sign(&mut request, &credentials, &S3, time, &S3_OPTIONS, &KeyCache::new());
    signature.expect("a signature").as_str().to_owned()
}

#[test]
fn documented_example_of_iam() {
    let mut request = get("https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08");
    let content_type = HeaderValue::from_static("application/x-www-form-urlencoded; charset=utf-8");
    request.headers_mut().insert(header::CONTENT_TYPE, content_type);
    let iam = SigningScope { region: "us-east-1", service: "iam" };
    let signature = sign(&mut request, &credentials(), &iam, time(), &SigningOptions::default(), &KeyCache::new())
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
    get_object.headers_mut().insert("range", HeaderValue::from_static("bytes=0-9"));
    assert_eq!(s3_signature(get_object), "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");

    let put_object = Request::put(format!("{host}/test$file.text"))
        .header("date", "Fri, 24 May 2013 00:00:00 GMT")
        .header("x-amz-storage-class", "REDUCED_REDUNDANCY")
        .body(Body::from("Welcome to Amazon S3."))
        .expect("a request");
    assert_eq!(s3_signature(put_object), "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");

    let lifecycle = get(&format!("{host}/?lifecycle"));
    assert_eq!(s3_signature(lifecycle), "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");

    let list = get(&format!("{host}/?max-keys=2&prefix=J"));
    assert_eq!(s3_signature(list), "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
}

#[test]
fn documented_example_of_a_presigned_url() {
    let mut request = get("https://examplebucket.s3.amazonaws.com/test.txt");
    let credentials = Credentials::new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    let options = SigningOptions { payload: PayloadSigning::Unsigned, ..S3_OPTIONS };
    let time = UNIX_EPOCH + Duration::from_secs(1_369_353_600);
    presign(&mut request, &credentials, &S3, time, Duration::from_secs(86_400), &options, &KeyCache::new())
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
