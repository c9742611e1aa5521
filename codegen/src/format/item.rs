//! Items: imports, modules, structures, enums, constants and implementations.

use proc_macro2::Delimiter;

use super::layout::INDENT;
use super::printer::{Printed, Printer};
use super::tokens::{Tokens, Unknown};
use super::ty::Path;

impl Printer {
    pub fn item(&mut self, tokens: &mut Tokens) -> Result<Option<&'static str>, Unknown> {
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
            self.type_parameters(tokens)?;
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

    /// `<T: Bound>` or `<A, B>`.
    fn type_parameters(&mut self, tokens: &mut Tokens) -> Printed {
        tokens.expect('<')?;
        self.layout.text("<");
        self.layout.consistent(0);
        self.layout.zero_break();
        loop {
            self.layout.word(tokens.ident()?);
            if tokens.eat(':') {
                self.layout.inconsistent(INDENT);
                self.layout.text(": ");
                self.path(tokens, Path::Type)?;
                self.layout.end();
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
}
