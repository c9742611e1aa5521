//! CommonMark, kept as it is but for what rustdoc would warn about, or run as a test.

use super::code_span::code_span;
use super::html::{Token, decode, tokens};
use super::inline::{begins_address, link_target, split_address};

/// Languages of code that rustdoc only shows.
const SHOWN: &[&str] =
    &["bash", "console", "html", "java", "javascript", "json", "python", "sh", "text", "xml", "yaml"];

/// Lines that say the same.
pub fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut paragraph: Vec<&str> = Vec::new();
    let mut fence: Option<&str> = None;
    for line in text.lines().map(str::trim_end) {
        let trimmed = line.trim_start();
        let ticks = trimmed.get(..trimmed.len() - trimmed.trim_start_matches('`').len()).unwrap_or_default();
        match fence {
            Some(open) if trimmed == ticks && ticks.len() >= open.len() => {
                lines.push(open.to_owned());
                fence = None;
            }
            Some(_) => lines.push(line.to_owned()),
            None if ticks.len() >= 3 && !trimmed.trim_start_matches('`').contains('`') => {
                end_paragraph(&mut paragraph, &mut lines);
                let language = trimmed.trim_start_matches('`').trim();
                let language = if SHOWN.contains(&language) { language } else { "text" };
                lines.push(format!("{ticks}{language}"));
                fence = Some(ticks);
            }
            None if trimmed.is_empty() => {
                end_paragraph(&mut paragraph, &mut lines);
                lines.push(String::new());
            }
            None => paragraph.push(line),
        }
    }
    end_paragraph(&mut paragraph, &mut lines);
    lines.extend(fence.map(str::to_owned));
    lines
}

/// Code and links may span the lines of a paragraph, so that it is read as one.
fn end_paragraph(paragraph: &mut Vec<&str>, lines: &mut Vec<String>) {
    if paragraph.is_empty() {
        return;
    }
    // Four spaces would make code of it, which rustdoc runs, unless a list stands around it.
    let in_list = lines
        .iter()
        .chain(paragraph.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>().iter())
        .any(|line| is_item(line));
    let first = paragraph.first().map_or(0, |line| line.len() - line.trim_start().len());
    let text: Vec<&str> =
        paragraph.iter().map(|line| if first >= 4 && !in_list { line.trim_start() } else { line }).collect();
    lines.extend(spans(&text.join("\n")).lines().map(str::to_owned));
    paragraph.clear();
}

fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    line.starts_with("- ")
        || line.starts_with("* ")
        || line.starts_with("+ ")
        || (digits.len() < line.len() && digits.starts_with(". "))
}

fn spans(text: &str) -> String {
    let mut markdown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['`', '[', ']', '<', '\\', 'h']) {
        let (before, from) = rest.split_at(at);
        markdown.push_str(before);
        let (piece, after) = span(from);
        markdown.push_str(&piece);
        rest = after;
    }
    markdown.push_str(rest);
    markdown
}

/// What stands at the beginning of a text, made safe, and what follows it.
fn span(text: &str) -> (String, &str) {
    let mut characters = text.chars();
    let first = characters.next().unwrap_or_default();
    let after = characters.as_str();
    let escaped = || (format!("\\{first}"), after);
    match first {
        '`' => match code(text) {
            Some((code, after)) => (code.to_owned(), after),
            None => {
                let ticks = text.len() - text.trim_start_matches('`').len();
                ("\\`".repeat(ticks), text.trim_start_matches('`'))
            }
        },
        '[' => link(text).unwrap_or_else(escaped),
        '<' => tag(text).unwrap_or_else(escaped),
        ']' => escaped(),
        '\\' => match after.chars().next().filter(char::is_ascii_punctuation) {
            Some(next) => (format!("\\{next}"), after.strip_prefix(next).unwrap_or_default()),
            None => (first.to_string(), after),
        },
        _ if begins_address(text) => {
            let (url, after) = split_address(text);
            (format!("<{url}>"), after)
        }
        _ => (first.to_string(), after),
    }
}

/// Splits at what is looked for, if it is near: a text of thousands of beginnings without an end must not take long.
fn split_near<'t>(text: &'t str, at: &str) -> Option<(&'t str, &'t str)> {
    const NEAR: usize = 2_000;
    let mut end = text.len().min(NEAR);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let found = text.get(..end)?.find(at)?;
    Some((text.get(..found)?, text.get(found + at.len()..)?))
}

/// A code span, as it is.
fn code(text: &str) -> Option<(&str, &str)> {
    let ticks = text.len() - text.trim_start_matches('`').len();
    let mut from = ticks;
    loop {
        let rest = text.get(from..)?;
        let start = from + rest.find('`')?;
        let run = text.get(start..)?;
        let length = run.len() - run.trim_start_matches('`').len();
        if length == ticks {
            return Some(text.split_at(start + length));
        }
        from = start + length;
    }
}

/// `[text](address)`; a reference to a definition elsewhere becomes plain text.
fn link(text: &str) -> Option<(String, &str)> {
    let (label, after) = split_near(text.strip_prefix('[')?, "](")?;
    if label.contains(['[', ']', '<', '\n']) {
        return None;
    }
    let (target, after) = split_near(after, ")")?;
    let target = link_target(target.split_whitespace().next()?)?;
    let label = if label.matches('`').count() % 2 == 0 { label.to_owned() } else { label.replace('`', "\\`") };
    Some((format!("[{label}]({target})"), after))
}

/// An address in angle brackets, or HTML within a line.
fn tag(text: &str) -> Option<(String, &str)> {
    if let Some((address, after)) = text.strip_prefix('<').and_then(|text| split_near(text, ">"))
        && link_target(address).is_some_and(|target| target == address)
    {
        return Some((format!("<{address}>"), after));
    }
    let (tag, after) = split_near(text, ">")?;
    let Some(Token::Open(name, href)) = tokens(&format!("{tag}>")).into_iter().next() else {
        // The end of a tag that did not begin is dropped.
        let closes = matches!(tokens(&format!("{tag}>")).first(), Some(Token::Close(_)));
        return closes.then(|| (String::new(), after));
    };
    let (inner, after) = split_near(after, &format!("</{name}>"))?;
    let plain = spans(inner);
    let marked = match (name.as_str(), href.as_deref().and_then(link_target)) {
        ("code" | "literal" | "kbd" | "tt", _) => code_span(&decode(inner)),
        ("b" | "strong", _) => format!("**{}**", plain.trim()),
        ("i" | "em", _) => format!("*{}*", plain.trim()),
        ("a", Some(target)) => format!("[{}]({target})", plain.trim().replace(['<', '>'], "")),
        _ => plain,
    };
    Some((marked, after))
}
