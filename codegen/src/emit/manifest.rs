//! The manifest of the generated crate.

/// What a manifest says.
#[derive(Clone, Debug)]
pub struct Manifest {
    /// The name of the package.
    pub name: String,
    /// The version of the generator, which is that of the package and of the runtime.
    pub version: String,
    /// The oldest compiler.
    pub rust_version: String,
    /// Where the runtime is, from the package's directory.
    pub runtime_path: String,
    /// Modules of the services.
    pub modules: Vec<String>,
    /// Whether all services are on by default.
    pub services_by_default: bool,
    /// Whether the package is a workspace of its own.
    pub own_workspace: bool,
}

/// `Cargo.toml`.
#[must_use]
pub fn manifest(manifest: &Manifest) -> String {
    let features: Vec<&str> = manifest.modules.iter().map(|module| module.trim_start_matches("r#")).collect();
    let mut default = vec!["\"ring\"".to_owned()];
    if manifest.services_by_default {
        default.extend(features.iter().map(|feature| format!("\"{feature}\"")));
    }
    let mut text = format!(
        r#"[package]
name = "{name}"
description = "Light, fast clients of AWS services"
version = "{version}"
edition = "2024"
rust-version = "{rust_version}"
license = "MIT OR Apache-2.0"

[features]
default = [{default}]
## The default transport without cryptography of its own.
hyper = ["tinsmith-runtime/hyper"]
## The default transport, with TLS by ring.
ring = ["tinsmith-runtime/ring"]
## The default transport, with TLS by aws-lc-rs.
aws-lc-rs = ["tinsmith-runtime/aws-lc-rs"]
"#,
        name = manifest.name,
        version = manifest.version,
        rust_version = manifest.rust_version,
        default = default.join(", "),
    );
    for feature in features {
        text.push_str(&format!("{feature} = []\n"));
    }
    text.push_str(&format!(
        "\n[dependencies]\ntinsmith-runtime = {{ version = \"{}\", path = \"{}\", default-features = false }}\n",
        manifest.version, manifest.runtime_path
    ));
    if manifest.own_workspace {
        text.push_str("\n[workspace]\n");
    }
    text
}
