//! A small service in botocore's dialect, and the comparison of models.
#![allow(dead_code, reason = "each test program takes its own part")]

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use flate2::{Compression, write::GzEncoder};
use serde_json::{Map, Value, json};
use tinsmith::import::ServiceFiles;
use zip::write::SimpleFileOptions;

pub fn tiny_service() -> ServiceFiles {
    let text = include_str!("../tiny.botocore.json");
    let files: Value = serde_json::from_str(text).expect("the file is JSON");
    let file = |name: &str| files.get(name).cloned();
    ServiceFiles {
        name: "tiny".to_owned(),
        service: file("service-2").expect("the file has it"),
        service_extras: None,
        paginators: file("paginators-1"),
        paginators_extras: None,
        waiters: file("waiters-2"),
        endpoint_rules: file("endpoint-rule-set-1"),
    }
}

pub fn pretty(value: &Value) -> String {
    format!("{value:#}")
}

/// The JSON pointers of everything in a value.
pub fn places(value: &Value) -> Vec<String> {
    let below: Vec<(String, &Value)> = match value {
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(list) => (0..).map(|i: usize| i.to_string()).zip(list).collect(),
        _ => Vec::new(),
    };
    let mut out = vec![String::new()];
    for (key, value) in below {
        let key = key.replace('~', "~0").replace('/', "~1");
        out.extend(places(value).iter().map(|place| format!("/{key}{place}")));
    }
    out
}

/// Writes a wheel with one service, an older version of it, and partitions.
pub fn wheel(folder: &Path, files: &ServiceFiles) -> PathBuf {
    let path = folder.join("botocore-0.0.0-py3-none-any.whl");
    let mut zip = zip::ZipWriter::new(File::create(&path).expect("writable"));
    let mut add = |name: &str, bytes: &[u8]| {
        let name = format!("botocore/data/{name}");
        zip.start_file(name, SimpleFileOptions::default()).and_then(|()| Ok(zip.write_all(bytes)?)).expect("writable");
    };
    let service = gzip(files.service.to_string().as_bytes());
    add("tiny/2020-01-01/service-2.json.gz", &gzip(b"{}"));
    add("tiny/2020-02-02/service-2.json.gz", &service);
    let others = [("paginators-1.json", &files.paginators), ("waiters-2.json", &files.waiters)];
    for (name, value) in others {
        let text = value.as_ref().map(Value::to_string).unwrap_or_default();
        add(&format!("tiny/2020-02-02/{name}"), text.as_bytes());
    }
    add("partitions.json", br#"{"version": "1.1"}"#);
    zip.finish().expect("writable");
    path
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory is writable");
    encoder.finish().expect("memory is writable")
}

pub fn unpack(wheel: &Path, folder: &Path) {
    let file = File::open(wheel).expect("readable");
    let mut zip = zip::ZipArchive::new(file).expect("a wheel");
    for index in 0..zip.len() {
        let mut entry = zip.by_index(index).expect("an entry");
        let path = folder.join(entry.name().expect("a name").as_ref());
        fs::create_dir_all(path.parent().expect("not the root")).expect("writable");
        io::copy(&mut entry, &mut File::create(path).expect("writable")).expect("writable");
    }
}

/// Traits that a merged model may have beyond the published one.
const MAY_ADD: [&str; 3] = ["smithy.api#retryable", "smithy.api#sensitive", "tinsmith#summary"];

/// Where a model says less or something else than another.
pub fn differences(model: &Value, published: &Value) -> Vec<String> {
    let ours = shapes(model);
    let theirs = shapes(published);
    let mut out = Vec::new();
    for (id, _) in ours.iter().filter(|(id, _)| !theirs.contains_key(*id)) {
        out.push(format!("{id}: not in the published model"));
    }
    for (id, theirs) in &theirs {
        match ours.get(id) {
            None => out.push(format!("{id}: missing")),
            Some(ours) => shape_differences(id, ours, theirs, &mut out),
        }
    }
    out.sort();
    out.dedup();
    out
}

/// The shapes, the service under a name of its own.
fn shapes(model: &Value) -> Map<String, Value> {
    let shapes = model["shapes"].as_object().expect("a model has shapes");
    shapes
        .iter()
        .map(|(id, shape)| match shape["type"].as_str() {
            Some("service") => ("(service)".to_owned(), shape.clone()),
            _ => (id.clone(), shape.clone()),
        })
        .collect()
}

fn shape_differences(place: &str, ours: &Value, theirs: &Value, out: &mut Vec<String>) {
    let map = |value: &Value| value.as_object().cloned().unwrap_or_default();
    let (ours, theirs) = (map(ours), map(theirs));
    for key in ours.keys().chain(theirs.keys()) {
        let (ours, theirs) = (ours.get(key), theirs.get(key));
        match (key.as_str(), ours, theirs) {
            ("traits", ours, theirs) => {
                let empty = json!({});
                let (ours, theirs) = (ours.unwrap_or(&empty), theirs.unwrap_or(&empty));
                trait_differences(place, &map(ours), &map(theirs), out);
            }
            ("members", Some(ours), Some(theirs)) => {
                let (ours, theirs) = (map(ours), map(theirs));
                if !ours.keys().eq(theirs.keys()) {
                    out.push(format!("{place}: members or their order differ"));
                }
                for (name, theirs) in &theirs {
                    let ours = ours.get(name).unwrap_or(&Value::Null);
                    shape_differences(&format!("{place}${name}"), ours, theirs, out);
                }
            }
            ("member" | "key" | "value", Some(ours), Some(theirs)) => {
                shape_differences(&format!("{place}${key}"), ours, theirs, out);
            }
            (_, ours, theirs) if ours != theirs => {
                out.push(format!("{place}: `{key}` is {ours:?}, not {theirs:?}"));
            }
            _ => {}
        }
    }
}

fn trait_differences(place: &str, ours: &Map<String, Value>, theirs: &Map<String, Value>, out: &mut Vec<String>) {
    let said = |traits: &Map<String, Value>, id: &str| {
        // A default of null says that there is none, as its absence does.
        let value = traits.get(id).cloned();
        value.filter(|value| id != "smithy.api#default" || !value.is_null())
    };
    for id in ours.keys().chain(theirs.keys()) {
        let (ours, theirs) = (said(ours, id), said(theirs, id));
        let added = theirs.is_none() && MAY_ADD.contains(&id.as_str());
        if ours != theirs && !added {
            out.push(format!("{place}: `{id}` is {ours:?}, not {theirs:?}"));
        }
    }
}

/// A folder with as much of botocore as the clients of the tutorial take: STS, Secrets Manager, partitions.
pub fn aws_in_miniature(folder: &Path) -> PathBuf {
    let data = folder.join("botocore/data");
    let text = json!({"shape": "Text"});
    let service = |id: &str, prefix: &str, protocol: Value, operations: &[&str]| {
        let operation = |name: &&str| {
            let http = json!({"method": "POST", "requestUri": "/"});
            let body = json!({"shape": "Body"});
            (
                (*name).to_owned(),
                json!({"name": name, "http": http, "input": {"shape": format!("{name}Request")}, "output": body}),
            )
        };
        let request = |name: &&str| (format!("{name}Request"), json!({"type": "structure", "members": {}}));
        let mut metadata = json!({
            "apiVersion": "2020-01-01", "endpointPrefix": prefix, "serviceId": id, "signatureVersion": "v4",
            "serviceFullName": id, "uid": id,
        });
        metadata.as_object_mut().expect("an object").extend(protocol.as_object().expect("an object").clone());
        let mut shapes: Map<String, Value> = operations.iter().map(request).collect();
        shapes.insert("Body".to_owned(), json!({"type": "structure", "members": {"Text": text}}));
        shapes.insert("Text".to_owned(), json!({"type": "string"}));
        json!({
            "metadata": metadata,
            "operations": operations.iter().map(operation).collect::<Map<String, Value>>(),
            "shapes": shapes,
        })
    };
    let query = json!({"protocol": "query", "xmlNamespace": "https://sts.amazonaws.com/doc/2011-06-15/"});
    let in_json = json!({"protocol": "json", "jsonVersion": "1.1", "targetPrefix": "secretsmanager"});
    let sts = service("STS", "sts", query, &["AssumeRole", "GetCallerIdentity", "GetSessionToken"]);
    let secrets = service("Secrets Manager", "secretsmanager", in_json, &["GetSecretValue", "PutSecretValue"]);
    for (name, service) in [("sts", sts), ("secretsmanager", secrets)] {
        let folder = data.join(name).join("2020-01-01");
        fs::create_dir_all(&folder).expect("writable");
        fs::write(folder.join("service-2.json"), service.to_string()).expect("writable");
    }
    let partitions = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models/partitions.json");
    fs::copy(partitions, data.join("partitions.json")).expect("writable");
    folder.to_owned()
}

/// A wheel that pip takes, with what is in a folder of botocore.
pub fn installable_wheel(botocore: &Path, version: &str, to: &Path) -> PathBuf {
    let path = to.join(format!("botocore-{version}-py3-none-any.whl"));
    let mut zip = zip::ZipWriter::new(File::create(&path).expect("writable"));
    let mut add = |name: &str, bytes: &[u8]| {
        zip.start_file(name, SimpleFileOptions::default()).and_then(|()| Ok(zip.write_all(bytes)?)).expect("writable");
    };
    for file in ["sts/2020-01-01/service-2.json", "secretsmanager/2020-01-01/service-2.json", "partitions.json"] {
        let file = format!("botocore/data/{file}");
        add(&file, &fs::read(botocore.join(&file)).expect("readable"));
    }
    let about = format!("botocore-{version}.dist-info");
    add(
        &format!("{about}/METADATA"),
        format!("Metadata-Version: 2.1\nName: botocore\nVersion: {version}\n").as_bytes(),
    );
    add(&format!("{about}/WHEEL"), b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
    add(&format!("{about}/RECORD"), b"");
    zip.finish().expect("writable");
    path
}
