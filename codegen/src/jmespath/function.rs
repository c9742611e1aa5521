/// The [built-in functions](https://jmespath.org/specification.html#built-in-functions).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the specification")]
pub enum Function {
    Abs,
    Avg,
    Ceil,
    Contains,
    EndsWith,
    Floor,
    Join,
    Keys,
    Length,
    Map,
    Max,
    MaxBy,
    Merge,
    Min,
    MinBy,
    NotNull,
    Reverse,
    Sort,
    SortBy,
    StartsWith,
    Sum,
    ToArray,
    ToNumber,
    ToString,
    Type,
    Values,
}

impl Function {
    /// The name in expressions.
    #[must_use]
    pub fn name(self) -> &'static str {
        FUNCTIONS.iter().find(|signature| signature.function == self).map_or("", |signature| signature.name)
    }
}

/// How a function is called.
#[derive(Clone, Copy)]
pub(super) struct Signature {
    pub(super) function: Function,
    pub(super) name: &'static str,
    pub(super) parameters: &'static [Parameter],
    /// Whether further arguments may follow, as the last.
    pub(super) repeats: bool,
    pub(super) returns: Returns,
}

impl Signature {
    pub(super) fn parameter(&self, position: usize) -> Option<Parameter> {
        self.parameters.get(position).or(self.parameters.last().filter(|_| self.repeats)).copied()
    }
}

/// What an argument may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Parameter {
    Any,
    Number,
    String,
    Array,
    Object,
    ArrayOrString,
    Sized,
    Numbers,
    Strings,
    NumbersOrStrings,
    /// An expression reference with any result.
    Reference,
    /// An expression reference that gives numbers or strings.
    Key,
}

impl Parameter {
    pub(super) fn is_reference(self) -> bool {
        matches!(self, Self::Reference | Self::Key)
    }
}

/// What a call gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Returns {
    Number,
    String,
    Boolean,
    Strings,
    /// A list of what the reference gives.
    Mapped,
    /// What the argument is.
    Argument,
    /// An element of the argument.
    Element,
    /// A list of the object's values.
    Values,
    /// The argument if it is a list, else a list of it.
    Array,
    Any,
}

pub(super) fn signature(name: &str) -> Option<Signature> {
    FUNCTIONS.iter().find(|signature| signature.name == name).copied()
}

pub(super) fn signature_of(function: Function) -> Option<Signature> {
    FUNCTIONS.iter().find(|signature| signature.function == function).copied()
}

const fn takes(
    name: &'static str,
    function: Function,
    parameters: &'static [Parameter],
    returns: Returns,
) -> Signature {
    Signature { function, name, parameters, repeats: false, returns }
}

const fn repeating(
    name: &'static str,
    function: Function,
    parameters: &'static [Parameter],
    returns: Returns,
) -> Signature {
    Signature { function, name, parameters, repeats: true, returns }
}

const FUNCTIONS: &[Signature] = {
    use Parameter::{
        Any, Array, ArrayOrString, Key, Number, Numbers, NumbersOrStrings, Object, Reference, Sized, String, Strings,
    };
    &[
        takes("abs", Function::Abs, &[Number], Returns::Number),
        takes("avg", Function::Avg, &[Numbers], Returns::Number),
        takes("ceil", Function::Ceil, &[Number], Returns::Number),
        takes("contains", Function::Contains, &[ArrayOrString, Any], Returns::Boolean),
        takes("ends_with", Function::EndsWith, &[String, String], Returns::Boolean),
        takes("floor", Function::Floor, &[Number], Returns::Number),
        takes("join", Function::Join, &[String, Strings], Returns::String),
        takes("keys", Function::Keys, &[Object], Returns::Strings),
        takes("length", Function::Length, &[Sized], Returns::Number),
        takes("map", Function::Map, &[Reference, Array], Returns::Mapped),
        takes("max", Function::Max, &[NumbersOrStrings], Returns::Element),
        takes("max_by", Function::MaxBy, &[Array, Key], Returns::Element),
        repeating("merge", Function::Merge, &[Object], Returns::Any),
        takes("min", Function::Min, &[NumbersOrStrings], Returns::Element),
        takes("min_by", Function::MinBy, &[Array, Key], Returns::Element),
        repeating("not_null", Function::NotNull, &[Any], Returns::Any),
        takes("reverse", Function::Reverse, &[ArrayOrString], Returns::Argument),
        takes("sort", Function::Sort, &[NumbersOrStrings], Returns::Argument),
        takes("sort_by", Function::SortBy, &[Array, Key], Returns::Argument),
        takes("starts_with", Function::StartsWith, &[String, String], Returns::Boolean),
        takes("sum", Function::Sum, &[Numbers], Returns::Number),
        takes("to_array", Function::ToArray, &[Any], Returns::Array),
        takes("to_number", Function::ToNumber, &[Any], Returns::Number),
        takes("to_string", Function::ToString, &[Any], Returns::String),
        takes("type", Function::Type, &[Any], Returns::String),
        takes("values", Function::Values, &[Object], Returns::Values),
    ]
};
