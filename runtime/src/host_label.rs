//! Labels of host names ([RFC 1123](https://www.rfc-editor.org/rfc/rfc1123), section 2.1).

use std::net::Ipv4Addr;

/// `isValidHostLabel`: a label of RFC 1123, or several joined by dots.
pub(crate) fn is_valid_host_label(text: &str, allow_subdomains: bool) -> bool {
    if allow_subdomains { text.split('.').all(is_label) } else { is_label(text) }
}

/// `aws.isVirtualHostableS3Bucket`: a bucket name that can be part of a host name.
pub(crate) fn is_virtual_hostable_s3_bucket(text: &str, allow_subdomains: bool) -> bool {
    (3..=63).contains(&text.len())
        && !text.bytes().any(|byte| byte.is_ascii_uppercase())
        && text.parse::<Ipv4Addr>().is_err()
        && is_valid_host_label(text, allow_subdomains)
}

fn is_label(text: &str) -> bool {
    (1..=63).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn host_labels() {
        let longest = "a".repeat(63);
        for label in ["a", "0", "3aws4", "A-z", longest.as_str()] {
            assert!(is_valid_host_label(label, false), "{label}");
            assert!(is_valid_host_label(label, true), "{label}");
        }
        let too_long = "a".repeat(64);
        for text in
            ["", "-", "-a", "a-", "a_b", "a b", "a/b", "a:1", "é", too_long.as_str(), ".", ".a", "a.", "a..b", "a.-b"]
        {
            assert!(!is_valid_host_label(text, false), "{text}");
            assert!(!is_valid_host_label(text, true), "{text}");
        }
        assert!(is_valid_host_label("part1.part2", true));
        assert!(is_valid_host_label("192.168.1.1", true));
        assert!(!is_valid_host_label("part1.part2", false));
    }

    #[test]
    fn buckets() {
        let longest = "a".repeat(63);
        for name in ["abc", "bucket-name", "bucket-1", "1bucket", longest.as_str()] {
            assert!(is_virtual_hostable_s3_bucket(name, false), "{name}");
            assert!(is_virtual_hostable_s3_bucket(name, true), "{name}");
        }
        let too_long = "a".repeat(64);
        for name in [
            "",
            "aa",
            "BucketName",
            "bucket_name",
            "-bucket",
            "bucket-",
            ".bucket",
            "bucket.",
            "a..b",
            "a.-b",
            "a-.b",
            "192.168.5.4",
            too_long.as_str(),
        ] {
            assert!(!is_virtual_hostable_s3_bucket(name, false), "{name}");
            assert!(!is_virtual_hostable_s3_bucket(name, true), "{name}");
        }
        assert!(is_virtual_hostable_s3_bucket("bucket.name.dots1", true));
        assert!(!is_virtual_hostable_s3_bucket("bucket.name.dots1", false));
    }
}
