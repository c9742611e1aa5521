//! Points in time against their texts in Smithy's three formats.

use std::path::Path;

use serde_json::Value;
use tinsmith_runtime::timestamp::{Timestamp, TimestampFormat};

use crate::{Case, Difference, files};

/// How dates with nanoseconds are judged.
const NANOSECONDS: &str = "their source ends dates at the microsecond, and we at the last nanosecond that is not zero, \
                           to lose nothing: ours, cut, has to be the source's, and whole to read back";

/// What stands for a text or a point in time that should not be, or is not, there.
const REFUSED: &str = "refused";

/// Writes or reads the timestamp of every case of `file`: `do` (`format` or `parse`), `format`, `instant` (`seconds`,
/// `nanos`), `text`, or `error` where one of the two cannot be.
///
/// # Errors
///
/// A file that cannot be read; all cases that cannot be understood, by their names, one a line.
pub fn run(set: &str, file: &Path) -> Result<Vec<Case>, String> {
    let document = files::json(file)?;
    let listed = document.get("cases").and_then(Value::as_array);
    let listed = listed.ok_or_else(|| format!("{}: `/cases` is not an array", file.display()))?;
    let (mut cases, mut problems) = (Vec::new(), Vec::new());
    for (index, case) in listed.iter().enumerate() {
        let name = string(case, "name").map_or_else(|_| format!("case {index}"), str::to_owned);
        match run_case(set, &name, case) {
            Ok(case) => cases.push(case),
            Err(problem) => problems.push(format!("{}: {name}: {problem}", file.display())),
        }
    }
    if problems.is_empty() { Ok(cases) } else { Err(problems.join("\n")) }
}

fn run_case(set: &str, name: &str, case: &Value) -> Result<Case, String> {
    let format = match string(case, "format")? {
        "date-time" => TimestampFormat::DateTime,
        "http-date" => TimestampFormat::HttpDate,
        "epoch-seconds" => TimestampFormat::EpochSeconds,
        other => return Err(format!("`{other}` is not a format of timestamps")),
    };
    let refused = case.get("error").is_some();
    match string(case, "do")? {
        "format" => {
            let instant = instant(case)?;
            let expected = if refused { REFUSED } else { string(case, "text")? };
            let actual = instant.format(format).unwrap_or_else(|_| REFUSED.to_owned());
            let set = format!("{set} format");
            if !refused && format == TimestampFormat::DateTime && instant.nanos() % 1_000 != 0 {
                let differences = [
                    Difference::between("text, cut", expected, &to_microseconds(&actual)),
                    Difference::between("instant read back", &shown(instant), &read(&actual, format)),
                ];
                let differences = differences.into_iter().flatten().collect();
                return Ok(Case::new(set, name, differences).by_own_rule(NANOSECONDS));
            }
            Ok(Case::new(set, name, Difference::between("text", expected, &actual).into_iter().collect()))
        }
        "parse" => {
            let expected = if refused { REFUSED.to_owned() } else { shown(instant(case)?) };
            let actual = read(string(case, "text")?, format);
            let differences = Difference::between("instant", &expected, &actual).into_iter().collect();
            Ok(Case::new(format!("{set} parse"), name, differences))
        }
        other => Err(format!("`{other}` is neither `format` nor `parse`")),
    }
}

/// The text of a date-time without the digits after the sixth of its fraction, and without zeros at its end.
fn to_microseconds(text: &str) -> String {
    let Some((second, fraction)) = text.strip_suffix('Z').and_then(|text| text.split_once('.')) else {
        return text.to_owned();
    };
    let digits = fraction.get(..6).unwrap_or(fraction).trim_end_matches('0');
    if digits.is_empty() { format!("{second}Z") } else { format!("{second}.{digits}Z") }
}

/// What a client reads, which must be what the format alone gives.
fn read(text: &str, format: TimestampFormat) -> String {
    let strict = Timestamp::parse(text, format);
    match (strict, Timestamp::parse_any(text, format)) {
        (Ok(strict), Ok(any)) if strict == any => shown(strict),
        (Ok(strict), _) => format!("{} by the format alone, and something else in any format", shown(strict)),
        (Err(_), _) => REFUSED.to_owned(),
    }
}

fn shown(instant: Timestamp) -> String {
    format!("{} s and {} ns", instant.seconds(), instant.nanos())
}

fn instant(case: &Value) -> Result<Timestamp, String> {
    let seconds = case.pointer("/instant/seconds").and_then(Value::as_i64);
    let seconds = seconds.ok_or("`instant.seconds` is not a whole number of seconds")?;
    let nanos = case.pointer("/instant/nanos").and_then(Value::as_u64).and_then(|nanos| u32::try_from(nanos).ok());
    nanos
        .and_then(|nanos| Timestamp::new(seconds, nanos))
        .ok_or_else(|| "`instant.nanos` is not a number of nanoseconds below a second".to_owned())
}

fn string<'a>(case: &'a Value, name: &str) -> Result<&'a str, String> {
    case.get(name).and_then(Value::as_str).ok_or_else(|| format!("`{name}` is not a string"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use serde_json::json;

    use super::*;
    use crate::test_data::{failures, shared};

    fn outcome(case: &Value) -> Case {
        run_case("timestamps", "case", case).unwrap()
    }

    fn format_case(nanos: u32, text: &str) -> Value {
        json!({"do": "format", "format": "date-time", "instant": {"seconds": 0, "nanos": nanos}, "text": text})
    }

    #[test]
    fn timestamps_pass() {
        let Some(directory) = shared("timestamps") else {
            return;
        };
        let cases = run("timestamps", &directory.join("timestamps.json")).expect("readable cases");
        assert!(failures(&cases).is_empty(), "{:#?}", failures(&cases));
        assert_eq!(cases.len(), 447);
    }

    #[test]
    fn dates_with_nanoseconds_are_judged_by_a_rule_that_is_told() {
        for (nanos, text) in [
            (123_456_789, "1970-01-01T00:00:00.123456Z"),
            (100_000_001, "1970-01-01T00:00:00.1Z"),
            (1, "1970-01-01T00:00:00Z"),
        ] {
            let case = outcome(&format_case(nanos, text));
            assert_eq!(case.outcome, Ok(()), "{text}");
            assert_eq!(case.rule, Some(NANOSECONDS));
        }
        let case = outcome(&format_case(123_456_789, "1970-01-01T00:00:00.123457Z"));
        assert_eq!(case.outcome.unwrap_err()[0].what, "text, cut");
        let case = outcome(&format_case(123_456_000, "1970-01-01T00:00:00.123457Z"));
        assert_eq!((case.outcome.unwrap_err()[0].what.as_str(), case.rule), ("text", None));
    }

    #[test]
    fn what_should_be_refused_and_is_not_is_a_difference() {
        let mut case = json!({"do": "format", "format": "http-date", "error": true,
            "instant": {"seconds": 253_402_300_800_i64, "nanos": 0}});
        assert_eq!(outcome(&case).outcome, Ok(()));
        case["instant"]["seconds"] = json!(0);
        assert_eq!(outcome(&case).outcome.unwrap_err()[0].actual, "Thu, 01 Jan 1970 00:00:00 GMT");
        let case = json!({"do": "parse", "format": "epoch-seconds", "text": "1970-01-01T00:00:00Z", "error": true});
        assert_eq!(outcome(&case).outcome, Ok(()));
    }

    #[test]
    fn cases_that_cannot_be_understood_are_all_named() {
        let file = std::env::temp_dir().join(format!("tinsmith-timestamps-{}.json", std::process::id()));
        let cases = json!([
            {"name": "a", "do": "format", "format": "date-time", "instant": {"seconds": 0, "nanos": 1_000_000_000}},
            {"name": "b", "do": "guess", "format": "date-time"},
            {"do": "parse", "format": "rfc-822"},
        ]);
        fs::write(&file, json!({"cases": cases}).to_string()).unwrap();
        let error = run("timestamps", &file).unwrap_err();
        fs::remove_file(&file).unwrap();
        let lines: Vec<&str> = error.lines().collect();
        assert!(lines[0].ends_with("a: `instant.nanos` is not a number of nanoseconds below a second"), "{error}");
        assert!(lines[1].ends_with("b: `guess` is neither `format` nor `parse`"), "{error}");
        assert!(lines[2].ends_with("case 2: `rfc-822` is not a format of timestamps"), "{error}");
    }
}
