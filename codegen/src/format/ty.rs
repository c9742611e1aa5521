//! Types and paths.

use proc_macro2::{Delimiter, TokenTree};

use super::layout::INDENT;
use super::printer::{Printed, Printer};
use super::tokens::{Tokens, Unknown, is, is_pair};

/// How generics stand in a path.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Path {
    Type,
    Expression,
}

impl Printer {
    pub fn ty(&mut self, tokens: &mut Tokens) -> Printed {
        if tokens.eat('&') {
            self.layout.text("&");
            if tokens.at('\'') {
                self.lifetime(tokens)?;
                self.layout.text(" ");
            }
            if tokens.eat_ident("mut") {
                self.layout.text("mut ");
            }
            return self.ty(tokens);
        }
        if tokens.at_group(Delimiter::Parenthesis) {
            let mut elements = tokens.group(Delimiter::Parenthesis)?;
            self.layout.text("(");
            self.layout.consistent(INDENT);
            self.layout.zero_break();
            // One alone would be in parentheses, not a tuple.
            if !elements.is_empty() && !elements.rest().iter().any(|token| is(token, ',')) {
                return Err(Unknown);
            }
            self.list(&mut elements, Self::ty)?;
            self.layout.offset(-INDENT);
            self.layout.end();
            self.layout.text(")");
            return Ok(());
        }
        if tokens.at_group(Delimiter::Bracket) {
            let mut element = tokens.group(Delimiter::Bracket)?;
            self.layout.text("[");
            self.ty(&mut element)?;
            self.layout.text("]");
            return if element.is_empty() { Ok(()) } else { Err(Unknown) };
        }
        for keyword in ["impl", "dyn"] {
            if tokens.eat_ident(keyword) {
                self.layout.text(keyword);
                self.layout.text(" ");
                self.path(tokens, Path::Type)?;
                return if tokens.at('+') { Err(Unknown) } else { Ok(()) };
            }
        }
        self.path(tokens, Path::Type)
    }

    pub fn lifetime(&mut self, tokens: &mut Tokens) -> Printed {
        tokens.expect('\'')?;
        self.layout.text("'");
        self.layout.word(tokens.ident()?);
        Ok(())
    }

    pub fn path(&mut self, tokens: &mut Tokens, kind: Path) -> Printed {
        loop {
            self.layout.word(tokens.ident()?);
            match kind {
                Path::Type if tokens.at('<') => self.generics(tokens)?,
                Path::Expression if generics_follow(tokens.rest()) => {
                    tokens.eat_pair(':', ':');
                    self.layout.text("::");
                    self.generics(tokens)?;
                }
                _ => {}
            }
            if !tokens.eat_pair(':', ':') {
                return Ok(());
            }
            self.layout.text("::");
        }
    }

    pub fn generics(&mut self, tokens: &mut Tokens) -> Printed {
        tokens.expect('<')?;
        self.layout.text("<");
        self.layout.consistent(INDENT);
        self.layout.zero_break();
        loop {
            if tokens.at('\'') {
                self.lifetime(tokens)?;
            } else {
                if matches!(tokens.rest(), [TokenTree::Ident(_), equals, ..] if is(equals, '=')) {
                    self.layout.word(tokens.ident()?);
                    tokens.expect('=')?;
                    self.layout.text(" = ");
                }
                self.ty(tokens)?;
            }
            let more = tokens.eat(',') && !tokens.at('>');
            self.layout.comma(!more);
            if !more {
                break;
            }
        }
        tokens.expect('>')?;
        self.layout.offset(-INDENT);
        self.layout.end();
        self.layout.text(">");
        Ok(())
    }
}

/// Whether generics in the form for expressions are next.
pub fn generics_follow(tokens: &[TokenTree]) -> bool {
    is_pair(tokens, ':', ':') && tokens.get(2).is_some_and(|token| is(token, '<'))
}
