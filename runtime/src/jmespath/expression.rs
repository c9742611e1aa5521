use super::Function;

/// An expression, written by the generator as a `static`. Each is evaluated over a current value, the root's at first.
#[derive(Debug)]
#[non_exhaustive]
pub enum Expression {
    /// `@`
    Current,
    /// `name`: the member of an object.
    Identifier(&'static str),
    /// `[0]`, from the end when negative.
    Index(i64),
    /// `[start:stop:step]`; with a step of zero it has no value.
    Slice(Option<i64>, Option<i64>, i64),
    /// `a.b`, `a[0]` and `a | b`: each over the result of the one before it.
    Chain(&'static [Expression]),
    /// `a[*]` and what follows it: the second over each element of the first's list.
    Projection(&'static Expression, &'static Expression),
    /// `a.*` and what follows it: the second over each value of the first's object.
    ValueProjection(&'static Expression, &'static Expression),
    /// `a[?b]` and what follows it: the third over each element of the first's list for which the second holds.
    Filter(&'static Expression, &'static Expression, &'static Expression),
    /// `a[]`: lists in the list become part of it.
    Flatten(&'static Expression),
    /// `[a, b]`
    MultiSelectList(&'static [Expression]),
    /// `{name: a}`
    MultiSelectHash(&'static [(&'static str, Expression)]),
    /// `'text'` and JSON between backticks.
    Literal(Literal),
    /// `a == b` and the like.
    Comparison(Comparator, &'static Expression, &'static Expression),
    /// `a && b`
    And(&'static Expression, &'static Expression),
    /// `a || b`
    Or(&'static Expression, &'static Expression),
    /// `!a`
    Not(&'static Expression),
    /// `name(a, b)`
    Call(&'static Function, &'static [Expression]),
    /// `&a`, as an argument of functions that evaluate it themselves.
    Reference(&'static Expression),
}

/// A value that stands in an expression.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Literal {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A whole number of 64 bits.
    Integer(i64),
    /// Any other number.
    Float(f64),
    /// Text.
    String(&'static str),
    /// An array.
    Array(&'static [Literal]),
    /// An object.
    Object(&'static [(&'static str, Literal)]),
}

/// How two values are compared. Only numbers have an order; for others its comparisons give null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
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
