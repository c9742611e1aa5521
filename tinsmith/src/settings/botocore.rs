//! `[models.botocore]`: the version of botocore that models come from.

use toml::Table;
use toml_edit::{DocumentMut, Item, TableLike};

use super::reader::Reader;

/// A version of botocore, and the SHA-256 of its wheel in hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    /// The version.
    pub version: String,
    /// The SHA-256.
    pub sha256: String,
}

pub(super) fn read(reader: &mut Reader<'_>, models: &Table) -> Option<Pin> {
    let table = reader.table(models, "models.", "botocore")?;
    let place = "models.botocore.";
    reader.only(table, place, &["version", "sha256"]);
    let mut text = |key: &str| {
        if !table.contains_key(key) {
            reader.problem(&format!("{place}{key}"), "it is missing", "`update --version V` writes both");
        }
        reader.text(table, place, key)
    };
    let (version, sha256) = (text("version"), text("sha256"));
    Some(Pin { version: version?, sha256: sha256? })
}

/// The text of a configuration with another pin; all else of it stays, comments and format too.
///
/// # Errors
///
/// A text that is not TOML.
pub fn with_pin(text: &str, pin: &Pin) -> Result<String, String> {
    let mut document: DocumentMut = text.parse().map_err(|error| format!("it is not TOML: {error}"))?;
    let models = document.entry("models").or_insert_with(implicit_table);
    let botocore = models.as_table_like_mut().map(|models| models.entry("botocore").or_insert_with(toml_edit::table));
    let table = botocore.and_then(Item::as_table_like_mut).ok_or("`models.botocore` is not a table")?;
    for (key, value) in [("version", &pin.version), ("sha256", &pin.sha256)] {
        set_text(table, key, value);
    }
    Ok(document.to_string())
}

/// A table that only its tables show.
fn implicit_table() -> Item {
    let mut table = toml_edit::Table::new();
    table.set_implicit(true);
    Item::Table(table)
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
    use super::{Pin, with_pin};

    const TEXT: &str = "# Why.\n[models.botocore]\nversion = \"1.0.0\" # pinned\nsha256 = \"00\"\n\n[services.sts]\nmodel = \"models/sts.json\"\n";

    fn pin() -> Pin {
        Pin { version: "2.0.0".to_owned(), sha256: "ff".to_owned() }
    }

    #[test]
    fn a_new_pin_changes_two_values_only() {
        let expected = TEXT.replace("1.0.0", "2.0.0").replace("\"00\"", "\"ff\"");
        assert_eq!(with_pin(TEXT, &pin()).as_deref(), Ok(expected.as_str()));
    }

    #[test]
    fn a_file_without_a_pin_gets_one() {
        let text = with_pin("[services.sts]\nmodel = \"sts.json\"\n", &pin()).expect("it is TOML");
        assert!(text.ends_with("[models.botocore]\nversion = \"2.0.0\"\nsha256 = \"ff\"\n"), "{text}");
        assert_eq!(with_pin("models = 1\n", &pin()), Err("`models.botocore` is not a table".to_owned()));
    }
}
