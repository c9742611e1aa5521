use std::fmt;

use serde_json::Value;

use super::function::{Parameter, Returns, signature_of};
use super::{Expression, Function};
use crate::model::{Body, Model, ShapeId, Simple};

/// What an expression gives, as far as it can be told. Any value may be null beside it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Type<'m> {
    /// What cannot be told.
    Any,
    /// Nothing but null.
    Null,
    /// `true` or `false`.
    Boolean,
    /// Numbers; timestamps are seconds since the epoch.
    Number,
    /// Strings and enums; blobs are base64.
    String,
    /// Lists of such elements.
    List(Box<Type<'m>>),
    /// Objects with any keys and such values.
    Map(Box<Type<'m>>),
    /// Objects with these keys.
    Object(Vec<(String, Type<'m>)>),
    /// What a shape of the model is: after [`infer`], a structure or union.
    Shape(&'m ShapeId),
}

impl fmt::Display for Type<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str("any value"),
            Self::Null => f.write_str("null"),
            Self::Boolean => f.write_str("true or false"),
            Self::Number => f.write_str("a number"),
            Self::String => f.write_str("a string"),
            Self::List(element) => match **element {
                Self::String => f.write_str("a list of strings"),
                Self::Number => f.write_str("a list of numbers"),
                _ => f.write_str("a list"),
            },
            Self::Map(_) => f.write_str("a map"),
            Self::Object(_) => f.write_str("an object"),
            Self::Shape(id) => write!(f, "`{id}`"),
        }
    }
}

/// What an expression gives over a value of this shape.
///
/// # Errors
///
/// A member that a shape does not have, and a value that what is done to it can never take: both would give null, or an
/// error, whatever the value is.
pub fn infer<'m>(model: &'m Model, over: &'m ShapeId, expression: &Expression) -> Result<Type<'m>, String> {
    Inference { model }.of(expression, &Type::Shape(over))
}

struct Inference<'m> {
    model: &'m Model,
}

impl<'m> Inference<'m> {
    /// Recursion is as deep as the expression, which the parser has bounded.
    fn of(&self, expression: &Expression, current: &Type<'m>) -> Result<Type<'m>, String> {
        let current = &self.opened(current);
        let found = match expression {
            Expression::Current => current.clone(),
            Expression::Identifier(name) => self.member(current, name)?,
            Expression::Index(index) => self.element(current, &format!("[{index}]"))?,
            Expression::Slice { .. } => list(self.element(current, "a slice")?),
            Expression::Chain(steps) => {
                steps.iter().try_fold(current.clone(), |current, step| self.of(step, &current))?
            }
            Expression::Projection(left, right) => {
                let left = self.of(left, current)?;
                list(self.of(right, &self.element(&left, "[*]")?)?)
            }
            Expression::ValueProjection(left, right) => {
                let left = self.of(left, current)?;
                list(self.of(right, &self.value(&left, ".*")?)?)
            }
            Expression::Filter(left, condition, right) => {
                let element = self.element(&self.of(left, current)?, "[?…]")?;
                self.of(condition, &element)?;
                list(self.of(right, &element)?)
            }
            Expression::Flatten(of) => match self.opened(&self.element(&self.of(of, current)?, "[]")?) {
                Type::List(inner) => Type::List(inner),
                other => list(other),
            },
            Expression::MultiSelectList(elements) => {
                let elements = elements.iter().map(|element| self.of(element, current));
                list(self.common(elements.collect::<Result<Vec<_>, _>>()?))
            }
            Expression::MultiSelectHash(entries) => {
                let entry = |(name, value): &(String, Expression)| {
                    Ok((name.clone(), without_objects(self.of(value, current)?)))
                };
                Type::Object(entries.iter().map(entry).collect::<Result<_, String>>()?)
            }
            Expression::Literal(value) => self.literal(value),
            Expression::Comparison(comparator, left, right) => {
                for side in [left, right] {
                    let found = self.of(side, current)?;
                    if comparator.is_order() && !matches!(found, Type::Any | Type::Number) {
                        return Err(format!("only numbers have an order, and {found} is compared by it"));
                    }
                }
                Type::Boolean
            }
            Expression::And(left, right) | Expression::Or(left, right) => {
                self.common(vec![self.of(left, current)?, self.of(right, current)?])
            }
            Expression::Not(of) => {
                self.of(of, current)?;
                Type::Boolean
            }
            Expression::Call(function, arguments) => self.call(*function, arguments, current)?,
            Expression::Reference(_) => Type::Any,
        };
        Ok(self.opened(&found))
    }

    /// The type of a shape, one level of it.
    fn opened(&self, of: &Type<'m>) -> Type<'m> {
        let Type::Shape(id) = of else { return of.clone() };
        match self.model.shapes.get(id).map(|shape| &shape.body) {
            Some(Body::Simple(Simple::Boolean)) => Type::Boolean,
            Some(Body::Simple(Simple::String | Simple::Blob) | Body::Enum(_)) => Type::String,
            Some(Body::Simple(Simple::Document)) | None => Type::Any,
            Some(Body::Simple(_) | Body::IntEnum(_)) => Type::Number,
            Some(Body::List(member)) => list(Type::Shape(&member.target)),
            Some(Body::Map(_, value)) => Type::Map(Box::new(Type::Shape(&value.target))),
            Some(_) => Type::Shape(id),
        }
    }

    fn member(&self, of: &Type<'m>, name: &str) -> Result<Type<'m>, String> {
        match of {
            Type::Any | Type::Null => Ok(of.clone()),
            Type::Map(value) => Ok((**value).clone()),
            Type::Object(entries) => {
                let entry = entries.iter().find(|(known, _)| known == name);
                entry.map(|(_, value)| value.clone()).ok_or_else(|| format!("the object has no `{name}`"))
            }
            Type::Shape(id) => {
                let members = self.model.shapes.get(id).map(|shape| shape.members()).unwrap_or_default();
                let member = members.iter().find(|member| member.name == name);
                member.map(|member| Type::Shape(&member.target)).ok_or_else(|| format!("`{id}` has no member `{name}`"))
            }
            other => Err(format!("{other} has no member `{name}`")),
        }
    }

    fn element(&self, of: &Type<'m>, step: &str) -> Result<Type<'m>, String> {
        match of {
            Type::Any | Type::Null => Ok(of.clone()),
            Type::List(element) => Ok((**element).clone()),
            other => Err(format!("`{step}` is of lists, and stands behind {other}")),
        }
    }

    fn value(&self, of: &Type<'m>, step: &str) -> Result<Type<'m>, String> {
        match of {
            Type::Any | Type::Null => Ok(of.clone()),
            Type::Map(value) => Ok((**value).clone()),
            Type::Object(entries) => Ok(self.common(entries.iter().map(|(_, value)| value.clone()).collect())),
            Type::Shape(id) => {
                let members = self.model.shapes.get(id).map(|shape| shape.members()).unwrap_or_default();
                Ok(self.common(members.iter().map(|member| Type::Shape(&member.target)).collect()))
            }
            other => Err(format!("`{step}` is of objects, and stands behind {other}")),
        }
    }

    /// The type that all have, null aside.
    fn common(&self, types: Vec<Type<'m>>) -> Type<'m> {
        let mut types = types.iter().map(|of| self.opened(of)).filter(|of| *of != Type::Null);
        let Some(first) = types.next() else { return Type::Null };
        if types.all(|of| of == first) { first } else { Type::Any }
    }

    fn literal(&self, value: &Value) -> Type<'m> {
        match value {
            Value::Null => Type::Null,
            Value::Bool(_) => Type::Boolean,
            Value::Number(_) => Type::Number,
            Value::String(_) => Type::String,
            Value::Array(elements) => list(self.common(elements.iter().map(|value| self.literal(value)).collect())),
            Value::Object(entries) => {
                let entry = |(name, value): (&String, &Value)| (name.clone(), without_objects(self.literal(value)));
                Type::Object(entries.iter().map(entry).collect())
            }
        }
    }

    fn call(&self, function: Function, arguments: &[Expression], current: &Type<'m>) -> Result<Type<'m>, String> {
        let Some(signature) = signature_of(function) else { return Ok(Type::Any) };
        let mut types = Vec::new();
        for argument in arguments {
            types.push(if let Expression::Reference(_) = argument { Type::Any } else { self.of(argument, current)? });
        }
        for (position, argument) in arguments.iter().enumerate() {
            let (Some(parameter), Some(found)) = (signature.parameter(position), types.get(position).cloned()) else {
                continue;
            };
            let found = match argument {
                // The list that a reference is evaluated over is the other argument.
                Expression::Reference(of) => {
                    let over = types.get(1 - position.min(1)).cloned().unwrap_or(Type::Any);
                    let gives = self.of(of, &self.element(&over, &format!("{}()", function.name()))?)?;
                    if let (Parameter::Reference, Some(of)) = (parameter, types.get_mut(position)) {
                        *of = gives.clone();
                    }
                    gives
                }
                _ => found,
            };
            if !self.fits(&found, parameter) {
                return Err(format!("`{}` takes {}, not {found}", function.name(), described(parameter)));
            }
        }
        let first = types.first().cloned().unwrap_or(Type::Any);
        Ok(match signature.returns {
            Returns::Number => Type::Number,
            Returns::String => Type::String,
            Returns::Boolean => Type::Boolean,
            Returns::Strings => list(Type::String),
            Returns::Mapped => list(first),
            Returns::Argument => first,
            Returns::Element => self.element(&first, function.name())?,
            Returns::Values => list(self.value(&first, function.name())?),
            Returns::Array => match first {
                Type::Any | Type::List(_) => first,
                other => list(other),
            },
            Returns::Any if function == Function::NotNull => self.common(types),
            Returns::Any => Type::Any,
        })
    }

    fn fits(&self, found: &Type<'m>, parameter: Parameter) -> bool {
        let element = match found {
            Type::Any => return true,
            Type::List(element) => Some(self.opened(element)),
            _ => None,
        };
        let is_object = matches!(found, Type::Map(_) | Type::Object(_) | Type::Shape(_));
        let holds = |kinds: &[Type<'m>]| {
            element.as_ref().is_some_and(|of| matches!(of, Type::Any | Type::Null) || kinds.contains(of))
        };
        match parameter {
            Parameter::Any | Parameter::Reference => true,
            Parameter::Number => *found == Type::Number,
            Parameter::String => *found == Type::String,
            Parameter::Array => element.is_some(),
            Parameter::Object => is_object,
            Parameter::ArrayOrString => element.is_some() || *found == Type::String,
            Parameter::Sized => element.is_some() || is_object || *found == Type::String,
            Parameter::Numbers => holds(&[Type::Number]),
            Parameter::Strings => holds(&[Type::String]),
            Parameter::NumbersOrStrings => holds(&[Type::Number, Type::String]),
            Parameter::Key => matches!(found, Type::Number | Type::String),
        }
    }
}

fn list(element: Type<'_>) -> Type<'_> {
    Type::List(Box::new(element))
}

/// Objects within objects are not followed: a type would grow with each level that an expression doubles.
fn without_objects(of: Type<'_>) -> Type<'_> {
    let mut inner = &of;
    while let Type::List(element) | Type::Map(element) = inner {
        inner = element;
    }
    if matches!(inner, Type::Object(_)) { Type::Any } else { of }
}

fn described(parameter: Parameter) -> &'static str {
    match parameter {
        Parameter::Any | Parameter::Reference => "any value",
        Parameter::Number => "a number",
        Parameter::String => "a string",
        Parameter::Array => "a list",
        Parameter::Object => "an object",
        Parameter::ArrayOrString => "a list or a string",
        Parameter::Sized => "a list, an object or a string",
        Parameter::Numbers => "a list of numbers",
        Parameter::Strings => "a list of strings",
        Parameter::NumbersOrStrings => "a list of numbers or of strings",
        Parameter::Key => "a reference to numbers or strings",
    }
}
