//! The token that `aws sso login` leaves in a file.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::SsoSession;
use crate::codec::json;
use crate::config::System;
use crate::credentials::{CredentialsError, CredentialsErrorKind};
use crate::profile::{Locations, Platform};
use crate::sign::sha1_name;
use crate::timestamp::{Timestamp, TimestampFormat};
use crate::types::{Document, Object, Sensitive};

/// What is in the file. `Debug` shows no secrets.
#[derive(Clone, Debug)]
pub(super) struct CachedToken {
    pub(super) access_token: Sensitive<String>,
    pub(super) expires: SystemTime,
    pub(super) registration: Option<Registration>,
}

/// What it takes to renew it.
#[derive(Clone, Debug)]
pub(super) struct Registration {
    pub(super) client_id: String,
    pub(super) client_secret: Sensitive<String>,
    pub(super) refresh_token: Option<Sensitive<String>>,
    pub(super) expires: SystemTime,
}

/// `~/.aws/sso/cache/NAME.json`: the name is the SHA-1 of the session's, or of the start URL where there is no session.
pub(super) fn path(system: &System, session: &SsoSession) -> Result<PathBuf, CredentialsError> {
    let locations = Locations::from_variables(Platform::current(), |name| system.variable(name));
    let folder = locations.expand("~/.aws/sso/cache").ok_or_else(|| {
        CredentialsError::new("tokens of SSO are in the home directory, and no variable names that: set HOME")
            .with_kind(CredentialsErrorKind::InvalidSetting)
    })?;
    let name = sha1_name(session.name.as_deref().unwrap_or(&session.start_url));
    Ok(Path::new(&folder).join(format!("{name}.json")))
}

impl CachedToken {
    pub(super) fn read(system: &System, path: &Path, session: &SsoSession) -> Result<Self, CredentialsError> {
        let login = session.login();
        let wrong = |what: &str, kind| {
            CredentialsError::new(format!("the SSO token in {} {what}; {login}", path.display())).with_kind(kind)
        };
        let content = system.read(path).map_err(|error| {
            let kind = match error.kind() {
                std::io::ErrorKind::NotFound => CredentialsErrorKind::LoginRequired,
                _ => CredentialsErrorKind::File,
            };
            wrong("cannot be read", kind).with_source(error)
        })?;
        let unusable = |what: &str| wrong(what, CredentialsErrorKind::File);
        let document = json::read_document(&content).map_err(|_| unusable("is not JSON"))?;
        let text = |name: &str| document.get(name).and_then(Document::as_str).filter(|text| !text.is_empty());
        let access_token = text("accessToken").ok_or_else(|| unusable("lacks `accessToken`"))?;
        let expires = text("expiresAt").ok_or_else(|| unusable("lacks `expiresAt`"))?;
        let registration = || {
            Some(Registration {
                client_id: text("clientId")?.to_owned(),
                client_secret: Sensitive::new(text("clientSecret")?.to_owned()),
                refresh_token: text("refreshToken").map(|token| Sensitive::new(token.to_owned())),
                expires: time(text("registrationExpiresAt")?)?,
            })
        };
        Ok(Self {
            access_token: Sensitive::new(access_token.to_owned()),
            expires: time(expires).ok_or_else(|| unusable("has an `expiresAt` that is no point in time"))?,
            registration: registration(),
        })
    }

    pub(super) fn write(&self, system: &System, path: &Path, session: &SsoSession) -> std::io::Result<()> {
        let mut entries = Object::new();
        let mut put = |name: &str, text: &str| drop(entries.insert(name, Document::from(text)));
        put("startUrl", &session.start_url);
        put("region", &session.region);
        put("accessToken", self.access_token.expose());
        put("expiresAt", &date(self.expires));
        if let Some(registration) = &self.registration {
            put("clientId", &registration.client_id);
            put("clientSecret", registration.client_secret.expose());
            put("registrationExpiresAt", &date(registration.expires));
            if let Some(token) = &registration.refresh_token {
                put("refreshToken", token.expose());
            }
        }
        let content = json::write_document(&Document::Object(entries)).map_err(std::io::Error::other)?;
        system.write_private(path, &content)
    }
}

fn time(text: &str) -> Option<SystemTime> {
    // Older tools write `UTC` for the `Z`.
    let text = text.strip_suffix("UTC").map_or_else(|| text.to_owned(), |text| format!("{text}Z"));
    SystemTime::try_from(Timestamp::parse(&text, TimestampFormat::DateTime).ok()?).ok()
}

/// In whole seconds, as AWS's tools write it.
pub(in crate::credentials) fn date(time: SystemTime) -> String {
    let seconds = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs();
    let timestamp = Timestamp::from_unix_seconds(i64::try_from(seconds).unwrap_or(i64::MAX));
    timestamp.format(TimestampFormat::DateTime).unwrap_or_default()
}
