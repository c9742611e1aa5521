//! `cargo xtask licenses`: whether everything that is compiled, for any platform and feature, may be used as freely as
//! this project itself.

mod expression;

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use self::expression::is_satisfied;
use crate::metadata::{metadata, packages, text};

/// Licences, by SPDX identifier, that ask for no more than a notice.
const ACCEPTED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Packages that may come under one licence more.
const EXCEPTIONS: &[Exception] = &[Exception {
    package: "webpki-root-certs",
    license: "CDLA-Permissive-2.0",
    reason: "a licence for data: the certificates that Mozilla trusts, used where a platform has no store of its own",
}];

#[derive(Debug)]
struct Exception {
    package: &'static str,
    license: &'static str,
    reason: &'static str,
}

/// Checks every dependency and prints how many packages come under which licence.
///
/// # Errors
///
/// Dependencies whose licence is not accepted; exceptions that no dependency needs any more.
pub fn run(root: &Path) -> Result<(), String> {
    let metadata = metadata(root, &["--all-features", "--locked"])?;
    let dependencies: Vec<&Value> =
        packages(&metadata).iter().filter(|package| !text(package, "source").is_empty()).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for package in &dependencies {
        *counts.entry(text(package, "license")).or_default() += 1;
    }
    for (license, count) in &counts {
        println!("{count:>4}  {license}");
    }
    for exception in EXCEPTIONS {
        println!("      {}, {}: {}", exception.package, exception.license, exception.reason);
    }
    let problems = problems(&dependencies, EXCEPTIONS);
    if problems.is_empty() { Ok(()) } else { Err(problems.join("\n")) }
}

fn problems(dependencies: &[&Value], exceptions: &[Exception]) -> Vec<String> {
    let refused = dependencies.iter().filter_map(|package| {
        let (name, license) = (text(package, "name"), text(package, "license"));
        let accepted = |id: &str| {
            ACCEPTED.contains(&id)
                || exceptions.iter().any(|exception| exception.package == name && exception.license == id)
        };
        let shown = if license.is_empty() { "names no licence" } else { license };
        (!is_satisfied(license, accepted)).then(|| {
            format!(
                "{name} {}: {shown}\n  hint: do without it, or add an exception with its reason to xtask/src/licenses/mod.rs",
                text(package, "version")
            )
        })
    });
    let unused = exceptions.iter().filter(|exception| {
        !dependencies.iter().any(|package| {
            text(package, "name") == exception.package
                && !is_satisfied(text(package, "license"), |id| ACCEPTED.contains(&id))
        })
    });
    let unused = unused.map(|exception| {
        format!(
            "{}: no dependency needs its exception\n  hint: remove it from xtask/src/licenses/mod.rs",
            exception.package
        )
    });
    refused.chain(unused).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const DATA: &[Exception] = &[Exception { package: "certificates", license: "CDLA-Permissive-2.0", reason: "data" }];

    #[test]
    fn names_what_is_refused() {
        let free = json!({"name": "free", "version": "1.0.0", "license": "MIT OR GPL-3.0-only"});
        let copyleft = json!({"name": "copyleft", "version": "2.0.0", "license": "GPL-3.0-only"});
        let silent = json!({"name": "silent", "version": "3.0.0", "license": null});
        let problems = problems(&[&free, &copyleft, &silent], &[]);
        assert_eq!(problems.len(), 2, "{problems:?}");
        assert!(problems[0].starts_with("copyleft 2.0.0: GPL-3.0-only\n"), "{problems:?}");
        assert!(problems[1].starts_with("silent 3.0.0: names no licence\n"), "{problems:?}");
    }

    #[test]
    fn an_exception_holds_for_its_package_alone_and_must_be_needed() {
        let certificates = json!({"name": "certificates", "version": "1.0.0", "license": "CDLA-Permissive-2.0"});
        let other = json!({"name": "other", "version": "1.0.0", "license": "CDLA-Permissive-2.0"});
        assert_eq!(problems(&[&certificates], DATA), [""; 0]);
        assert_eq!(problems(&[&certificates, &other], DATA).len(), 1);
        let relicensed = json!({"name": "certificates", "version": "2.0.0", "license": "MIT"});
        assert!(problems(&[&relicensed], DATA)[0].contains("no dependency needs its exception"));
    }
}
