//! Pieces of a paragraph, and how it breaks into lines.

/// Lines are broken at about this width, but not inside code.
const WIDTH: usize = 100;

/// Stands for a space at which no line is broken. It cannot be in a text, which has no control characters.
pub const FIXED_SPACE: char = '\0';

/// Text in which nothing means anything to Markdown, its addresses as links.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = address(rest) {
        let (before, from) = rest.split_at(at);
        let (url, after) = split_address(from);
        escape_plain(before, &mut escaped);
        escaped.push_str(&format!("<{url}>"));
        rest = after;
    }
    escape_plain(rest, &mut escaped);
    escaped
}

fn escape_plain(text: &str, escaped: &mut String) {
    let mut previous = ' ';
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.peek().copied().unwrap_or(' ');
        let means_something = match character {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' => true,
            '>' => previous == ' ',
            '_' => !(previous.is_alphanumeric() && next.is_alphanumeric()),
            '&' => next == '#' || next.is_ascii_alphabetic(),
            _ => false,
        };
        if means_something {
            escaped.push('\\');
        }
        escaped.push(character);
        previous = character;
    }
}

/// Where a bare address begins.
pub fn address(text: &str) -> Option<usize> {
    text.match_indices("http").map(|(at, _)| at).find(|at| begins_address(text.split_at(*at).1))
}

/// Whether a text begins with an address.
pub fn begins_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
}

/// The address at the beginning of a text, without the punctuation of the sentence that it ends, and what follows.
pub fn split_address(text: &str) -> (&str, &str) {
    let ends = |c: char| !c.is_ascii_graphic() || "<>\"`\\^{|}[]".contains(c);
    let whole = text.split(ends).next().unwrap_or_default();
    let mut url = whole.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*']);
    if url.ends_with(')') && !url.contains('(') {
        url = url.trim_end_matches([')', '.', ',']);
    }
    text.split_at(url.len())
}

/// An address as Markdown's links take it. `None` for what is no address of the web.
pub fn link_target(href: &str) -> Option<String> {
    let href = href.trim();
    if !(href.starts_with("https://") || href.starts_with("http://")) {
        return None;
    }
    let mut target = String::with_capacity(href.len());
    for character in href.chars() {
        match character {
            '(' => target.push_str("%28"),
            ')' => target.push_str("%29"),
            character if character.is_ascii_graphic() && !"<>\"`\\^{|}[]".contains(character) => target.push(character),
            character => {
                let mut bytes = [0; 4];
                for byte in character.encode_utf8(&mut bytes).bytes() {
                    target.push_str(&format!("%{byte:02X}"));
                }
            }
        }
    }
    Some(target)
}

/// Breaks a paragraph into lines. What would begin a heading, list or quotation there is escaped.
pub fn wrap(paragraph: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut length = 0;
    for word in paragraph.split([' ', '\n', '\t']).filter(|word| !word.is_empty()) {
        let count = word.chars().count();
        if length > 0 && length + 1 + count > width {
            lines.push(std::mem::take(&mut line));
            length = 0;
        }
        if length > 0 {
            line.push(' ');
            length += 1;
            line.push_str(word);
        } else {
            line.push_str(&escape_start(word));
        }
        length += count;
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines.into_iter().map(|line| line.replace(FIXED_SPACE, " ")).collect()
}

fn escape_start(word: &str) -> String {
    let digits = word.trim_start_matches(|c: char| c.is_ascii_digit());
    if word.starts_with(['#', '>', '|', '=']) || word == "-" || word == "+" || word.starts_with("---") {
        format!("\\{word}")
    } else if digits.len() < word.len() && (digits == "." || digits == ")") {
        let number = word.strip_suffix(digits).unwrap_or_default();
        format!("{number}\\{digits}")
    } else {
        word.to_owned()
    }
}

/// The width that is left beside an indentation; lists that are nested without end must not leave none.
pub fn width_beside(indentation: usize) -> usize {
    WIDTH.saturating_sub(indentation).max(40)
}
