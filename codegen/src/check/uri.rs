//! URI patterns of `smithy.api#http`: <https://smithy.io/2.0/spec/http-bindings.html#uri>.

/// What a URI pattern names.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Pattern {
    /// Its labels, in order.
    pub labels: Vec<String>,
    /// Names of the query parameters that it fixes.
    pub query: Vec<String>,
}

/// Takes a pattern apart.
///
/// # Errors
///
/// All that is wrong with it.
pub fn parse(uri: &str) -> Result<Pattern, Vec<String>> {
    let mut reasons = Vec::new();
    let mut pattern = Pattern::default();
    let (path, query) = uri.split_once('?').unwrap_or((uri, ""));
    if !path.starts_with('/') {
        reasons.push(format!("the URI `{}` does not begin with `/`", uri.escape_debug()));
    }
    if let Some(character) = uri.chars().find(|c| !c.is_ascii_graphic() || "\"#<>\\^`|".contains(*c)) {
        reasons.push(format!("the URI has the character `{}` in it", character.escape_debug()));
    }
    let mut greedy: Option<String> = None;
    for segment in path.split('/').filter(|segment| segment.contains(['{', '}'])) {
        let label = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        let name = label.map(|label| label.strip_suffix('+').unwrap_or(label));
        let Some(name) = name.filter(|name| crate::model::is_identifier(name)) else {
            reasons.push(format!("`{}` is not a label that fills a segment of the path", segment.escape_debug()));
            continue;
        };
        if let Some(greedy) = &greedy {
            reasons.push(format!("the label `{name}` comes after the greedy label `{greedy}`"));
        }
        if label.is_some_and(|label| label.ends_with('+')) {
            greedy = Some(name.to_owned());
        }
        if pattern.labels.iter().any(|label| label == name) {
            reasons.push(format!("the label `{name}` stands in the URI twice"));
        } else {
            pattern.labels.push(name.to_owned());
        }
    }
    if query.contains(['{', '}']) {
        reasons.push("the URI has a label in its query".to_owned());
    }
    let names = query.split('&').filter(|pair| !pair.is_empty());
    pattern.query.extend(names.map(|pair| pair.split_once('=').map_or(pair, |(name, _)| name).to_owned()));
    if reasons.is_empty() { Ok(pattern) } else { Err(reasons) }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn labels_and_query_names_are_found() {
        let pattern = parse("/a/{b}/c/{d+}/e?list-type=2&f").unwrap();
        assert_eq!(pattern.labels, ["b", "d"]);
        assert_eq!(pattern.query, ["list-type", "f"]);
    }

    #[test]
    fn every_mistake_is_named() {
        let reasons = parse("a/{b/{c+}/{d}/{d}/{}/x{e}/\n?{f}").unwrap_err();
        assert_eq!(
            reasons,
            [
                r"the URI `a/{b/{c+}/{d}/{d}/{}/x{e}/\n?{f}` does not begin with `/`",
                r"the URI has the character `\n` in it",
                "`{b` is not a label that fills a segment of the path",
                "the label `d` comes after the greedy label `c`",
                "the label `d` comes after the greedy label `c`",
                "the label `d` stands in the URI twice",
                "`{}` is not a label that fills a segment of the path",
                "`x{e}` is not a label that fills a segment of the path",
                "the URI has a label in its query",
            ]
        );
    }
}
