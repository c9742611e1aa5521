//! Expressions and statements, as [`printer`](super::printer).

use proc_macro2::{Delimiter, TokenTree};

use super::layout::{Break, INDENT};
use super::operand::{Kind, Operand, assigns, is_integer, kind, one_block, operand, other_literal, path};
use super::printer::{Printed, Printer};
use super::tokens::{Tokens, Unknown, is, is_group};
use super::ty::Path;

impl Printer {
    pub fn statement(&mut self, tokens: &mut Tokens) -> Printed {
        let kind = kind(tokens.rest())?;
        self.layout.inconsistent(0);
        self.expression(tokens, true)?;
        if tokens.eat(';') || (tokens.is_empty() && kind == Kind::Jump) {
            self.layout.text(";");
        } else if !tokens.is_empty() && kind != Kind::Match {
            return Err(Unknown);
        }
        self.layout.end();
        self.layout.hard_break();
        Ok(())
    }

    /// The expression up to the next comma or semicolon.
    pub fn expression(&mut self, tokens: &mut Tokens, starts_line: bool) -> Printed {
        if tokens.eat_ident("return") {
            self.layout.text("return");
            if !tokens.is_empty() && !tokens.at(',') && !tokens.at(';') {
                self.layout.text(" ");
                self.expression(tokens, false)?;
            }
            return Ok(());
        }
        if tokens.at_ident("match") {
            return self.matching(tokens);
        }
        if starts_line && assigns(tokens.rest()) {
            self.layout.inconsistent(0);
            self.operation(tokens, false)?;
            tokens.expect('=')?;
            self.layout.text(" = ");
            self.layout.never_break();
            self.expression(tokens, false)?;
            self.layout.end();
        } else {
            self.operation(tokens, starts_line)?;
        }
        match tokens.rest().first() {
            None => Ok(()),
            Some(next) if is(next, ',') || is(next, ';') => Ok(()),
            Some(_) => Err(Unknown),
        }
    }

    fn operation(&mut self, tokens: &mut Tokens, starts_line: bool) -> Printed {
        for sign in ['&', '*', '-', '!'] {
            if tokens.eat(sign) {
                self.layout.word(sign);
                if sign == '&' && tokens.eat_ident("mut") {
                    self.layout.text("mut ");
                }
                return self.operation(tokens, false);
            }
        }
        if tokens.at('|') {
            return self.closure(tokens);
        }
        let operand = operand(tokens.rest())?;
        self.operand(tokens, &operand, starts_line)
    }

    fn operand(&mut self, tokens: &mut Tokens, operand: &Operand, starts_line: bool) -> Printed {
        if operand.links == 0 {
            self.value(tokens)?;
            return if operand.call { self.call(tokens) } else { Ok(()) };
        }
        self.layout.consistent(INDENT);
        self.layout.consistent(-INDENT);
        self.value(tokens)?;
        self.layout.end();
        if operand.call {
            self.call(tokens)?;
        }
        for link in 0..operand.links {
            let short = starts_line && link == 0 && operand.short;
            if !short {
                self.layout.zero_break();
            }
            tokens.expect('.')?;
            self.layout.text(".");
            match tokens.next() {
                Some(TokenTree::Ident(ident)) => self.layout.word(ident),
                Some(TokenTree::Literal(index)) => self.layout.word(index),
                _ => return Err(Unknown),
            }
            if tokens.at_group(Delimiter::Parenthesis) {
                self.layout.consistent(if short && operand.links == 1 { -INDENT } else { 0 });
                self.call(tokens)?;
                self.layout.end();
            }
        }
        self.layout.end();
        Ok(())
    }

    fn value(&mut self, tokens: &mut Tokens) -> Printed {
        match tokens.rest().first() {
            Some(TokenTree::Literal(_)) => {
                if let Some(literal) = tokens.next() {
                    self.layout.word(literal);
                }
                Ok(())
            }
            Some(TokenTree::Ident(_)) => {
                if !matches!(path(tokens.rest()), Some(length) if tokens.rest().get(length).is_some_and(|next| is_group(next, Delimiter::Brace)))
                {
                    return self.path(tokens, Path::Expression);
                }
                self.structure_value(tokens)
            }
            Some(TokenTree::Group(group)) => match group.delimiter() {
                Delimiter::Bracket => {
                    let elements = tokens.group(Delimiter::Bracket)?;
                    self.array(elements)
                }
                Delimiter::Parenthesis => {
                    let mut elements = tokens.group(Delimiter::Parenthesis)?;
                    self.layout.text("(");
                    self.layout.consistent(INDENT);
                    self.layout.zero_break();
                    let start = elements.rest().len();
                    self.list(&mut elements, |printer, tokens| {
                        let whole = tokens.rest().len() == start;
                        printer.expression(tokens, false)?;
                        // One alone would be in parentheses, not a tuple.
                        if whole && tokens.rest().len() < 2 { Err(Unknown) } else { Ok(()) }
                    })?;
                    self.layout.offset(-INDENT);
                    self.layout.end();
                    self.layout.text(")");
                    Ok(())
                }
                _ => Err(Unknown),
            },
            _ => Err(Unknown),
        }
    }

    fn structure_value(&mut self, tokens: &mut Tokens) -> Printed {
        self.layout.consistent(INDENT);
        self.layout.inconsistent(-INDENT);
        self.path(tokens, Path::Expression)?;
        self.layout.end();
        self.layout.text(" {");
        self.layout.space_if_nonempty();
        let mut fields = tokens.group(Delimiter::Brace)?;
        while !fields.is_empty() {
            self.layout.word(fields.ident()?);
            if fields.eat(':') {
                self.layout.text(": ");
                self.layout.inconsistent(0);
                self.expression(&mut fields, false)?;
                self.layout.end();
            }
            if !fields.is_empty() {
                fields.expect(',')?;
            }
            self.layout.comma_or_space(fields.is_empty());
        }
        self.layout.offset(-INDENT);
        self.layout.end_with_width(34);
        self.layout.text("}");
        Ok(())
    }

    fn array(&mut self, mut elements: Tokens) -> Printed {
        if elements.is_empty() {
            self.layout.text("[]");
            return Ok(());
        }
        if elements.rest().iter().any(other_literal) {
            return Err(Unknown);
        }
        if elements.rest().iter().all(|token| is_integer(token) || is(token, ',')) {
            self.layout.consistent(INDENT);
            self.layout.text("[");
            self.layout.zero_break();
            self.layout.inconsistent(0);
            while !elements.is_empty() {
                self.expression(&mut elements, false)?;
                if elements.eat(',') && !elements.is_empty() {
                    self.layout.text(",");
                    self.layout.space();
                }
            }
            self.layout.end();
            self.layout.comma(true);
            self.layout.offset(-INDENT);
            self.layout.text("]");
            self.layout.end();
            return Ok(());
        }
        self.layout.text("[");
        self.layout.consistent(INDENT);
        self.layout.zero_break();
        self.list(&mut elements, |printer, tokens| printer.expression(tokens, false))?;
        self.layout.offset(-INDENT);
        self.layout.end();
        self.layout.text("]");
        Ok(())
    }

    fn call(&mut self, tokens: &mut Tokens) -> Printed {
        let mut arguments = tokens.group(Delimiter::Parenthesis)?;
        self.layout.text("(");
        if one_block(arguments.rest())? {
            self.expression(&mut arguments, false)?;
            arguments.eat(',');
            if !arguments.is_empty() {
                return Err(Unknown);
            }
        } else {
            self.layout.consistent(INDENT);
            self.layout.zero_break();
            self.list(&mut arguments, |printer, tokens| printer.expression(tokens, false))?;
            self.layout.offset(-INDENT);
            self.layout.end();
        }
        self.layout.text(")");
        Ok(())
    }

    fn closure(&mut self, tokens: &mut Tokens) -> Printed {
        self.layout.inconsistent(0);
        self.layout.consistent(INDENT);
        tokens.expect('|')?;
        self.layout.text("|");
        let mut first = true;
        while !tokens.eat('|') {
            if first {
                self.layout.zero_break();
            } else {
                tokens.expect(',')?;
                self.layout.text(",");
                self.layout.space();
            }
            first = false;
            self.parameter_of_closure(tokens)?;
        }
        self.layout.text("|");
        self.layout.space();
        self.layout.offset(-INDENT);
        self.layout.end();
        self.layout.never_break();
        match kind(tokens.rest())? {
            Kind::Match | Kind::Call | Kind::Block => self.expression(tokens, false)?,
            Kind::Jump => return Err(Unknown),
            Kind::Chain | Kind::Other => {
                self.layout.consistent(INDENT);
                self.layout.add_break(Break { before: "{", ..Break::default() });
                self.expression(tokens, false)?;
                self.layout.add_break(Break { offset: -INDENT, after: "}", ..Break::default() });
                self.layout.end();
            }
        }
        self.layout.end();
        Ok(())
    }

    fn parameter_of_closure(&mut self, tokens: &mut Tokens) -> Printed {
        if tokens.at_group(Delimiter::Parenthesis) {
            self.case(tokens)
        } else {
            self.layout.word(tokens.ident()?);
            Ok(())
        }
    }

    fn matching(&mut self, tokens: &mut Tokens) -> Printed {
        tokens.eat_ident("match");
        self.layout.inconsistent(0);
        self.layout.text("match ");
        self.layout.consistent(0);
        self.scrutinee(tokens)?;
        self.layout.text(" ");
        self.layout.end();
        self.layout.text("{");
        self.layout.never_break();
        self.layout.consistent(INDENT);
        self.layout.hard_break_if_nonempty();
        let mut arms = tokens.group(Delimiter::Brace)?;
        while !arms.is_empty() {
            self.arm(&mut arms)?;
            self.layout.hard_break();
        }
        self.layout.offset(-INDENT);
        self.layout.end();
        self.layout.text("}");
        self.layout.end();
        Ok(())
    }

    /// An identifier, or a tuple.
    fn scrutinee(&mut self, tokens: &mut Tokens) -> Printed {
        match tokens.rest() {
            [TokenTree::Ident(_), group, ..] if is_group(group, Delimiter::Brace) => {
                self.layout.word(tokens.ident()?);
                Ok(())
            }
            [tuple, group, ..] if is_group(tuple, Delimiter::Parenthesis) && is_group(group, Delimiter::Brace) => {
                self.value(tokens)
            }
            _ => Err(Unknown),
        }
    }

    fn arm(&mut self, tokens: &mut Tokens) -> Printed {
        self.layout.inconsistent(0);
        self.pattern(tokens)?;
        if !tokens.eat_pair('=', '>') {
            return Err(Unknown);
        }
        self.layout.text(" => ");
        if tokens.at_group(Delimiter::Brace) {
            if !tokens.group(Delimiter::Brace)?.is_empty() {
                return Err(Unknown);
            }
            self.layout.text("{");
            self.layout.never_break();
            self.layout.text("}");
        } else {
            let (body, rest) = (kind(tokens.rest())?, tokens.rest());
            if body == Kind::Match || rest.first().is_some_and(|token| is_group(token, Delimiter::Parenthesis)) {
                return Err(Unknown);
            }
            self.layout.never_break();
            self.layout.consistent(INDENT);
            self.layout.add_break(Break { before: "{", ..Break::default() });
            self.expression(tokens, true)?;
            let before = if body == Kind::Jump { ";" } else { "" };
            self.layout.add_break(Break { offset: -INDENT, before, after: "}", unbroken: ",", ..Break::default() });
            self.layout.end();
        }
        self.layout.end();
        tokens.eat(',');
        Ok(())
    }
}
