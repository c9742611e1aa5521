//! Expressions that are known only at run time, as the static data that the runtime evaluates.
//!
//! The memory is leaked: the data must live as long as the process, and the process is a test tool.

use serde_json::Value;
use tinsmith_codegen::jmespath as parsed;
use tinsmith_runtime::jmespath::{Comparator, Expression, Function, Literal, functions};

/// The expression. `None` for a form that is not known here.
pub fn expression(from: &parsed::Expression) -> Option<Expression> {
    use parsed::Expression as Parsed;
    Some(match from {
        Parsed::Current => Expression::Current,
        Parsed::Identifier(name) => Expression::Identifier(text(name)),
        Parsed::Index(index) => Expression::Index(*index),
        Parsed::Slice { start, stop, step } => Expression::Slice(*start, *stop, *step),
        Parsed::Chain(steps) => Expression::Chain(each(steps)?),
        Parsed::Projection(left, right) => Expression::Projection(one(left)?, one(right)?),
        Parsed::ValueProjection(left, right) => Expression::ValueProjection(one(left)?, one(right)?),
        Parsed::Filter(left, condition, right) => Expression::Filter(one(left)?, one(condition)?, one(right)?),
        Parsed::Flatten(of) => Expression::Flatten(one(of)?),
        Parsed::MultiSelectList(elements) => Expression::MultiSelectList(each(elements)?),
        Parsed::MultiSelectHash(entries) => {
            let entries = entries.iter().map(|(name, value)| Some((text(name), expression(value)?)));
            Expression::MultiSelectHash(entries.collect::<Option<Vec<_>>>()?.leak())
        }
        Parsed::Literal(value) => Expression::Literal(literal(value)),
        Parsed::Comparison(how, left, right) => Expression::Comparison(comparator(*how), one(left)?, one(right)?),
        Parsed::And(left, right) => Expression::And(one(left)?, one(right)?),
        Parsed::Or(left, right) => Expression::Or(one(left)?, one(right)?),
        Parsed::Not(of) => Expression::Not(one(of)?),
        Parsed::Call(name, arguments) => Expression::Call(function(*name), each(arguments)?),
        Parsed::Reference(of) => Expression::Reference(one(of)?),
        _ => return None,
    })
}

fn text(from: &str) -> &'static str {
    from.to_owned().leak()
}

fn one(from: &parsed::Expression) -> Option<&'static Expression> {
    expression(from).map(|expression| &*Box::leak(Box::new(expression)))
}

fn each(from: &[parsed::Expression]) -> Option<&'static [Expression]> {
    from.iter().map(expression).collect::<Option<Vec<_>>>().map(|expressions| &*expressions.leak())
}

fn literal(from: &Value) -> Literal {
    match from {
        Value::Null => Literal::Null,
        Value::Bool(value) => Literal::Boolean(*value),
        Value::Number(number) => {
            number.as_i64().map_or_else(|| Literal::Float(number.as_f64().unwrap_or(f64::NAN)), Literal::Integer)
        }
        Value::String(value) => Literal::String(text(value)),
        Value::Array(elements) => Literal::Array(elements.iter().map(literal).collect::<Vec<_>>().leak()),
        Value::Object(entries) => {
            let entries = entries.iter().map(|(name, value)| (text(name), literal(value)));
            Literal::Object(entries.collect::<Vec<_>>().leak())
        }
    }
}

fn comparator(from: parsed::Comparator) -> Comparator {
    match from {
        parsed::Comparator::Equal => Comparator::Equal,
        parsed::Comparator::NotEqual => Comparator::NotEqual,
        parsed::Comparator::Less => Comparator::Less,
        parsed::Comparator::LessOrEqual => Comparator::LessOrEqual,
        parsed::Comparator::Greater => Comparator::Greater,
        parsed::Comparator::GreaterOrEqual => Comparator::GreaterOrEqual,
    }
}

fn function(from: parsed::Function) -> &'static Function {
    use parsed::Function as Name;
    match from {
        Name::Abs => &functions::ABS,
        Name::Avg => &functions::AVG,
        Name::Ceil => &functions::CEIL,
        Name::Contains => &functions::CONTAINS,
        Name::EndsWith => &functions::ENDS_WITH,
        Name::Floor => &functions::FLOOR,
        Name::Join => &functions::JOIN,
        Name::Keys => &functions::KEYS,
        Name::Length => &functions::LENGTH,
        Name::Map => &functions::MAP,
        Name::Max => &functions::MAX,
        Name::MaxBy => &functions::MAX_BY,
        Name::Merge => &functions::MERGE,
        Name::Min => &functions::MIN,
        Name::MinBy => &functions::MIN_BY,
        Name::NotNull => &functions::NOT_NULL,
        Name::Reverse => &functions::REVERSE,
        Name::Sort => &functions::SORT,
        Name::SortBy => &functions::SORT_BY,
        Name::StartsWith => &functions::STARTS_WITH,
        Name::Sum => &functions::SUM,
        Name::ToArray => &functions::TO_ARRAY,
        Name::ToNumber => &functions::TO_NUMBER,
        Name::ToString => &functions::TO_STRING,
        Name::Type => &functions::TYPE,
        Name::Values => &functions::VALUES,
    }
}
