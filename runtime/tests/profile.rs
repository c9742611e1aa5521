//! The shared configuration files, from their texts.

use proptest::prelude::*;
use tinsmith_runtime::profile::{FileKind, ProblemKind, ProfileFile, ProfileSet};

fn set(config: &str, credentials: &str) -> ProfileSet {
    ProfileSet::new([
        ProfileFile::parse(FileKind::Config, "config", config),
        ProfileFile::parse(FileKind::Credentials, "credentials", credentials),
    ])
}

fn problems(set: &ProfileSet) -> Vec<String> {
    set.problems().iter().map(ToString::to_string).collect()
}

#[test]
fn a_bad_line_costs_itself_alone() {
    let set = set(
        "region = nowhere\n[default]\n indented = 1\nregion eu-west-1\n  more of it\noutput = json\n= 3\na b = c\n[profile x\n\
         lost = 1\n[profile y]\ns3 =\n  addressing_style = path\n  # no comment\n  = 1\n  max_retries = 2\nlast = 1\n",
        "",
    );
    assert_eq!(
        problems(&set),
        [
            "config:1: it stands before the first section; put it below a header such as `[default]`",
            "config:3: it is indented, and there is no property before it; do not indent it",
            "config:4: it has no `=`; write `name = value`",
            "config:5: it goes on with a property that is passed over",
            "config:7: nothing stands before its `=`; write `name = value`",
            "config:8: the name of a property has only letters, digits and _-/.%@:+; the property is passed over",
            "config:9: the header of a section ends with `]`; the lines up to the next header are passed over",
            "config:14: it has no `=`; write `name = value`",
            "config:15: nothing stands before its `=`; write `name = value`",
        ]
    );
    let default = set.profile("default").unwrap();
    assert_eq!(default.properties().map(|(name, _)| name).collect::<Vec<_>>(), ["output"]);
    let s3 = set.profile("y").unwrap().get("S3").unwrap();
    assert_eq!(s3.value(), "\naddressing_style = path\nmax_retries = 2");
    let retries = s3.sub_property("max_retries").unwrap();
    assert_eq!((retries.value(), retries.place().to_string().as_str()), ("2", "config:16"));
    assert_eq!(set.profile("y").unwrap().value("last"), Some("1"));
}

#[test]
fn what_the_format_passes_over_is_told() {
    let set = set(
        "[foo]\na = 1\n[profile in valid]\n[default]\na = 1\n[profile default]\nb = 1\nb = 2\n[plugins more]\n[]\n",
        "[profile foo]\n[sso-session foo]\n[services s]\n[a b]\n[b]\nkey = 1\n",
    );
    assert_eq!(
        problems(&set),
        [
            "config:1: a profile has the word before its name in this file: `[profile foo]`; the section is passed over",
            "config:3: `in valid` is no name: only letters, digits and _-/.%@:+ can be in one; the section is passed over",
            "config:4: `[profile default]` of line 6 is there too; this section is passed over",
            "config:7: `b` stands in this section twice; the last one counts, that of line 8",
            "config:9: sections `plugins` are not known here; the section is passed over",
            "config:10: a profile has the word before its name in this file: `[profile NAME]`; the section is passed over",
            "credentials:1: a profile is written `[foo]` in this file; the section is passed over",
            "credentials:2: a section `sso-session` belongs into the config file; the section is passed over",
            "credentials:3: a section `services` belongs into the config file; the section is passed over",
            "credentials:4: `a b` is no name of a profile: it has white space; the section is passed over",
        ]
    );
    assert!(set.problems().iter().all(|problem| problem.kind() == ProblemKind::Ignored));
    let names: Vec<_> = set.profiles().map(|profile| profile.name()).collect();
    assert_eq!(names, ["b", "default"]);
    assert_eq!(set.profile("default").unwrap().value("b"), Some("2"));
}

#[test]
fn of_both_files_the_credentials_count_and_say_so() {
    let set = set("[profile foo]\nRegion = a\nkey = b", "[foo]\nKEY = c");
    let foo = set.profile("foo").unwrap();
    assert_eq!((foo.value("region"), foo.value("Key")), (Some("a"), Some("c")));
    assert_eq!(foo.get("key").unwrap().place().to_string(), "credentials:2");
    assert_eq!(foo.get("region").unwrap().place().to_string(), "config:2");
}

#[test]
fn a_profile_that_is_not_there_is_told_with_those_that_are() {
    let text: String = (10..40).map(|number| format!("[profile p{number}]\n")).collect();
    let error = set(&text, "").profile("foo").unwrap_err();
    assert_eq!((error.name(), error.profiles().len()), ("foo", 30));
    assert!(error.to_string().starts_with("there is no profile `foo` in config and credentials; there are p10, p11, "));
    assert!(error.to_string().ends_with(", p29 and 10 more"), "{error}");
    let error = ProfileSet::default().profile("foo").unwrap_err();
    assert_eq!(error.to_string(), "there is no profile `foo`; there is none at all");
}

#[test]
fn neither_problems_nor_debug_show_what_a_line_holds() {
    let set = set(
        "[default]\naws_secret_access_key: MARK\nMARK MARK = MARK\ns3 =\n MARK\n MARK MARK = MARK\n key = MARK\n[MARK",
        "[default]\naws_secret_access_key = MARK\naws_secret_access_key = MARK\n more MARK",
    );
    assert_eq!(set.problems().len(), 6);
    let text = format!("{set:?} {}", problems(&set).join("\n"));
    assert!(!text.contains("MARK"), "{text}");
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_first_line() {
    assert!(set("\u{feff}[default]\r\na = 1\r\n", "").profile("default").unwrap().value("a").is_some());
}

/// The profiles of a set as a config file.
fn written(set: &ProfileSet) -> String {
    let mut text = String::new();
    for profile in set.profiles() {
        text += &format!("[profile {}]\n", profile.name());
        for (name, property) in profile.properties() {
            text += &format!("{name}={}\n", property.value().replace('\n', "\n "));
        }
    }
    text
}

/// Section, property, its value, and its sub-properties.
type Value<'a> = (&'a str, &'a str, &'a str, Vec<(&'a str, &'a str)>);

fn values(set: &ProfileSet) -> Vec<Value<'_>> {
    let profiles = set.profiles().flat_map(|profile| profile.properties().map(|property| (profile.name(), property)));
    let values = profiles.map(|(profile, (name, property))| {
        let nested = property.sub_properties().map(|(name, property)| (name, property.value())).collect();
        (profile, name, property.value(), nested)
    });
    values.collect()
}

fn holds(text: &str) {
    for kind in [FileKind::Config, FileKind::Credentials] {
        let read = ProfileSet::new([ProfileFile::parse(kind, "file", text)]);
        let lines = text.lines().count();
        assert!(read.problems().iter().all(|problem| (1..=lines).contains(&(problem.line() as usize))));
        let text = written(&read);
        assert_eq!(values(&set(&text, "")), values(&read), "{text}");
    }
}

proptest! {
    #[test]
    fn what_is_read_can_be_written_and_reads_back_the_same(
        lines in prop::collection::vec("(\\[(profile )?[ab]\\]|[ \t]?[abc]{0,2} ?=?[ =;#a\t]{0,3}.?)[^\r\n]{0,3}", 0..20)
    ) {
        holds(&lines.join("\n"));
    }

    #[test]
    fn any_text_is_read(text in "[^\r]{0,200}") {
        holds(&text);
    }
}
