//! Where a crate lies, seen from another.

use std::io;
use std::path::{Component, Path, PathBuf};

/// The path without `.`, `..` and symbolic links; what is not there yet is taken as it will be made.
pub fn physical(path: &Path) -> io::Result<PathBuf> {
    let absolute = std::path::absolute(path)?;
    for known in absolute.ancestors() {
        if let (Ok(mut found), Ok(rest)) = (known.canonicalize(), absolute.strip_prefix(known)) {
            for part in rest.components() {
                match part {
                    Component::ParentDir => drop(found.pop()),
                    Component::Normal(name) => found.push(name),
                    _ => {}
                }
            }
            return Ok(found);
        }
    }
    Ok(absolute)
}

/// The path from a directory to another, both physical, with `/`; the other itself where no such path is, as between
/// drives.
pub fn relative(from: &Path, to: &Path) -> String {
    let (from, to): (Vec<_>, Vec<_>) = (from.components().collect(), to.components().collect());
    let text = |part: &Component<'_>| part.as_os_str().to_string_lossy().into_owned();
    let shared = from.iter().zip(&to).take_while(|(left, right)| left == right).count();
    if shared == 0 {
        return to.iter().map(text).collect::<Vec<_>>().join("/");
    }
    let up = from.iter().skip(shared).map(|_| "..".to_owned());
    up.chain(to.iter().skip(shared).map(text)).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::{physical, relative};

    #[test]
    fn paths_go_up_and_down() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = physical(folder.path()).expect("it is there");
        std::fs::create_dir_all(root.join("checkout/runtime")).expect("writable");
        let runtime = physical(&root.join("checkout/runtime")).expect("it is there");
        for (out, expected) in [
            ("checkout/generated", "../runtime"),
            ("checkout/../clients/sts", "../../checkout/runtime"),
            ("absent/../clients", "../checkout/runtime"),
            ("checkout/./runtime/../../clients", "../checkout/runtime"),
        ] {
            assert_eq!(relative(&physical(&root.join(out)).expect("a place"), &runtime), expected, "{out}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn symbolic_links_are_followed() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = physical(folder.path()).expect("it is there");
        std::fs::create_dir_all(root.join("far/away")).expect("writable");
        std::fs::create_dir(root.join("runtime")).expect("writable");
        std::os::unix::fs::symlink(root.join("far/away"), root.join("near")).expect("a link");
        let out = physical(&root.join("near/out")).expect("a place");
        assert_eq!(relative(&out, &root.join("runtime")), "../../../runtime");
    }
}
