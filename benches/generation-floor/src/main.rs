//! The floor of generation: reading the models with `serde_json` and laying out the generated files with
//! `prettyplease`, without making the syntax trees that these are laid out from. `generation-floor CHECKOUT` prints CPU
//! milliseconds of both parts.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Duration;

use cpu_time::ProcessTime;

fn main() {
    let root = std::env::args().nth(1).map(PathBuf::from).expect("usage: generation-floor CHECKOUT");
    let models = texts(&root.join("models"), "json");
    let reading = time(|| {
        for text in &models {
            black_box(serde_json::from_str::<serde_json::Value>(text).expect("JSON"));
        }
    });
    let files: Vec<syn::File> =
        texts(&root.join("generated/src"), "rs").iter().map(|text| syn::parse_file(text).expect("Rust")).collect();
    let layout = time(|| files.iter().for_each(|file| drop(black_box(prettyplease::unparse(file)))));
    println!("models\t{:.1}\nlayout\t{:.1}", reading.as_secs_f64() * 1e3, layout.as_secs_f64() * 1e3);
}

/// The least CPU time of three runs.
fn time(mut work: impl FnMut()) -> Duration {
    let run = |_| {
        let started = ProcessTime::now();
        work();
        started.elapsed()
    };
    (0..3).map(run).min().unwrap_or_default()
}

/// The files with an extension below a folder; overlays are small, and left out.
fn texts(folder: &Path, extension: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() && extension == "rs" {
            texts.extend(self::texts(&path, extension));
        } else if path.extension().is_some_and(|found| found == extension) {
            texts.push(std::fs::read_to_string(&path).expect("a text"));
        }
    }
    texts
}
