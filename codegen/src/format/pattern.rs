//! Patterns.

use proc_macro2::{Delimiter, TokenTree};

use super::layout::INDENT;
use super::printer::{Printed, Printer};
use super::tokens::{Tokens, Unknown, is};
use super::ty::Path;

impl Printer {
    pub fn pattern(&mut self, tokens: &mut Tokens) -> Printed {
        let until = tokens.rest().iter().take_while(|token| !is(token, '=') && !is(token, ','));
        let cases = 1 + until.filter(|token| is(token, '|')).count();
        if cases > 1 {
            let simple = |token: &TokenTree| {
                matches!(token, TokenTree::Literal(_))
                    || is(token, '|')
                    || matches!(token, TokenTree::Ident(ident) if ident == "_")
            };
            let until = tokens.rest().iter().take_while(|token| !is(token, '=') && !is(token, ','));
            if until.into_iter().all(simple) { self.layout.inconsistent(0) } else { self.layout.consistent(0) }
        }
        self.case(tokens)?;
        while tokens.eat('|') {
            self.layout.space();
            self.layout.text("| ");
            self.case(tokens)?;
        }
        if cases > 1 {
            self.layout.end();
        }
        Ok(())
    }

    pub fn case(&mut self, tokens: &mut Tokens) -> Printed {
        match tokens.rest().first() {
            Some(TokenTree::Literal(_)) => {
                if let Some(literal) = tokens.next() {
                    self.layout.word(literal);
                }
                Ok(())
            }
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
                let mut elements = tokens.group(Delimiter::Parenthesis)?;
                if !elements.rest().iter().any(|token| is(token, ',')) {
                    return Err(Unknown);
                }
                self.tuple_of_patterns(&mut elements)
            }
            Some(TokenTree::Ident(_)) => {
                if ["ref", "mut", "box", "const"].iter().any(|keyword| tokens.at_ident(keyword)) {
                    return Err(Unknown);
                }
                self.path(tokens, Path::Expression)?;
                if tokens.at_group(Delimiter::Parenthesis) {
                    let mut elements = tokens.group(Delimiter::Parenthesis)?;
                    return self.tuple_of_patterns(&mut elements);
                }
                Ok(())
            }
            _ => Err(Unknown),
        }
    }

    fn tuple_of_patterns(&mut self, elements: &mut Tokens) -> Printed {
        self.layout.text("(");
        self.layout.consistent(INDENT);
        self.layout.zero_break();
        self.list(elements, Self::pattern)?;
        self.layout.offset(-INDENT);
        self.layout.end();
        self.layout.text(")");
        Ok(())
    }
}
