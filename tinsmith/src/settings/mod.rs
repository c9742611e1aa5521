//! `tinsmith.toml`: which services are generated, and from what.

use std::path::{Path, PathBuf};

use tinsmith_codegen::nearest::nearest;
use tinsmith_codegen::{ProtocolSupport, Settings};
use toml::{Table, Value};

use crate::generate::source;

pub(crate) mod pin;

/// What is generated, with all paths made absolute or relative to the working directory.
#[derive(Debug)]
pub struct Configuration {
    /// The file it came from.
    pub path: PathBuf,
    /// The directory that its paths start from.
    pub directory: PathBuf,
    /// The name of the generated package.
    pub package: String,
    /// Whether users get all services without asking for their features.
    pub services_by_default: bool,
    /// `partitions.json`.
    pub partitions: PathBuf,
    /// The services, by module.
    pub services: Vec<ServiceConfiguration>,
}

/// One service of the configuration.
#[derive(Debug)]
pub struct ServiceConfiguration {
    /// The Smithy JSON AST.
    pub model: PathBuf,
    /// The overlay, if any.
    pub overlay: Option<PathBuf>,
    /// What the generator is told.
    pub settings: Settings,
}

/// Reads the configuration.
pub fn load(path: &Path, root: &Path) -> Result<Configuration, String> {
    let text = std::fs::read_to_string(path).map_err(|error| {
        format!("{}: it cannot be read: {error}\n  hint: name the configuration with --config", path.display())
    })?;
    let table: Table = text.parse().map_err(|error| format!("{}: it is not TOML: {error}", path.display()))?;
    let directory = path.parent().unwrap_or(Path::new("")).to_owned();
    let mut reader = Reader { path, problems: Vec::new() };
    reader.only(&table, "", &["package", "models", "services"]);
    let mut services = Vec::new();
    for (name, value) in table.get("services").and_then(Value::as_table).into_iter().flatten() {
        services.extend(reader.service(name, value, &directory));
    }
    services.sort_by(|left, right| left.settings.module.cmp(&right.settings.module));
    if services.is_empty() && reader.problems.is_empty() {
        reader.problem("services", "there is none", "add a table [services.NAME] with `model = \"…\"`");
    }
    let package = reader.text(&table, "", "package").unwrap_or_else(|| "tinsmith-aws".to_owned());
    for service in &mut services {
        service.settings.crate_name = Some(package.clone());
    }
    reader.finish()?;
    Ok(Configuration {
        path: path.to_owned(),
        directory,
        package,
        services_by_default: false,
        partitions: root.join("models/partitions.json"),
        services,
    })
}

/// The configuration of a single model, whose names come from the model.
pub fn of_model(
    model: &Path,
    shape: Option<&str>,
    services: &[String],
    config: Option<&Path>,
    root: &Path,
) -> Result<Configuration, String> {
    let module = match services {
        [] => source::module(model, shape)?,
        [name] => name.clone(),
        _ => return Err("--model takes at most one SERVICE: the name of the module".to_owned()),
    };
    let configured = match config {
        Some(config) => load(config, root)?.services.into_iter().find(|service| service.settings.module == module),
        None => None,
    };
    let service = configured.unwrap_or_else(|| ServiceConfiguration {
        model: model.to_owned(),
        overlay: None,
        settings: Settings {
            module: module.clone(),
            protocols: protocols(),
            auth_schemes: auth_schemes(),
            ..Settings::default()
        },
    });
    let package = format!("{}-client", module.trim_start_matches("r#"));
    let settings = Settings {
        service: shape.map(str::to_owned).or(service.settings.service),
        crate_name: Some(package.clone()),
        ..service.settings
    };
    Ok(Configuration {
        path: model.to_owned(),
        directory: model.parent().unwrap_or(Path::new("")).to_owned(),
        package,
        services_by_default: true,
        partitions: root.join("models/partitions.json"),
        services: vec![ServiceConfiguration { model: model.to_owned(), settings, ..service }],
    })
}

/// What the runtime speaks.
pub fn protocols() -> Vec<ProtocolSupport> {
    let support = |protocol: &&tinsmith_runtime::protocol::Protocol| ProtocolSupport {
        id: protocol.id.to_owned(),
        http_bindings: protocol.http_bindings,
        features: protocol.features.iter().copied().map(str::to_owned).collect(),
    };
    tinsmith_runtime::protocol::ALL.iter().map(support).collect()
}

/// The authentication schemes that the runtime speaks.
pub fn auth_schemes() -> Vec<String> {
    tinsmith_runtime::auth::ALL.iter().map(|scheme| scheme.id.to_owned()).collect()
}

struct Reader<'a> {
    path: &'a Path,
    problems: Vec<String>,
}

impl Reader<'_> {
    fn problem(&mut self, key: &str, reason: &str, hint: &str) {
        let key = key.trim_end_matches('.');
        self.problems.push(format!("{}: {key}: {reason}\n  hint: {hint}", self.path.display()));
    }

    fn finish(self) -> Result<(), String> {
        if self.problems.is_empty() { Ok(()) } else { Err(self.problems.join("\n")) }
    }

    fn only(&mut self, table: &Table, place: &str, known: &[&str]) {
        for key in table.keys().filter(|key| !known.contains(&key.as_str())) {
            let hint = match nearest(key, known.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("known are {}", known.join(", ")),
            };
            self.problem(&format!("{place}{key}"), "there is no such setting", &hint);
        }
    }

    fn service(&mut self, name: &str, value: &Value, directory: &Path) -> Option<ServiceConfiguration> {
        const KNOWN: &[&str] =
            &["model", "overlay", "service", "operations", "except", "event_streams", "ignored_traits", "reference"];
        let place = format!("services.{name}.");
        let Some(table) = value.as_table() else {
            self.problem(&place, "it is not a table", "write [services.NAME]");
            return None;
        };
        self.only(table, &place, KNOWN);
        let legal = name.starts_with(|first: char| first.is_ascii_lowercase())
            && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
            && !["partitions", "runtime", "self", "super", "crate"].contains(&name);
        if !legal {
            let hint = "a lower-case letter, then lower-case letters, digits and underscores";
            self.problem(&place, "the name cannot be that of a module", hint);
        }
        let settings = Settings {
            module: name.to_owned(),
            service: self.text(table, &place, "service"),
            operations: self.list(table, &place, "operations"),
            except: self.list(table, &place, "except").unwrap_or_default(),
            without_event_streams: self.without(table, &place, "event_streams"),
            ignored_traits: self.list(table, &place, "ignored_traits").unwrap_or_default(),
            protocols: protocols(),
            auth_schemes: auth_schemes(),
            crate_name: None,
            reference: self.text(table, &place, "reference"),
        };
        let overlay = self.text(table, &place, "overlay").map(|path| directory.join(path));
        let Some(model) = self.text(table, &place, "model") else {
            if !table.contains_key("model") {
                self.problem(&format!("{place}model"), "it is missing", "name the Smithy JSON AST");
            }
            return None;
        };
        Some(ServiceConfiguration { model: directory.join(model), overlay, settings })
    }

    fn text(&mut self, table: &Table, place: &str, key: &str) -> Option<String> {
        let value = table.get(key)?;
        let text = value.as_str().map(str::to_owned);
        if text.is_none() {
            self.problem(&format!("{place}{key}"), "it is not a string", "put it in quotes");
        }
        text
    }

    /// Whether a setting that is on unless it is said otherwise is off.
    fn without(&mut self, table: &Table, place: &str, key: &str) -> bool {
        let Some(value) = table.get(key) else { return false };
        if value.as_bool().is_none() {
            self.problem(&format!("{place}{key}"), "it is not true or false", &format!("write {key} = false"));
        }
        value.as_bool() == Some(false)
    }

    fn list(&mut self, table: &Table, place: &str, key: &str) -> Option<Vec<String>> {
        let value = table.get(key)?;
        let list = value
            .as_array()
            .and_then(|list| list.iter().map(|entry| entry.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>());
        if list.is_none() {
            self.problem(&format!("{place}{key}"), "it is not a list of strings", "write [\"…\", \"…\"]");
        }
        list
    }
}
