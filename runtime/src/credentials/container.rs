//! Credentials that a container is given.

use std::net::IpAddr;
use std::path::Path;
use std::time::Duration;

use http::Uri;
use http::header::{ACCEPT, AUTHORIZATION, HeaderValue};

use super::local::{Limits, ask, credentials};
use super::{
    Credentials, CredentialsError, CredentialsErrorKind, CredentialsFuture, CredentialsProvider, ProviderContext,
};
use crate::body::Body;
use crate::config::System;
use crate::transport::TransportError;
use crate::user_agent::Feature;

const RELATIVE_URI: &str = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
const FULL_URI: &str = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
const TOKEN_FILE: &str = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";
const TOKEN: &str = "AWS_CONTAINER_AUTHORIZATION_TOKEN";

/// Where the agent of Elastic Container Service is.
const ECS: &str = "http://169.254.170.2";
/// Hosts beside loopback that may be asked without TLS: the agents of Elastic Container Service and of Elastic
/// Kubernetes Service.
const HOSTS: [&str; 3] = ["169.254.170.2", "169.254.170.23", "fd00:ec2::23"];
/// Those of AWS's SDK for Rust.
const LIMITS: Limits = Limits { connect: Duration::from_secs(2), read: Duration::from_secs(5), attempts: 3 };

/// Credentials that a container is given: in Elastic Container Service, in Elastic Kubernetes Service with Pod Identity,
/// in AWS IoT Greengrass and others.
///
/// `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI` is a path at `http://169.254.170.2`; without it,
/// `AWS_CONTAINER_CREDENTIALS_FULL_URI` is the whole address. That is asked with TLS, or is on this machine, or one of the
/// addresses `169.254.170.2`, `169.254.170.23` and `fd00:ec2::23`; anything else is refused. The content of the file that
/// `AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE` names, read each time, or else `AWS_CONTAINER_AUTHORIZATION_TOKEN`, goes along
/// as the header `Authorization`.
///
/// ```
/// use tinsmith_runtime::Config;
/// use tinsmith_runtime::credentials::Container;
///
/// let config = Config::new("eu-west-1").credentials(Container::new());
/// # let _ = config;
/// ```
#[derive(Clone, Debug, Default)]
pub struct Container(());

impl Container {
    /// The source that the variables name.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The address that is asked.
    ///
    /// # Errors
    ///
    /// No variable names one; it is none; it is one that must not be asked without TLS.
    pub fn uri(&self, system: &System) -> Result<Uri, CredentialsError> {
        if let Some(path) = system.variable(RELATIVE_URI) {
            let separator = if path.starts_with('/') { "" } else { "/" };
            return [ECS, separator, &path]
                .concat()
                .parse()
                .map_err(|_| wrong(RELATIVE_URI, "is not the path of a URL"));
        }
        let Some(uri) = system.variable(FULL_URI) else {
            let message =
                format!("this is no container with credentials: neither {RELATIVE_URI} nor {FULL_URI} is set");
            return Err(CredentialsError::not_configured(message));
        };
        let uri: Uri = uri.parse().map_err(|_| wrong(FULL_URI, "is not a URL"))?;
        match (uri.scheme_str(), uri.host()) {
            (Some("https"), Some(_)) => Ok(uri),
            (Some("http"), Some(host)) if may_be_asked_without_tls(host) => Ok(uri),
            (Some("http"), Some(_)) => {
                let hosts = HOSTS.join(", ");
                Err(wrong(FULL_URI, &format!("is asked without TLS only on this machine or at {hosts}; use https")))
            }
            _ => Err(wrong(FULL_URI, "is not a URL that begins with https:// or http://")),
        }
    }

    async fn ask(&self, context: &ProviderContext) -> Result<Credentials, CredentialsError> {
        let uri = self.uri(context.system())?;
        let token = token(context.system())?;
        let who = format!("the container's agent at {}", uri.host().unwrap_or_default());
        let request = || {
            let mut request = http::Request::new(Body::empty());
            *request.uri_mut() = uri.clone();
            request.headers_mut().insert(ACCEPT, HeaderValue::from_static("application/json"));
            if let Some(token) = &token {
                request.headers_mut().insert(AUTHORIZATION, token.clone());
            }
            request
        };
        let answer = ask(context, LIMITS, &request).await.map_err(|silence| {
            CredentialsError::new(format!("{who} did not answer"))
                .with_kind(CredentialsErrorKind::Unavailable)
                .with_source(TransportError::from(silence))
        })?;
        if !answer.status.is_success() {
            let refused = matches!(answer.status.as_u16(), 401 | 403);
            let kind = if refused { CredentialsErrorKind::Forbidden } else { CredentialsErrorKind::Service };
            let message = format!("{who} answered with the status {}", answer.status.as_u16());
            return Err(CredentialsError::new(message).with_kind(kind));
        }
        Ok(credentials(&who, &answer.body)?.with_features(Feature::CredentialsHttp))
    }
}

fn wrong(variable: &str, what: &str) -> CredentialsError {
    CredentialsError::new(format!("the variable {variable} {what}")).with_kind(CredentialsErrorKind::InvalidSetting)
}

fn may_be_asked_without_tls(host: &str) -> bool {
    let host = host.trim_start_matches('[').trim_end_matches(']');
    match host.parse::<IpAddr>() {
        Ok(address) => address.is_loopback() || HOSTS.iter().any(|known| known.parse() == Ok(address)),
        Err(_) => host.eq_ignore_ascii_case("localhost"),
    }
}

/// The value of the header `Authorization`.
fn token(system: &System) -> Result<Option<HeaderValue>, CredentialsError> {
    let (variable, token) = match (system.variable(TOKEN_FILE), system.variable(TOKEN)) {
        (Some(path), _) => {
            let content = system.read(Path::new(&path)).map_err(|error| {
                CredentialsError::new(format!("{path}, which {TOKEN_FILE} names, cannot be read"))
                    .with_kind(CredentialsErrorKind::File)
                    .with_source(error)
            })?;
            (TOKEN_FILE, content.trim_ascii().to_vec())
        }
        (None, Some(token)) => (TOKEN, token.into_bytes()),
        (None, None) => return Ok(None),
    };
    let mut value =
        HeaderValue::from_bytes(&token).map_err(|_| wrong(variable, "has a token that is no value of a header"))?;
    value.set_sensitive(true);
    Ok(Some(value))
}

impl CredentialsProvider for Container {
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> CredentialsFuture<'a> {
        Box::pin(self.ask(context))
    }

    fn name(&self) -> &'static str {
        "the container's agent"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uri(variables: &[(&str, &str)]) -> Result<String, CredentialsErrorKind> {
        let system = System::in_memory(variables.iter().copied(), []);
        Container::new().uri(&system).map(|uri| uri.to_string()).map_err(|error| error.kind())
    }

    #[test]
    fn only_hosts_next_to_the_program_are_asked_without_tls() {
        for host in
            ["localhost", "127.0.0.1", "127.1.2.3:80", "[::1]", "169.254.170.2", "169.254.170.23", "[fd00:ec2::23]"]
        {
            assert!(uri(&[(FULL_URI, &format!("http://{host}/a"))]).is_ok(), "{host}");
        }
        for host in ["example.com", "localhost.example.com", "192.168.1.1", "169.254.169.254", "[fd00:ec2::254]"] {
            assert_eq!(
                uri(&[(FULL_URI, &format!("http://{host}/a"))]),
                Err(CredentialsErrorKind::InvalidSetting),
                "{host}"
            );
        }
        assert!(uri(&[(FULL_URI, "https://example.com/a")]).is_ok());
        assert_eq!(uri(&[(FULL_URI, "ftp://localhost/a")]), Err(CredentialsErrorKind::InvalidSetting));
        assert_eq!(uri(&[]), Err(CredentialsErrorKind::NotConfigured));
    }

    #[test]
    fn the_path_wins() {
        let both = [(RELATIVE_URI, "/a?b=c"), (FULL_URI, "https://example.com")];
        assert_eq!(uri(&both).as_deref(), Ok("http://169.254.170.2/a?b=c"));
    }

    #[test]
    fn the_token_of_the_file_wins_and_is_one_line() {
        let system =
            |content: &'static str| System::in_memory([(TOKEN_FILE, "/t"), (TOKEN, "other")], [("/t", content)]);
        assert_eq!(token(&system("token\n")).unwrap().unwrap(), "token");
        assert_eq!(token(&system("a\nb")).unwrap_err().kind(), CredentialsErrorKind::InvalidSetting);
        let missing = System::in_memory([(TOKEN_FILE, "/none")], []);
        assert_eq!(token(&missing).unwrap_err().kind(), CredentialsErrorKind::File);
    }
}
