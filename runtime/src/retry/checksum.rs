//! Checksums that DynamoDB sends with its responses.

use http::header::HeaderMap;

use super::service::ServiceRules;

/// Whether a response of this service, called as its model does (`sdkId`), carries the checksum of another body: it was
/// damaged on its way. `x-amz-crc32` of DynamoDB; other services say nothing with it.
#[must_use]
pub fn has_wrong_checksum(service: &str, headers: &HeaderMap, body: &[u8]) -> bool {
    ServiceRules::of(service).has_checksums && is_wrong(headers, body)
}

pub(crate) fn is_wrong(headers: &HeaderMap, body: &[u8]) -> bool {
    let sent = headers.get("x-amz-crc32").and_then(|value| value.to_str().ok()?.parse::<u32>().ok());
    sent.is_some_and(|sent| sent != crc32(body))
}

/// CRC-32 of ISO 3309, as in Ethernet and gzip, a byte at a time.
fn crc32(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 256] = table();
    let step = |sum: u32, byte: &u8| {
        let index = (sum ^ u32::from(*byte)) & 0xFF;
        sum >> 8 ^ TABLE.get(index as usize).copied().unwrap_or_default()
    };
    !bytes.iter().fold(!0, step)
}

#[expect(clippy::indexing_slicing, reason = "both count to 256")]
const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut index = 0;
    while index < 256 {
        let mut sum = index as u32;
        let mut bit = 0;
        while bit < 8 {
            sum = if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 };
            bit += 1;
        }
        table[index] = sum;
        index += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::crc32;

    #[test]
    fn the_check_value_of_the_standard_comes_out() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(crc32(b""), 0);
    }
}
