//! The private key of a login session: a point of P-256 in PEM, in either of its forms.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// Sequences, integers and so on of DER, by their tags.
const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;
const OCTET_STRING: u8 = 0x04;
const SEQUENCE: u8 = 0x30;
/// `parameters` and `publicKey` of an `ECPrivateKey`.
const PARAMETERS: u8 = 0xa0;
const PUBLIC_KEY: u8 = 0xa1;

/// `1.2.840.10045.3.1.7`, with its tag and length.
const P_256: &[u8] = &[0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07];

/// The number and the point that belongs to it. It has no `Debug`.
pub(super) struct PrivateKey {
    pub(super) scalar: Vec<u8>,
    /// Uncompressed: 4, then 32 bytes for each coordinate.
    pub(super) point: Vec<u8>,
}

/// Why a text is no such key.
pub(super) const EXPECTED: &str = "a key of P-256 in PEM, with its public key, as SEC 1 or PKCS #8 have it";

impl PrivateKey {
    /// Reads SEC 1 (`EC PRIVATE KEY`, RFC 5915) and PKCS #8 (`PRIVATE KEY`, RFC 5958).
    pub(super) fn from_pem(pem: &str) -> Option<Self> {
        let base64: String = pem.lines().map(str::trim).filter(|line| !line.starts_with("-----")).collect();
        let der = STANDARD.decode(base64).ok()?;
        let (outer, _) = element(&der, SEQUENCE)?;
        let (version, rest) = element(outer, INTEGER)?;
        match version {
            // ECPrivateKey.
            [1] => Self::of_sequence(rest, false),
            // PrivateKeyInfo: an algorithm with its curve, then an ECPrivateKey that need not say the curve again.
            [0] => {
                let (algorithm, rest) = element(rest, SEQUENCE)?;
                let (key, _) = element(rest, OCTET_STRING)?;
                let (inner, _) = element(key, SEQUENCE)?;
                let (version, rest) = element(inner, INTEGER)?;
                (version == [1] && algorithm.ends_with(P_256)).then(|| Self::of_sequence(rest, true))?
            }
            _ => None,
        }
    }

    /// What comes after the version of an `ECPrivateKey`.
    fn of_sequence(sequence: &[u8], is_curve_known: bool) -> Option<Self> {
        let (scalar, mut rest) = element(sequence, OCTET_STRING)?;
        let mut is_p_256 = is_curve_known;
        if let Some((curve, after)) = element(rest, PARAMETERS) {
            is_p_256 = curve == P_256;
            rest = after;
        }
        let (public, _) = element(rest, PUBLIC_KEY)?;
        // The first byte of a bit string counts the bits that are not used.
        let (bits, _) = element(public, BIT_STRING)?;
        let point = bits.strip_prefix(&[0])?;
        let is_whole = is_p_256 && scalar.len() == 32 && point.len() == 65 && point.first() == Some(&4);
        is_whole.then(|| Self { scalar: scalar.to_vec(), point: point.to_vec() })
    }
}

/// The content of the element that the bytes begin with, if it has this tag, and what is after it.
fn element(bytes: &[u8], tag: u8) -> Option<(&[u8], &[u8])> {
    let (&first, rest) = bytes.split_first()?;
    let (&length, rest) = rest.split_first().filter(|_| first == tag)?;
    let (length, rest) = match length {
        0..=0x7f => (usize::from(length), rest),
        // Keys are shorter than 256 bytes.
        0x81 => rest.split_first().map(|(&length, rest)| (usize::from(length), rest))?,
        _ => return None,
    };
    rest.split_at_checked(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    // Both of the same key, made for this test.
    const SEC1: &str = "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIP8DXJXZEAae3jW5ixhQGG5MQyIb4lwHUEC3ljrilXpEoAoGCCqGSM49\nAwEHoUQDQgAEYCWAg6HxOWWTiiWnWQtyrdV/+MnBQ2UWMSyHK5ZhYRBU5tV/s2GY\ntpq5RtP7DvKDjFDV1ZmOqQbGKMXVwrAeFA==\n-----END EC PRIVATE KEY-----\n";
    const PKCS8: &str = "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg/wNcldkQBp7eNbmL\nGFAYbkxDIhviXAdQQLeWOuKVekShRANCAARgJYCDofE5ZZOKJadZC3Kt1X/4ycFD\nZRYxLIcrlmFhEFTm1X+zYZi2mrlG0/sO8oOMUNXVmY6pBsYoxdXCsB4U\n-----END PRIVATE KEY-----\n";

    #[test]
    fn both_forms_are_read() {
        let (one, other) = (PrivateKey::from_pem(SEC1).unwrap(), PrivateKey::from_pem(PKCS8).unwrap());
        assert_eq!((one.scalar, one.point), (other.scalar, other.point));
    }

    #[test]
    fn anything_else_is_refused() {
        for pem in ["", "-----BEGIN EC PRIVATE KEY-----\n", "MAA=", "not base64"] {
            assert!(PrivateKey::from_pem(pem).is_none(), "{pem}");
        }
        // However it is cut, nothing panics, and nothing is half a key.
        let base64: String = SEC1.lines().filter(|line| !line.starts_with('-')).collect();
        let der = STANDARD.decode(base64).unwrap();
        for end in 0..der.len() {
            let pem = STANDARD.encode(&der[..end]);
            assert!(PrivateKey::from_pem(&pem).is_none(), "{end}");
        }
    }
}
