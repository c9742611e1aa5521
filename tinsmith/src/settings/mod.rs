//! `tinsmith.toml`: which services are generated, and from what.

mod botocore;
mod module;
mod package;
mod reader;
mod runtime;
mod service;

use std::path::{Path, PathBuf};

use toml::{Table, Value};

pub use self::botocore::{Pin, with_pin};
pub use self::package::{Package, is_package_name};
use self::reader::Reader;
pub use self::runtime::RuntimeSource;
pub use self::service::{ServiceConfiguration, auth_schemes, protocols};

/// The name of the file.
pub const FILE: &str = "tinsmith.toml";

/// What is generated. Paths are from the directory of the file.
#[derive(Debug)]
pub struct Configuration {
    /// The file it came from.
    pub path: PathBuf,
    /// The directory that its paths start from.
    pub directory: PathBuf,
    /// The directory of the generated crate, or of the module.
    pub out: Option<PathBuf>,
    /// The path of the module that is generated instead of a crate, such as `crate::clients`.
    pub module: Option<String>,
    /// What the user says of the crate.
    pub package: Package,
    /// Where the runtime comes from.
    pub runtime: Option<RuntimeSource>,
    /// Whether the documentation of services is rendered, where they do not say it themselves.
    pub docs: Option<bool>,
    /// The regions of AWS, and the partitions that they belong to.
    pub partitions: Option<PathBuf>,
    /// The botocore that models come from.
    pub botocore: Option<Pin>,
    /// The services, by module.
    pub services: Vec<ServiceConfiguration>,
}

const KNOWN: &[&str] = &["out", "module", "docs", "package", "features", "runtime", "models", "services"];

/// Reads the configuration.
///
/// # Errors
///
/// A file that cannot be read, or everything that is wrong with it.
pub fn load(path: &Path) -> Result<Configuration, String> {
    let text = std::fs::read_to_string(path).map_err(|error| {
        format!("{}: it cannot be read: {error}\n  hint: name the configuration with --config, or make a crate with `tinsmith new`", path.display())
    })?;
    parse(path, path.parent().unwrap_or(Path::new("")), &text)
}

/// The configuration that a text says, whose paths start from a directory.
///
/// # Errors
///
/// Everything that is wrong with it.
pub fn parse(path: &Path, directory: &Path, text: &str) -> Result<Configuration, String> {
    let table: Table = text.parse().map_err(|error| format!("{}: it is not TOML: {error}", path.display()))?;
    let mut reader = Reader::new(path);
    reader.only(&table, "", KNOWN);
    let mut services = Vec::new();
    for (name, value) in table.get("services").and_then(Value::as_table).into_iter().flatten() {
        services.extend(ServiceConfiguration::read(&mut reader, name, value, directory));
    }
    services.sort_by(|left, right| left.settings.module.cmp(&right.settings.module));
    if services.is_empty() && reader.is_well() {
        reader.problem("services", "there is none", "add a table [services.NAME] with `model = \"…\"`");
    }
    let models = reader.table(&table, "", "models").cloned().unwrap_or_default();
    reader.only(&models, "models.", &["botocore", "partitions"]);
    let module = module::read(&mut reader, &table);
    for service in &mut services {
        service.settings.parent.clone_from(&module);
    }
    let configuration = Configuration {
        path: path.to_owned(),
        directory: directory.to_owned(),
        out: reader.text(&table, "", "out").map(|out| directory.join(out)),
        module,
        package: package::read(&mut reader, &table),
        runtime: runtime::read(&mut reader, &table, directory),
        docs: reader.flag(&table, "", "docs"),
        partitions: reader.text(&models, "models.", "partitions").map(|path| directory.join(path)),
        botocore: botocore::read(&mut reader, &models),
        services,
    };
    reader.finish()?;
    Ok(configuration)
}

impl Configuration {
    /// The folder of Rust files in the directory that is written to, with a `/` behind it if it is not that itself.
    #[must_use]
    pub fn sources(&self) -> &'static str {
        if self.module.is_some() { "" } else { "src/" }
    }

    /// The configuration of a single model, which is generated with what another says of a service of that name, if any.
    #[must_use]
    pub fn of_model(model: &Path, module: &str, service: Option<&str>, other: Option<Self>) -> Self {
        let mut other = other.unwrap_or_else(|| Self {
            path: model.to_owned(),
            directory: model.parent().unwrap_or(Path::new("")).to_owned(),
            out: None,
            module: None,
            package: Package::default(),
            runtime: None,
            docs: None,
            partitions: None,
            botocore: None,
            services: Vec::new(),
        });
        let configured = other.services.into_iter().find(|service| service.settings.module == module);
        let mut configured = configured.unwrap_or_else(|| ServiceConfiguration::of_model(model, module));
        model.clone_into(&mut configured.model);
        configured.settings.parent.clone_from(&other.module);
        if let Some(service) = service {
            configured.settings.service = Some(service.to_owned());
        }
        other.services = vec![configured];
        if other.package.table.get("name").is_none() {
            let name = format!("{}-client", module.trim_start_matches("r#"));
            other.package.table.insert("name".to_owned(), Value::from(name));
        }
        other
    }
}
