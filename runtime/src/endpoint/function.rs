use super::arn::parse_arn;
use super::url::parse_url;
use super::value::Value;
use super::{EndpointError, Function, Partition, partition_of};
use crate::host_label::{is_valid_host_label, is_virtual_hostable_s3_bucket};
use crate::percent;

/// Calls a function of the
/// [standard library](https://smithy.io/2.0/additional-specs/rules-engine/standard-library.html) or of
/// [AWS](https://smithy.io/2.0/aws/rules-engine/library-functions.html).
///
/// Functions that do not ask whether a value is set have no result when an argument is absent.
pub(super) fn call<'a>(
    function: Function,
    arguments: Vec<Option<Value<'a>>>,
    partitions: &'static [Partition],
) -> Result<Option<Value<'a>>, EndpointError> {
    let mut arguments = match function {
        Function::IsSet => {
            return Ok(Some(Value::Boolean(matches!(arguments.as_slice(), [Some(_)]))));
        }
        Function::Coalesce => return Ok(arguments.into_iter().flatten().next()),
        Function::Ite => return if_then_else(arguments),
        _ => match arguments.into_iter().collect::<Option<Vec<_>>>() {
            Some(arguments) => arguments,
            None => return Ok(None),
        },
    };
    use Value::{Boolean, Integer, String};
    Ok(match (function, arguments.as_mut_slice()) {
        (Function::BooleanEquals, [Boolean(left), Boolean(right)]) => Some(Boolean(left == right)),
        (Function::StringEquals, [String(left), String(right)]) => Some(Boolean(left == right)),
        (Function::Not, [Boolean(value)]) => Some(Boolean(!*value)),
        (Function::IsValidHostLabel, [String(text), Boolean(allow_subdomains)]) => {
            Some(Boolean(is_valid_host_label(text, *allow_subdomains)))
        }
        (Function::IsVirtualHostableS3Bucket, [String(text), Boolean(allow_subdomains)]) => {
            Some(Boolean(is_virtual_hostable_s3_bucket(text, *allow_subdomains)))
        }
        (Function::ParseArn, [String(text)]) => parse_arn(text),
        (Function::ParseUrl, [String(text)]) => parse_url(text),
        (Function::Partition, [String(region)]) => partition_of(partitions, region).map(Value::from),
        (Function::Split, [String(text), String(delimiter), Integer(limit)]) => split(text, delimiter, *limit),
        (Function::Substring, [String(text), Integer(start), Integer(stop), Boolean(reverse)]) => {
            substring(text, *start, *stop, *reverse).map(|text| Value::string(text.to_owned()))
        }
        (Function::UriEncode, [String(text)]) => Some(Value::string(uri_encode(text))),
        _ => return Err(EndpointError::Arguments(function)),
    })
}

fn uri_encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    percent::encode(text, &mut encoded);
    encoded
}

fn if_then_else(mut arguments: Vec<Option<Value<'_>>>) -> Result<Option<Value<'_>>, EndpointError> {
    match arguments.as_mut_slice() {
        [Some(Value::Boolean(true)), then, _] => Ok(then.take()),
        [Some(Value::Boolean(false)), _, otherwise] => Ok(otherwise.take()),
        [None, _, _] => Ok(None),
        _ => Err(EndpointError::Arguments(Function::Ite)),
    }
}

/// Indices count from the end when reversed; the text's own order stays. Texts with other than ASCII have no substring.
fn substring(text: &str, start: i64, stop: i64, reverse: bool) -> Option<&str> {
    let (start, stop) = (usize::try_from(start).ok()?, usize::try_from(stop).ok()?);
    if start >= stop || stop > text.len() || !text.is_ascii() {
        return None;
    }
    if reverse { text.get(text.len() - stop..text.len() - start) } else { text.get(start..stop) }
}

/// At most `limit` parts, the last with the rest of the text; 0 for no limit.
fn split<'a>(text: &str, delimiter: &str, limit: i64) -> Option<Value<'a>> {
    if delimiter.is_empty() {
        return None;
    }
    match usize::try_from(limit).ok()? {
        0 => Some(Value::strings(text.split(delimiter))),
        limit => Some(Value::strings(text.splitn(limit, delimiter))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::endpoint::PartitionOutputs;

    fn result(function: Function, arguments: &[Value<'static>]) -> Option<Value<'static>> {
        call(function, arguments.iter().cloned().map(Some).collect(), &[]).unwrap()
    }

    fn string(text: &'static str) -> Value<'static> {
        Value::string(text)
    }

    #[test]
    fn equality_and_negation() {
        let (yes, no) = (Value::Boolean(true), Value::Boolean(false));
        assert_eq!(result(Function::BooleanEquals, &[no.clone(), no.clone()]), Some(yes.clone()));
        assert_eq!(result(Function::BooleanEquals, &[no.clone(), yes.clone()]), Some(no.clone()));
        assert_eq!(result(Function::StringEquals, &[string("a"), string("a")]), Some(yes.clone()));
        assert_eq!(result(Function::StringEquals, &[string("a"), string("A")]), Some(no.clone()));
        assert_eq!(result(Function::Not, std::slice::from_ref(&yes)), Some(no.clone()));
        assert_eq!(result(Function::Not, &[no]), Some(yes));
    }

    #[test]
    fn absent_values() {
        let (yes, no) = (Some(Value::Boolean(true)), Some(Value::Boolean(false)));
        let a = Some(string("a"));
        assert_eq!(call(Function::IsSet, vec![None], &[]), Ok(no.clone()));
        assert_eq!(call(Function::IsSet, vec![no.clone()], &[]), Ok(yes.clone()));
        assert_eq!(call(Function::Coalesce, vec![None, no.clone(), yes.clone()], &[]), Ok(no.clone()));
        assert_eq!(call(Function::Coalesce, vec![None, None], &[]), Ok(None));
        assert_eq!(call(Function::Ite, vec![yes, a.clone(), None], &[]), Ok(a.clone()));
        assert_eq!(call(Function::Ite, vec![no, a.clone(), None], &[]), Ok(None));
        assert_eq!(call(Function::Ite, vec![None, a.clone(), a.clone()], &[]), Ok(None));
        assert_eq!(call(Function::StringEquals, vec![a, None], &[]), Ok(None));
    }

    #[test]
    fn wrong_types_and_counts_are_errors() {
        let wrong = [
            (Function::StringEquals, vec![Some(string("a")), Some(Value::Boolean(true))]),
            (Function::Not, vec![Some(string("a"))]),
            (Function::Not, vec![]),
            (Function::Ite, vec![Some(string("a")), None, None]),
            (Function::UriEncode, vec![Some(Value::Integer(1))]),
            (Function::Substring, vec![Some(string("a")), Some(Value::Integer(0))]),
        ];
        for (function, arguments) in wrong {
            assert_eq!(call(function, arguments, &[]), Err(EndpointError::Arguments(function)));
        }
    }

    #[test]
    fn substrings() {
        assert_eq!(substring("abcdefg", 0, 4, false), Some("abcd"));
        assert_eq!(substring("abcd", 0, 4, false), Some("abcd"));
        assert_eq!(substring("abcdef", 0, 4, true), Some("cdef"));
        assert_eq!(substring("abcdef", 1, 4, true), Some("cde"));
        assert_eq!(substring("abcdef", 1, 4, false), Some("bcd"));
        assert_eq!(substring("abc", 0, 4, false), None);
        assert_eq!(substring("abc", 0, 4, true), None);
        assert_eq!(substring("", 0, 4, false), None);
        assert_eq!(substring("abc", 2, 2, false), None);
        assert_eq!(substring("abc", 3, 2, false), None);
        assert_eq!(substring("abc", -1, 2, false), None);
        assert_eq!(substring("abc", 0, i64::MAX, true), None);
        assert_eq!(substring("abcdé", 0, 4, false), None);
        assert_eq!(substring("\u{7f}bcdef", 0, 4, false), Some("\u{7f}bcd"));
    }

    #[test]
    fn splits() {
        let parts = |text, delimiter, limit| split(text, delimiter, limit);
        let strings = |texts: &[&str]| Some(Value::strings(texts.iter().copied()));
        assert_eq!(parts("a--b--c", "--", 0), strings(&["a", "b", "c"]));
        assert_eq!(parts("a--b--c", "--", 2), strings(&["a", "b--c"]));
        assert_eq!(parts("a--b--c", "--", 1), strings(&["a--b--c"]));
        assert_eq!(parts("", "--", 0), strings(&[""]));
        assert_eq!(parts("----", "--", 2), strings(&["", "--"]));
        assert_eq!(parts("aaa", "aa", 0), strings(&["", "a"]));
        assert_eq!(parts("abc", "", 0), None);
        assert_eq!(parts("abc", "b", -1), None);
    }

    #[test]
    fn encodes_everything_but_unreserved_characters() {
        let encoded = |text| result(Function::UriEncode, &[string(text)]);
        assert_eq!(encoded("-_.~aZ09"), Some(string("-_.~aZ09")));
        assert_eq!(encoded("a b/c:%é"), Some(string("a%20b%2Fc%3A%25%C3%A9")));
        assert_eq!(
            encoded("/:,?#[]{}|@! $&'()*+;=%<>\"^`\\"),
            Some(string("%2F%3A%2C%3F%23%5B%5D%7B%7D%7C%40%21%20%24%26%27%28%29%2A%2B%3B%3D%25%3C%3E%22%5E%60%5C"))
        );
    }

    #[test]
    fn partitions_are_records() {
        static PARTITIONS: [Partition; 1] = [Partition {
            id: "aws",
            outputs: PartitionOutputs {
                name: "aws",
                dns_suffix: "amazonaws.com",
                dual_stack_dns_suffix: "api.aws",
                implicit_global_region: "us-east-1",
                supports_fips: true,
                supports_dual_stack: false,
            },
            regions: &[],
            overrides: &[],
            region_pattern: &[],
        }];
        let value = call(Function::Partition, vec![Some(string("mars"))], &PARTITIONS).unwrap();
        let expected = Value::Record(vec![
            ("name", string("aws")),
            ("dnsSuffix", string("amazonaws.com")),
            ("dualStackDnsSuffix", string("api.aws")),
            ("implicitGlobalRegion", string("us-east-1")),
            ("supportsFIPS", Value::Boolean(true)),
            ("supportsDualStack", Value::Boolean(false)),
        ]);
        assert_eq!(value, Some(expected));
        assert_eq!(result(Function::Partition, &[string("mars")]), None);
    }
}
