//! The text of one file, read.

use std::sync::Arc;

use super::header::{self, SectionKind};
use super::line::{WHITESPACE, is_blank_or_comment, is_name, name_and_value, without_spaced_comment};
use super::{Place, Problem, ProblemKind, Property, Section, SubProperty};

/// Which of the shared files it is; their headers differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// `~/.aws/config`
    Config,
    /// `~/.aws/credentials`
    Credentials,
}

/// One file as it stands, before both are put together to a [`ProfileSet`](super::ProfileSet).
#[derive(Clone, Debug)]
pub struct ProfileFile {
    pub(super) path: Arc<str>,
    pub(super) sections: Vec<FileSection>,
    pub(super) problems: Vec<Problem>,
}

/// A section as it stands in a file; there may be more of its name.
#[derive(Clone, Debug)]
pub(super) struct FileSection {
    pub(super) kind: SectionKind,
    pub(super) place: Place,
    pub(super) section: Section,
}

/// What an indented line goes on with.
enum Open {
    /// Nothing: no section has begun.
    File,
    /// Nothing: no property has begun in the section.
    Section,
    /// The property of this name in the last section.
    Property { name: String, has_sub_properties: bool },
    /// A property that is passed over.
    Ignored,
}

type Wrong = (ProblemKind, String);

impl ProfileFile {
    /// Reads a text; `path` is for messages. It never fails: what is wrong is told by line.
    #[must_use]
    pub fn parse(kind: FileKind, path: impl Into<Arc<str>>, text: &str) -> Self {
        let mut file = Self { path: path.into(), sections: Vec::new(), problems: Vec::new() };
        let mut open = Open::File;
        for (number, line) in (1..).zip(text.strip_prefix('\u{feff}').unwrap_or(text).lines()) {
            if is_blank_or_comment(line) {
                continue;
            }
            let place = Place::new(&file.path, number);
            let wrong = if line.starts_with('[') {
                open = Open::Section;
                file.begin_section(kind, line, place.clone())
            } else if line.starts_with(WHITESPACE) {
                file.go_on(&mut open, line.trim_matches(WHITESPACE), place.clone()).err()
            } else {
                match file.begin_property(&open, line, place.clone()) {
                    Ok(next) => {
                        open = next;
                        None
                    }
                    Err(wrong) => {
                        if !matches!(open, Open::File) {
                            open = Open::Ignored;
                        }
                        Some(wrong)
                    }
                }
            };
            if let Some((kind, message)) = wrong {
                let is_within = !line.starts_with('[') && !matches!(open, Open::File);
                let section = file.sections.last().filter(|last| is_within && last.kind != SectionKind::Ignored);
                let problem = Problem::new(place, kind, message);
                let problem = problem.within(section.map(|section| section.section.name()));
                file.problems.push(problem);
            }
        }
        file.problems.sort_by_key(Problem::line);
        file
    }

    /// As [`parse`](Self::parse), without the lines that are not UTF-8.
    #[must_use]
    pub fn parse_bytes(kind: FileKind, path: impl Into<Arc<str>>, bytes: &[u8]) -> Self {
        if let Ok(text) = std::str::from_utf8(bytes) {
            return Self::parse(kind, path, text);
        }
        let lines: Vec<Option<&str>> =
            bytes.split(|byte| *byte == b'\n').map(|line| std::str::from_utf8(line).ok()).collect();
        let text: Vec<&str> = lines.iter().map(|line| line.unwrap_or_default()).collect();
        let mut file = Self::parse(kind, path, &text.join("\n"));
        for (number, _) in (1..).zip(&lines).filter(|(_, line)| line.is_none()) {
            let place = Place::new(&file.path, number);
            file.problems.push(Problem::new(place, ProblemKind::Unreadable, "it is not UTF-8"));
        }
        file.problems.sort_by_key(Problem::line);
        file
    }

    /// What is wrong in the file, by line.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    fn begin_section(&mut self, kind: FileKind, line: &str, place: Place) -> Option<Wrong> {
        let (kind, name, wrong) = header::read(kind, line);
        self.sections.push(FileSection { kind, place, section: Section::new(name) });
        wrong
    }

    fn begin_property(&mut self, open: &Open, line: &str, place: Place) -> Result<Open, Wrong> {
        let Some(last) = self.sections.last_mut().filter(|_| !matches!(open, Open::File)) else {
            let message = "it stands before the first section; put it below a header such as `[default]`";
            return Err((ProblemKind::Unreadable, message.to_owned()));
        };
        let pair = name_and_value(without_spaced_comment(line));
        let (name, value) = pair.map_err(|wrong| (ProblemKind::Unreadable, wrong.to_owned()))?;
        if !is_name(name) {
            return Err((ProblemKind::Ignored, name_is_wrong("property")));
        }
        let name = name.to_ascii_lowercase();
        let again = last.section.properties.insert(name.clone(), Property::new(value, place.clone()));
        if let Some(before) = again {
            let message =
                format!("`{name}` stands in this section twice; the last one counts, that of line {}", place.line());
            self.problems.push(Problem::new(before.place, ProblemKind::Ignored, message));
        }
        Ok(Open::Property { name, has_sub_properties: value.is_empty() })
    }

    /// An indented line, trimmed: more of a value, or a sub-property where the value is empty.
    fn go_on(&mut self, open: &mut Open, line: &str, place: Place) -> Result<(), Wrong> {
        let unreadable = |message: &str| Err((ProblemKind::Unreadable, message.to_owned()));
        let (name, has_sub_properties) = match open {
            Open::File => return unreadable("it is indented, and no section has begun; put it below a header"),
            Open::Section => return unreadable("it is indented, and there is no property before it; do not indent it"),
            Open::Ignored => {
                return Err((ProblemKind::Ignored, "it goes on with a property that is passed over".to_owned()));
            }
            Open::Property { name, has_sub_properties } => (name, *has_sub_properties),
        };
        let section = self.sections.last_mut().map(|last| &mut last.section);
        let Some(property) = section.and_then(|section| section.properties.get_mut(name)) else {
            return unreadable("it is indented, and there is no property before it; do not indent it");
        };
        let mut wrong = None;
        if has_sub_properties {
            let pair = name_and_value(line);
            let (name, value) = pair.map_err(|wrong| (ProblemKind::Unreadable, wrong.to_owned()))?;
            if is_name(name) {
                let sub_property = SubProperty { value: value.to_owned(), place };
                property.sub_properties.insert(name.to_ascii_lowercase(), sub_property);
            } else {
                wrong = Some((ProblemKind::Ignored, name_is_wrong("sub-property")));
            }
        }
        property.value.push('\n');
        property.value.push_str(line);
        wrong.map_or(Ok(()), Err)
    }
}

fn name_is_wrong(what: &str) -> String {
    format!("the name of a {what} has only letters, digits and _-/.%@:+; the {what} is passed over")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    /// The lines of a text that are neither read nor told of.
    fn lost(text: &str) -> Vec<usize> {
        let file = ProfileFile::parse(FileKind::Config, "config", text);
        let mut told: BTreeSet<u32> = file.problems.iter().map(Problem::line).collect();
        for section in &file.sections {
            told.insert(section.place.line());
            for (_, property) in section.section.properties() {
                let mut left = property.value.matches('\n').count();
                let is_next = |line: &str| line.starts_with(WHITESPACE) && !is_blank_or_comment(line);
                told.insert(property.place.line());
                for (number, line) in (1_u32..).zip(text.lines()).skip(property.place.line() as usize) {
                    if left > 0 && is_next(line) && !told.contains(&number) {
                        told.insert(number);
                        left -= 1;
                    }
                }
            }
        }
        let lines = text.lines().zip(1_u32..).filter(|(line, _)| !is_blank_or_comment(line));
        lines.filter(|(_, number)| !told.contains(number)).map(|(_, number)| number as usize).collect()
    }

    proptest! {
        #[test]
        fn every_line_is_read_or_told_of(lines in prop::collection::vec("[ \t]{0,2}([\\[=#;ä \\]]|[a-c]=?|profile |x y){0,6}", 0..12)) {
            // Names differ, as a property that stands twice takes the place of the first with all of its lines.
            let lines = lines.iter().enumerate().map(|(index, line)| match line.chars().next() {
                Some('a'..='z') => format!("n{index}{line}"),
                _ => line.clone(),
            });
            let text = lines.collect::<Vec<_>>().join("\n");
            prop_assert_eq!(lost(&text), Vec::<usize>::new());
        }
    }
}
