//! The HTML that stands in documentation, as far as it is known; anything else is text.

use super::control::is_control;

/// A piece of documentation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// A tag, in lower case, with its `href`.
    Open(String, Option<String>),
    /// The end of a tag, in lower case.
    Close(String),
    /// What stands between, entities decoded.
    Text(String),
}

const BLOCKS: &[&str] = &[
    "blockquote",
    "br",
    "caution",
    "dd",
    "div",
    "dl",
    "dt",
    "fullname",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "important",
    "li",
    "note",
    "ol",
    "p",
    "pre",
    "programlisting",
    "section",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tip",
    "title",
    "tr",
    "ul",
    "warning",
];

const INLINE: &[&str] = &[
    "a",
    "b",
    "code",
    "em",
    "font",
    "i",
    "img",
    "kbd",
    "literal",
    "replaceable",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "tt",
    "u",
    "userinput",
    "var",
];

impl Token {
    /// Whether it begins or ends a paragraph.
    pub fn is_block(&self) -> bool {
        match self {
            Self::Open(name, _) | Self::Close(name) => BLOCKS.contains(&name.as_str()),
            Self::Text(_) => false,
        }
    }
}

/// Takes a text apart at the tags that are known.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        if let Some(after) = from.strip_prefix("<!--").and_then(|comment| comment.split_once("-->")) {
            rest = after.1;
        } else if let Some((token, after)) = tag(from) {
            flush(&mut plain, &mut tokens);
            tokens.push(token);
            rest = after;
        } else {
            plain.push('<');
            rest = from.strip_prefix('<').unwrap_or_default();
        }
    }
    plain.push_str(rest);
    flush(&mut plain, &mut tokens);
    tokens
}

fn flush(plain: &mut String, tokens: &mut Vec<Token>) {
    if !plain.is_empty() {
        tokens.push(Token::Text(decode(plain)));
        plain.clear();
    }
}

/// The tag at the beginning of a text, and what follows it.
fn tag(text: &str) -> Option<(Token, &str)> {
    // Far longer than any tag with an address in it; a `<` that nothing closes must not make reading quadratic.
    const MAX: usize = 2_000;
    let body = text.strip_prefix('<')?;
    let end = body.bytes().take(MAX).position(|byte| byte == b'>' || byte == b'<')?;
    let (body, after) = body.split_at(end);
    let after = after.strip_prefix('>')?;
    let (closes, body) = body.strip_prefix('/').map_or((false, body), |body| (true, body));
    let length = body.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(body.len());
    let (name, attributes) = body.split_at(length);
    let name = name.to_ascii_lowercase();
    if !BLOCKS.contains(&name.as_str()) && !INLINE.contains(&name.as_str()) {
        return None;
    }
    let token = if closes { Token::Close(name) } else { Token::Open(name, href(attributes)) };
    Some((token, after))
}

fn href(attributes: &str) -> Option<String> {
    let (_, value) = attributes.split_once("href")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let value = match quote {
        Some(quote) => value.trim_start_matches(quote).split(quote).next(),
        None => value.split_whitespace().next(),
    };
    value.map(decode)
}

/// Decodes character references; those that are not known stay.
pub fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        decoded.push_str(before);
        let end = from.bytes().take(12).position(|byte| byte == b';');
        let reference = end.and_then(|end| from.get(1..end)).and_then(character);
        match (reference, end.and_then(|end| from.get(end + 1..))) {
            (Some(character), Some(after)) => {
                decoded.push(character);
                rest = after;
            }
            _ => {
                decoded.push('&');
                rest = from.strip_prefix('&').unwrap_or_default();
            }
        }
    }
    decoded.push_str(rest);
    decoded
}

fn character(reference: &str) -> Option<char> {
    let character = match reference {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "mdash" => '—',
        "ndash" => '–',
        "hellip" => '…',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "times" => '×',
        "copy" => '©',
        "reg" => '®',
        "trade" => '™',
        _ => {
            let digits = reference.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    (!is_control(character)).then_some(character)
}
