use serde_json::Value;

use super::Function;

/// An expression. Each is evaluated over a current value, the root's at first.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Expression {
    /// `@`
    Current,
    /// `name`: the member of an object.
    Identifier(String),
    /// `[0]`, from the end when negative.
    Index(i64),
    /// `[start:stop:step]`; the step is not zero.
    Slice {
        /// The first index.
        start: Option<i64>,
        /// The index behind the last.
        stop: Option<i64>,
        /// The distance between two.
        step: i64,
    },
    /// `a.b`, `a[0]` and `a | b`: each over the result of the one before it.
    Chain(Vec<Expression>),
    /// `a[*]` and what follows it: the second over each element of the first's list.
    Projection(Box<Expression>, Box<Expression>),
    /// `a.*` and what follows it: the second over each value of the first's object.
    ValueProjection(Box<Expression>, Box<Expression>),
    /// `a[?b]` and what follows it: the third over each element of the first's list for which the second holds.
    Filter(Box<Expression>, Box<Expression>, Box<Expression>),
    /// `a[]`: lists in the list become part of it.
    Flatten(Box<Expression>),
    /// `[a, b]`
    MultiSelectList(Vec<Expression>),
    /// `{name: a}`
    MultiSelectHash(Vec<(String, Expression)>),
    /// `'text'` and JSON between backticks.
    Literal(Value),
    /// `a == b` and the like.
    Comparison(Comparator, Box<Expression>, Box<Expression>),
    /// `a && b`
    And(Box<Expression>, Box<Expression>),
    /// `a || b`
    Or(Box<Expression>, Box<Expression>),
    /// `!a`
    Not(Box<Expression>),
    /// `name(a, b)`
    Call(Function, Vec<Expression>),
    /// `&a`, as an argument of functions that evaluate it themselves.
    Reference(Box<Expression>),
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparator {
    /// `==`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl Comparator {
    /// Whether it asks for order, which numbers alone have.
    pub(super) fn is_order(self) -> bool {
        !matches!(self, Self::Equal | Self::NotEqual)
    }
}
