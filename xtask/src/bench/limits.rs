//! `cargo xtask bench limits`: what our side alone costs, held against limits that are committed, so that nobody makes it
//! dearer unnoticed.

use std::collections::BTreeMap;
use std::path::Path;

use super::process::{build, tool};
use super::{Side, calls, crates};

/// Figures by group and name.
type Figures = BTreeMap<String, BTreeMap<String, u64>>;

const PROGRAMS: &[&str] = &["sts", "verifiedpermissions", "quicksight", "all"];

/// How many per cent above what was reached a group's limits are set: as little as its figures vary. Instructions vary
/// with the seeds of hash maps and the addresses of what is allocated, sizes with the version of the linker.
fn margin(group: &str) -> u64 {
    match group {
        "instructions" | "bytes" => 3,
        "allocations" | "lines" | "functions" => 2,
        _ => 0,
    }
}

/// Measures, and compares or, with `update`, writes the limits.
pub(super) fn run(root: &Path, update: bool) -> Result<(), String> {
    let path = root.join("benches/limits.toml");
    let measured = measure(root)?;
    if update {
        return std::fs::write(&path, write(&measured)).map_err(|error| format!("{}: {error}", path.display()));
    }
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let limits = read(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    let exceeded = compare(&measured, &limits);
    if exceeded.is_empty() {
        println!("{} figures are within {}", limits.values().map(BTreeMap::len).sum::<usize>(), path.display());
        return Ok(());
    }
    let hint = "where that is worth its price, `cargo xtask bench limits --update` sets the limits anew, and the commit \
        says what it is paid for";
    Err(format!("it costs more than {} allows:\n  {}\n  hint: {hint}", path.display(), exceeded.join("\n  ")))
}

fn measure(root: &Path) -> Result<Figures, String> {
    tool("valgrind", "valgrind")?;
    let mut figures = Figures::new();
    let mut put = |group: &str, name: &str, value: u64| {
        println!("{group}: {name}: {value}");
        figures.entry(group.to_owned()).or_default().insert(name.to_owned(), value);
    };
    build(Side::Ours, root, Side::Ours.package())?;
    for operation in calls::names(Side::Ours, root)? {
        put("instructions", &operation, calls::instructions(Side::Ours, root, &operation)?);
    }
    for (operation, allocated) in calls::allocations(Side::Ours, root)? {
        put("allocations", &operation, allocated.number);
    }
    for program in PROGRAMS {
        build(Side::Ours, root, program)?;
        put("bytes", program, crates::stripped(&Side::Ours.target(root).join("release").join(program))?);
        put("crates", program, crates::number(Side::Ours, root, program)?);
    }
    let [lines, functions] = crates::sources(&root.join("generated/src"))?;
    put("lines", "generated", lines);
    put("functions", "generated", functions);
    Ok(figures)
}

/// What is above its limit, what has none, and limits of what is no longer measured.
fn compare(measured: &Figures, limits: &Figures) -> Vec<String> {
    let mut problems = Vec::new();
    for (group, figures) in measured {
        for (name, value) in figures {
            match limits.get(group).and_then(|limits| limits.get(name)) {
                Some(limit) if value > limit => problems.push(format!("{group}: {name}: {value}, limit {limit}")),
                Some(_) => {}
                None => problems.push(format!("{group}: {name}: {value}, and there is no limit")),
            }
        }
    }
    for (group, figures) in limits {
        let gone = figures.keys().filter(|name| !measured.get(group).is_some_and(|now| now.contains_key(*name)));
        problems.extend(gone.map(|name| format!("{group}: {name}: there is a limit, and nothing that it limits")));
    }
    problems
}

fn read(text: &str) -> Result<Figures, String> {
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| error.to_string())?;
    let mut limits = Figures::new();
    for (group, values) in table {
        let values = values.as_table().ok_or_else(|| format!("`{group}` is no table"))?;
        for (name, value) in values {
            let limit = value.as_integer().and_then(|value| u64::try_from(value).ok());
            let limit = limit.ok_or_else(|| format!("`{group}.{name}` is no number"))?;
            limits.entry(group.clone()).or_default().insert(name.clone(), limit);
        }
    }
    Ok(limits)
}

fn write(measured: &Figures) -> String {
    let mut text = "\
# What our side may cost at most: `cargo xtask bench limits` holds it against this, and `--update` writes it anew, a few
# per cent above what is measured then. Instructions and allocations are of one run of an operation (benches/README.md),
# bytes and crates of a program in release.
"
    .to_owned();
    for (group, figures) in measured {
        text += &format!("\n[{group}]\n");
        for (name, value) in figures {
            text += &format!("{name} = {}\n", (value * (100 + margin(group))).div_ceil(100));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(group: &str, name: &str, value: u64) -> Figures {
        BTreeMap::from([(group.to_owned(), BTreeMap::from([(name.to_owned(), value)]))])
    }

    #[test]
    fn a_figure_above_its_limit_is_told_with_both() {
        let limits = figures("instructions", "assume_role", 100);
        assert!(compare(&figures("instructions", "assume_role", 100), &limits).is_empty());
        let exceeded = compare(&figures("instructions", "assume_role", 101), &limits);
        assert_eq!(exceeded, ["instructions: assume_role: 101, limit 100"]);
    }

    #[test]
    fn a_figure_without_limit_and_a_limit_without_figure_are_told() {
        let problems = compare(&figures("crates", "sts", 1), &figures("crates", "all", 1));
        let without = "crates: sts: 1, and there is no limit";
        assert_eq!(problems, [without, "crates: all: there is a limit, and nothing that it limits"]);
    }

    #[test]
    fn limits_that_are_written_are_above_and_read_back() {
        let limits = read(&write(&figures("instructions", "assume_role", 1000))).expect("limits");
        assert_eq!(limits, figures("instructions", "assume_role", 1030));
        assert_eq!(read(&write(&figures("crates", "sts", 80))).expect("limits"), figures("crates", "sts", 80));
        assert!(read("[crates]\nsts = -1").is_err());
    }
}
