//! The tutorial, followed to the letter from an empty folder: its files are written, its commands run, and what it shows of
//! their output is there.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

mod support;

/// What stands between two fences.
struct Block {
    /// What stands behind the first, such as `console` or `toml file=shop/Cargo.toml`.
    info: String,
    lines: Vec<String>,
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for line in text.lines() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(info), None) => open = Some(Block { info: info.to_owned(), lines: Vec::new() }),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (None, Some(block)) => block.lines.push(line.to_owned()),
            (None, None) => {}
        }
    }
    blocks
}

/// Runs a command of the page. What it shall not do is download: botocore is one in miniature, and cargo takes what is there
/// for this repository, unless that is not all.
fn run(words: &[&str], folder: &Path, botocore: &Path) -> Output {
    let Some((program, arguments)) = words.split_first() else { panic!("a command is missing") };
    let mut command = match *program {
        "tinsmith" => Command::new(env!("CARGO_BIN_EXE_tinsmith")),
        "cargo" => Command::new(env!("CARGO")),
        other => panic!("nobody has `{other}`"),
    };
    command.args(arguments).current_dir(folder).env("XDG_CACHE_HOME", concat!(env!("CARGO_TARGET_TMPDIR"), "/cache"));
    command.env("CARGO_TARGET_DIR", concat!(env!("CARGO_TARGET_TMPDIR"), "/crates"));
    command.env("CARGO_INCREMENTAL", "0").env("RUSTFLAGS", "-D warnings");
    if arguments.contains(&"--aws") {
        command.arg("--from").arg(botocore);
    }
    let output = command.env("CARGO_NET_OFFLINE", "true").output().expect("the command runs");
    if *program == "cargo" && String::from_utf8_lossy(&output.stderr).contains("--offline") {
        return command.env("CARGO_NET_OFFLINE", "false").output().expect("the command runs");
    }
    output
}

#[test]
fn the_tutorial_can_be_followed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let page = fs::read_to_string(root.join("docs/tutorial.md")).expect("the page is there");
    let elsewhere = tempfile::tempdir().expect("a folder");
    let botocore = support::aws_in_miniature(elsewhere.path());
    let empty = tempfile::tempdir().expect("a folder");
    let mut folder: PathBuf = empty.path().to_owned();
    let mut commands = 0;
    for Block { info, lines } in blocks(&page) {
        if let Some((_, path)) = info.split_once("file=") {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("writable");
            fs::write(&path, lines.join("\n") + "\n").expect("writable");
            if path.ends_with("Cargo.toml") {
                // The versions of this repository, which are there.
                fs::copy(root.join("Cargo.lock"), path.with_file_name("Cargo.lock")).expect("writable");
            }
            continue;
        }
        let mut shown = String::new();
        for line in &lines {
            let Some(command) = line.strip_prefix("$ ") else {
                assert!(shown.lines().any(|other| other == line), "{line}\nis not in\n{shown}");
                continue;
            };
            let words: Vec<&str> = command.split_whitespace().collect();
            match words.as_slice() {
                // What it installs is what this test runs.
                ["cargo", "install", ..] => {}
                ["cd", path] => folder = folder.join(path).canonicalize().expect("the folder is there"),
                _ => {
                    let output = run(&words, &folder, &botocore);
                    let errors = String::from_utf8_lossy(&output.stderr);
                    assert!(output.status.success(), "{command}: {errors}");
                    shown = String::from_utf8_lossy(&output.stdout).into_owned();
                    commands += 1;
                }
            }
        }
    }
    assert_eq!(commands, 6, "the page has other commands");
}
