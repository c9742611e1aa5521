//! What the command prints.

use std::fmt::Write as _;

use crate::clients::plan::NotCounted;
use crate::{Case, Difference};

/// How many differences of a case are shown.
const MAX_DIFFERENCES: usize = 5;
/// How many lines of a value are shown.
const MAX_LINES: usize = 12;
/// How wide a column is, in characters.
const WIDTH: usize = 56;

/// The table, the failures, which rules of our own were applied, what is not counted, and the line with the sum.
pub fn text(cases: &[Case], not_counted: &[NotCounted]) -> String {
    let failed: Vec<(&Case, &Vec<Difference>)> =
        cases.iter().filter_map(|case| Some((case, case.outcome.as_ref().err()?))).collect();
    let mut text = table(cases);
    for (case, differences) in &failed {
        text.push_str(&failure(case, differences));
    }
    text.push_str(&own_rules(cases));
    if !not_counted.is_empty() {
        text.push_str("\nNot counted:\n");
        for NotCounted { set, count, reason } in not_counted {
            let _ = writeln!(text, "{count:>7}  {set}: {reason}");
        }
    }
    let _ = write!(text, "\n{} passed, {} failed", cases.len() - failed.len(), failed.len());
    text
}

fn table(cases: &[Case]) -> String {
    let mut sets: Vec<(&str, usize, usize)> = Vec::new();
    for case in cases {
        let failed = usize::from(case.outcome.is_err());
        match sets.iter_mut().find(|(set, ..)| *set == case.set) {
            Some((_, count, failures)) => {
                *count += 1;
                *failures += failed;
            }
            None => sets.push((&case.set, 1, failed)),
        }
    }
    let width = sets.iter().map(|(set, ..)| set.len()).max().unwrap_or_default().max(3);
    let mut text = format!("{:width$}  {:>6}  {:>6}  {:>6}\n", "set", "cases", "passed", "failed");
    for (set, count, failed) in sets {
        let _ = writeln!(text, "{set:width$}  {count:>6}  {:>6}  {failed:>6}", count - failed);
    }
    text
}

/// How many cases are judged by another rule than their set's, by rule.
fn own_rules(cases: &[Case]) -> String {
    let mut rules: Vec<(&str, &str, usize)> = Vec::new();
    for (case, rule) in cases.iter().filter_map(|case| Some((case, case.rule?))) {
        match rules.iter_mut().find(|(set, known, _)| (*set, *known) == (case.set.as_str(), rule)) {
            Some((.., count)) => *count += 1,
            None => rules.push((&case.set, rule, 1)),
        }
    }
    let mut text = String::new();
    for (index, (set, rule, count)) in rules.into_iter().enumerate() {
        text.push_str(if index == 0 { "\nJudged by a rule of our own:\n" } else { "" });
        let _ = writeln!(text, "{count:>7}  {set}: {rule}");
    }
    text
}

fn failure(case: &Case, differences: &[Difference]) -> String {
    let mut text = format!("\n{}: {}\n", case.set, case.name);
    for Difference { what, expected, actual } in differences.iter().take(MAX_DIFFERENCES) {
        let (expected, actual) = excerpts(expected, actual);
        let _ = writeln!(text, "  {what}");
        let _ = writeln!(text, "    {:WIDTH$} | actual", "expected");
        for line in 0..expected.len().max(actual.len()) {
            let piece = |lines: &[String]| lines.get(line).cloned().unwrap_or_default();
            let _ = writeln!(text, "    {:WIDTH$} | {}", piece(&expected), piece(&actual));
        }
    }
    if differences.len() > MAX_DIFFERENCES {
        let _ = writeln!(text, "  and {} more", differences.len() - MAX_DIFFERENCES);
    }
    text
}

/// Both values as lines of a column, from shortly before the place where they differ.
fn excerpts(expected: &str, actual: &str) -> (Vec<String>, Vec<String>) {
    let same = expected.chars().zip(actual.chars()).take_while(|(left, right)| left == right).count();
    let skipped = if same > 2 * WIDTH { same - WIDTH / 2 } else { 0 };
    (lines(expected, skipped), lines(actual, skipped))
}

fn lines(value: &str, skipped: usize) -> Vec<String> {
    let start = if skipped == 0 { String::new() } else { "…".to_owned() };
    let shown: String = start.chars().chain(value.chars().skip(skipped)).collect();
    let mut lines = Vec::new();
    for line in shown.split('\n') {
        let printable: Vec<char> = line.chars().flat_map(printable).collect();
        if printable.is_empty() {
            lines.push(String::new());
        }
        lines.extend(printable.chunks(WIDTH).map(|chunk| chunk.iter().collect::<String>()));
    }
    if lines.len() > MAX_LINES {
        lines.truncate(MAX_LINES);
        lines.push("…".to_owned());
    }
    lines
}

/// A control character as its escape.
fn printable(character: char) -> Vec<char> {
    if character.is_control() { character.escape_default().collect() } else { vec![character] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_show_both_values_side_by_side() {
        let difference = Difference::between("body", "one\ttwo", "one").into_iter().collect();
        let cases = [Case::new("set", "case", difference), Case::new("set", "other", Vec::new())];
        let left_out = [NotCounted { set: "set".to_owned(), count: 3, reason: "for servers".to_owned() }];
        let text = text(&cases, &left_out);
        assert!(text.starts_with("set   cases  passed  failed\nset       2       1       1\n"), "{text}");
        assert!(text.contains(&format!("    {:WIDTH$} | one\n", "one\\ttwo")), "{text}");
        assert!(text.contains("      3  set: for servers\n"), "{text}");
        assert!(text.ends_with("\n1 passed, 1 failed"), "{text}");
    }

    #[test]
    fn rules_of_our_own_are_told_with_how_often_they_were_applied() {
        let case = |name: &str, differences| Case::new("set", name, differences).by_own_rule("we round");
        let differences = vec![Difference { what: "text".into(), expected: "1".into(), actual: "2".into() }];
        let cases = [case("a", Vec::new()), Case::new("set", "b", Vec::new()), case("c", differences)];
        let text = text(&cases, &[]);
        assert!(
            text.ends_with("\nJudged by a rule of our own:\n      2  set: we round\n\n2 passed, 1 failed"),
            "{text}"
        );
    }

    #[test]
    fn long_values_are_shown_from_where_they_differ() {
        let (left, right) = (format!("{}left", "a".repeat(1000)), format!("{}right", "a".repeat(1000)));
        let (expected, actual) = excerpts(&left, &right);
        assert!(expected[0].starts_with("…a") && expected[0].ends_with("aleft"), "{expected:?}");
        assert!(actual[0].ends_with("aright"), "{actual:?}");
    }
}
