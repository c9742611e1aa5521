//! The session that `aws login` leaves in a file.

use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use crate::codec::json;
use crate::config::System;
use crate::credentials::clients::signin::CreateOAuth2TokenResponseBody;
use crate::credentials::sso::cached_token::date;
use crate::credentials::{Credentials, CredentialsError, CredentialsErrorKind};
use crate::profile::{Locations, Platform};
use crate::sign::sha256_name;
use crate::timestamp::{Timestamp, TimestampFormat};
use crate::types::{Document, Object};

const FOLDER: &str = "AWS_LOGIN_CACHE_DIRECTORY";

/// What is in the file, whole, as it is written back with what other tools put there. It has no `Debug`.
pub(super) struct CachedSession(Object);

/// `~/.aws/login/cache/NAME.json`, or in the folder that the variable names: the name is the SHA-256 of the session's.
pub(super) fn path(system: &System, session: &str) -> Result<PathBuf, CredentialsError> {
    let locations = Locations::from_variables(Platform::current(), |name| system.variable(name));
    let named = system.variable(FOLDER);
    let folder = locations.expand(named.as_deref().unwrap_or("~/.aws/login/cache")).ok_or_else(|| {
        let message =
            format!("login sessions are in the home directory, and no variable names that: set HOME or {FOLDER}");
        CredentialsError::new(message).with_kind(CredentialsErrorKind::InvalidSetting)
    })?;
    Ok(Path::new(&folder).join(format!("{}.json", sha256_name(session.trim()))))
}

/// What the user is to do.
pub(super) const LOGIN: &str = "log in with `aws login`";

impl CachedSession {
    pub(super) fn read(system: &System, path: &Path) -> Result<Self, CredentialsError> {
        let wrong = |what: &str, kind| {
            CredentialsError::new(format!("the login session in {} {what}; {LOGIN}", path.display())).with_kind(kind)
        };
        let content = system.read(path).map_err(|error| {
            let is_missing = error.kind() == io::ErrorKind::NotFound;
            let kind = if is_missing { CredentialsErrorKind::LoginRequired } else { CredentialsErrorKind::File };
            wrong("cannot be read", kind).with_source(error)
        })?;
        let unusable = |what: &str| wrong(what, CredentialsErrorKind::File);
        let document = json::read_document(&content).map_err(|_| unusable("is not JSON"))?;
        let Document::Object(entries) = document else { return Err(unusable("is not a JSON object")) };
        let session = Self(entries);
        let of_credentials = ["accessKeyId", "secretAccessKey", "sessionToken", "accountId", "expiresAt"];
        let is_lacking = |key: &&&str| session.credential(key).is_none();
        if let Some(key) = of_credentials.iter().find(is_lacking) {
            return Err(unusable(&format!("lacks `accessToken.{key}`")));
        }
        let of_session = ["clientId", "refreshToken", "dpopKey"];
        if let Some(key) = of_session.iter().find(|key| session.text(key).is_none()) {
            return Err(unusable(&format!("lacks `{key}`")));
        }
        if session.expires().is_none() {
            return Err(unusable("has an `accessToken.expiresAt` that is no point in time"));
        }
        Ok(session)
    }

    /// A text of the session.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.0.get(key).and_then(Document::as_str).filter(|text| !text.is_empty())
    }

    /// A text of its credentials.
    fn credential(&self, key: &str) -> Option<&str> {
        self.0.get("accessToken")?.get(key)?.as_str().filter(|text| !text.is_empty())
    }

    /// When its credentials expire.
    pub(super) fn expires(&self) -> Option<SystemTime> {
        let expires = Timestamp::parse(self.credential("expiresAt")?, TimestampFormat::DateTime).ok()?;
        SystemTime::try_from(expires).ok()
    }

    pub(super) fn credentials(&self) -> Credentials {
        let text = |key: &str| self.credential(key).unwrap_or_default();
        let credentials = Credentials::new(text("accessKeyId"), text("secretAccessKey"))
            .with_session_token(text("sessionToken"))
            .with_account_id(text("accountId"));
        match self.expires() {
            Some(expires) => credentials.with_expiry(expires),
            None => credentials,
        }
    }

    /// Takes what the sign-in service answered. The account stays what it is.
    pub(super) fn renew(&mut self, answer: &CreateOAuth2TokenResponseBody, now: SystemTime) {
        let account_id = self.credential("accountId").unwrap_or_default().to_owned();
        let expires = now + Duration::from_secs(u64::try_from(answer.expires_in).unwrap_or_default());
        let keys = answer.access_token.expose();
        let credentials = [
            ("accessKeyId", Document::from(keys.access_key_id.as_str())),
            ("secretAccessKey", Document::from(keys.secret_access_key.as_str())),
            ("sessionToken", Document::from(keys.session_token.as_str())),
            ("accountId", Document::from(account_id)),
            ("expiresAt", Document::from(date(expires))),
        ];
        self.0.insert("accessToken", Document::Object(Object::from_iter(credentials)));
        self.0.insert("refreshToken", Document::from(answer.refresh_token.expose().as_str()));
    }

    pub(super) fn write(&self, system: &System, path: &Path) -> io::Result<()> {
        let content = json::write_document(&Document::Object(self.0.clone())).map_err(io::Error::other)?;
        system.write_private(path, &content)
    }
}
