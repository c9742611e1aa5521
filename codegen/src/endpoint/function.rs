use super::scope::Type;

/// The functions of the standard library and of AWS, `getAttr` aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the rules engine specification")]
pub enum Function {
    BooleanEquals,
    Coalesce,
    IsSet,
    IsValidHostLabel,
    IsVirtualHostableS3Bucket,
    Ite,
    Not,
    ParseArn,
    ParseUrl,
    Partition,
    Split,
    StringEquals,
    Substring,
    UriEncode,
}

/// How a function is called.
pub(super) struct Signature {
    pub(super) function: Function,
    pub(super) arguments: Arguments,
    pub(super) returns: Type,
}

pub(super) enum Arguments {
    These(&'static [Type]),
    /// Two or more.
    Many,
}

/// A function by its name in a rule set.
pub(super) fn signature(name: &str) -> Option<Signature> {
    use Type::{Any, Arn, Boolean, Integer, Partition, String, StringArray, Url};
    let (function, arguments, returns): (_, &'static [Type], _) = match name {
        "coalesce" => {
            return Some(Signature { function: Function::Coalesce, arguments: Arguments::Many, returns: Any });
        }
        "booleanEquals" => (Function::BooleanEquals, &[Boolean, Boolean], Boolean),
        "isSet" => (Function::IsSet, &[Any], Boolean),
        "isValidHostLabel" => (Function::IsValidHostLabel, &[String, Boolean], Boolean),
        "aws.isVirtualHostableS3Bucket" => (Function::IsVirtualHostableS3Bucket, &[String, Boolean], Boolean),
        "ite" => (Function::Ite, &[Boolean, Any, Any], Any),
        "not" => (Function::Not, &[Boolean], Boolean),
        "aws.parseArn" => (Function::ParseArn, &[String], Arn),
        "parseURL" => (Function::ParseUrl, &[String], Url),
        "aws.partition" => (Function::Partition, &[String], Partition),
        "split" => (Function::Split, &[String, String, Integer], StringArray),
        "stringEquals" => (Function::StringEquals, &[String, String], Boolean),
        "substring" => (Function::Substring, &[String, Integer, Integer, Boolean], String),
        "uriEncode" => (Function::UriEncode, &[String], String),
        _ => return None,
    };
    Some(Signature { function, arguments: Arguments::These(arguments), returns })
}
