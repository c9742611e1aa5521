use serde_json::Value;

use super::function::{Parameter, Signature, signature};
use super::token::{Token, tokens};
use super::{Expression, MAXIMUM_DEPTH, SyntaxError};

/// How strongly tokens bind what stands before them, as in the reference implementations; so `!a.b` is `(!a).b`. A
/// projection ends at what binds less than `PROJECTION`.
const PIPE: u8 = 1;
const OR: u8 = 2;
const AND: u8 = 3;
const COMPARATOR: u8 = 5;
const FLATTEN: u8 = 9;
const PROJECTION: u8 = 10;
const STAR: u8 = 20;
const FILTER: u8 = 21;
const DOT: u8 = 40;
const NOT: u8 = 45;
const BRACKET: u8 = 55;

/// Parses an expression.
///
/// # Errors
///
/// What does not follow the [grammar](https://jmespath.org/specification.html#grammar), an unknown function, arguments of
/// another number than it takes, a step of zero, and what nests deeper than 64 levels.
pub fn parse(text: &str) -> Result<Expression, SyntaxError> {
    let mut parser = Parser { tokens: tokens(text)?, next: 0, depth: 0 };
    let node = parser.expression(0)?;
    match parser.peek() {
        Token::End => Ok(node.expression),
        _ => Err(parser.unexpected("the end")),
    }
}

/// An expression and how high its tree is. All that builds one goes through [`Parser::node`], so that no tree is
/// higher than what may be recursed over.
struct Node {
    expression: Expression,
    height: usize,
}

struct Parser {
    tokens: Vec<(usize, Token)>,
    next: usize,
    depth: usize,
}

impl Parser {
    fn peek(&self) -> &Token {
        self.peek_behind(0)
    }

    fn peek_behind(&self, count: usize) -> &Token {
        self.tokens.get(self.next + count).map_or(&Token::End, |(_, token)| token)
    }

    fn take(&mut self) -> Token {
        let token = self.peek().clone();
        self.next += 1;
        token
    }

    fn error(&self, message: impl Into<String>) -> SyntaxError {
        let position = self.tokens.get(self.next).or(self.tokens.last()).map_or(1, |(position, _)| *position);
        SyntaxError { position, message: message.into() }
    }

    fn unexpected(&self, expected: &str) -> SyntaxError {
        self.error(format!("expected {expected}, found {}", self.peek().described()))
    }

    fn expect(&mut self, token: &Token) -> Result<(), SyntaxError> {
        if self.peek() != token {
            return Err(self.unexpected(&token.described()));
        }
        self.next += 1;
        Ok(())
    }

    fn node(&self, expression: Expression, height: usize) -> Result<Node, SyntaxError> {
        if height > MAXIMUM_DEPTH {
            return Err(self.error(format!("it nests deeper than {MAXIMUM_DEPTH} levels")));
        }
        Ok(Node { expression, height })
    }

    fn current(&self) -> Node {
        Node { expression: Expression::Current, height: 1 }
    }

    /// An expression up to a token that binds no more than this.
    fn expression(&mut self, binding: u8) -> Result<Node, SyntaxError> {
        self.depth += 1;
        if self.depth > MAXIMUM_DEPTH {
            return Err(self.error(format!("it nests deeper than {MAXIMUM_DEPTH} levels")));
        }
        let mut left = self.first()?;
        while binding < binding_power(self.peek()) {
            left = self.continued(left)?;
        }
        self.depth -= 1;
        Ok(left)
    }

    /// An expression with nothing before it.
    fn first(&mut self) -> Result<Node, SyntaxError> {
        match self.peek() {
            Token::At => {
                self.take();
                Ok(self.current())
            }
            Token::Literal(value) => {
                let node = self.node(Expression::Literal(value.clone()), literal_height(value))?;
                self.take();
                Ok(node)
            }
            Token::Identifier(name) if *self.peek_behind(1) == Token::LeftParenthesis => {
                let name = name.clone();
                self.call(&name)
            }
            Token::Identifier(name) | Token::QuotedIdentifier(name) => {
                let node = self.node(Expression::Identifier(name.clone()), 1)?;
                self.take();
                Ok(node)
            }
            Token::Star => {
                self.take();
                let current = self.current();
                self.value_projection(current)
            }
            Token::Filter => {
                self.take();
                let current = self.current();
                self.filter(current)
            }
            Token::Flatten => {
                self.take();
                let current = self.current();
                self.flatten(current)
            }
            Token::LeftBrace => {
                self.take();
                self.multi_select_hash()
            }
            Token::LeftParenthesis => {
                self.take();
                let inner = self.expression(0)?;
                self.expect(&Token::RightParenthesis)?;
                Ok(inner)
            }
            Token::Not => {
                self.take();
                let of = self.expression(NOT)?;
                self.node(Expression::Not(Box::new(of.expression)), of.height + 1)
            }
            Token::LeftBracket => {
                self.take();
                match (self.peek(), self.peek_behind(1)) {
                    (Token::Number(_) | Token::Colon, _) | (Token::Star, Token::RightBracket) => {
                        let current = self.current();
                        self.bracketed(current)
                    }
                    _ => self.multi_select_list(),
                }
            }
            _ => Err(self.unexpected("an expression")),
        }
    }

    /// An expression that goes on with the next token.
    fn continued(&mut self, left: Node) -> Result<Node, SyntaxError> {
        match self.take() {
            Token::Dot if *self.peek() == Token::Star => {
                self.take();
                self.value_projection(left)
            }
            Token::Dot => {
                let right = self.behind_dot(DOT)?;
                self.chain(left, right)
            }
            Token::Pipe => {
                let right = self.expression(PIPE)?;
                self.chain(left, right)
            }
            Token::Or => {
                let right = self.expression(OR)?;
                self.binary(Expression::Or, left, right)
            }
            Token::And => {
                let right = self.expression(AND)?;
                self.binary(Expression::And, left, right)
            }
            Token::Comparator(comparator) => {
                let right = self.expression(COMPARATOR)?;
                self.binary(|left, right| Expression::Comparison(comparator, left, right), left, right)
            }
            Token::Flatten => self.flatten(left),
            Token::Filter => self.filter(left),
            Token::LeftBracket => self.bracketed(left),
            _ => {
                self.next -= 1;
                Err(self.unexpected("the end"))
            }
        }
    }

    fn binary(
        &self,
        build: impl FnOnce(Box<Expression>, Box<Expression>) -> Expression,
        left: Node,
        right: Node,
    ) -> Result<Node, SyntaxError> {
        let height = left.height.max(right.height) + 1;
        self.node(build(Box::new(left.expression), Box::new(right.expression)), height)
    }

    fn chain(&self, left: Node, right: Node) -> Result<Node, SyntaxError> {
        let height = |node: &Node| node.height + usize::from(!matches!(node.expression, Expression::Chain(_)));
        let height = height(&left).max(height(&right));
        let mut steps = Vec::new();
        for node in [left, right] {
            match node.expression {
                Expression::Current => {}
                Expression::Chain(inner) => steps.extend(inner),
                other => steps.push(other),
            }
        }
        if steps.len() < 2 {
            return self.node(steps.pop().unwrap_or(Expression::Current), height - 1);
        }
        self.node(Expression::Chain(steps), height)
    }

    /// What stands behind a dot, `*` aside.
    fn behind_dot(&mut self, binding: u8) -> Result<Node, SyntaxError> {
        match self.peek() {
            Token::Identifier(_) | Token::QuotedIdentifier(_) | Token::Star => self.expression(binding),
            Token::LeftBracket => {
                self.take();
                self.multi_select_list()
            }
            Token::LeftBrace => {
                self.take();
                self.multi_select_hash()
            }
            _ => Err(self.unexpected("a name, `*`, `[` or `{` behind the dot")),
        }
    }

    /// What is evaluated over each element of a projection.
    fn projected(&mut self, binding: u8) -> Result<Node, SyntaxError> {
        match self.peek() {
            Token::Dot => {
                self.take();
                self.behind_dot(binding)
            }
            Token::LeftBracket | Token::Filter => self.expression(binding),
            token if binding_power(token) < PROJECTION => Ok(self.current()),
            _ => Err(self.unexpected("`.`, `[` or `[?` behind the projection")),
        }
    }

    fn value_projection(&mut self, left: Node) -> Result<Node, SyntaxError> {
        let right = self.projected(STAR)?;
        self.binary(Expression::ValueProjection, left, right)
    }

    fn flatten(&mut self, left: Node) -> Result<Node, SyntaxError> {
        let left = self.node(Expression::Flatten(Box::new(left.expression)), left.height + 1)?;
        let right = self.projected(FLATTEN)?;
        self.binary(Expression::Projection, left, right)
    }

    fn filter(&mut self, left: Node) -> Result<Node, SyntaxError> {
        let condition = self.expression(0)?;
        self.expect(&Token::RightBracket)?;
        let right = self.projected(FILTER)?;
        let height = left.height.max(condition.height).max(right.height) + 1;
        let [left, condition, right] = [left, condition, right].map(|node| Box::new(node.expression));
        self.node(Expression::Filter(left, condition, right), height)
    }

    /// An index, a slice, or the projection of `[*]`.
    fn bracketed(&mut self, left: Node) -> Result<Node, SyntaxError> {
        if *self.peek() == Token::Star {
            self.take();
            self.expect(&Token::RightBracket)?;
            let right = self.projected(STAR)?;
            return self.binary(Expression::Projection, left, right);
        }
        if *self.peek() == Token::Colon || *self.peek_behind(1) == Token::Colon {
            let slice = self.slice()?;
            let left = self.chain(left, slice)?;
            let right = self.projected(STAR)?;
            return self.binary(Expression::Projection, left, right);
        }
        let Token::Number(index) = *self.peek() else {
            return Err(self.unexpected("an index, a slice or `*`"));
        };
        self.take();
        self.expect(&Token::RightBracket)?;
        let index = self.node(Expression::Index(index), 1)?;
        self.chain(left, index)
    }

    fn slice(&mut self) -> Result<Node, SyntaxError> {
        let mut parts = [None; 3];
        for (position, part) in parts.iter_mut().enumerate() {
            if position > 0 {
                match self.peek() {
                    Token::Colon => self.take(),
                    _ => break,
                };
            }
            if let Token::Number(number) = *self.peek() {
                if position == 2 && number == 0 {
                    return Err(self.error("the step of a slice is 0"));
                }
                *part = Some(number);
                self.take();
            }
        }
        self.expect(&Token::RightBracket)?;
        let [start, stop, step] = parts;
        self.node(Expression::Slice { start, stop, step: step.unwrap_or(1) }, 1)
    }

    /// Elements divided by commas, up to a token that closes them; at least one.
    fn divided<T>(
        &mut self,
        close: &Token,
        mut element: impl FnMut(&mut Self) -> Result<T, SyntaxError>,
    ) -> Result<Vec<T>, SyntaxError> {
        let mut elements = vec![element(self)?];
        while *self.peek() == Token::Comma {
            self.take();
            elements.push(element(self)?);
        }
        self.expect(close)?;
        Ok(elements)
    }

    fn multi_select_list(&mut self) -> Result<Node, SyntaxError> {
        let nodes = self.divided(&Token::RightBracket, |parser| parser.expression(0))?;
        let height = nodes.iter().map(|node| node.height).max().unwrap_or_default() + 1;
        self.node(Expression::MultiSelectList(nodes.into_iter().map(|node| node.expression).collect()), height)
    }

    fn multi_select_hash(&mut self) -> Result<Node, SyntaxError> {
        let mut height = 1;
        let entries = self.divided(&Token::RightBrace, |parser| {
            let (Token::Identifier(name) | Token::QuotedIdentifier(name)) = parser.peek().clone() else {
                return Err(parser.unexpected("a name"));
            };
            parser.take();
            parser.expect(&Token::Colon)?;
            let node = parser.expression(0)?;
            height = height.max(node.height + 1);
            Ok((name, node.expression))
        })?;
        self.node(Expression::MultiSelectHash(entries), height)
    }

    fn call(&mut self, name: &str) -> Result<Node, SyntaxError> {
        let Some(signature) = signature(name) else {
            return Err(self.error(format!("there is no function `{name}`")));
        };
        let place = self.next;
        self.next += 2;
        let arguments = if *self.peek() == Token::RightParenthesis {
            self.take();
            Vec::new()
        } else {
            let mut position = 0;
            self.divided(&Token::RightParenthesis, |parser| {
                position += 1;
                parser.argument(&signature, position - 1)
            })?
        };
        let (least, repeats) = (signature.parameters.len(), signature.repeats);
        if arguments.len() < least || (arguments.len() > least && !repeats) {
            self.next = place;
            let (least_text, plural) = (if repeats { "at least " } else { "" }, if least == 1 { "" } else { "s" });
            let count = arguments.len();
            return Err(self.error(format!("`{name}` takes {least_text}{least} argument{plural}, not {count},")));
        }
        let height = arguments.iter().map(|node| node.height).max().unwrap_or_default() + 1;
        let arguments = arguments.into_iter().map(|node| node.expression).collect();
        self.node(Expression::Call(signature.function, arguments), height)
    }

    fn argument(&mut self, signature: &Signature, position: usize) -> Result<Node, SyntaxError> {
        let parameter = signature.parameter(position);
        let is_reference = parameter.is_some_and(Parameter::is_reference);
        if *self.peek() != Token::Ampersand {
            if is_reference {
                return Err(self.unexpected("an expression with `&` before it"));
            }
            return self.expression(0);
        }
        if !is_reference && parameter.is_some() {
            return Err(self.unexpected("a value"));
        }
        self.take();
        let of = self.expression(0)?;
        self.node(Expression::Reference(Box::new(of.expression)), of.height + 1)
    }
}

fn binding_power(token: &Token) -> u8 {
    match token {
        Token::Pipe => PIPE,
        Token::Or => OR,
        Token::And => AND,
        Token::Comparator(_) => COMPARATOR,
        Token::Flatten => FLATTEN,
        Token::Star => STAR,
        Token::Filter => FILTER,
        Token::Dot => DOT,
        Token::LeftBracket => BRACKET,
        _ => 0,
    }
}

fn literal_height(value: &Value) -> usize {
    // The JSON reader has bounded how deep it is.
    match value {
        Value::Array(elements) => elements.iter().map(literal_height).max().unwrap_or_default() + 1,
        Value::Object(entries) => entries.values().map(literal_height).max().unwrap_or_default() + 1,
        _ => 1,
    }
}
