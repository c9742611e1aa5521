use super::Function;
use super::scope::Type;

/// A value, or how to compute one.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "the names are those of the rules engine specification")]
pub enum Expression {
    String(String),
    Boolean(bool),
    Integer(i64),
    Array(Vec<Expression>),
    Template(Vec<Part>),
    Reference(String),
    GetAttr(Box<Expression>, Vec<Step>),
    Call(Function, Vec<Expression>),
}

/// A piece of a template string.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// Text that stands for itself.
    Literal(String),
    /// What stood between braces.
    Value(Expression),
}

/// A step of a `getAttr` path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// An entry of a record.
    Key(String),
    /// An element of an array.
    Index(usize),
}

/// An expression, and what it gives.
pub(super) type Typed = (Expression, Type);
