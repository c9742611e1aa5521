//! Which name was meant by one that does not exist.

/// The candidate that is spelled most like the name, the first of several, if not more than a letter is off, and one more
/// for every ten.
///
/// ```
/// use tinsmith_codegen::nearest;
///
/// assert_eq!(nearest("secretmanager", ["sts", "secretsmanager"]), Some("secretsmanager"));
/// assert_eq!(nearest("kinesis", ["sts", "secretsmanager"]), None);
/// ```
#[must_use]
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = name.to_lowercase();
    let most = 1 + wanted.chars().count() / 10;
    let near = candidates.into_iter().filter_map(|candidate| {
        let is_of_near_length = candidate.len() + most >= wanted.len() && wanted.len() + most >= candidate.len();
        let off = is_of_near_length.then(|| strsim::osa_distance(&wanted, &candidate.to_lowercase()));
        off.filter(|off| *off <= most).map(|off| (off, candidate))
    });
    near.min_by_key(|(off, _)| *off).map(|(_, candidate)| candidate)
}

/// The shape id that was meant: one of nearly that name in the same namespace, or of that name in another.
pub fn nearest_id<'a>(id: &str, candidates: impl IntoIterator<Item = &'a str> + Clone) -> Option<&'a str> {
    let (namespace, name) = id.rsplit_once('#').unwrap_or(("", id));
    let known = || candidates.clone().into_iter().filter_map(|id| Some((id, id.rsplit_once('#')?)));
    let near = nearest(name, known().filter(|(_, (other, _))| *other == namespace).map(|(_, (_, name))| name));
    let same_name = || known().find(|(_, (_, other))| other.eq_ignore_ascii_case(name)).map(|(id, _)| id);
    let id_of = |near| known().find(|(_, parts)| *parts == (namespace, near)).map(|(id, _)| id);
    near.and_then(id_of).or_else(same_name)
}

#[cfg(test)]
mod tests {
    use super::nearest_id;

    #[test]
    fn an_id_is_near_by_its_name_or_its_namespace() {
        let known = ["smithy.api#required", "aws.api#arn"];
        assert_eq!(nearest_id("smithy.api#requird", known), Some("smithy.api#required"));
        assert_eq!(nearest_id("arn", known), Some("aws.api#arn"));
        assert_eq!(nearest_id("smithy.api#retried", known), None);
    }
}
