//! Headers of sections.

use super::line::{WHITESPACE, is_name, without_comment};
use super::{FileKind, ProblemKind};

/// What a header begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SectionKind {
    /// A profile, with or without the word before its name.
    Profile {
        has_prefix: bool,
    },
    SsoSession,
    Services,
    /// A section that other tools may know.
    Other,
    /// What is in it is passed over.
    Ignored,
}

const PROFILE: &str = "profile";
const SSO_SESSION: &str = "sso-session";
const SERVICES: &str = "services";

/// The kind and the name of the section that the line begins, and what is wrong with it.
pub(super) fn read(kind: FileKind, line: &str) -> (SectionKind, &str, Option<(ProblemKind, String)>) {
    let text = without_comment(line).trim_matches(WHITESPACE);
    let Some(text) = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) else {
        let message = "the header of a section ends with `]`; the lines up to the next header are passed over";
        return (SectionKind::Ignored, "", Some((ProblemKind::Unreadable, message.to_owned())));
    };
    let text = text.trim_matches(WHITESPACE);
    let (prefix, name) = match text.split_once(WHITESPACE) {
        Some((prefix, name)) => (prefix, name.trim_matches(WHITESPACE)),
        None => ("", text),
    };
    let section = match (kind, prefix) {
        (FileKind::Credentials, "") => SectionKind::Profile { has_prefix: false },
        (FileKind::Config, "") if name == "default" => SectionKind::Profile { has_prefix: false },
        (FileKind::Config, PROFILE) => SectionKind::Profile { has_prefix: true },
        (FileKind::Config, SSO_SESSION) => SectionKind::SsoSession,
        (FileKind::Config, SERVICES) => SectionKind::Services,
        (FileKind::Config, _) if !prefix.is_empty() => SectionKind::Other,
        _ => SectionKind::Ignored,
    };
    let passed_over = |what: String| Some((ProblemKind::Ignored, format!("{what}; the section is passed over")));
    if section != SectionKind::Ignored && !is_name(name) {
        let what = format!("`{}` is no name: only letters, digits and _-/.%@:+ can be in one", shown(name));
        return (SectionKind::Ignored, "", passed_over(what));
    }
    let problem = match (section, kind, prefix) {
        (SectionKind::Other, ..) => passed_over(format!("sections `{}` are not known here", shown(prefix))),
        (SectionKind::Ignored, FileKind::Config, _) => {
            let name = if text.is_empty() { "NAME".to_owned() } else { shown(text) };
            passed_over(format!("a profile has the word before its name in this file: `[profile {name}]`"))
        }
        (SectionKind::Ignored, FileKind::Credentials, PROFILE) => {
            passed_over(format!("a profile is written `[{}]` in this file", shown(name)))
        }
        (SectionKind::Ignored, FileKind::Credentials, SSO_SESSION | SERVICES) => {
            passed_over(format!("a section `{prefix}` belongs into the config file"))
        }
        (SectionKind::Ignored, FileKind::Credentials, _) => {
            passed_over(format!("`{}` is no name of a profile: it has white space", shown(text)))
        }
        _ => None,
    };
    (section, name, problem)
}

/// The beginning of a name, as one line.
fn shown(name: &str) -> String {
    const MAX_CHARACTERS: usize = 64;
    let beginning: String = name.chars().take(MAX_CHARACTERS).collect();
    let more = if beginning.len() < name.len() { "…" } else { "" };
    format!("{}{more}", beginning.escape_debug())
}
