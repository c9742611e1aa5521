//! SHA-256, SHA-1 and HMAC: by the library that TLS has anyway, or by `sha2`, for programs that have none.

#[cfg(feature = "aws-lc-rs")]
use aws_lc_rs::{digest, hmac};
#[cfg(all(feature = "ring", not(feature = "aws-lc-rs")))]
use ring::{digest, hmac};

#[cfg(not(any(feature = "aws-lc-rs", feature = "ring", feature = "sha2")))]
compile_error!("signatures take SHA-256: enable the feature `ring` or `aws-lc-rs`, or `sha2` where there is no TLS");

/// A key, absorbed by the HMAC.
#[cfg(any(feature = "aws-lc-rs", feature = "ring"))]
#[derive(Clone)]
pub(super) struct Hmac(hmac::Key);

#[cfg(any(feature = "aws-lc-rs", feature = "ring"))]
impl Hmac {
    pub(super) fn new(key: &[u8]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, key))
    }

    pub(super) fn sign(&self, message: &[u8]) -> [u8; 32] {
        array(hmac::sign(&self.0, message).as_ref())
    }
}

#[cfg(any(feature = "aws-lc-rs", feature = "ring"))]
pub(super) fn sha256(bytes: &[u8]) -> [u8; 32] {
    array(digest::digest(&digest::SHA256, bytes).as_ref())
}

/// For names of files alone: nothing is safe with it.
#[cfg(all(feature = "credentials", any(feature = "aws-lc-rs", feature = "ring")))]
pub(super) fn sha1(bytes: &[u8]) -> impl AsRef<[u8]> {
    digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, bytes)
}

#[cfg(any(feature = "aws-lc-rs", feature = "ring"))]
fn array(hash: &[u8]) -> [u8; 32] {
    hash.try_into().expect("a hash has 32 bytes")
}

/// A key, absorbed by the HMAC.
#[cfg(all(feature = "sha2", not(any(feature = "aws-lc-rs", feature = "ring"))))]
#[derive(Clone)]
pub(super) struct Hmac(hmac::Hmac<sha2::Sha256>);

#[cfg(all(feature = "sha2", not(any(feature = "aws-lc-rs", feature = "ring"))))]
impl Hmac {
    pub(super) fn new(key: &[u8]) -> Self {
        use hmac::Mac as _;
        Self(hmac::Hmac::new_from_slice(key).expect("HMAC takes keys of every length"))
    }

    pub(super) fn sign(&self, message: &[u8]) -> [u8; 32] {
        use hmac::Mac as _;
        self.0.clone().chain_update(message).finalize().into_bytes().into()
    }
}

#[cfg(all(feature = "sha2", not(any(feature = "aws-lc-rs", feature = "ring"))))]
pub(super) fn sha256(bytes: &[u8]) -> [u8; 32] {
    use sha2::Digest as _;
    sha2::Sha256::digest(bytes).into()
}

/// For names of files alone: nothing is safe with it.
#[cfg(all(feature = "credentials", feature = "sha2", not(any(feature = "aws-lc-rs", feature = "ring"))))]
pub(super) fn sha1(bytes: &[u8]) -> impl AsRef<[u8]> {
    use sha1::Digest as _;
    sha1::Sha1::digest(bytes)
}

#[cfg(test)]
mod tests {
    use super::{Hmac, sha256};

    // FIPS 180-2, A.1.
    #[cfg(feature = "credentials")]
    #[test]
    fn the_older_hash_of_the_standards() {
        let hex: String = super::sha1(b"abc").as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "a9993e364706816aba3e25717850c26c9cd0d89d");
    }

    #[test]
    fn hashes_of_the_standards() {
        let hex = |hash: [u8; 32]| hash.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        // FIPS 180-2, B.1.
        assert_eq!(hex(sha256(b"abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        // RFC 4231, 4.3, and 4.7 with a key that is longer than a block.
        assert_eq!(
            hex(Hmac::new(b"Jefe").sign(b"what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
        assert_eq!(
            hex(Hmac::new(&[0xaa; 131]).sign(b"Test Using Larger Than Block-Size Key - Hash Key First")),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        );
    }
}
