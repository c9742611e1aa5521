//! Items, types and patterns that `emit` makes often, laid out as prettyplease does, straight from their tokens.
//!
//! To parse tokens with syn, only to print what was parsed, would take half of the time of a run.

use proc_macro2::{Delimiter, Literal, TokenTree};

use super::layout::{INDENT, Layout};
use super::tokens::{Tokens, Unknown, is, is_pair};

pub type Printed = Result<(), Unknown>;

/// How generics stand in a path.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Path {
    Type,
    Expression,
}

#[derive(Debug, Default)]
pub struct Printer {
    pub layout: Layout,
}

impl Printer {
    /// The text of the next item, and its keyword if it is a line that stays together with others of its kind.
    pub fn item_text(&mut self, tokens: &mut Tokens) -> Result<(String, Option<&'static str>), Unknown> {
        self.layout.consistent(0);
        let kind = self.item(tokens)?;
        self.layout.end();
        Ok((self.layout.finish(), kind))
    }

    /// The text of the attributes of the file itself.
    pub fn inner_attributes(&mut self, tokens: &mut Tokens) -> Result<String, Unknown> {
        self.layout.consistent(0);
        while matches!(tokens.rest(), [hash, mark, ..] if is(hash, '#') && is(mark, '!')) {
            tokens.next();
            tokens.next();
            let mut attribute = tokens.group(Delimiter::Bracket)?;
            if !attribute.eat_ident("doc") {
                return Err(Unknown);
            }
            self.doc("//!", attribute)?;
        }
        self.layout.end();
        Ok(self.layout.finish())
    }

    fn item(&mut self, tokens: &mut Tokens) -> Result<Option<&'static str>, Unknown> {
        self.attributes(tokens)?;
        let public = tokens.eat_ident("pub");
        let keyword = tokens.ident()?.to_string();
        match keyword.as_str() {
            "use" => self.import(public, tokens).map(|()| Some("use")),
            "mod" => self.module(public, tokens).map(|()| Some("mod")),
            "struct" => self.structure(public, tokens).map(|()| None),
            "enum" => self.enumeration(public, tokens).map(|()| None),
            "static" => self.constant(public, "static ", tokens).map(|()| None),
            "impl" if !public => self.implementation(tokens).map(|()| None),
            _ => Err(Unknown),
        }
    }

    fn visibility(&mut self, public: bool) {
        if public {
            self.layout.text("pub ");
        }
    }

    fn import(&mut self, public: bool, tokens: &mut Tokens) -> Printed {
        self.visibility(public);
        self.layout.text("use ");
        loop {
            if tokens.at_group(Delimiter::Brace) {
                self.imports(tokens.group(Delimiter::Brace)?)?;
                break;
            }
            if tokens.eat('*') {
                self.layout.text("*");
                break;
            }
            self.layout.word(tokens.ident()?);
            if !tokens.eat_pair(':', ':') {
                break;
            }
            self.layout.text("::");
        }
        tokens.expect(';')?;
        self.layout.text(";");
        self.layout.hard_break();
        Ok(())
    }

    /// Several names in braces.
    fn imports(&mut self, mut names: Tokens) -> Printed {
        if names.rest().len() < 3 {
            return Err(Unknown);
        }
        self.layout.consistent(INDENT);
        self.layout.text("{");
        self.layout.zero_break();
        self.layout.inconsistent(0);
        loop {
            self.layout.word(names.ident()?);
            if names.is_empty() {
                break;
            }
            names.expect(',')?;
            if names.is_empty() {
                break;
            }
            self.layout.text(",");
            self.layout.space();
        }
        self.layout.end();
        self.layout.comma(true);
        self.layout.offset(-INDENT);
        self.layout.text("}");
        self.layout.end();
        Ok(())
    }

    fn module(&mut self, public: bool, tokens: &mut Tokens) -> Printed {
        self.layout.consistent(INDENT);
        self.visibility(public);
        self.layout.text("mod ");
        self.layout.word(tokens.ident()?);
        tokens.expect(';')?;
        self.layout.text(";");
        self.layout.end();
        self.layout.hard_break();
        Ok(())
    }

    fn structure(&mut self, public: bool, tokens: &mut Tokens) -> Printed {
        self.layout.consistent(INDENT);
        self.visibility(public);
        self.layout.text("struct ");
        self.layout.word(tokens.ident()?);
        self.layout.text(" ");
        self.body(tokens, |printer, fields| {
            printer.attributes(fields)?;
            printer.field(fields)?;
            fields.expect(',')?;
            printer.layout.text(",");
            printer.layout.hard_break();
            Ok(())
        })
    }

    fn field(&mut self, tokens: &mut Tokens) -> Printed {
        let public = tokens.eat_ident("pub");
        self.visibility(public);
        self.layout.word(tokens.ident()?);
        tokens.expect(':')?;
        self.layout.text(": ");
        self.ty(tokens)
    }

    fn enumeration(&mut self, public: bool, tokens: &mut Tokens) -> Printed {
        self.layout.consistent(INDENT);
        self.visibility(public);
        self.layout.text("enum ");
        self.layout.word(tokens.ident()?);
        self.layout.text(" ");
        self.body(tokens, |printer, variants| {
            printer.attributes(variants)?;
            printer.layout.word(variants.ident()?);
            if variants.at_group(Delimiter::Parenthesis) {
                let mut types = variants.group(Delimiter::Parenthesis)?;
                printer.layout.consistent(INDENT);
                printer.layout.text("(");
                printer.layout.zero_break();
                printer.list(&mut types, Self::ty)?;
                printer.layout.offset(-INDENT);
                printer.layout.text(")");
                printer.layout.end();
            }
            variants.expect(',')?;
            printer.layout.text(",");
            printer.layout.hard_break();
            Ok(())
        })
    }

    /// What stands in the braces of an item, whose group ends with them.
    fn body(&mut self, tokens: &mut Tokens, element: impl Fn(&mut Self, &mut Tokens) -> Printed) -> Printed {
        let mut elements = tokens.group(Delimiter::Brace)?;
        self.layout.text("{");
        self.layout.hard_break_if_nonempty();
        while !elements.is_empty() {
            element(self, &mut elements)?;
        }
        self.layout.offset(-INDENT);
        self.layout.end();
        self.layout.text("}");
        self.layout.hard_break();
        Ok(())
    }

    fn constant(&mut self, public: bool, keyword: &str, tokens: &mut Tokens) -> Printed {
        self.layout.consistent(0);
        self.visibility(public);
        self.layout.text(keyword);
        self.layout.word(tokens.ident()?);
        tokens.expect(':')?;
        self.layout.text(": ");
        self.ty(tokens)?;
        tokens.expect('=')?;
        self.layout.text(" = ");
        self.layout.never_break();
        self.expression(tokens, false)?;
        tokens.expect(';')?;
        self.layout.text(";");
        self.layout.end();
        self.layout.hard_break();
        Ok(())
    }

    fn implementation(&mut self, tokens: &mut Tokens) -> Printed {
        if tokens.at('<') {
            return Err(Unknown);
        }
        self.layout.consistent(INDENT);
        self.layout.inconsistent(-INDENT);
        self.layout.consistent(INDENT);
        self.layout.text("impl");
        self.layout.end();
        self.layout.text(" ");
        self.ty(tokens)?;
        if tokens.eat_ident("for") {
            self.layout.space();
            self.layout.text("for ");
            self.ty(tokens)?;
        }
        self.layout.end();
        self.layout.text(" ");
        self.body(tokens, |printer, items| {
            printer.attributes(items)?;
            let public = items.eat_ident("pub");
            if items.eat_ident("const") {
                printer.constant(public, "const ", items)
            } else if items.eat_ident("fn") {
                printer.function(public, items)
            } else {
                Err(Unknown)
            }
        })
    }

    fn function(&mut self, public: bool, tokens: &mut Tokens) -> Printed {
        self.layout.consistent(INDENT);
        self.visibility(public);
        self.layout.text("fn ");
        self.layout.word(tokens.ident()?);
        if tokens.at('<') {
            self.type_parameter(tokens)?;
        }
        let mut parameters = tokens.group(Delimiter::Parenthesis)?;
        self.layout.text("(");
        self.layout.never_break();
        self.layout.consistent(0);
        self.layout.zero_break();
        self.list(&mut parameters, Self::parameter)?;
        self.layout.offset(-INDENT);
        self.layout.end();
        self.layout.text(")");
        self.layout.consistent(-INDENT);
        if tokens.eat_pair('-', '>') {
            self.layout.text(" -> ");
            self.ty(tokens)?;
        }
        self.layout.end();
        self.layout.text(" ");
        self.body(tokens, Self::statement)
    }

    /// `<T: Bound>`.
    fn type_parameter(&mut self, tokens: &mut Tokens) -> Printed {
        tokens.expect('<')?;
        self.layout.text("<");
        self.layout.consistent(0);
        self.layout.zero_break();
        self.layout.word(tokens.ident()?);
        self.layout.inconsistent(INDENT);
        tokens.expect(':')?;
        self.layout.text(": ");
        self.path(tokens, Path::Type)?;
        self.layout.end();
        self.layout.comma(true);
        tokens.expect('>')?;
        self.layout.offset(-INDENT);
        self.layout.end();
        self.layout.text(">");
        Ok(())
    }

    fn parameter(&mut self, tokens: &mut Tokens) -> Printed {
        let reference = tokens.eat('&');
        if reference {
            self.layout.text("&");
        }
        if tokens.eat_ident("mut") {
            self.layout.text("mut ");
        }
        if tokens.eat_ident("self") {
            self.layout.text("self");
            return if tokens.at(':') { Err(Unknown) } else { Ok(()) };
        }
        if reference {
            return Err(Unknown);
        }
        self.layout.word(tokens.ident()?);
        tokens.expect(':')?;
        self.layout.text(": ");
        self.ty(tokens)
    }

    /// All elements, with commas between them.
    pub fn list(&mut self, tokens: &mut Tokens, element: impl Fn(&mut Self, &mut Tokens) -> Printed) -> Printed {
        while !tokens.is_empty() {
            element(self, tokens)?;
            if !tokens.is_empty() {
                tokens.expect(',')?;
            }
            self.layout.comma(tokens.is_empty());
        }
        Ok(())
    }

    fn attributes(&mut self, tokens: &mut Tokens) -> Printed {
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

    fn doc(&mut self, mark: &str, mut attribute: Tokens) -> Printed {
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

    fn lifetime(&mut self, tokens: &mut Tokens) -> Printed {
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

    fn generics(&mut self, tokens: &mut Tokens) -> Printed {
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

/// Whether generics in the form for expressions are next.
pub fn generics_follow(tokens: &[TokenTree]) -> bool {
    is_pair(tokens, ':', ':') && tokens.get(2).is_some_and(|token| is(token, '<'))
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
