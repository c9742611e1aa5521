//! JSON: documents as serde_json reads them; shapes that write what they read.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tinsmith_runtime::codec::Shape;
use tinsmith_runtime::codec::json::{self, JsonSettings};
use tinsmith_runtime::schema::{Kind, Member};
use tinsmith_runtime::value::Value;

#[path = "../../runtime/tests/codec/shapes/mod.rs"]
#[allow(dead_code, unused_imports)]
mod shapes;

fuzz_target!(|bytes: &[u8]| {
    let ours = json::read_document(bytes);
    // Only ours passes over a byte order mark, and has numbers that no float has.
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let theirs = serde_json::from_slice::<serde_json::Value>(text);
    match (&ours, &theirs) {
        (Ok(_), Ok(_)) | (Err(_), Err(_)) => {}
        (Err(error), Ok(_)) => {
            assert!(error.message().contains("nest") || error.message().contains("memory"), "{error}");
        }
        (Ok(_), Err(error)) => {
            let error = error.to_string();
            assert!(error.contains("recursion limit") || error.contains("number out of range"), "{error}");
        }
    }
    if let Ok(document) = ours {
        let member = Member::new("Document", Kind::Document);
        let mut written = Vec::new();
        json::write_value(&member, document.view(), JsonSettings::DEFAULT, &mut written).unwrap();
        assert_eq!(json::read_document(&written).unwrap(), document);
    }
    let mut read = shapes::Everything::empty();
    if json::read_structure(bytes, JsonSettings::DEFAULT, &mut read).is_ok() {
        if let Ok(text) = read.to_json() {
            assert_eq!(shapes::Everything::from_json(&text).unwrap().to_json().unwrap(), text);
        }
    }
    let mut read = shapes::Documents::empty();
    if json::read_structure(bytes, JsonSettings::DEFAULT, &mut read).is_ok() {
        let text = read.to_json().unwrap();
        assert_eq!(shapes::Documents::from_json(&text).unwrap(), read);
    }
});
