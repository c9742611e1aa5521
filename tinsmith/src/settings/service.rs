//! `[services.NAME]`: what one client is generated from.

use std::path::{Path, PathBuf};

use tinsmith_codegen::{ProtocolSupport, Settings};
use toml::{Table, Value};

use super::reader::Reader;

/// One service of the configuration.
#[derive(Debug)]
pub struct ServiceConfiguration {
    /// The Smithy JSON AST.
    pub model: PathBuf,
    /// The overlay, if any.
    pub overlay: Option<PathBuf>,
    /// Whether the service's own documentation is rendered; what the model carries where nothing is said.
    pub docs: Option<bool>,
    /// What the generator is told.
    pub settings: Settings,
}

const KNOWN: &[&str] =
    &["model", "overlay", "service", "operations", "except", "event_streams", "ignored_traits", "reference", "docs"];

/// Names of modules that a generated crate has anyway, or that no module can have.
const TAKEN: &[&str] = &["partitions", "runtime", "self", "super", "crate"];

impl ServiceConfiguration {
    /// A service of which only the model is known.
    pub fn of_model(model: &Path, module: &str) -> Self {
        let settings = Settings {
            module: module.to_owned(),
            protocols: protocols(),
            auth_schemes: auth_schemes(),
            ..Settings::default()
        };
        Self { model: model.to_owned(), overlay: None, docs: None, settings }
    }

    pub(super) fn read(reader: &mut Reader<'_>, name: &str, value: &Value, directory: &Path) -> Option<Self> {
        let place = format!("services.{name}.");
        let Some(table) = value.as_table() else {
            reader.problem(&place, "it is not a table", "write [services.NAME]");
            return None;
        };
        reader.only(table, &place, KNOWN);
        let legal = name.starts_with(|first: char| first.is_ascii_lowercase())
            && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
            && !TAKEN.contains(&name);
        if !legal {
            let hint = "a lower-case letter, then lower-case letters, digits and underscores";
            reader.problem(&place, "the name cannot be that of a module", hint);
        }
        let overlay = reader.text(table, &place, "overlay").map(|path| directory.join(path));
        let settings = settings(reader, table, &place, name);
        let docs = reader.flag(table, &place, "docs");
        let Some(model) = reader.text(table, &place, "model") else {
            if !table.contains_key("model") {
                reader.problem(&format!("{place}model"), "it is missing", "name the Smithy JSON AST");
            }
            return None;
        };
        Some(Self { model: directory.join(model), overlay, docs, settings })
    }
}

fn settings(reader: &mut Reader<'_>, table: &Table, place: &str, name: &str) -> Settings {
    Settings {
        module: name.to_owned(),
        service: reader.text(table, place, "service"),
        operations: reader.list(table, place, "operations"),
        except: reader.list(table, place, "except").unwrap_or_default(),
        without_event_streams: reader.flag(table, place, "event_streams") == Some(false),
        ignored_traits: reader.list(table, place, "ignored_traits").unwrap_or_default(),
        protocols: protocols(),
        auth_schemes: auth_schemes(),
        reference: reader.text(table, place, "reference"),
        ..Settings::default()
    }
}

/// What the runtime speaks.
#[must_use]
pub fn protocols() -> Vec<ProtocolSupport> {
    let support = |protocol: &&tinsmith_runtime::protocol::Protocol| ProtocolSupport {
        id: protocol.id.to_owned(),
        http_bindings: protocol.http_bindings,
        features: protocol.features.iter().copied().map(str::to_owned).collect(),
    };
    tinsmith_runtime::protocol::ALL.iter().map(support).collect()
}

/// The authentication schemes that the runtime speaks.
#[must_use]
pub fn auth_schemes() -> Vec<String> {
    tinsmith_runtime::auth::ALL.iter().map(|scheme| scheme.id.to_owned()).collect()
}
