use std::cmp::Ordering;

use super::collection::{List, Object};
use super::compare::{equal, numbers};
use super::data::Data;
use super::error::EvaluationError;
use super::function::Argument;
use super::{Comparator, Expression, Found, Function};
use crate::value::View;

/// How deep expressions may nest.
const MAX_DEPTH: usize = 128;

/// How many elements and entries an expression may compute, so that one that doubles what it has ends.
const MAX_COMPUTED: usize = 1 << 22;

/// Evaluates an expression over a value.
///
/// A path that leads nowhere gives null, as does what has no meaning for the kind of a value: a member of a list, an
/// element of a string.
///
/// # Errors
///
/// A function that is given what it does not take, values that nest too deep, and expressions that compute too much.
pub fn evaluate<'a>(expression: &'static Expression, over: View<'a>) -> Result<Found<'a>, EvaluationError> {
    let mut evaluator = Evaluator { depth: 0, computed: 0 };
    evaluator.evaluate(expression, &over.into()).map(Found)
}

/// One evaluation, with what bounds it.
pub(super) struct Evaluator {
    depth: usize,
    computed: usize,
}

impl Evaluator {
    pub(super) fn evaluate<'a>(
        &mut self,
        expression: &'static Expression,
        current: &Data<'a>,
    ) -> Result<Data<'a>, EvaluationError> {
        if self.depth >= MAX_DEPTH {
            return Err(EvaluationError::new(format!("the expression nests deeper than {MAX_DEPTH} levels")));
        }
        self.depth += 1;
        let found = self.nested(expression, current);
        self.depth -= 1;
        found
    }

    fn nested<'a>(&mut self, expression: &'static Expression, current: &Data<'a>) -> Result<Data<'a>, EvaluationError> {
        Ok(match expression {
            Expression::Current => current.clone(),
            Expression::Identifier(name) => match current {
                Data::Object(object) => object.get(name),
                _ => Data::Null,
            },
            Expression::Index(index) => match current {
                Data::List(list) => position(*index, list.length()).map_or(Data::Null, |at| list.element(at)),
                _ => Data::Null,
            },
            Expression::Slice(start, stop, step) => match current {
                Data::List(list) => self.slice(list, *start, *stop, *step)?,
                _ => Data::Null,
            },
            Expression::Chain(steps) => return self.chain(steps, current),
            Expression::Projection(left, right) => match self.evaluate(left, current)? {
                Data::List(list) => self.project(list.elements(), right)?,
                _ => Data::Null,
            },
            Expression::ValueProjection(left, right) => match self.evaluate(left, current)? {
                Data::Object(object) => self.project(object.entries().into_iter().map(|(_, value)| value), right)?,
                _ => Data::Null,
            },
            Expression::Filter(left, condition, right) => match self.evaluate(left, current)? {
                Data::List(list) => self.filter(&list, condition, right)?,
                _ => Data::Null,
            },
            Expression::Flatten(of) => match self.evaluate(of, current)? {
                Data::List(list) => self.flatten(&list)?,
                _ => Data::Null,
            },
            Expression::MultiSelectList(expressions) => match current {
                Data::Null => Data::Null,
                _ => {
                    self.count(expressions.len())?;
                    let elements = expressions.iter().map(|expression| self.evaluate(expression, current));
                    Data::list(elements.collect::<Result<_, _>>()?)
                }
            },
            Expression::MultiSelectHash(entries) => match current {
                Data::Null => Data::Null,
                _ => {
                    self.count(entries.len())?;
                    let entries =
                        entries.iter().map(|(name, value)| Ok(((*name).into(), self.evaluate(value, current)?)));
                    Data::Object(Object::Computed(entries.collect::<Result<_, EvaluationError>>()?))
                }
            },
            Expression::Literal(literal) => (*literal).into(),
            Expression::Comparison(comparator, left, right) => {
                let (left, right) = (self.evaluate(left, current)?, self.evaluate(right, current)?);
                compare(*comparator, &left, &right)?
            }
            Expression::And(left, right) => match self.evaluate(left, current)? {
                left if left.is_truthy() => self.evaluate(right, current)?,
                left => left,
            },
            Expression::Or(left, right) => match self.evaluate(left, current)? {
                left if left.is_truthy() => left,
                _ => self.evaluate(right, current)?,
            },
            Expression::Not(of) => Data::Boolean(!self.evaluate(of, current)?.is_truthy()),
            Expression::Call(function, arguments) => return self.call(function, arguments, current),
            // The generator lets references stand as arguments only.
            Expression::Reference(_) => Data::Null,
        })
    }

    fn chain<'a>(&mut self, steps: &'static [Expression], current: &Data<'a>) -> Result<Data<'a>, EvaluationError> {
        let Some((first, rest)) = steps.split_first() else { return Ok(current.clone()) };
        let mut value = self.evaluate(first, current)?;
        for step in rest {
            value = self.evaluate(step, &value)?;
        }
        Ok(value)
    }

    /// What the expression gives over each value, null left out.
    fn project<'a>(
        &mut self,
        values: impl Iterator<Item = Data<'a>>,
        expression: &'static Expression,
    ) -> Result<Data<'a>, EvaluationError> {
        let mut found = Vec::new();
        for value in values {
            self.count(1)?;
            let value = self.evaluate(expression, &value)?;
            if !matches!(value, Data::Null) {
                found.push(value);
            }
        }
        Ok(Data::list(found))
    }

    fn filter<'a>(
        &mut self,
        list: &List<'a>,
        condition: &'static Expression,
        expression: &'static Expression,
    ) -> Result<Data<'a>, EvaluationError> {
        let mut found = Vec::new();
        for element in list.elements() {
            self.count(1)?;
            if !self.evaluate(condition, &element)?.is_truthy() {
                continue;
            }
            let value = self.evaluate(expression, &element)?;
            if !matches!(value, Data::Null) {
                found.push(value);
            }
        }
        Ok(Data::list(found))
    }

    fn flatten<'a>(&mut self, list: &List<'a>) -> Result<Data<'a>, EvaluationError> {
        let mut found = Vec::new();
        for element in list.elements() {
            match element {
                Data::List(inner) => {
                    self.count(inner.length())?;
                    found.extend(inner.elements());
                }
                other => {
                    self.count(1)?;
                    found.push(other);
                }
            }
        }
        Ok(Data::list(found))
    }

    fn slice<'a>(
        &mut self,
        list: &List<'a>,
        start: Option<i64>,
        stop: Option<i64>,
        step: i64,
    ) -> Result<Data<'a>, EvaluationError> {
        let length = i64::try_from(list.length()).unwrap_or(i64::MAX);
        // The least and the greatest position that a bound can mean: one further back when going backwards.
        let (least, greatest) = if step < 0 { (-1, length - 1) } else { (0, length) };
        let bound = |bound: Option<i64>, absent: i64| match bound {
            Some(index) if index < 0 => index.saturating_add(length).max(least),
            Some(index) => index.min(greatest),
            None => absent,
        };
        let (start, stop) = match step {
            0 => return Err(EvaluationError::new("the step of a slice is 0")),
            1.. => (bound(start, least), bound(stop, greatest)),
            _ => (bound(start, greatest), bound(stop, least)),
        };
        let mut found = Vec::new();
        let mut at = start;
        while if step > 0 { at < stop } else { at > stop } {
            self.count(1)?;
            found.push(usize::try_from(at).map_or(Data::Null, |at| list.element(at)));
            at = at.saturating_add(step);
        }
        Ok(Data::list(found))
    }

    fn call<'a>(
        &mut self,
        function: &'static Function,
        expressions: &'static [Expression],
        current: &Data<'a>,
    ) -> Result<Data<'a>, EvaluationError> {
        let mut arguments = Vec::with_capacity(expressions.len());
        for expression in expressions {
            arguments.push(match expression {
                Expression::Reference(of) => Argument::Reference(of),
                expression => Argument::Value(self.evaluate(expression, current)?),
            });
        }
        function.call(self, &arguments)
    }

    /// Notes that so many more values are computed.
    pub(super) fn count(&mut self, values: usize) -> Result<(), EvaluationError> {
        self.computed = self.computed.saturating_add(values);
        if self.computed > MAX_COMPUTED {
            return Err(EvaluationError::new(format!("the expression computes more than {MAX_COMPUTED} values")));
        }
        Ok(())
    }
}

fn position(index: i64, length: usize) -> Option<usize> {
    match usize::try_from(index) {
        Ok(index) => Some(index),
        Err(_) => length.checked_sub(usize::try_from(index.unsigned_abs()).ok()?),
    }
}

fn compare<'a>(comparator: Comparator, left: &Data<'a>, right: &Data<'a>) -> Result<Data<'a>, EvaluationError> {
    let holds: fn(Ordering) -> bool = match comparator {
        Comparator::Equal => return equal(left, right).map(Data::Boolean),
        Comparator::NotEqual => return equal(left, right).map(|equal| Data::Boolean(!equal)),
        Comparator::Less => Ordering::is_lt,
        Comparator::LessOrEqual => Ordering::is_le,
        Comparator::Greater => Ordering::is_gt,
        Comparator::GreaterOrEqual => Ordering::is_ge,
    };
    if left.number().is_none() || right.number().is_none() {
        return Ok(Data::Null);
    }
    Ok(Data::Boolean(numbers(left, right).is_some_and(holds)))
}
