/// The region and the service that a signature is valid for: with date and `aws4_request` its credential scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SigningScope<'a> {
    /// The signing region, `us-east-1`.
    pub region: &'a str,
    /// The signing name of the service, `sts`; not always its endpoint's prefix.
    pub service: &'a str,
}

/// How a service wants its requests signed. The default suits every service but S3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SigningOptions {
    /// Percent-encode the path of the URI, which is percent-encoded already, once more for the canonical request. S3: no.
    pub double_encode_path: bool,
    /// Collapse `.`, `..` and `//` in the canonical request's path. The path that is sent stays as it is. S3: no.
    pub normalize_path: bool,
    /// What the signature says of the body.
    pub payload: PayloadSigning,
    /// Add the session token after signing and do not sign it.
    pub session_token_after_signing: bool,
}

impl Default for SigningOptions {
    fn default() -> Self {
        Self {
            double_encode_path: true,
            normalize_path: true,
            payload: PayloadSigning::Hashed,
            session_token_after_signing: false,
        }
    }
}

/// What a signature says of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PayloadSigning {
    /// The body's SHA-256 is signed.
    #[default]
    Hashed,
    /// The body's SHA-256 is signed, and sent in the header `x-amz-content-sha256` (not with a presigned URL).
    HashedInHeader,
    /// The body is not signed. The header `x-amz-content-sha256` says `UNSIGNED-PAYLOAD` (not with a presigned URL).
    Unsigned,
}
