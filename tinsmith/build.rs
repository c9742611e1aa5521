//! Lists the files that the program carries: the runtime's source, which it writes beside clients, and what it knows of AWS.
//!
//! In a checkout they are where they belong; a package has them in `carried/`, whose links cargo follows.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The place in a checkout, and that in `carried/`.
const TREES: [(&str, &str, &str); 2] =
    [("RUNTIME", "../runtime/src", "runtime"), ("OVERLAYS", "../models/overlays", "overlays")];
const FILES: [(&str, &str, &str); 8] = [
    ("RUNTIME_MANIFEST", "../runtime/Cargo.toml", "runtime.toml"),
    ("WORKSPACE_MANIFEST", "../Cargo.toml", "workspace.toml"),
    ("CONFIGURATION", "../tinsmith.toml", "tinsmith.toml"),
    ("RUSTFMT", "../rustfmt.toml", "rustfmt.toml"),
    ("PARTITIONS", "../models/partitions.json", "partitions.json"),
    ("LICENSE_APACHE", "../LICENSE-APACHE", "LICENSE-APACHE"),
    ("LICENSE_MIT", "../LICENSE-MIT", "LICENSE-MIT"),
    ("NOTICE", "../NOTICE", "NOTICE"),
];

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let in_checkout = root.join("../runtime/Cargo.toml").is_file();
    let place = |checkout: &str, carried: &str| {
        if in_checkout { root.join(checkout) } else { root.join("carried").join(carried) }
    };
    let mut text = String::new();
    for (name, checkout, carried) in TREES {
        let tree = place(checkout, carried);
        let mut files = Vec::new();
        list(&tree, "", &mut files)?;
        files.sort();
        let _ = writeln!(text, "pub(crate) const {name}: &[(&str, &str)] = &[");
        for file in files {
            let _ = writeln!(text, "    ({file:?}, include_str!({:?})),", tree.join(&file));
        }
        text.push_str("];\n");
    }
    for (name, checkout, carried) in FILES {
        let _ = writeln!(text, "pub(crate) const {name}: &str = include_str!({:?});", place(checkout, carried));
    }
    fs::write(PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("carried.rs"), text)
}

/// The files below a folder, by their paths with `/`. Cargo is told to look for new ones.
fn list(tree: &Path, below: &str, files: &mut Vec<String>) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", tree.join(below).display());
    for entry in fs::read_dir(tree.join(below))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if below.is_empty() { name } else { format!("{below}/{name}") };
        if entry.path().is_dir() { list(tree, &path, files)? } else { files.push(path) }
    }
    Ok(())
}
