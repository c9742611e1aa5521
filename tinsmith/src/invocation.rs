use std::path::Path;

use crate::settings::FILE;

/// Who runs a command, and from where.
#[derive(Clone, Copy, Debug)]
pub struct Invocation<'a> {
    /// The program that the user called, for banners and hints, such as `tinsmith` or `cargo xtask`.
    pub program: &'a str,
    /// Where its paths start from where they are not given.
    pub folder: &'a Path,
    /// Configurations in that folder. A run is of all of them; one that names services, or where to write, is of the first.
    pub configurations: &'a [&'a str],
    /// The checkout of Tinsmith that it runs in. Without one, the runtime is written along.
    pub checkout: Option<&'a Path>,
    /// The directory of generated crates beside the configuration that does not name one.
    pub out: &'a str,
    /// The name of generated crates where the configuration does not give one.
    pub package: &'a str,
}

impl<'a> Invocation<'a> {
    /// By the tool, in the working directory.
    #[must_use]
    pub fn of_tool() -> Self {
        Self {
            program: "tinsmith",
            folder: Path::new(""),
            configurations: &[FILE],
            checkout: None,
            out: ".",
            package: "tinsmith-clients",
        }
    }

    /// By this repository's chores.
    #[must_use]
    pub fn of_checkout(checkout: &'a Path) -> Self {
        Self {
            program: "cargo xtask",
            folder: checkout,
            configurations: &[FILE, "runtime/tinsmith.toml"],
            checkout: Some(checkout),
            out: "generated",
            package: "tinsmith-aws",
        }
    }

    /// A command of the program.
    #[must_use]
    pub fn command(&self, command: &str) -> String {
        format!("{} {command}", self.program)
    }
}
