//! Timestamps: what is read can be written and reads back the same.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tinsmith_runtime::timestamp::{Timestamp, TimestampFormat};

fuzz_target!(|text: &str| {
    for format in [TimestampFormat::DateTime, TimestampFormat::HttpDate, TimestampFormat::EpochSeconds] {
        let Ok(read) = Timestamp::parse(text, format) else { continue };
        // An offset may lead out of the years that the format has.
        let Ok(written) = read.format(format) else { continue };
        let back = Timestamp::parse(&written, format).unwrap();
        assert_eq!(back.seconds(), read.seconds());
        if format != TimestampFormat::HttpDate {
            assert_eq!(back, read);
        }
    }
});
