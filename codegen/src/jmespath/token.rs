use serde_json::Value;

use super::{Comparator, SyntaxError};

/// A piece of an expression's text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Identifier(String),
    QuotedIdentifier(String),
    Number(i64),
    /// A raw string, or JSON between backticks.
    Literal(Value),
    Comparator(Comparator),
    Dot,
    Star,
    LeftBracket,
    RightBracket,
    /// `[]`
    Flatten,
    /// `[?`
    Filter,
    LeftBrace,
    RightBrace,
    LeftParenthesis,
    RightParenthesis,
    Comma,
    Colon,
    Pipe,
    Or,
    And,
    Not,
    Ampersand,
    At,
    End,
}

impl Token {
    pub(super) fn described(&self) -> String {
        let text = match self {
            Self::Identifier(name) => return format!("the name `{}`", name.escape_debug()),
            Self::QuotedIdentifier(name) => return format!("the quoted name `\"{}\"`", name.escape_debug()),
            Self::Number(number) => return format!("the number {number}"),
            Self::Literal(_) => return "a literal".to_owned(),
            Self::Comparator(_) => return "a comparison".to_owned(),
            Self::End => return "the end".to_owned(),
            Self::Dot => ".",
            Self::Star => "*",
            Self::LeftBracket => "[",
            Self::RightBracket => "]",
            Self::Flatten => "[]",
            Self::Filter => "[?",
            Self::LeftBrace => "{",
            Self::RightBrace => "}",
            Self::LeftParenthesis => "(",
            Self::RightParenthesis => ")",
            Self::Comma => ",",
            Self::Colon => ":",
            Self::Pipe => "|",
            Self::Or => "||",
            Self::And => "&&",
            Self::Not => "!",
            Self::Ampersand => "&",
            Self::At => "@",
        };
        format!("`{text}`")
    }
}

/// All tokens with their places, the end last.
pub(super) fn tokens(text: &str) -> Result<Vec<(usize, Token)>, SyntaxError> {
    let (mut tokens, mut rest, mut position) = (Vec::new(), text, 1);
    loop {
        let trimmed = rest.trim_start_matches([' ', '\t', '\r', '\n']);
        position += rest.len() - trimmed.len();
        let (token, length) = next(trimmed).map_err(|message| SyntaxError { position, message })?;
        let ended = token == Token::End;
        tokens.push((position, token));
        if ended {
            return Ok(tokens);
        }
        let (taken, behind) = trimmed.split_at_checked(length).unwrap_or((trimmed, ""));
        position += taken.chars().count();
        rest = behind;
    }
}

/// The token that a text begins with, and how many bytes it takes.
fn next(text: &str) -> Result<(Token, usize), String> {
    const SYMBOLS: &[(&str, Token)] = &[
        ("[]", Token::Flatten),
        ("[?", Token::Filter),
        ("||", Token::Or),
        ("&&", Token::And),
        ("==", Token::Comparator(Comparator::Equal)),
        ("!=", Token::Comparator(Comparator::NotEqual)),
        ("<=", Token::Comparator(Comparator::LessOrEqual)),
        (">=", Token::Comparator(Comparator::GreaterOrEqual)),
        ("<", Token::Comparator(Comparator::Less)),
        (">", Token::Comparator(Comparator::Greater)),
        (".", Token::Dot),
        ("*", Token::Star),
        ("[", Token::LeftBracket),
        ("]", Token::RightBracket),
        ("{", Token::LeftBrace),
        ("}", Token::RightBrace),
        ("(", Token::LeftParenthesis),
        (")", Token::RightParenthesis),
        (",", Token::Comma),
        (":", Token::Colon),
        ("|", Token::Pipe),
        ("!", Token::Not),
        ("&", Token::Ampersand),
        ("@", Token::At),
    ];
    if let Some((symbol, token)) = SYMBOLS.iter().find(|(symbol, _)| text.starts_with(symbol)) {
        return Ok((token.clone(), symbol.len()));
    }
    match text.chars().next() {
        None => Ok((Token::End, 0)),
        Some('"') => quoted(text),
        Some('\'') => raw_string(text),
        Some('`') => literal(text),
        Some('-' | '0'..='9') => number(text),
        Some('A'..='Z' | 'a'..='z' | '_') => {
            let length = text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
            Ok((Token::Identifier(text.get(..length).unwrap_or_default().to_owned()), length))
        }
        Some(other) => Err(format!("`{}` begins nothing that an expression can have", other.escape_debug())),
    }
}

fn number(text: &str) -> Result<(Token, usize), String> {
    let sign = usize::from(text.starts_with('-'));
    let digits = text.bytes().skip(sign).take_while(u8::is_ascii_digit).count();
    if digits == 0 {
        return Err("`-` stands before no digit".to_owned());
    }
    let length = sign + digits;
    let number = text.get(..length).and_then(|digits| digits.parse().ok());
    let number = number.ok_or_else(|| "a number does not fit 64 bits".to_owned())?;
    Ok((Token::Number(number), length))
}

/// What stands between two of a delimiter, a backslash and what follows it kept; and how many bytes there are in all.
fn delimited(text: &str, delimiter: char, what: &str) -> Result<(String, usize), String> {
    let mut inner = String::new();
    let mut characters = text.char_indices().skip(1);
    while let Some((at, character)) = characters.next() {
        if character == delimiter {
            return Ok((inner, at + delimiter.len_utf8()));
        }
        inner.push(character);
        if character == '\\' {
            inner.extend(characters.next().map(|(_, escaped)| escaped));
        }
    }
    Err(format!("{what} is not closed by `{delimiter}`"))
}

/// A name in double quotes is a JSON string.
fn quoted(text: &str) -> Result<(Token, usize), String> {
    let (inner, length) = delimited(text, '"', "a quoted name")?;
    let name = serde_json::from_str(&format!("\"{inner}\""));
    let name = name.map_err(|error| format!("a quoted name is no JSON string: {error},"))?;
    Ok((Token::QuotedIdentifier(name), length))
}

/// In a raw string `\'` is a quote; every other backslash stands for itself.
fn raw_string(text: &str) -> Result<(Token, usize), String> {
    let (inner, length) = delimited(text, '\'', "a string")?;
    Ok((Token::Literal(Value::String(unescaped(&inner, '\''))), length))
}

fn literal(text: &str) -> Result<(Token, usize), String> {
    let (inner, length) = delimited(text, '`', "a literal")?;
    let value = serde_json::from_str(&unescaped(&inner, '`'));
    let value = value.map_err(|error| format!("a literal is no JSON: {error},"))?;
    Ok((Token::Literal(value), length))
}

/// Takes the backslash off each escaped delimiter.
fn unescaped(inner: &str, delimiter: char) -> String {
    let mut text = String::new();
    let mut characters = inner.chars();
    while let Some(character) = characters.next() {
        let escaped = if character == '\\' { characters.next() } else { None };
        if escaped != Some(delimiter) {
            text.push(character);
        }
        text.extend(escaped);
    }
    text
}
