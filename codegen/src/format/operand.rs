//! What comes next in an expression, as far as its layout depends on it.

use proc_macro2::{Delimiter, Spacing, TokenTree};

use super::tokens::{Unknown, is, is_group, is_pair};
use super::ty::generics_follow;

/// What kind of expression is next, as far as the layout depends on it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Something in brackets or a closure: it stays at the line that it starts on.
    Block,
    Call,
    Chain,
    Match,
    /// It ends with a semicolon as a statement.
    Jump,
    Other,
}

/// A value with what is done to it.
pub struct Operand {
    pub kind: Kind,
    /// How many tokens it is.
    pub tokens: usize,
    /// How many members or methods are named after it.
    pub links: usize,
    /// Whether it is called.
    pub call: bool,
    /// Whether it is an identifier no wider than an indentation.
    pub short: bool,
}

pub fn kind(tokens: &[TokenTree]) -> Result<Kind, Unknown> {
    match tokens.first() {
        Some(TokenTree::Ident(ident)) if ident == "return" => return Ok(Kind::Jump),
        Some(TokenTree::Ident(ident)) if ident == "match" => return Ok(Kind::Match),
        Some(token) if is(token, '|') => return Ok(Kind::Block),
        _ if assigns(tokens) => return Ok(Kind::Jump),
        Some(TokenTree::Punct(_)) => return Ok(Kind::Other),
        _ => {}
    }
    Ok(operand(tokens)?.kind)
}

pub fn is_integer(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Literal(literal) if literal.to_string().bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether it is a literal, but neither a string nor a plain number.
pub fn other_literal(token: &TokenTree) -> bool {
    match token {
        TokenTree::Literal(literal) => {
            let text = literal.to_string();
            !text.starts_with('"') && !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        }
        TokenTree::Ident(ident) => ident == "true" || ident == "false",
        _ => false,
    }
}

/// Whether all arguments are one that stays at its line.
pub fn one_block(arguments: &[TokenTree]) -> Result<bool, Unknown> {
    match arguments.first() {
        None => Ok(false),
        // A closure is always the last argument.
        Some(token) if is(token, '|') => Ok(true),
        Some(TokenTree::Group(_) | TokenTree::Ident(_)) => {
            if matches!(kind(arguments)?, Kind::Match | Kind::Jump) {
                return Ok(false);
            }
            let operand = operand(arguments)?;
            let rest = arguments.get(operand.tokens..).unwrap_or_default();
            Ok(operand.kind == Kind::Block
                && (rest.is_empty() || (rest.len() == 1 && rest.iter().all(|token| is(token, ',')))))
        }
        Some(_) => Ok(false),
    }
}

/// Whether the expression is an assignment.
pub fn assigns(tokens: &[TokenTree]) -> bool {
    let mut before: Option<&TokenTree> = None;
    for token in tokens.iter().take_while(|token| !is(token, ',') && !is(token, ';')) {
        if is(token, '=') {
            // Not of `=>`, `==` and the like, nor of generics.
            let alone = matches!(token, TokenTree::Punct(punct) if punct.spacing() == Spacing::Alone);
            return alone && !matches!(before, Some(TokenTree::Punct(_)));
        }
        before = Some(token);
    }
    false
}

/// How many tokens the path has that is next.
pub fn path(tokens: &[TokenTree]) -> Option<usize> {
    let mut length = 0;
    loop {
        match tokens.get(length) {
            Some(TokenTree::Ident(_)) => length += 1,
            _ => return None,
        }
        let rest = tokens.get(length..)?;
        if generics_follow(rest) {
            return None;
        }
        if !is_pair(rest, ':', ':') {
            return Some(length);
        }
        length += 2;
    }
}

/// Whether it starts an expression of its own kind.
fn is_keyword(name: &str) -> bool {
    matches!(
        name,
        "as" | "async"
            | "await"
            | "become"
            | "box"
            | "break"
            | "const"
            | "continue"
            | "dyn"
            | "fn"
            | "for"
            | "if"
            | "let"
            | "loop"
            | "move"
            | "raw"
            | "static"
            | "try"
            | "unsafe"
            | "while"
            | "yield"
    )
}

pub fn operand(tokens: &[TokenTree]) -> Result<Operand, Unknown> {
    let (mut length, mut kind, mut short) = (1, Kind::Other, false);
    match tokens.first() {
        Some(TokenTree::Literal(literal)) => {
            let text = literal.to_string();
            if text.ends_with('.') || text.starts_with('-') {
                return Err(Unknown);
            }
        }
        Some(TokenTree::Ident(ident)) => {
            let name = ident.to_string();
            if is_keyword(&name) {
                return Err(Unknown);
            }
            length = path(tokens).ok_or(Unknown)?;
            if tokens.get(length).is_some_and(|token| is_group(token, Delimiter::Brace)) {
                length += 1;
                kind = Kind::Block;
            } else if length == 1 {
                short = name.len() <= 4;
            }
        }
        Some(TokenTree::Group(group)) if matches!(group.delimiter(), Delimiter::Bracket | Delimiter::Parenthesis) => {
            kind = Kind::Block;
        }
        _ => return Err(Unknown),
    }
    let call = tokens.get(length).is_some_and(|token| is_group(token, Delimiter::Parenthesis));
    if call {
        kind = Kind::Call;
        short = false;
        length += 1;
    }
    let mut links = 0;
    while tokens.get(length).is_some_and(|token| is(token, '.')) {
        if is_pair(tokens.get(length..).unwrap_or_default(), '.', '.') {
            return Err(Unknown);
        }
        length += 2;
        links += 1;
        kind = Kind::Chain;
        if tokens.get(length).is_some_and(|token| is_group(token, Delimiter::Parenthesis)) {
            length += 1;
        }
    }
    Ok(Operand { kind, tokens: length, links, call, short })
}
