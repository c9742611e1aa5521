//! Where credentials and tokens come from, each with markers for its secrets.

use crate::finder::MARKER;

/// How one finds its credentials: variables of the environment, and files.
pub(crate) struct Source {
    pub(crate) name: &'static str,
    pub(crate) variables: Vec<(&'static str, String)>,
    pub(crate) files: Vec<(&'static str, String)>,
}

const CONFIG: &str = "/home/.aws/config";
/// Of the SSO session `dev`, and of the start URL of the older form.
const SSO_SESSION: &str = "/home/.aws/sso/cache/34c6fceca75e456f25e7e99531e2425c6c1de443.json";
const SSO_START_URL: &str = "/home/.aws/sso/cache/811104b30b847749ed62d80bab8deb4558e667c1.json";
/// Of the login session of the user below.
const LOGIN: &str = "/home/.aws/login/cache/a97ec0fe308bc832cb216b51995b84eff7795388c0219808ba9b833dc744e178.json";

/// A secret of this name.
pub(crate) fn secret(name: &str) -> String {
    format!("{MARKER}+/={name}")
}

fn source(name: &'static str, config: &str) -> Source {
    let variables = vec![("HOME", "/home".to_owned()), ("AWS_REGION", "eu-west-1".to_owned())];
    Source { name, variables, files: vec![(CONFIG, format!("[default]\n{config}\n"))] }
}

impl Source {
    fn variable(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.variables.push((name, value.into()));
        self
    }

    fn file(mut self, path: &'static str, content: impl Into<String>) -> Self {
        self.files.push((path, content.into()));
        self
    }
}

fn keys() -> String {
    let (key, token) = (secret("key"), secret("token"));
    format!("aws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = {key}\naws_session_token = {token}")
}

/// A token of SSO that has expired, and can be renewed.
fn sso_token() -> String {
    format!(
        r#"{{"accessToken": "{}", "expiresAt": "2026-07-01T12:05:00Z", "clientId": "client", "clientSecret": "{}",
            "registrationExpiresAt": "2035-01-01T00:00:00Z", "refreshToken": "{}"}}"#,
        secret("access"),
        secret("client"),
        secret("refresh")
    )
}

fn login_session(private_key: &str) -> String {
    format!(
        r#"{{"accessToken": {{"accessKeyId": "ASIAEXAMPLE", "secretAccessKey": "{}", "sessionToken": "{}",
            "accountId": "123456789012", "expiresAt": "2026-07-01T11:00:00Z"}}, "clientId": "client",
            "refreshToken": "{}", "dpopKey": "{}"}}"#,
        secret("key"),
        secret("token"),
        secret("refresh"),
        private_key.replace('\n', "\\n")
    )
}

const SSO: &str = "sso_session = dev\nsso_account_id = 123456789012\nsso_role_name = reader\n\
                   [sso-session dev]\nsso_region = eu-west-1\nsso_start_url = https://dev.awsapps.com/start";
const OLD_SSO: &str = "sso_region = eu-west-1\nsso_start_url = https://dev.awsapps.com/start\n\
                       sso_account_id = 123456789012\nsso_role_name = reader";
const ROLE: &str = "role_arn = arn:aws:iam::123456789012:role/deploy";

/// All of them. The private key is that of the login session.
pub(crate) fn all(private_key: &str) -> Vec<Source> {
    let (key, token) = (secret("key"), secret("token"));
    let process = format!(
        "credential_process = printf '%s' '{{\"Version\": 1, \"AccessKeyId\": \"AKIDEXAMPLE\", \
         \"SecretAccessKey\": \"{key}\", \"SessionToken\": \"{token}\"}}' # {key}"
    );
    let agent = "http://127.0.0.1:9/container";
    vec![
        source("the environment", "")
            .variable("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
            .variable("AWS_SECRET_ACCESS_KEY", &key)
            .variable("AWS_SESSION_TOKEN", &token),
        source("a profile with keys", &keys()),
        source("a profile with keys, and lines that cannot be read", &format!("{}\naws_secret {key}\n= {key}", keys())),
        source("a process", &process),
        source("a role of a source profile", &format!("{ROLE}\nsource_profile = base\n[profile base]\n{}", keys())),
        source("a role of a container", &format!("{ROLE}\ncredential_source = EcsContainer"))
            .variable("AWS_CONTAINER_CREDENTIALS_FULL_URI", agent)
            .variable("AWS_CONTAINER_AUTHORIZATION_TOKEN", &token),
        source("a web identity", &format!("{ROLE}\nweb_identity_token_file = /token")).file("/token", &token),
        source("SSO", SSO).file(SSO_SESSION, sso_token()),
        source("SSO in its older form", OLD_SSO).file(SSO_START_URL, sso_token()),
        source("a login session", "login_session = arn:aws:iam::1:user/dev").file(LOGIN, login_session(private_key)),
        source("a container's agent", "")
            .variable("AWS_CONTAINER_CREDENTIALS_FULL_URI", agent)
            .variable("AWS_CONTAINER_AUTHORIZATION_TOKEN", &token),
        source("a container's agent with a token in a file", "")
            .variable("AWS_CONTAINER_CREDENTIALS_FULL_URI", agent)
            .variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/token")
            .file("/token", &token),
        source("instance metadata", ""),
    ]
}

/// Those that hold secrets, and cannot be used as they are.
pub(crate) fn broken() -> Vec<Source> {
    let text = secret("anything");
    let process = |script: &str| format!("credential_process = {script} # {text}");
    let lacking = format!("{{\"accessToken\": \"{text}\", \"expiresAt\": \"{text}\", \"refreshToken\": \"{text}\"}}");
    vec![
        source("half a pair of keys", &format!("aws_secret_access_key = {text}")),
        source("a process that prints anything", &process(&format!("echo '{text}'"))),
        source("a process that fails", &process(&format!("echo '{text}' >&2; exit 3"))),
        source("a token of SSO that is none", SSO).file(SSO_SESSION, &text),
        source("a token of SSO that lacks what it must have", SSO).file(SSO_SESSION, &lacking),
        source("a login session that is none", "login_session = arn:aws:iam::1:user/dev").file(LOGIN, &text),
        source("a login session whose key is none", "login_session = arn:aws:iam::1:user/dev")
            .file(LOGIN, login_session(&text)),
        source("a web identity that is no header", &format!("{ROLE}\nweb_identity_token_file = /token"))
            .file("/token", format!("{text}\n\u{1}")),
        source("a container's token that is no header", "")
            .variable("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:9/container")
            .variable("AWS_CONTAINER_AUTHORIZATION_TOKEN", format!("{text}\n\u{1}")),
        source("a container at a host that is not allowed", "")
            .variable("AWS_CONTAINER_CREDENTIALS_FULL_URI", format!("http://example.com/{text}"))
            .variable("AWS_CONTAINER_AUTHORIZATION_TOKEN", &text),
        source("keys, with passwords in URLs", &keys())
            .variable("HTTPS_PROXY", format!("http://user:{MARKER}@proxy:8080"))
            .variable("AWS_ENDPOINT_URL", format!("https://user:{MARKER}@sts.example.com")),
        source("settings that are none", "")
            .variable("AWS_MAX_ATTEMPTS", &text)
            .variable("AWS_SECRET_ACCESS_KEY", &text),
    ]
}
