//! The table in the documentation.

use std::path::Path;

use crate::Outcome;
use crate::over::Over;

/// A line of it.
#[derive(Clone, Debug)]
pub struct Line {
    pub name: &'static str,
    pub over: Vec<Over>,
    /// When it happens to the first attempt alone, where it can.
    pub once: Option<Outcome>,
    pub always: Outcome,
    /// How the next call fares.
    pub next: String,
}

const HEAD: &str = "\
# What a call comes to when something goes wrong

Made by `tests/tests/faults`, against a server that does these things; `UPDATE_FAULTS=1 cargo test -p tinsmith-tests --test faults`
writes it anew.

Retries are as by default: the standard mode, three attempts. *Once*: what the call comes to when this goes wrong with its
first attempt alone; the other columns are for when it goes wrong with each. *Retry*: whether the error says that the same call may
succeed when it is made again. *Sent*: whether it says that the service may have got the request. *Took*: what the call waited
for, with the longest back-off that chance can give. *Next*: the next call of the same client, to the server that is in order again.

| what goes wrong | over | once | with each attempt | retry | sent | attempts | took | next |
|---|---|---|---|---|---|---|---|---|
";

pub fn text(lines: Vec<Line>) -> String {
    let mut merged: Vec<Line> = Vec::new();
    for line in lines {
        let same = merged.last_mut().filter(|last| {
            last.name == line.name && last.once == line.once && last.always == line.always && last.next == line.next
        });
        match same {
            Some(last) => last.over.extend(line.over),
            None => merged.push(line),
        }
    }
    let mut text = HEAD.to_owned();
    for Line { name, over, once, always, next } in merged {
        let over: Vec<&str> = over.into_iter().map(Over::name).collect();
        let over = if over.len() == 3 { "all".to_owned() } else { over.join(", ") };
        let once = match once {
            None => String::new(),
            Some(once) if once == always => "the same".to_owned(),
            Some(once) => format!("{}, {}; took {}", once.result, counted(&once, " attempt"), once.took),
        };
        text.push_str(&format!("| {name} | {over} | {once} | {} | {next} |\n", cells(&always)));
    }
    text
}

fn cells(outcome: &Outcome) -> String {
    let yes = |is: Option<bool>| match is {
        None => "",
        Some(true) => "yes",
        Some(false) => "no",
    };
    let Outcome { result, is_retryable, may_have_been_sent, took, .. } = outcome;
    let (retry, sent) = (yes(*is_retryable), yes(*may_have_been_sent));
    format!("{result} | {retry} | {sent} | {} | {took}", counted(outcome, ""))
}

fn counted(outcome: &Outcome, what: &str) -> String {
    let plural = if what.is_empty() || outcome.attempts == 1 { "" } else { "s" };
    let sent = outcome.sendings.map_or(String::new(), |sendings| format!(", sent {sendings} times"));
    format!("{}{what}{plural}{sent}", outcome.attempts)
}

/// Compares the table with the one in the documentation, or writes it there.
pub fn compare(text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/faults.md");
    if std::env::var_os("UPDATE_FAULTS").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    for (committed, made) in committed.lines().zip(text.lines()) {
        assert_eq!(committed, made, "docs/faults.md has it otherwise; UPDATE_FAULTS=1 writes it anew");
    }
    assert_eq!(committed.lines().count(), text.lines().count(), "docs/faults.md has other lines");
}
