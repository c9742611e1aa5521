//! What was measured: rows of figures, kept in a file that is written after each.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::process;

/// The rows, in the order in which they were first measured.
#[derive(Debug)]
pub(super) struct Results {
    path: PathBuf,
    pub(super) rows: Vec<Row>,
    /// What the figures were measured with, by name of the tool.
    pub(super) with: Map<String, Value>,
}

/// A thing that is measured, by everybody who does it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    pub(super) part: String,
    pub(super) name: String,
    pub(super) unit: String,
    pub(super) figures: Vec<Figure>,
}

/// What somebody needs for it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figure {
    pub(super) column: String,
    pub(super) value: f64,
    pub(super) date: String,
}

impl Row {
    /// The figure of a column.
    pub(super) fn value(&self, column: &str) -> Option<f64> {
        self.figures.iter().find(|figure| figure.column == column).map(|figure| figure.value)
    }

    /// How much less ours is: theirs divided by ours.
    pub(super) fn ratio(&self) -> Option<f64> {
        let ours = self.value("tinsmith").filter(|ours| *ours > 0.0)?;
        Some(self.value("sdk")? / ours)
    }
}

impl Results {
    /// The results of a file; none where there is none.
    pub(super) fn load(path: &Path) -> Result<Self, String> {
        let mut results = Self { path: path.to_owned(), rows: Vec::new(), with: Map::new() };
        if path.exists() {
            let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
            let value = serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
            results.read(&value).ok_or_else(|| format!("{}: these are no results of the suite", path.display()))?;
        }
        Ok(results)
    }

    fn read(&mut self, value: &Value) -> Option<()> {
        self.with = value.get("with")?.as_object()?.clone();
        for row in value.get("rows")?.as_array()? {
            let text = |key: &str| row.get(key)?.as_str().map(str::to_owned);
            let figures = row.get("figures")?.as_object()?.iter().map(|(column, figure)| {
                let date = figure.get("date")?.as_str()?.to_owned();
                Some(Figure { column: column.clone(), value: figure.get("value")?.as_f64()?, date })
            });
            let figures = figures.collect::<Option<Vec<Figure>>>()?;
            self.rows.push(Row { part: text("part")?, name: text("name")?, unit: text("unit")?, figures });
        }
        Some(())
    }

    /// Replaces a figure, and writes the file.
    pub(super) fn put(&mut self, part: &str, name: &str, unit: &str, column: &str, value: f64) -> Result<(), String> {
        let is_it = |row: &Row| row.part == part && row.name == name && row.unit == unit;
        let position = self.rows.iter().position(is_it).unwrap_or_else(|| {
            let [part, name, unit] = [part, name, unit].map(str::to_owned);
            self.rows.push(Row { part, name, unit, figures: Vec::new() });
            self.rows.len() - 1
        });
        let figures = &mut self.rows[position].figures;
        figures.retain(|figure| figure.column != column);
        figures.push(Figure { column: column.to_owned(), value, date: process::date() });
        self.write()
    }

    /// Keeps what the figures of a part were measured with.
    pub(super) fn measured_with(&mut self, part: &str, with: &str) -> Result<(), String> {
        self.with.insert(part.to_owned(), json!({"with": with, "date": process::date()}));
        self.write()
    }

    fn write(&self) -> Result<(), String> {
        let rows: Vec<Value> = self.rows.iter().map(row).collect();
        let value = json!({"with": self.with, "rows": rows});
        let text = serde_json::to_string_pretty(&value).map_err(|error| error.to_string())? + "\n";
        std::fs::write(&self.path, text).map_err(|error| format!("{}: {error}", self.path.display()))
    }
}

fn row(row: &Row) -> Value {
    let figures: Map<String, Value> = row
        .figures
        .iter()
        .map(|figure| (figure.column.clone(), json!({"value": figure.value, "date": figure.date})))
        .collect();
    json!({"part": row.part, "name": row.name, "unit": row.unit, "ratio": row.ratio(), "figures": figures})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_replaces_that_of_its_column_and_is_read_back() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("results.json");
        let mut results = Results::load(&path).expect("no results yet");
        for (column, value) in [("sdk", 8.0), ("tinsmith", 4.0), ("tinsmith", 2.0)] {
            results.put("calls", "assume_role", "instructions", column, value).expect("a file");
        }
        results.put("calls", "assume_role", "allocations", "tinsmith", 7.0).expect("a file");
        let read = Results::load(&path).expect("the results");
        assert_eq!(read.rows, results.rows);
        assert_eq!(read.rows.len(), 2);
        assert_eq!(read.rows[0].ratio(), Some(4.0));
        assert_eq!(read.rows[1].ratio(), None);
    }
}
