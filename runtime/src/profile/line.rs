//! What lines of the shared files consist of.

/// What counts as white space in these files; nothing else does.
pub(super) const WHITESPACE: [char; 2] = [' ', '\t'];
const COMMENT: [char; 2] = ['#', ';'];

/// Whether nothing is to be read in the line. A comment begins in the first column: an indented one goes on with a value.
pub(super) fn is_blank_or_comment(line: &str) -> bool {
    line.starts_with(COMMENT) || line.trim_matches(WHITESPACE).is_empty()
}

/// The line without the comment at its end.
pub(super) fn without_comment(line: &str) -> &str {
    line.split(COMMENT).next().unwrap_or_default()
}

/// The line without a comment at its end that white space is before.
pub(super) fn without_spaced_comment(line: &str) -> &str {
    let comment = line.match_indices(COMMENT).find(|(index, _)| line[..*index].ends_with(WHITESPACE));
    comment.map_or(line, |(index, _)| &line[..index])
}

/// Name and value; what is wrong where there are none.
pub(super) fn name_and_value(line: &str) -> Result<(&str, &str), &'static str> {
    let (name, value) = line.split_once('=').ok_or("it has no `=`; write `name = value`")?;
    let (name, value) = (name.trim_matches(WHITESPACE), value.trim_matches(WHITESPACE));
    if name.is_empty() { Err("nothing stands before its `=`; write `name = value`") } else { Ok((name, value)) }
}

/// Whether this can be the name of a section or a property.
pub(super) fn is_name(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"_-/.%@:+".contains(&byte);
    !text.is_empty() && text.bytes().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_ends_a_value_only_after_white_space() {
        assert_eq!(without_spaced_comment("a = b#c;d # e ; f"), "a = b#c;d ");
        assert_eq!(without_spaced_comment("a = b\t;c"), "a = b\t");
        assert_eq!(without_spaced_comment("ä = ö#"), "ä = ö#");
        assert_eq!(without_comment("[a];b"), "[a]");
    }

    #[test]
    fn names_are_those_of_the_reference() {
        assert!(is_name("Az09_-/.%@:+"));
        for name in ["", "a b", "a=b", "ä", "[a", "a!"] {
            assert!(!is_name(name), "{name}");
        }
    }
}
