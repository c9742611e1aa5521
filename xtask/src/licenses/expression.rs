//! Licence expressions of [SPDX](https://spdx.github.io/spdx-spec/v2.3/SPDX-license-expressions/), and the slash that older
//! manifests write for OR.

/// Whether an expression can be satisfied with accepted licences alone. What is no expression cannot.
pub(super) fn is_satisfied(expression: &str, accepted: impl Fn(&str) -> bool) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut open = Vec::new();
    let mut group = Group::default();
    let mut position = 0;
    while let Some(&word) = words.get(position) {
        position += 1;
        let fits = match word {
            "(" => {
                let fits = !group.has_term;
                open.push(std::mem::take(&mut group));
                fits
            }
            ")" => match (std::mem::take(&mut group).value(), open.pop()) {
                (Some(value), Some(outer)) => {
                    group = outer;
                    group.term(value)
                }
                _ => false,
            },
            "AND" => group.and(),
            "OR" => group.or(),
            license => match words.get(position..position + 2) {
                Some(["WITH", exception]) => {
                    position += 2;
                    group.term(accepted(&format!("{license} WITH {exception}")))
                }
                _ => group.term(accepted(license)),
            },
        };
        if !fits {
            return false;
        }
    }
    open.is_empty() && group.value() == Some(true)
}

/// What stands between two parentheses, as far as it has been read: AND binds closer than OR.
#[derive(Default)]
struct Group {
    /// Whether one of the alternatives before the last OR holds.
    any: bool,
    /// Whether a term since the last OR does not hold.
    broken: bool,
    /// Whether the last word was a term, and not an operator.
    has_term: bool,
}

impl Group {
    /// Takes a term; false where an operator is due.
    fn term(&mut self, holds: bool) -> bool {
        self.broken |= !holds;
        !std::mem::replace(&mut self.has_term, true)
    }

    fn and(&mut self) -> bool {
        std::mem::take(&mut self.has_term)
    }

    fn or(&mut self) -> bool {
        self.any |= !std::mem::take(&mut self.broken);
        std::mem::take(&mut self.has_term)
    }

    fn value(&self) -> Option<bool> {
        self.has_term.then_some(self.any || !self.broken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_free(expression: &str) -> bool {
        is_satisfied(expression, |id| ["MIT", "ISC", "Apache-2.0 WITH LLVM-exception"].contains(&id))
    }

    #[test]
    fn one_alternative_is_enough() {
        for expression in ["MIT", "GPL-3.0-only OR MIT", "GPL-3.0-only/MIT", "(GPL-3.0-only OR MIT) AND ISC"] {
            assert!(is_free(expression), "{expression}");
        }
        for expression in ["GPL-3.0-only", "MIT AND GPL-3.0-only", "(MIT OR ISC) AND GPL-3.0-only"] {
            assert!(!is_free(expression), "{expression}");
        }
    }

    #[test]
    fn and_binds_closer_than_or() {
        assert!(is_free("MIT OR GPL-3.0-only AND ISC"));
        assert!(is_free("GPL-3.0-only AND ISC OR MIT"));
        assert!(!is_free("GPL-3.0-only AND (ISC OR MIT)"));
    }

    #[test]
    fn an_exception_belongs_to_its_licence() {
        assert!(is_free("Apache-2.0 WITH LLVM-exception"));
        assert!(!is_free("Apache-2.0"));
        assert!(!is_free("MIT WITH LLVM-exception"));
    }

    #[test]
    fn what_is_no_expression_is_not_free() {
        for expression in
            ["", "()", "MIT OR", "OR MIT", "MIT ISC", "(MIT", "MIT)", "MIT (ISC)", "MIT AND ()", "MIT WITH"]
        {
            assert!(!is_free(expression), "{expression}");
        }
    }
}
