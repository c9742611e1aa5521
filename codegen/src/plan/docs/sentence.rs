//! What an operation does, as far as its name tells.

/// Verbs that names of operations begin with. Others are left alone: they may be no verbs.
const VERBS: &str = "\
    accept acknowledge activate add allocate apply approve archive assign associate assume attach authorize begin \
    build calculate cancel change check claim clear clone close complete compose configure confirm connect convert \
    copy count create deactivate decode decrypt decrease define delete deliver deploy deprecate deprovision \
    deregister derive describe detach detect disable disassociate disconnect discover dismiss download enable \
    encrypt enroll estimate evaluate exchange execute export fetch find flush generate get grant import increase \
    initialize initiate install invite invoke issue label launch leave list lock merge modify move notify open \
    optimize pause post predict prepare promote provision publish purchase purge put query read reboot rebuild \
    receive recognize record redeem refresh register reject release remove rename renew reorder replace replicate \
    report request resend reset resize resolve respond restart restore resume retire retrieve retry return revoke \
    rotate run save scan schedule search select send set share sign signal simulate skip start stop store stream \
    submit subscribe suspend swap switch synchronize tag terminate test transfer translate trigger unarchive \
    unassign unlink unlock unsubscribe untag update upgrade upload validate verify view withdraw write";

/// Words that are written in capitals, whatever names do.
const ACRONYMS: &str = "\
    acl api arn aws cidr cpu csv dns html http https iam id ip json jwt kms mfa oidc pdf saml sdk sms sql sso ssl \
    tls ui uri url vpc vpn xml";

/// `DescribeDashboardPermissions` becomes "Describes dashboard permissions."; of a name that begins with no verb that is
/// known, it tells no more than the name.
pub fn sentence(operation: &str) -> String {
    let mut words = words(&operation.replace("OAuth", "Oauth"));
    let batch = words.len() > 2 && words.first().is_some_and(|word| word == "batch");
    if batch {
        words.remove(0);
    }
    let number = words.last().and_then(|last| last.strip_prefix('v')).filter(|number| is_number(number));
    let version = number.map(|number| format!(", version {number}"));
    if version.is_some() {
        words.pop();
    }
    match words.split_first() {
        Some((verb, rest)) if VERBS.split(' ').any(|known| known == verb) => {
            let rest = rest.iter().map(|word| format!(" {}", in_a_sentence(word))).collect::<String>();
            let batch = if batch { ", several at once" } else { "" };
            format!("{}{rest}{batch}{}.", third_person(verb), version.unwrap_or_default())
        }
        _ => format!("Calls `{operation}`."),
    }
}

/// The words of a name in camel case. Those in capitals stay so, with the `s` of their plural.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let characters: Vec<char> = name.chars().collect();
    for (position, character) in characters.iter().enumerate() {
        let before = position.checked_sub(1).and_then(|before| characters.get(before));
        let after = characters.get(position + 1);
        let plural = |at: usize| {
            characters.get(at) == Some(&'s') && characters.get(at + 1).is_none_or(|next| next.is_uppercase())
        };
        let starts = match before {
            None => true,
            Some(before) if !before.is_alphanumeric() => true,
            Some(before) if before.is_uppercase() => {
                character.is_uppercase() && after.is_some_and(|after| after.is_lowercase()) && !plural(position + 1)
            }
            Some(_) => character.is_uppercase(),
        };
        if starts && character.is_alphanumeric() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| character.is_alphanumeric()) {
            word.push(*character);
        }
    }
    words.into_iter().map(|word| if is_acronym(&word) { word } else { word.to_lowercase() }).collect()
}

/// `API` or `VPCs`.
fn is_acronym(word: &str) -> bool {
    let letters = word.strip_suffix('s').unwrap_or(word);
    let versioned = letters.strip_prefix('V').is_some_and(is_number);
    !versioned && letters.chars().all(|character| !character.is_lowercase())
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn in_a_sentence(word: &str) -> String {
    let is_known = |word: &str| ACRONYMS.split(' ').any(|acronym| acronym == word);
    match word.strip_suffix('s') {
        _ if word == "oauth" => "OAuth".to_owned(),
        _ if is_known(word) => word.to_uppercase(),
        Some(one) if is_known(one) => format!("{}s", one.to_uppercase()),
        _ => word.to_owned(),
    }
}

/// `Creates`, `Searches`, `Copies`.
fn third_person(verb: &str) -> String {
    let mut verb = verb.to_owned();
    if let Some(first) = verb.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    let before = verb.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']));
    match before {
        Some(stem) => format!("{stem}ies"),
        None if ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| verb.ends_with(end)) => format!("{verb}es"),
        None => format!("{verb}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn names_become_sentences() {
        for (name, expected) in [
            ("DescribeDashboardPermissions", "Describes dashboard permissions."),
            ("ListTagsForResource", "Lists tags for resource."),
            ("BatchGetPolicy", "Gets policy, several at once."),
            ("GetFooV2", "Gets foo, version 2."),
            ("UpdateAPIKey", "Updates API key."),
            ("DescribeVPCs", "Describes VPCs."),
            ("ListVPCEndpoints", "Lists VPC endpoints."),
            ("GetEmbedUrl", "Gets embed URL."),
            ("ListIds", "Lists IDs."),
            ("CreateOAuthClient", "Creates OAuth client."),
            ("CopyImage", "Copies image."),
            ("DeployX", "Deploys X."),
            ("SearchFolders", "Searches folders."),
            ("list_things", "Lists things."),
            ("Search", "Searches."),
        ] {
            assert_eq!(sentence(name), expected);
        }
    }

    #[test]
    fn names_without_a_known_verb_are_named() {
        for name in ["FrobnicateThings", "IsAuthorized", "BatchIsAuthorized", "V2", "Batch", "Geta", "X", "_"] {
            assert_eq!(sentence(name), format!("Calls `{name}`."));
        }
    }
}
