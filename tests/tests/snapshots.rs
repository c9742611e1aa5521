//! What is generated of one small model a feature, to the byte.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::Value;
use syn::visit::{self, Visit};
use tinsmith_codegen::{Generated, Manifest, ProtocolSupport, Settings};

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

fn generated(name: &str, model: Value) -> Generated {
    let support = |protocol: &&tinsmith_runtime::protocol::Protocol| ProtocolSupport {
        id: protocol.id.to_owned(),
        http_bindings: protocol.http_bindings,
        features: protocol.features.iter().copied().map(str::to_owned).collect(),
    };
    let settings = Settings {
        module: name.to_owned(),
        protocols: tinsmith_runtime::protocol::ALL.iter().map(support).collect(),
        auth_schemes: tinsmith_runtime::auth::ALL.iter().map(|scheme| scheme.id.to_owned()).collect(),
        crate_name: Some("generated-example".to_owned()),
        ..Settings::default()
    };
    match tinsmith_codegen::generate(model, None, &settings) {
        Ok(generated) => generated,
        Err(problems) => panic!("{name}: {}", problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")),
    }
}

/// The text of each file of the service, by its path in the service's folder.
fn files(name: &str, model: Value) -> BTreeMap<String, String> {
    let folder = format!("{name}/");
    let file = |(path, text): (String, String)| {
        (path.strip_prefix(&folder).expect("every file is in the service's folder").to_owned(), text)
    };
    generated(name, model).files.into_iter().map(file).collect()
}

/// A file that several models have alike, not a byte of it different, is shown once, with the models that have it.
#[test]
fn every_feature_is_generated_as_before() {
    let mut owners: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for path in models() {
        let name = path.file_stem().and_then(|stem| stem.to_str()).expect("a name").to_owned();
        for file in files(&name, read(&path)) {
            owners.entry(file).or_default().push(name.clone());
        }
    }
    let mut snapshots: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for ((path, text), owners) in &owners {
        match owners.as_slice() {
            [owner] => snapshots.entry(owner).or_default().push(format!("// {owner}/{path}\n\n{text}")),
            _ => snapshots.entry("alike").or_default().push(format!("// {path} of {}\n\n{text}", owners.join(", "))),
        }
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for (name, texts) in snapshots {
            insta::assert_snapshot!(name, texts.join("\n"));
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
        assert!(files("service", model) == files("service", shuffled), "{}", path.display());
    }
}

#[test]
fn what_is_passed_over_for_another_is_counted() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("models/auth.json");
    let passed_over: Vec<(String, usize)> = generated("auth", read(&path)).ignored_traits.into_iter().collect();
    let counted = [("aws.auth#sigv4a", 2), ("example.auth#handshake", 1), ("smithy.api#httpDigestAuth", 1)];
    assert_eq!(passed_over, counted.map(|(id, count)| (id.to_owned(), count)));
}

/// Literals of structs, but for those of the type that stands around them.
#[derive(Default)]
struct Literals(Vec<String>);

impl<'ast> Visit<'ast> for Literals {
    fn visit_expr_struct(&mut self, literal: &'ast syn::ExprStruct) {
        if !literal.path.is_ident("Self") || literal.rest.is_some() {
            let path: Vec<String> = literal.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            self.0.push(path.join("::"));
        }
        visit::visit_expr_struct(self, literal);
    }
}

/// A field that the runtime gains must break no crate that was generated before: its types are made by functions alone.
#[test]
fn no_type_of_the_runtime_is_written_as_a_literal() {
    let partitions = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../models/partitions.json"));
    let mut files =
        tinsmith_codegen::generate_crate(Some(&partitions), &Manifest::default()).expect("the partitions are right");
    files.retain(|path, _| path.ends_with(".rs"));
    assert!(files.contains_key("src/partitions.rs"));
    for path in models() {
        let name = path.file_stem().and_then(|stem| stem.to_str()).expect("a name");
        files.extend(generated(name, read(&path)).files);
    }
    for (path, text) in files {
        let mut found = Literals::default();
        found.visit_file(&syn::parse_file(&text).expect("it is Rust"));
        assert!(found.0.is_empty(), "{path}: {:?}", found.0);
    }
}

#[test]
fn literals_of_structs_are_found() {
    let text = "static A: S = schema::S { a: 1 }; fn new() -> Self { Self { a: 1, ..S::new() } }
        fn own() -> Self { Self { a: X { b: 1 } } }";
    let mut found = Literals::default();
    found.visit_file(&syn::parse_file(text).expect("it is Rust"));
    assert_eq!(found.0, ["schema::S", "Self", "X"]);
}

/// A program compiles what its services take, and no more.
#[test]
fn a_service_takes_the_features_of_its_protocol_and_its_traits() {
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("models");
    let taken = |name: &str| generated(name, read(&models.join(name).with_extension("json"))).runtime_features;
    let all = ["operations", "structures", "xml_traits"].map(|name| (name.to_owned(), taken(name)));
    let own = [("structures", "http2"), ("more.of\"it", "xml")];
    let own = own.map(|(name, on)| (name.to_owned(), vec![on.to_owned()]));
    let manifest = Manifest { services: BTreeMap::from(all), features: BTreeMap::from(own), ..Manifest::default() };
    let files = tinsmith_codegen::generate_crate(None, &manifest);
    let text = &files.expect("the partitions are right")["Cargo.toml"];
    let of_aws = tinsmith_codegen::generate_crate(None, &Manifest { of_aws: true, ..manifest });
    let of_aws = &of_aws.expect("the partitions are right")["Cargo.toml"];
    assert!(of_aws.contains("default = [\"ring\", \"credentials\", \"operations\""), "{of_aws}");
    for line in [
        r#"default = ["ring", "operations", "structures", "xml_traits"]"#,
        r#"operations = ["tinsmith-runtime/compression", "tinsmith-runtime/md5"]"#,
        r#"structures = ["http2"]"#,
        r#""more.of\"it" = ["xml"]"#,
        r#"xml_traits = ["tinsmith-runtime/xml"]"#,
    ] {
        assert!(text.lines().any(|other| other == line), "{line} is not in\n{text}");
    }
}
