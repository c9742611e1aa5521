//! What the program carries is in its package too.

#![cfg(unix)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The build script says where each thing is in a checkout, and what it is called in a package, where cargo puts what the
/// links in `carried/` lead to.
#[test]
fn each_thing_that_the_program_carries_has_its_link() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let script = fs::read_to_string(root.join("build.rs")).expect("readable");
    let mut carried = BTreeSet::new();
    for line in script.lines() {
        for (_, rest) in line.match_indices("(\"").map(|(at, _)| line.split_at(at)) {
            let words: Vec<&str> = rest.split('"').collect();
            let [_, _, _, in_checkout, _, name, ..] = words.as_slice() else { continue };
            let (link, place) = (root.join("carried").join(name), root.join(in_checkout));
            let [link, place] =
                [link, place].map(|path| path.canonicalize().map_err(|error| format!("{path:?}: {error}")));
            assert_eq!(link, place);
            carried.insert((*name).to_owned());
        }
    }
    assert!(carried.contains("runtime"), "{carried:?}");
    let links = fs::read_dir(root.join("carried")).expect("readable");
    let links: BTreeSet<String> =
        links.map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned()).collect();
    assert_eq!(links, carried);
}
