//! Rule sets as static data.

use super::Partition;

/// A service's `smithy.rules#endpointRuleSet`, written by the generator as a `static`.
#[derive(Debug)]
#[non_exhaustive]
pub struct RuleSet {
    /// What the rules may ask about.
    pub parameters: &'static [Parameter],
    /// Tried in order; the first whose conditions hold is selected.
    pub rules: &'static [Rule],
    /// The data behind `aws.partition`.
    pub partitions: &'static [Partition],
}

/// An input of a rule set.
#[derive(Debug)]
#[non_exhaustive]
pub struct Parameter {
    /// The name that references use.
    pub name: &'static str,
    /// The client setting it is filled from, such as `AWS::Region`.
    pub built_in: Option<&'static str>,
    /// The type of its values.
    pub kind: ParameterKind,
    /// Whether resolution fails when it has neither a value nor a default.
    pub required: bool,
    /// Its value when none was set.
    pub default: Option<DefaultValue>,
}

/// The type of a [`Parameter`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ParameterKind {
    /// `string`
    String,
    /// `boolean`
    Boolean,
    /// `stringArray`
    StringArray,
}

/// The value that a [`Parameter`] has when none was set.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum DefaultValue {
    /// The default of a `string`.
    String(&'static str),
    /// The default of a `boolean`.
    Boolean(bool),
    /// The default of a `stringArray`.
    StringArray(&'static [&'static str]),
}

/// What follows when all conditions hold.
#[derive(Debug)]
#[non_exhaustive]
pub struct Rule {
    /// Evaluated in order, up to the first that does not hold.
    pub conditions: &'static [Condition],
    /// The result of the rule.
    pub outcome: Outcome,
}

/// The result of a [`Rule`].
#[derive(Debug)]
#[non_exhaustive]
pub enum Outcome {
    /// An endpoint rule.
    Endpoint(EndpointTemplate),
    /// An error rule: the message for the user.
    Error(Expression),
    /// A tree rule: one of these is selected, or resolution fails.
    Tree(&'static [Rule]),
}

/// An endpoint before its templates are filled.
#[derive(Debug)]
#[non_exhaustive]
pub struct EndpointTemplate {
    /// The URL, with scheme and host.
    pub url: Expression,
    /// Headers that go with each request to this endpoint.
    pub headers: &'static [(&'static str, &'static [Expression])],
    /// Properties such as `authSchemes`.
    pub properties: &'static [(&'static str, PropertyTemplate)],
}

/// Holds when its expression is neither absent nor `false`.
#[derive(Debug)]
#[non_exhaustive]
pub enum Condition {
    /// A condition without `assign`.
    Test(Expression),
    /// A condition whose value later conditions and the rule's own results may refer to.
    Assign(&'static str, Expression),
}

/// A value, or how to compute one.
#[derive(Debug)]
#[non_exhaustive]
pub enum Expression {
    /// Text without references.
    String(&'static str),
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A list of values.
    Array(&'static [Expression]),
    /// Text with references.
    Template(&'static [Part]),
    /// The value of a parameter or of a variable.
    Reference(&'static str),
    /// `getAttr`, its path parsed.
    GetAttr(&'static Expression, &'static [Step]),
    /// Any other function with its arguments.
    Call(Function, &'static [Expression]),
}

/// A piece of a template string.
#[derive(Debug)]
#[non_exhaustive]
pub enum Part {
    /// Text that stands for itself.
    Literal(&'static str),
    /// What stood between braces.
    Value(Expression),
}

/// A step of a `getAttr` path.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Step {
    /// An entry of a record.
    Key(&'static str),
    /// An element of an array.
    Index(usize),
}

/// The functions of the standard library and of AWS, `getAttr` aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Function {
    /// `booleanEquals`
    BooleanEquals,
    /// `coalesce`
    Coalesce,
    /// `isSet`
    IsSet,
    /// `isValidHostLabel`
    IsValidHostLabel,
    /// `aws.isVirtualHostableS3Bucket`
    IsVirtualHostableS3Bucket,
    /// `ite`
    Ite,
    /// `not`
    Not,
    /// `aws.parseArn`
    ParseArn,
    /// `parseURL`
    ParseUrl,
    /// `aws.partition`
    Partition,
    /// `split`
    Split,
    /// `stringEquals`
    StringEquals,
    /// `substring`
    Substring,
    /// `uriEncode`
    UriEncode,
}

/// An endpoint property before its templates are filled.
#[derive(Debug)]
#[non_exhaustive]
pub enum PropertyTemplate {
    /// Text or a template.
    String(Expression),
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A list.
    Array(&'static [PropertyTemplate]),
    /// Named values.
    Record(&'static [(&'static str, PropertyTemplate)]),
}
