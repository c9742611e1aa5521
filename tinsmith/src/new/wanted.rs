//! `SERVICE:OPERATION,…`, as the command line takes it.

/// A service of AWS, and what of it is wanted.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// What botocore calls it.
    pub service: String,
    /// The operations, by name or pattern; all where none are named.
    pub operations: Option<Vec<String>>,
}

impl Wanted {
    /// Reads all of them.
    ///
    /// # Errors
    ///
    /// Every one that says nothing.
    pub fn read(texts: &[String]) -> Result<Vec<Self>, String> {
        let (wanted, problems): (Vec<_>, Vec<_>) = texts.iter().map(|text| Self::of(text)).partition(Result::is_ok);
        let problems: Vec<String> = problems.into_iter().filter_map(Result::err).collect();
        if problems.is_empty() { Ok(wanted.into_iter().flatten().collect()) } else { Err(problems.join("\n")) }
    }

    fn of(text: &str) -> Result<Self, String> {
        let (service, operations) = match text.split_once(':') {
            Some((service, operations)) => (service, Some(operations)),
            None => (text, None),
        };
        let operations: Option<Vec<String>> =
            operations.map(|names| names.split(',').map(|name| name.trim().to_owned()).collect());
        if service.is_empty() || operations.iter().flatten().any(String::is_empty) {
            return Err(format!("`{text}`: a name is missing\n  hint: write SERVICE, or SERVICE:OPERATION,OPERATION"));
        }
        Ok(Self { service: service.to_owned(), operations })
    }
}

#[cfg(test)]
mod tests {
    use super::Wanted;

    #[test]
    fn a_service_has_all_operations_or_some() {
        let read = |texts: &[&str]| Wanted::read(&texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>());
        let operations = Some(vec!["AssumeRole".to_owned(), "Get*".to_owned()]);
        let expected = [
            Wanted { service: "sts".to_owned(), operations },
            Wanted { service: "secretsmanager".to_owned(), operations: None },
        ];
        assert_eq!(read(&["sts:AssumeRole,Get*", "secretsmanager"]).as_deref(), Ok(expected.as_slice()));
        let problems = read(&["sts:", ":Get*", "sts:A,,B", "sts"]).expect_err("three say nothing");
        assert_eq!(problems.matches("a name is missing").count(), 3, "{problems}");
    }
}
