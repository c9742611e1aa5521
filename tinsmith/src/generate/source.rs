//! Models and overlays from disk.

use std::path::Path;

use serde_json::Value;
use tinsmith_codegen::{Problem, module_name};

/// Reads a file.
pub fn read(path: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(path).map_err(|error| format!("{}: it cannot be read: {error}", path.display()))
}

/// The JSON of a file's content.
pub fn parse(path: &Path, bytes: &[u8]) -> Result<Value, String> {
    serde_json::from_slice(bytes).map_err(|error| {
        let path = path.display();
        if is_idl(bytes) {
            return format!("{path}: it is Smithy IDL, not JSON\n  hint: `smithy ast {path}` writes it as a JSON AST");
        }
        format!("{path}: it is not JSON: {error}")
    })
}

/// Every problem with the file that it is in.
pub fn with_file(path: &Path, problems: &[Problem]) -> String {
    problems.iter().map(|problem| format!("{}: {problem}", path.display())).collect::<Vec<_>>().join("\n")
}

/// Whether it begins as a file of Smithy's own language does.
fn is_idl(text: &[u8]) -> bool {
    let text = String::from_utf8_lossy(text);
    let first = text.lines().map(str::trim_start).find(|line| !line.is_empty() && !line.starts_with("//"));
    first.is_some_and(|line| ["$version", "namespace ", "metadata ", "use "].iter().any(|word| line.starts_with(word)))
}

/// The module of a model without a configuration: the service's `sdkId`, or its name.
pub fn module(model: &Value, shape: Option<&str>) -> String {
    let services = model.get("shapes").and_then(Value::as_object).into_iter().flatten();
    let service =
        services.filter(|(_, value)| value.get("type").is_some_and(|kind| kind == "service")).find(|(id, _)| {
            shape.is_none_or(|shape| *id == shape || id.rsplit_once('#').is_some_and(|(_, name)| name == shape))
        });
    let name = service.map(|(id, value)| {
        let sdk_id = value.pointer("/traits/aws.api#service/sdkId").and_then(Value::as_str);
        sdk_id.unwrap_or_else(|| id.rsplit_once('#').map_or(id.as_str(), |(_, name)| name)).to_owned()
    });
    module_name(name.as_deref().unwrap_or("service"))
}
