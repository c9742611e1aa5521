//! Lists every shape and every operation of the generated crate for the tests that walk all of them: a program has no way
//! to ask for the types of a crate. They are read off the generated files, which have one each.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let generated = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated/src");
    println!("cargo::rerun-if-changed={}", generated.display());
    let output = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    let (mut shapes, mut operations) = (String::from("vec![\n"), String::from("vec![\n"));
    for service in folders(&generated)? {
        let module = service.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        for text in texts(&service.join("shapes"))? {
            for name in between(&text, "impl tinsmith_runtime::Modeled for ", " {") {
                // One that has its accessors in a folder of its own is named with its path.
                let name = name.rsplit("::").next().unwrap_or(name);
                let _ = writeln!(shapes, "    shape::<tinsmith_aws::{module}::{name}>(),");
            }
        }
        for text in texts(&service.join("operations"))? {
            for name in between(&text, "    pub fn ", "(") {
                let client = format!("tinsmith_aws::{module}::Client");
                let _ = writeln!(operations, "    operation({client}::new, {client}::{name}),");
            }
        }
    }
    fs::write(output.join("shapes.rs"), shapes + "]\n")?;
    fs::write(output.join("operations.rs"), operations + "]\n")
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn folders(folder: &Path) -> io::Result<Vec<PathBuf>> {
    Ok(entries(folder)?.into_iter().filter(|path| path.is_dir()).collect())
}

/// The files of a folder, and of those in it.
fn texts(folder: &Path) -> io::Result<Vec<String>> {
    let mut texts = Vec::new();
    for path in entries(folder)? {
        if path.is_dir() {
            texts.extend(self::texts(&path)?);
        } else {
            texts.push(fs::read_to_string(path)?);
        }
    }
    Ok(texts)
}

fn between<'a>(text: &'a str, before: &'a str, after: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(before).skip(1).filter_map(move |rest| rest.split_once(after)).map(|(name, _)| name)
}
