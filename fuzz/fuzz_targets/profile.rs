//! Shared configuration files: what is read can be written and reads back the same, problems are about lines that there are.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tinsmith_runtime::profile::{FileKind, ProfileFile, ProfileSet};

fn read(kind: FileKind, text: &str) -> ProfileSet {
    ProfileSet::new([ProfileFile::parse(kind, "file", text)])
}

fn written(set: &ProfileSet) -> String {
    let mut text = String::new();
    for profile in set.profiles() {
        text += &format!("[profile {}]\n", profile.name());
        for (name, property) in profile.properties() {
            text += &format!("{name}={}\n", property.value().replace('\n', "\n "));
        }
    }
    text
}

fuzz_target!(|text: &str| {
    for kind in [FileKind::Config, FileKind::Credentials] {
        let set = read(kind, text);
        let lines = text.lines().count();
        assert!(set.problems().iter().all(|problem| (1..=lines).contains(&(problem.line() as usize))));
        // A carriage return at the end of a value would end up before a line feed.
        if !text.contains('\r') {
            let text = written(&set);
            assert_eq!(written(&read(FileKind::Config, &text)), text);
        }
    }
});
