//! XML: shapes that write what they read, wrapped results, errors.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tinsmith_runtime::codec::Shape;
use tinsmith_runtime::codec::xml::{self, XmlSettings};
use tinsmith_runtime::value::Value;

#[path = "../../runtime/tests/codec/shapes/mod.rs"]
#[allow(dead_code, unused_imports)]
mod shapes;

fuzz_target!(|bytes: &[u8]| {
    let mut read = shapes::Everything::empty();
    if xml::read_structure(bytes, XmlSettings::DEFAULT, &mut read).is_ok() {
        if let Ok(text) = read.to_xml() {
            assert_eq!(shapes::Everything::from_xml(&text).unwrap().to_xml().unwrap(), text);
        }
    }
    let _ = xml::read_wrapped(bytes, "", &["R", "N"], &mut shapes::Node::default());
    let _ = xml::read_error(bytes);
    let _ = xml::read_error_structure(bytes, XmlSettings::DEFAULT, &mut shapes::NotFound::default());
});
