//! The sections of both files, put together.

use std::collections::BTreeMap;
use std::fmt;

use super::header::SectionKind;
use super::parse::FileSection;
use super::{Problem, ProblemKind, ProfileFile, Section};

type Sections = BTreeMap<String, Section>;

/// The sections of both files, put together. Of a property that stands in both, that of the later file counts.
#[derive(Clone, Debug, Default)]
pub struct ProfileSet {
    profiles: Sections,
    sso_sessions: Sections,
    services: Sections,
    other: Sections,
    problems: Vec<Problem>,
    paths: Vec<String>,
}

impl ProfileSet {
    /// The sections of these files; that of credentials comes last.
    #[must_use]
    pub fn new(files: impl IntoIterator<Item = ProfileFile>) -> Self {
        let mut set = Self::default();
        for mut file in files {
            let mut problems = std::mem::take(&mut file.problems);
            problems.extend(set.take(file.sections));
            problems.sort_by_key(Problem::line);
            set.problems.append(&mut problems);
            set.paths.push(file.path.to_string());
        }
        set
    }

    fn take(&mut self, sections: Vec<FileSection>) -> Vec<Problem> {
        let is_default = |section: &FileSection, has_prefix: bool| {
            section.kind == SectionKind::Profile { has_prefix } && section.section.name() == "default"
        };
        let default = sections.iter().find(|section| is_default(section, true)).map(|section| section.place.clone());
        let mut problems = Vec::new();
        for section in sections {
            let map = match section.kind {
                SectionKind::Profile { .. } => &mut self.profiles,
                SectionKind::SsoSession => &mut self.sso_sessions,
                SectionKind::Services => &mut self.services,
                SectionKind::Other => &mut self.other,
                SectionKind::Ignored => continue,
            };
            if let Some(place) = default.as_ref().filter(|_| is_default(&section, false)) {
                let message =
                    format!("`[profile default]` of line {} is there too; this section is passed over", place.line());
                problems.push(Problem::new(section.place, ProblemKind::Ignored, message));
                continue;
            }
            match map.get_mut(section.section.name()) {
                Some(known) => known.properties.extend(section.section.properties),
                None => {
                    map.insert(section.section.name().to_owned(), section.section);
                }
            }
        }
        problems
    }

    /// The profile of this name.
    ///
    /// # Errors
    ///
    /// There is none; the error names those that there are.
    pub fn profile(&self, name: &str) -> Result<&Section, UnknownProfile> {
        self.profiles.get(name).ok_or_else(|| UnknownProfile {
            name: name.to_owned(),
            profiles: self.profiles.keys().cloned().collect(),
            paths: self.paths.clone(),
        })
    }

    /// All profiles, by name.
    pub fn profiles(&self) -> impl Iterator<Item = &Section> {
        self.profiles.values()
    }

    /// The section `[sso-session NAME]`.
    #[must_use]
    pub fn sso_session(&self, name: &str) -> Option<&Section> {
        self.sso_sessions.get(name)
    }

    /// All sections `[sso-session NAME]`, by name.
    pub fn sso_sessions(&self) -> impl Iterator<Item = &Section> {
        self.sso_sessions.values()
    }

    /// The section `[services NAME]`.
    #[must_use]
    pub fn services(&self, name: &str) -> Option<&Section> {
        self.services.get(name)
    }

    /// All sections `[services NAME]`, by name.
    pub fn services_sections(&self) -> impl Iterator<Item = &Section> {
        self.services.values()
    }

    /// The sections of other kinds, which nothing here reads, by name.
    pub fn other_sections(&self) -> impl Iterator<Item = &Section> {
        self.other.values()
    }

    /// All lines that were not read, or are passed over, by file and line.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

/// There is no profile of this name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownProfile {
    name: String,
    profiles: Vec<String>,
    paths: Vec<String>,
}

impl UnknownProfile {
    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The names of the profiles that there are.
    #[must_use]
    pub fn profiles(&self) -> &[String] {
        &self.profiles
    }
}

impl fmt::Display for UnknownProfile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// How many profiles are listed.
        const MAX_LISTED: usize = 20;
        write!(f, "there is no profile `{}`", self.name.escape_debug())?;
        if !self.paths.is_empty() {
            write!(f, " in {}", self.paths.join(" and "))?;
        }
        if self.profiles.is_empty() {
            return f.write_str("; there is none at all");
        }
        let listed: Vec<&str> = self.profiles.iter().take(MAX_LISTED).map(String::as_str).collect();
        write!(f, "; there are {}", listed.join(", "))?;
        match self.profiles.len() - listed.len() {
            0 => Ok(()),
            more => write!(f, " and {more} more"),
        }
    }
}

impl std::error::Error for UnknownProfile {}
