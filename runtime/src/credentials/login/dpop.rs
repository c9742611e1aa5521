//! Proof of possession of a key (RFC 9449), which the sign-in service wants with each request.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{HeaderName, HeaderValue};

use super::private_key::{EXPECTED, PrivateKey};
use crate::body::Body;
use crate::credentials::{CredentialsError, CredentialsErrorKind};
use crate::interceptor::{Attempt, Interceptor, InterceptorError};
use crate::time::Clock;
use crate::types::{Document, Object};

const HEADER: HeaderName = HeaderName::from_static("dpop");

/// Puts a proof into each request, one for each attempt.
pub(super) struct Proof {
    key: Signer,
    clock: Clock,
}

impl Proof {
    pub(super) fn new(pem: &str, clock: Clock) -> Result<Self, CredentialsError> {
        let unusable = || {
            CredentialsError::new(format!("the key of the login session cannot be used: it is not {EXPECTED}"))
                .with_kind(CredentialsErrorKind::File)
        };
        let key = PrivateKey::from_pem(pem).ok_or_else(unusable)?;
        Ok(Self { key: Signer::new(key)?.ok_or_else(unusable)?, clock })
    }

    /// The proof for a request to this URL: header, claims and signature of a JWT.
    fn text(&self, url: &str, id: &str) -> Result<String, InterceptorError> {
        let (x, y) = self.key.coordinates();
        let text = |bytes: &[u8]| Document::from(URL_SAFE_NO_PAD.encode(bytes));
        let jwk = [("kty", Document::from("EC")), ("crv", Document::from("P-256")), ("x", text(x)), ("y", text(y))];
        let header = [
            ("typ", Document::from("dpop+jwt")),
            ("alg", Document::from("ES256")),
            ("jwk", Document::Object(Object::from_iter(jwk))),
        ];
        let seconds = self.clock.now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default().as_secs();
        let claims = [
            ("jti", Document::from(id)),
            ("htm", Document::from("POST")),
            ("htu", Document::from(url)),
            ("iat", Document::from(seconds)),
        ];
        let part = |document: Object| {
            let json = crate::codec::json::write_document(&Document::Object(document))?;
            Ok::<_, crate::codec::CodecError>(URL_SAFE_NO_PAD.encode(json))
        };
        let message = format!("{}.{}", part(Object::from_iter(header))?, part(Object::from_iter(claims))?);
        let signature = self.key.sign(message.as_bytes()).ok_or("the proof of possession cannot be signed")?;
        Ok(format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }
}

impl Interceptor for Proof {
    fn before_signing(
        &self,
        _attempt: &Attempt<'_>,
        request: &mut http::Request<Body>,
    ) -> Result<(), InterceptorError> {
        let proof = self.text(&request.uri().to_string(), &crate::request::random_token())?;
        let mut proof = HeaderValue::from_str(&proof)?;
        proof.set_sensitive(true);
        request.headers_mut().insert(HEADER, proof);
        Ok(())
    }
}

/// Signs by ECDSA with SHA-256; the signature is 64 bytes.
struct Signer {
    point: Vec<u8>,
    #[cfg(feature = "aws-lc-rs")]
    pair: aws_lc_rs::signature::EcdsaKeyPair,
    #[cfg(all(feature = "ring", not(feature = "aws-lc-rs")))]
    pair: ring::signature::EcdsaKeyPair,
}

impl Signer {
    /// `None` where number and point are no pair.
    #[cfg(feature = "aws-lc-rs")]
    fn new(PrivateKey { scalar, point }: PrivateKey) -> Result<Option<Self>, CredentialsError> {
        use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};

        let pair =
            EcdsaKeyPair::from_private_key_and_public_key(&ECDSA_P256_SHA256_FIXED_SIGNING, &scalar, &point).ok();
        Ok(pair.map(|pair| Self { point, pair }))
    }

    #[cfg(all(feature = "ring", not(feature = "aws-lc-rs")))]
    fn new(PrivateKey { scalar, point }: PrivateKey) -> Result<Option<Self>, CredentialsError> {
        use ring::rand::SystemRandom;
        use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};

        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let random = SystemRandom::new();
        let pair = EcdsaKeyPair::from_private_key_and_public_key(algorithm, &scalar, &point, &random).ok();
        Ok(pair.map(|pair| Self { point, pair }))
    }

    #[cfg(not(any(feature = "aws-lc-rs", feature = "ring")))]
    fn new(PrivateKey { scalar, point }: PrivateKey) -> Result<Option<Self>, CredentialsError> {
        // Nothing here can sign with it.
        drop((scalar, point));
        let message = "sessions of `aws login` take signatures by ECDSA: enable the feature `ring` or `aws-lc-rs`";
        Err(CredentialsError::new(message).with_kind(CredentialsErrorKind::InvalidSetting))
    }

    #[cfg(feature = "aws-lc-rs")]
    fn sign(&self, message: &[u8]) -> Option<Vec<u8>> {
        let random = aws_lc_rs::rand::SystemRandom::new();
        self.pair.sign(&random, message).ok().map(|signature| signature.as_ref().to_vec())
    }

    #[cfg(all(feature = "ring", not(feature = "aws-lc-rs")))]
    fn sign(&self, message: &[u8]) -> Option<Vec<u8>> {
        let random = ring::rand::SystemRandom::new();
        self.pair.sign(&random, message).ok().map(|signature| signature.as_ref().to_vec())
    }

    #[cfg(not(any(feature = "aws-lc-rs", feature = "ring")))]
    fn sign(&self, _message: &[u8]) -> Option<Vec<u8>> {
        None
    }

    /// Both coordinates of the point.
    fn coordinates(&self) -> (&[u8], &[u8]) {
        self.point.get(1..65).map_or((&[], &[]), |point| point.split_at(32))
    }
}

#[cfg(all(test, any(feature = "aws-lc-rs", feature = "ring")))]
mod tests {
    use super::*;

    const KEY: &str = "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIP8DXJXZEAae3jW5ixhQGG5MQyIb4lwHUEC3ljrilXpEoAoGCCqGSM49\nAwEHoUQDQgAEYCWAg6HxOWWTiiWnWQtyrdV/+MnBQ2UWMSyHK5ZhYRBU5tV/s2GY\ntpq5RtP7DvKDjFDV1ZmOqQbGKMXVwrAeFA==\n-----END EC PRIVATE KEY-----\n";

    /// What the proof says can be read, and its signature verified, with nothing but itself.
    #[test]
    fn a_proof_proves_itself() {
        let now = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_763_510_400);
        let proof = Proof::new(KEY, Clock::new(move || now)).unwrap();
        let text = proof.text("https://us-east-1.signin.aws.amazon.com/v1/token", "an id").unwrap();
        let parts: Vec<Vec<u8>> = text.split('.').map(|part| URL_SAFE_NO_PAD.decode(part).unwrap()).collect();
        let [header, claims, signature] = parts.as_slice() else { panic!("{text}") };
        let header = crate::codec::json::read_document(header).unwrap();
        let claims = crate::codec::json::read_document(claims).unwrap();
        let said = |document: &Document, name: &str| document.get(name).and_then(Document::as_str).map(str::to_owned);
        assert_eq!(
            (said(&header, "typ").as_deref(), said(&header, "alg").as_deref()),
            (Some("dpop+jwt"), Some("ES256"))
        );
        assert_eq!(said(&claims, "htu").as_deref(), Some("https://us-east-1.signin.aws.amazon.com/v1/token"));
        assert_eq!((said(&claims, "htm").as_deref(), said(&claims, "jti").as_deref()), (Some("POST"), Some("an id")));
        assert_eq!(claims.get("iat"), Some(&Document::from(1_763_510_400_u64)));
        let jwk = header.get("jwk").unwrap();
        let coordinate = |name: &str| URL_SAFE_NO_PAD.decode(said(jwk, name).unwrap()).unwrap();
        let point = [vec![4], coordinate("x"), coordinate("y")].concat();
        let (message, _) = text.rsplit_once('.').unwrap();
        verify(&point, message.as_bytes(), signature);
    }

    #[cfg(feature = "aws-lc-rs")]
    fn verify(point: &[u8], message: &[u8], signature: &[u8]) {
        use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(message, signature).unwrap();
    }

    #[cfg(not(feature = "aws-lc-rs"))]
    fn verify(point: &[u8], message: &[u8], signature: &[u8]) {
        use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(message, signature).unwrap();
    }

    #[test]
    fn a_key_that_is_none_is_not_shown() {
        let error = Proof::new("s3cr3t", Clock::system()).err().unwrap();
        assert!(!format!("{error} {error:?}").contains("s3cr3t"));
    }
}
