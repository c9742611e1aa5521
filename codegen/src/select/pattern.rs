//! Patterns of names.

/// Whether the name is of this pattern: a `*` stands for any letters, or none.
pub fn matches(pattern: &str, name: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else { return pattern == name };
    let Some(mut name) = name.strip_prefix(first) else { return false };
    let (between, last) = rest.rsplit_once('*').map_or((None, rest), |(between, last)| (Some(between), last));
    for part in between.into_iter().flat_map(|between| between.split('*')) {
        match name.find(part) {
            Some(at) => name = &name[at + part.len()..],
            None => return false,
        }
    }
    name.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_stands_for_any_letters() {
        let names = ["DescribeUser", "DescribeUsers", "Describe", "ListUsers", "ListUserGroups"];
        for (pattern, expected) in [
            ("DescribeUser", [true, false, false, false, false]),
            ("Describe*", [true, true, true, false, false]),
            ("*Users", [false, true, false, true, false]),
            ("*User*", [true, true, false, true, true]),
            ("L*s*s", [false, false, false, true, true]),
            ("L*User*s*", [false, false, false, true, true]),
            ("*", [true; 5]),
            ("**", [true; 5]),
            ("describe*", [false; 5]),
            ("", [false; 5]),
        ] {
            assert_eq!(names.map(|name| matches(pattern, name)), expected, "{pattern}");
        }
        assert!(!matches("ab*ba", "aba"), "no letter is matched twice");
    }
}
