//! What differs from one service's signatures to another's.

/// The region and the service that a signature is valid for: with date and `aws4_request` its credential scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct SigningScope<'a> {
    /// The signing region, `us-east-1`.
    pub region: &'a str,
    /// The signing name of the service, `sts`; not always its endpoint's prefix.
    pub service: &'a str,
}

impl<'a> SigningScope<'a> {
    /// This region and service.
    #[must_use]
    pub const fn new(region: &'a str, service: &'a str) -> Self {
        Self { region, service }
    }
}

/// How a service wants its requests signed. The default suits every service but S3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SigningOptions {
    pub(super) double_encode_path: bool,
    pub(super) normalize_path: bool,
    pub(super) payload: PayloadSigning,
    pub(super) session_token_after_signing: bool,
}

impl SigningOptions {
    /// The path encoded twice and normalized, the payload hashed, the session token signed.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            double_encode_path: true,
            normalize_path: true,
            payload: PayloadSigning::Hashed,
            session_token_after_signing: false,
        }
    }

    /// Percent-encode the path of the URI, which is percent-encoded already, once more for the canonical request. S3: no.
    #[must_use]
    pub const fn double_encode_path(self, double_encode_path: bool) -> Self {
        Self { double_encode_path, ..self }
    }

    /// Collapse `.`, `..` and `//` in the canonical request's path. The path that is sent stays as it is. S3: no.
    #[must_use]
    pub const fn normalize_path(self, normalize_path: bool) -> Self {
        Self { normalize_path, ..self }
    }

    /// What the signature says of the body.
    #[must_use]
    pub const fn payload(self, payload: PayloadSigning) -> Self {
        Self { payload, ..self }
    }

    /// Add the session token after signing and do not sign it.
    #[must_use]
    pub const fn session_token_after_signing(self, session_token_after_signing: bool) -> Self {
        Self { session_token_after_signing, ..self }
    }
}

impl Default for SigningOptions {
    fn default() -> Self {
        Self::new()
    }
}

/// What a signature says of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum PayloadSigning {
    /// The body's SHA-256 is signed.
    #[default]
    Hashed,
    /// The body's SHA-256 is signed, and sent in the header `x-amz-content-sha256` (not with a presigned URL).
    HashedInHeader,
    /// As [`HashedInHeader`](Self::HashedInHeader), with a hash that is known before: the body may be a stream.
    Sha256([u8; 32]),
    /// The body is not signed. The header `x-amz-content-sha256` says `UNSIGNED-PAYLOAD` (not with a presigned URL).
    Unsigned,
}
