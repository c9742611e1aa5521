mod aggregate;
mod list;
mod number;
mod object;
mod string;

use std::fmt;

use super::Expression;
use super::collection::{List, Object};
use super::data::Data;
use super::error::EvaluationError;
use super::evaluate::Evaluator;

/// A [built-in function](https://jmespath.org/specification.html#built-in-functions); those there are stand in
/// [`functions`].
pub struct Function {
    name: &'static str,
    body: Body,
}

type Body = for<'a> fn(&mut Call<'_, 'a>) -> Result<Data<'a>, EvaluationError>;

/// An argument of a call.
pub(super) enum Argument<'a> {
    Value(Data<'a>),
    Reference(&'static Expression),
}

/// The built-in functions, by their names in capitals.
pub mod functions {
    use super::{Function, aggregate, list, number, object, string};

    /// `abs`
    pub const ABS: Function = Function::new("abs", number::abs);
    /// `avg`
    pub const AVG: Function = Function::new("avg", aggregate::avg);
    /// `ceil`
    pub const CEIL: Function = Function::new("ceil", number::ceil);
    /// `contains`
    pub const CONTAINS: Function = Function::new("contains", list::contains);
    /// `ends_with`
    pub const ENDS_WITH: Function = Function::new("ends_with", string::ends_with);
    /// `floor`
    pub const FLOOR: Function = Function::new("floor", number::floor);
    /// `join`
    pub const JOIN: Function = Function::new("join", string::join);
    /// `keys`
    pub const KEYS: Function = Function::new("keys", object::keys);
    /// `length`
    pub const LENGTH: Function = Function::new("length", list::length);
    /// `map`
    pub const MAP: Function = Function::new("map", list::map);
    /// `max`
    pub const MAX: Function = Function::new("max", aggregate::max);
    /// `max_by`
    pub const MAX_BY: Function = Function::new("max_by", aggregate::max_by);
    /// `merge`
    pub const MERGE: Function = Function::new("merge", object::merge);
    /// `min`
    pub const MIN: Function = Function::new("min", aggregate::min);
    /// `min_by`
    pub const MIN_BY: Function = Function::new("min_by", aggregate::min_by);
    /// `not_null`
    pub const NOT_NULL: Function = Function::new("not_null", object::not_null);
    /// `reverse`
    pub const REVERSE: Function = Function::new("reverse", list::reverse);
    /// `sort`
    pub const SORT: Function = Function::new("sort", aggregate::sort);
    /// `sort_by`
    pub const SORT_BY: Function = Function::new("sort_by", aggregate::sort_by);
    /// `starts_with`
    pub const STARTS_WITH: Function = Function::new("starts_with", string::starts_with);
    /// `sum`
    pub const SUM: Function = Function::new("sum", aggregate::sum);
    /// `to_array`
    pub const TO_ARRAY: Function = Function::new("to_array", list::to_array);
    /// `to_number`
    pub const TO_NUMBER: Function = Function::new("to_number", number::to_number);
    /// `to_string`
    pub const TO_STRING: Function = Function::new("to_string", string::to_string);
    /// `type`
    pub const TYPE: Function = Function::new("type", object::type_of);
    /// `values`
    pub const VALUES: Function = Function::new("values", object::values);
}

impl Function {
    const fn new(name: &'static str, body: Body) -> Self {
        Self { name, body }
    }

    pub(super) fn call<'a>(
        &self,
        evaluator: &mut Evaluator,
        arguments: &[Argument<'a>],
    ) -> Result<Data<'a>, EvaluationError> {
        (self.body)(&mut Call { name: self.name, evaluator, arguments })
    }
}

impl fmt::Debug for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// A call: its arguments, each asked for as the kind that the function takes.
struct Call<'e, 'a> {
    name: &'static str,
    evaluator: &'e mut Evaluator,
    arguments: &'e [Argument<'a>],
}

impl<'e, 'a> Call<'e, 'a> {
    /// The arguments that are values.
    fn values(&self) -> impl Iterator<Item = &'e Data<'a>> {
        self.arguments.iter().filter_map(|argument| match argument {
            Argument::Value(value) => Some(value),
            Argument::Reference(_) => None,
        })
    }

    fn value(&self, position: usize) -> Result<&'e Data<'a>, EvaluationError> {
        match self.arguments.get(position) {
            Some(Argument::Value(value)) => Ok(value),
            _ => Err(self.wrong("a value", None)),
        }
    }

    fn number(&self, position: usize) -> Result<f64, EvaluationError> {
        let value = self.value(position)?;
        value.number().ok_or_else(|| self.wrong("a number", Some(value)))
    }

    fn string(&self, position: usize) -> Result<&'e str, EvaluationError> {
        match self.value(position)? {
            Data::String(text) => Ok(text),
            other => Err(self.wrong("a string", Some(other))),
        }
    }

    fn list(&self, position: usize) -> Result<&'e List<'a>, EvaluationError> {
        match self.value(position)? {
            Data::List(list) => Ok(list),
            other => Err(self.wrong("a list", Some(other))),
        }
    }

    fn object(&self, position: usize) -> Result<&'e Object<'a>, EvaluationError> {
        match self.value(position)? {
            Data::Object(object) => Ok(object),
            other => Err(self.wrong("an object", Some(other))),
        }
    }

    /// What the reference gives over a value.
    fn refer(&mut self, position: usize, value: &Data<'a>) -> Result<Data<'a>, EvaluationError> {
        match self.arguments.get(position) {
            Some(Argument::Reference(expression)) => self.evaluator.evaluate(expression, value),
            _ => Err(self.wrong("an expression reference", None)),
        }
    }

    fn count(&mut self, values: usize) -> Result<(), EvaluationError> {
        self.evaluator.count(values)
    }

    fn wrong(&self, takes: &str, found: Option<&Data<'a>>) -> EvaluationError {
        EvaluationError::argument(self.name, takes, found)
    }
}
