//! What is generated of one small model a feature, to the byte.

use std::path::{Path, PathBuf};

use serde_json::Value;
use tinsmith_codegen::{ProtocolSupport, Settings};

fn models() -> Vec<PathBuf> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("models");
    let entries = std::fs::read_dir(directory).expect("the directory can be read");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("the entry can be read").path()).collect();
    paths.sort();
    paths
}

fn read(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).expect("the model can be read")).expect("it is JSON")
}

/// All files of the service, each under its path.
fn generate(name: &str, model: Value) -> String {
    let support = |protocol: &&tinsmith_runtime::protocol::Protocol| ProtocolSupport {
        id: protocol.id.to_owned(),
        http_bindings: protocol.http_bindings,
    };
    let settings = Settings {
        module: name.to_owned(),
        protocols: tinsmith_runtime::protocol::ALL.iter().map(support).collect(),
        auth_schemes: tinsmith_runtime::auth::ALL.iter().map(|scheme| scheme.id.to_owned()).collect(),
        ..Settings::default()
    };
    let generated = match tinsmith_codegen::generate(model, None, &settings) {
        Ok(generated) => generated,
        Err(problems) => panic!("{name}: {}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")),
    };
    let banner = format!("{}\n\n", tinsmith_codegen::format::BANNER);
    let file = |(path, text): (&String, &String)| {
        let text = text.strip_prefix(&banner).expect("every file carries the banner");
        format!("// {path}\n\n{text}")
    };
    generated.files.iter().map(file).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_feature_is_generated_as_before() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for path in models() {
            let name = path.file_stem().and_then(|stem| stem.to_str()).expect("a name").to_owned();
            insta::assert_snapshot!(name.clone(), generate(&name, read(&path)));
        }
    });
}

#[test]
fn the_order_of_shapes_does_not_matter() {
    for path in models() {
        let model = read(&path);
        let mut shuffled = model.clone();
        let shapes = shuffled.get_mut("shapes").and_then(Value::as_object_mut).expect("shapes");
        *shapes = std::mem::take(shapes).into_iter().rev().collect();
        assert!(generate("service", model) == generate("service", shuffled), "{}", path.display());
    }
}
