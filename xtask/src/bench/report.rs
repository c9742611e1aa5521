//! The results as tables, of all in `benches/RESULTS.md` and of the most telling in the README, and as a picture.

use std::path::Path;

use super::picture;
use super::results::{Results, Row};

/// Who is measured, by name in the results and in tables.
const COLUMNS: &[(&str, &str)] =
    &[("sdk", "AWS SDK for Rust"), ("tinsmith", "Tinsmith"), ("boto3", "boto3"), ("floor", "floor")];

/// The rows of the README and the picture: part, name, unit, and what to call them.
const HEADLINES: &[(&str, &str, &str, &str)] = &[
    ("compile", "quicksight, check, the crate alone", "CPU seconds", "check QuickSight's crate, CPU seconds"),
    ("compile", "quicksight, dev, the crate alone", "CPU seconds", "compile QuickSight's crate, dev, CPU seconds"),
    (
        "compile",
        "quicksight, release, the crate alone",
        "CPU seconds",
        "compile QuickSight's crate, release, CPU seconds",
    ),
    ("compile", "quicksight, release", "MiB of the largest compiler", "memory for that, MiB"),
    ("compile", "sts, release", "CPU seconds", "program with STS from nothing, release, CPU seconds"),
    ("compile", "all, release", "CPU seconds", "program with all three, release, CPU seconds"),
    ("compile", "all", "crates", "its crates"),
    ("compile", "all, release", "bytes, stripped", "its size, bytes"),
    ("compile", "all, small", "bytes, stripped", "its size when made small, bytes"),
    ("calls", "assume_role", "instructions", "signed small call, awsQuery, instructions"),
    ("calls", "create_identity_source", "instructions", "signed small call, awsJson1_0, instructions"),
    ("calls", "get_identity_context", "instructions", "signed small call, restJson1, instructions"),
    ("calls", "get_identity_context", "allocations", "allocations of that"),
    ("calls", "batch_is_authorized", "instructions", "call of 11 kB up, 14 kB down, instructions"),
    ("calls", "describe_analysis_definition_parse", "instructions", "reading 1 MB, instructions"),
    ("calls", "create_analysis_serialize", "instructions", "writing 1 MB, instructions"),
    ("calls", "create_analysis", "instructions", "call with 1 MB up, instructions"),
    ("loopback", "assume_role, 1 in flight", "CPU µs a call", "call over loopback, CPU µs"),
    ("loopback", "assume_role, 1000 in flight", "CPU µs a call", "one of 1,000 in flight, CPU µs"),
    ("loopback", "assume_role, 1 in flight", "ms to the first answer", "until the first answer, ms"),
];

/// Where the README's tables stand.
const MARKERS: [&str; 2] = ["<!-- made by `cargo xtask bench` -->", "<!-- until here -->"];

/// Writes tables and picture.
pub(super) fn write(results: &Results, root: &Path) -> Result<(), String> {
    let put = |path: &str, text: String| {
        let path = root.join(path);
        std::fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))
    };
    put("benches/RESULTS.md", tables(results))?;
    put("benches/results.svg", picture::bars(&headlines(results)))?;
    let path = root.join("README.md");
    let readme = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let readme = between(&readme, &headline_table(results)).ok_or("README.md: it lacks the markers of the tables")?;
    put("README.md", readme)
}

/// The label and the row of each headline that both sides have.
fn headlines(results: &Results) -> Vec<(&'static str, &Row)> {
    let row = |(part, name, unit, label): &(&str, &str, &str, &'static str)| {
        let row = results.rows.iter().find(|row| row.part == *part && row.name == *name && row.unit == *unit)?;
        row.ratio().map(|_| (*label, row))
    };
    HEADLINES.iter().filter_map(row).collect()
}

fn headline_table(results: &Results) -> String {
    let mut text = "\n| | AWS SDK for Rust | Tinsmith | ratio |\n|---|---:|---:|---:|\n".to_owned();
    for (label, row) in headlines(results) {
        let [sdk, tinsmith] = ["sdk", "tinsmith"].map(|column| row.value(column).map(number).unwrap_or_default());
        text += &format!("| {label} | {sdk} | {tinsmith} | {} |\n", row.ratio().map(ratio).unwrap_or_default());
    }
    text + "\n"
}

/// The text with what stands between the markers replaced.
fn between(text: &str, replacement: &str) -> Option<String> {
    let (before, rest) = text.split_once(MARKERS[0])?;
    let (_, after) = rest.split_once(MARKERS[1])?;
    Some(format!("{before}{}\n{replacement}{}{after}", MARKERS[0], MARKERS[1]))
}

/// All rows, a table for each part.
fn tables(results: &Results) -> String {
    let mut text =
        "# Results\n\nWritten by `cargo xtask bench`; [README.md](README.md) says what the rows mean. A ratio \
        is the SDK's figure divided by Tinsmith's.\n"
            .to_owned();
    let mut parts: Vec<&str> = Vec::new();
    for row in &results.rows {
        if !parts.contains(&row.part.as_str()) {
            parts.push(&row.part);
        }
    }
    for part in parts {
        text += &table(part, results);
    }
    text
}

fn table(part: &str, results: &Results) -> String {
    let rows: Vec<&Row> = results.rows.iter().filter(|row| row.part == part).collect();
    let columns: Vec<&(&str, &str)> =
        COLUMNS.iter().filter(|(column, _)| rows.iter().any(|row| row.value(column).is_some())).collect();
    let with = results.with.get(part).and_then(|with| with.get("with")?.as_str()).unwrap_or_default();
    let mut text = format!("\n## `cargo xtask bench {part}`\n\n{with}\n\n| | unit |");
    columns.iter().for_each(|(_, title)| text += &format!(" {title} |"));
    text += " ratio | measured |\n|---|---|";
    text += &"---:|".repeat(columns.len() + 1);
    text += "---|\n";
    for row in rows {
        text += &format!("| {} | {} |", row.name, row.unit);
        columns.iter().for_each(|(column, _)| {
            text += &format!(" {} |", row.value(column).map(number).unwrap_or_default());
        });
        text += &format!(" {} | {} |\n", row.ratio().map(ratio).unwrap_or_default(), dates(row));
    }
    text
}

/// When it was measured; each column's day where they differ.
fn dates(row: &Row) -> String {
    match row.figures.first() {
        Some(first) if row.figures.iter().all(|figure| figure.date == first.date) => first.date.clone(),
        _ => row
            .figures
            .iter()
            .map(|figure| format!("{}: {}", figure.column, figure.date))
            .collect::<Vec<_>>()
            .join(", "),
    }
}

/// A number with its thousands apart; with a decimal where it is small.
fn number(value: f64) -> String {
    let text = if value.fract() == 0.0 || value >= 1000.0 { format!("{value:.0}") } else { format!("{value:.1}") };
    let (whole, fraction) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + fraction
}

/// A ratio: two digits are what the machine's noise leaves.
pub(super) fn ratio(ratio: f64) -> String {
    if ratio >= 10.0 { format!("{ratio:.0}") } else { format!("{ratio:.1}") }
}

#[cfg(test)]
mod tests {
    use super::super::results::Figure;
    use super::*;

    fn results() -> Results {
        let figure = |column: &str, value| Figure { column: column.to_owned(), value, date: "2026-11-26".to_owned() };
        let row = |name: &str, unit: &str, figures| Row {
            part: "calls".to_owned(),
            name: name.to_owned(),
            unit: unit.to_owned(),
            figures,
        };
        let mut results = Results::load(Path::new("no such file")).expect("no results");
        results.rows = vec![
            row("assume_role", "instructions", vec![figure("sdk", 344_485.0), figure("tinsmith", 43_060.5)]),
            row("create_analysis_validate", "instructions", vec![figure("tinsmith", 950.0)]),
        ];
        results
    }

    #[test]
    fn a_table_has_the_columns_that_were_measured_and_ratios_where_there_are_both() {
        insta::assert_snapshot!(tables(&results()));
    }

    #[test]
    fn the_readme_has_headlines_of_both_sides_between_the_markers() {
        let text = format!("before\n{}\nold\n{}\nafter\n", MARKERS[0], MARKERS[1]);
        insta::assert_snapshot!(between(&text, &headline_table(&results())).expect("markers"));
        assert_eq!(between("no markers", ""), None);
    }

    #[test]
    fn numbers_have_their_thousands_apart() {
        assert_eq!([0.25, 12.0, 999.5, 1234.5, 1_014_332.0].map(number), ["0.2", "12", "999.5", "1,234", "1,014,332"]);
        assert_eq!([1.04, 9.96, 38.7].map(ratio), ["1.0", "10.0", "39"]);
    }
}
