//! Attributes and documentation.

use proc_macro2::{Delimiter, Literal, TokenTree};

use super::layout::INDENT;
use super::printer::{Printed, Printer};
use super::tokens::{Tokens, Unknown};

impl Printer {
    pub fn attributes(&mut self, tokens: &mut Tokens) -> Printed {
        while tokens.eat('#') {
            let mut attribute = tokens.group(Delimiter::Bracket)?;
            if attribute.eat_ident("doc") {
                self.doc("///", attribute)?;
                continue;
            }
            self.layout.text("#[");
            self.layout.word(attribute.ident()?);
            if !attribute.is_empty() {
                self.arguments(attribute.group(Delimiter::Parenthesis)?)?;
            }
            self.layout.text("]");
            self.layout.space();
            if !attribute.is_empty() {
                return Err(Unknown);
            }
        }
        Ok(())
    }

    /// `(Clone, PartialEq)` or `(note = "…")`.
    fn arguments(&mut self, mut arguments: Tokens) -> Printed {
        self.layout.text("(");
        self.layout.consistent(INDENT);
        self.layout.zero_break();
        loop {
            self.layout.word(arguments.ident()?);
            if arguments.eat('=') {
                self.layout.text(" = ");
                match arguments.next() {
                    Some(TokenTree::Literal(literal)) => self.layout.word(literal),
                    _ => return Err(Unknown),
                }
            }
            if arguments.is_empty() {
                break;
            }
            arguments.expect(',')?;
            if arguments.is_empty() {
                return Err(Unknown);
            }
            self.layout.text(",");
            self.layout.space();
        }
        self.layout.zero_break();
        self.layout.offset(-INDENT);
        self.layout.end();
        self.layout.text(")");
        Ok(())
    }

    pub fn doc(&mut self, mark: &str, mut attribute: Tokens) -> Printed {
        attribute.expect('=')?;
        let (Some(TokenTree::Literal(literal)), true) = (attribute.next(), attribute.is_empty()) else {
            return Err(Unknown);
        };
        let text = string(&literal)?;
        if text.contains('\n') || (mark == "///" && text.starts_with('/')) {
            return Err(Unknown);
        }
        self.layout.text(mark);
        self.layout.text(text.trim_end_matches(' '));
        self.layout.hard_break();
        Ok(())
    }
}

/// What a literal of a string stands for.
fn string(literal: &Literal) -> Result<String, Unknown> {
    let text = literal.to_string();
    let quoted = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).ok_or(Unknown)?;
    let mut value = String::with_capacity(quoted.len());
    let mut parts = quoted.split('\\');
    value.push_str(parts.next().unwrap_or_default());
    while let Some(part) = parts.next() {
        let mut rest = part.chars();
        match rest.next() {
            // An escaped backslash: what follows it is as it stands.
            None => {
                value.push('\\');
                value.push_str(parts.next().ok_or(Unknown)?);
                continue;
            }
            Some(quote @ ('"' | '\'')) => value.push(quote),
            Some('n') => value.push('\n'),
            Some('r') => value.push('\r'),
            Some('t') => value.push('\t'),
            Some('0') => value.push('\0'),
            _ => return Err(Unknown),
        }
        value.push_str(rest.as_str());
    }
    Ok(value)
}
