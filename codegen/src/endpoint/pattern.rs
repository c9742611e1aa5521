/// A piece of a region name's form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatternPart {
    /// This text.
    Literal(String),
    /// One of these texts.
    OneOf(Vec<String>),
    /// `\w+`
    Word,
    /// `\d+`
    Digits,
}

/// Translates the few forms of regular expression that partitions use.
///
/// # Errors
/// What in the expression cannot be translated.
pub(super) fn parse_pattern(regex: &str) -> Result<Vec<PatternPart>, String> {
    let mut rest = regex
        .strip_prefix('^')
        .and_then(|regex| regex.strip_suffix('$'))
        .ok_or("it must match whole names, from `^` to `$`")?;
    let mut parts = Vec::new();
    while let Some(first) = rest.chars().next() {
        if let Some(after) = rest.strip_prefix(r"\w+") {
            parts.push(PatternPart::Word);
            rest = after;
        } else if let Some(after) = rest.strip_prefix(r"\d+") {
            parts.push(PatternPart::Digits);
            rest = after;
        } else if let Some(group) = rest.strip_prefix('(') {
            let (alternatives, after) = group.split_once(')').ok_or("`(` has no `)`")?;
            let alternatives: Vec<String> = alternatives.split('|').map(literal).collect::<Result<_, _>>()?;
            match <[String; 1]>::try_from(alternatives) {
                Ok([only]) => push_literal(&mut parts, &only),
                Err(alternatives) => parts.push(PatternPart::OneOf(alternatives)),
            }
            rest = after;
        } else {
            let escape = if first == '\\' { 1 } else { 0 };
            let length = escape + rest[escape..].chars().next().map_or(0, char::len_utf8);
            let (text, after) = rest.split_at(length);
            push_literal(&mut parts, &literal(text)?);
            rest = after;
        }
    }
    Ok(parts)
}

fn push_literal(parts: &mut Vec<PatternPart>, text: &str) {
    match parts.last_mut() {
        Some(PatternPart::Literal(before)) => before.push_str(text),
        _ => parts.push(PatternPart::Literal(text.to_owned())),
    }
}

/// Letters, digits, underscores and hyphens; hyphens and dots where escaped.
fn literal(text: &str) -> Result<String, String> {
    let mut plain = String::new();
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        let escaped = match character {
            '\\' => rest.clone().next().filter(|next| matches!(next, '-' | '.')),
            _ => None,
        };
        if let Some(escaped) = escaped {
            rest.next();
            plain.push(escaped);
        } else if character.is_ascii_alphanumeric() || matches!(character, '-' | '_') {
            plain.push(character);
        } else {
            return Err(format!("`{character}` cannot be translated"));
        }
    }
    Ok(plain)
}

#[cfg(test)]
mod tests {
    use super::PatternPart::{Digits, OneOf, Word};
    use super::*;

    fn text(text: &str) -> PatternPart {
        PatternPart::Literal(text.into())
    }

    #[test]
    fn translates_the_forms_in_use() {
        let parsed = parse_pattern(r"^(us|eu|us-gov)\-\w+\-\d+$").unwrap();
        let prefixes = OneOf(vec!["us".into(), "eu".into(), "us-gov".into()]);
        assert_eq!(parsed, [prefixes, text("-"), Word, text("-"), Digits]);
        let parsed = parse_pattern(r"^eusc\-(de)\-\w+\-\d+$").unwrap();
        assert_eq!(parsed, [text("eusc-de-"), Word, text("-"), Digits]);
        assert_eq!(parse_pattern(r"^a\.b$").unwrap(), [text("a.b")]);
    }

    #[test]
    fn says_what_it_cannot_translate() {
        for (regex, reason) in [
            (r"us\-\w+$", "it must match whole names, from `^` to `$`"),
            (r"^us\-\w+", "it must match whole names, from `^` to `$`"),
            ("^us.east$", "`.` cannot be translated"),
            (r"^us\-\w*$", "`\\` cannot be translated"),
            ("^us[a-z]$", "`[` cannot be translated"),
            ("^(us|(eu))$", "`(` cannot be translated"),
            ("^(us$", "`(` has no `)`"),
            ("^us)$", "`)` cannot be translated"),
            (r"^us\$", "`\\` cannot be translated"),
        ] {
            assert_eq!(parse_pattern(regex), Err(reason.to_owned()), "{regex}");
        }
    }
}
