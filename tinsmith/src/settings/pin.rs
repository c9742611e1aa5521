use std::fs;
use std::path::{Path, PathBuf};

use thiserror::Error;
use toml_edit::{DocumentMut, Item, TableLike};

/// `tinsmith.toml`, kept with its comments and format.
pub struct Settings {
    path: PathBuf,
    document: DocumentMut,
}

/// The version of botocore that models come from, and the SHA-256 of its wheel in hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    pub version: String,
    pub sha256: String,
}

/// A service of `tinsmith.toml` and the file its model is kept in.
pub struct ServiceModel {
    pub name: String,
    pub model: PathBuf,
}

#[derive(Debug, Error)]
pub enum SettingsError {
    #[error("{path}: can't read it: {error}")]
    Read { path: String, error: std::io::Error },
    #[error("{path}: not TOML: {error}")]
    Toml { path: String, error: toml_edit::TomlError },
    #[error("{path}: `{key}` is missing or not {expected}\n  hint: {hint}")]
    Key { path: String, key: String, expected: &'static str, hint: &'static str },
}

impl Settings {
    pub fn load(path: &Path) -> Result<Settings, SettingsError> {
        let text = fs::read_to_string(path)
            .map_err(|error| SettingsError::Read { path: path.display().to_string(), error })?;
        Settings::parse(path, &text)
    }

    fn parse(path: &Path, text: &str) -> Result<Settings, SettingsError> {
        let document = text.parse().map_err(|error| SettingsError::Toml { path: path.display().to_string(), error })?;
        Ok(Settings { path: path.to_owned(), document })
    }

    pub fn pin(&self) -> Result<Pin, SettingsError> {
        let value = |key: &str| {
            let item = self.botocore().and_then(|table| table.get(key));
            item.and_then(Item::as_str).map(str::to_owned).ok_or_else(|| {
                let key = format!("models.botocore.{key}");
                self.key(key, "a string", "`models update --version V` writes it")
            })
        };
        Ok(Pin { version: value("version")?, sha256: value("sha256")? })
    }

    pub fn set_pin(&mut self, pin: &Pin) -> Result<(), SettingsError> {
        let missing = self.key("models.botocore".to_owned(), "a table", "add [models.botocore]");
        let table = self
            .document
            .get_mut("models")
            .and_then(|models| models.get_mut("botocore"))
            .and_then(Item::as_table_like_mut)
            .ok_or(missing)?;
        for (key, value) in [("version", &pin.version), ("sha256", &pin.sha256)] {
            set_text(table, key, value);
        }
        Ok(())
    }

    pub fn services(&self) -> Result<Vec<ServiceModel>, SettingsError> {
        let services = self.document.get("services").and_then(Item::as_table_like);
        let services = services.ok_or_else(|| self.key("services".to_owned(), "a table", "add [services.NAME]"))?;
        let folder = self.path.parent().unwrap_or(Path::new(""));
        services
            .iter()
            .map(|(name, service)| {
                let model = service.get("model").and_then(Item::as_str);
                let model = model.ok_or_else(|| {
                    let key = format!("services.{name}.model");
                    self.key(key, "a string", "the path of the model, from this file's folder")
                })?;
                Ok(ServiceModel { name: name.to_owned(), model: folder.join(model) })
            })
            .collect()
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn text(&self) -> String {
        self.document.to_string()
    }

    fn botocore(&self) -> Option<&dyn TableLike> {
        let models = self.document.get("models")?;
        models.get("botocore")?.as_table_like()
    }

    fn key(&self, key: String, expected: &'static str, hint: &'static str) -> SettingsError {
        SettingsError::Key { path: self.path.display().to_string(), key, expected, hint }
    }
}

/// Replaces a value and keeps the comment behind it.
fn set_text(table: &mut dyn TableLike, key: &str, text: &str) {
    let mut value = toml_edit::Value::from(text);
    if let Some(old) = table.get(key).and_then(Item::as_value) {
        *value.decor_mut() = old.decor().clone();
    }
    table.insert(key, Item::Value(value));
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# Why.\n[models.botocore]\nversion = \"1.0.0\" # pinned\nsha256 = \"00\"\n\n[services.sts]\nmodel = \"models/sts.json\"\n";

    fn settings(text: &str) -> Settings {
        Settings::parse(Path::new("folder/tinsmith.toml"), text).expect("the text is TOML")
    }

    #[test]
    fn a_new_pin_changes_two_values_only() {
        let mut settings = settings(TEXT);
        let pin = Pin { version: "2.0.0".to_owned(), sha256: "ff".to_owned() };
        settings.set_pin(&pin).expect("the table is there");
        assert_eq!(settings.text(), TEXT.replace("1.0.0", "2.0.0").replace("\"00\"", "\"ff\""));
        assert_eq!(settings.pin().expect("both are there"), pin);
    }

    #[test]
    fn models_are_beside_the_file() {
        let services = settings(TEXT).services().expect("all is there");
        let models: Vec<_> = services.iter().map(|service| &service.model).collect();
        assert_eq!(models, [Path::new("folder/models/sts.json")]);
    }

    #[test]
    fn a_missing_value_is_named() {
        let error = settings("[models.botocore]\nversion = \"1\"\n").pin();
        let text = error.expect_err("sha256 is missing").to_string();
        assert!(text.contains("`models.botocore.sha256` is missing"), "{text}");
    }
}
