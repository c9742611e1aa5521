//! The shared files as they were read, and the profile that counts.

use std::io;
use std::path::Path;

use super::{Origin, System};
use crate::profile::{
    FileKind, Location, Locations, Place, Platform, ProfileFile, ProfileName, ProfileSet, Section, UnknownProfile,
};

/// The shared configuration files as they were read, and the profile that counts.
#[derive(Clone, Debug)]
pub struct SharedFiles {
    profiles: ProfileSet,
    locations: Locations,
    selected: ProfileName,
    states: [FileState; 2],
}

/// What came of reading a file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FileState {
    /// It was read.
    Read,
    /// It is not there; it counts as empty.
    Missing,
    /// It is there, and cannot be read, for this reason; it counts as empty.
    Unreadable(String),
}

impl SharedFiles {
    /// Reads the files where `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE` say, else in the home directory. The
    /// profile that counts is this one, else that of `AWS_PROFILE`, else `default`.
    #[must_use]
    pub fn read(system: &System, profile: Option<&str>) -> Self {
        let variable = |name: &str| system.variable(name);
        let locations = Locations::from_variables(Platform::current(), variable);
        let selected = profile.map_or_else(|| ProfileName::from_variables(variable), ProfileName::new);
        let (config, config_state) = read(system, FileKind::Config, locations.config());
        let (credentials, credentials_state) = read(system, FileKind::Credentials, locations.credentials());
        Self {
            profiles: ProfileSet::new([config, credentials]),
            locations,
            selected,
            states: [config_state, credentials_state],
        }
    }

    /// What is in them.
    #[must_use]
    pub fn profiles(&self) -> &ProfileSet {
        &self.profiles
    }

    /// Where they are.
    #[must_use]
    pub fn locations(&self) -> &Locations {
        &self.locations
    }

    /// Both files, that of the configuration first, and what came of reading them.
    pub fn files(&self) -> impl Iterator<Item = (&Location, &FileState)> {
        [self.locations.config(), self.locations.credentials()].into_iter().zip(&self.states)
    }

    /// The name of the profile that counts.
    #[must_use]
    pub fn selected(&self) -> &ProfileName {
        &self.selected
    }

    /// The profile that counts; `None` where nobody named one, and there is no `default`.
    ///
    /// # Errors
    ///
    /// The profile that was named is not there.
    pub fn profile(&self) -> Result<Option<&Section>, UnknownProfile> {
        match self.profiles.profile(self.selected.name()) {
            Ok(profile) => Ok(Some(profile)),
            Err(error) if self.selected.is_named() => Err(error),
            Err(_) => Ok(None),
        }
    }

    /// What the profile that counts says of a key, such as `region` or, within `s3`, `s3.addressing_style`. What is empty
    /// is not set.
    pub(crate) fn property(&self, key: &str) -> Option<(&str, Origin)> {
        let profile = self.profile().ok()??;
        let (value, place) = found(profile, key)?;
        Some((value, self.origin("profile", profile.name(), key, place)))
    }

    /// The URL of a service's endpoint in the section that the profile names as its `services`.
    pub(crate) fn service_endpoint(&self, service: &str) -> Option<(&str, Origin)> {
        let services = self.services()?;
        let key = format!("{service}.endpoint_url");
        let (value, place) = found(services, &key)?;
        Some((value, self.origin("services", services.name(), &key, place)))
    }

    /// The section that the profile names as its `services`.
    pub(crate) fn services(&self) -> Option<&Section> {
        self.profiles.services(self.profile().ok()??.value("services")?)
    }

    /// What to tell where the profile names a section that is not there.
    pub(crate) fn missing_services(&self) -> Option<String> {
        let (name, origin) = self.property("services")?;
        let is_missing = self.profiles.services(name).is_none();
        is_missing.then(|| format!("the section [services {}], {origin}, is not there", name.escape_debug()))
    }

    fn origin(&self, kind: &str, name: &str, key: &str, place: &Place) -> Origin {
        let is_bare = name == "default" && kind == "profile" || place.path() == self.locations.credentials().path();
        Origin::Profile {
            file: place.path().into(),
            line: place.line(),
            section: if is_bare { name.to_owned() } else { format!("{kind} {name}") },
            key: key.to_owned(),
        }
    }
}

fn found<'s>(section: &'s Section, key: &str) -> Option<(&'s str, &'s Place)> {
    let (value, place) = match key.split_once('.') {
        None => section.get(key).map(|property| (property.value(), property.place()))?,
        Some((key, name)) => {
            section.get(key)?.sub_property(name).map(|property| (property.value(), property.place()))?
        }
    };
    (!value.is_empty()).then_some((value, place))
}

fn read(system: &System, kind: FileKind, location: &Location) -> (ProfileFile, FileState) {
    let parsed = |bytes: &[u8]| ProfileFile::parse_bytes(kind, location.path(), bytes);
    if !location.is_known() {
        return (parsed(b""), FileState::Missing);
    }
    match system.read(Path::new(location.path())) {
        Ok(bytes) => (parsed(&bytes), FileState::Read),
        Err(error) if error.kind() == io::ErrorKind::NotFound => (parsed(b""), FileState::Missing),
        Err(error) => (parsed(b""), FileState::Unreadable(error.to_string())),
    }
}
