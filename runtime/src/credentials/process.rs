//! Credentials that a program prints.

use std::fmt;
use std::io::Read as _;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use super::{
    Credentials, CredentialsError, CredentialsErrorKind, CredentialsFuture, CredentialsProvider, ProviderContext,
};
use crate::body::hand_over;
use crate::codec::json;
use crate::time::within;
use crate::timestamp::{Timestamp, TimestampFormat};
use crate::types::{Document, Number, Sensitive};
use crate::user_agent::Feature;

/// How long it is waited for the program, unless somebody says otherwise.
const TIMEOUT: Duration = Duration::from_secs(60);
/// What it prints at most.
const MAX_OUTPUT: u64 = 64 << 10;
/// How long credentials without an expiry are kept.
const KEEP: Duration = Duration::from_secs(900);

/// Credentials that a program prints, as a JSON object with `Version` 1, `AccessKeyId`, `SecretAccessKey` and, where there
/// are such, `SessionToken`, `Expiration` (RFC 3339) and `AccountId`. Key of a profile: `credential_process`.
///
/// The shell runs the command: `sh -c` or, on Windows, `cmd.exe /C`. What the program writes to its standard error goes
/// nowhere, as it may hold secrets. The time limit is a minute; after that, and where the call is dropped, the program is
/// killed.
///
/// ```
/// use tinsmith_runtime::Config;
/// use tinsmith_runtime::credentials::Process;
///
/// let config = Config::new("eu-west-1").credentials(Process::new("/opt/bin/credentials --user helen"));
/// # let _ = config;
/// ```
#[derive(Clone)]
pub struct Process {
    command: Sensitive<String>,
    timeout: Duration,
    account_id: Option<String>,
}

impl Process {
    /// The program that this command runs.
    #[must_use]
    pub fn new(command: impl Into<String>) -> Self {
        Self { command: Sensitive::new(command.into()), timeout: TIMEOUT, account_id: None }
    }

    /// Sets how long it is waited for the program.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// The account of the credentials, where the program does not print it.
    #[must_use]
    pub fn account_id(mut self, account_id: impl Into<String>) -> Self {
        self.account_id = Some(account_id.into());
        self
    }

    async fn ask(&self, context: &ProviderContext) -> Result<Credentials, CredentialsError> {
        let running = run(self.command.expose())?;
        let output = within(context.sleep(), self.timeout, running.output()).await.unwrap_or_else(|| {
            let message = format!("the credential process did not end within {:?}", self.timeout);
            Err(CredentialsError::new(message).with_kind(CredentialsErrorKind::ProcessFailed))
        })?;
        let credentials = credentials(&output)?;
        Ok(match (&self.account_id, credentials.account_id()) {
            (Some(account_id), None) => credentials.with_account_id(account_id),
            _ => credentials,
        })
    }
}

fn failed(what: impl fmt::Display) -> CredentialsError {
    let hint = "run its command by hand to see what it says";
    CredentialsError::new(format!("the credential process {what}; {hint}"))
        .with_kind(CredentialsErrorKind::ProcessFailed)
}

/// A program, and the thread that waits for it. Dropping it kills the program.
struct Running {
    child: Arc<Mutex<Child>>,
    output: hand_over::End<Result<Vec<u8>, CredentialsError>>,
}

fn run(command: &str) -> Result<Running, CredentialsError> {
    let mut shell = if cfg!(windows) { Command::new("cmd.exe") } else { Command::new("sh") };
    shell.arg(if cfg!(windows) { "/C" } else { "-c" }).arg(command);
    shell.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = shell.spawn().map_err(|error| failed("cannot be started").with_source(error))?;
    let stdout = child.stdout.take();
    let child = Arc::new(Mutex::new(child));
    let (ours, theirs) = hand_over::hand_over();
    let running = Running { child: Arc::clone(&child), output: ours };
    let wait = move || {
        let mut output = Vec::new();
        let read = stdout.map(|stdout| stdout.take(MAX_OUTPUT + 1).read_to_end(&mut output));
        let result = match (read, status(&child)) {
            (_, Err(error)) | (Some(Err(error)), _) => Err(failed("cannot be waited for").with_source(error)),
            (_, Ok(status)) if !status.success() => Err(failed(format_args!("failed: {status}"))),
            _ => Ok(output),
        };
        theirs.put(result);
    };
    let thread = std::thread::Builder::new().name("tinsmith-process".to_owned()).spawn(wait);
    thread.map_err(|error| failed("cannot be waited for").with_source(error))?;
    Ok(running)
}

fn locked(child: &Mutex<Child>) -> std::sync::MutexGuard<'_, Child> {
    child.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Waits for the end of a program that has closed its output. It is asked again and again, so that it can be killed
/// meanwhile.
fn status(child: &Mutex<Child>) -> std::io::Result<ExitStatus> {
    let mut wait = Duration::from_millis(1);
    loop {
        if let Some(status) = locked(child).try_wait()? {
            return Ok(status);
        }
        std::thread::sleep(wait);
        wait = (wait * 2).min(Duration::from_millis(100));
    }
}

impl Running {
    async fn output(&self) -> Result<Vec<u8>, CredentialsError> {
        let taken = std::future::poll_fn(|context| self.output.poll_take(context));
        taken.await.unwrap_or_else(|| Err(failed("cannot be waited for")))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // One that has ended cannot be killed, and need not be.
        let _ = locked(&self.child).kill();
    }
}

fn credentials(output: &[u8]) -> Result<Credentials, CredentialsError> {
    let wrong = |what: &str| {
        CredentialsError::new(format!("the credential process printed something else than credentials: {what}"))
            .with_kind(CredentialsErrorKind::ProcessOutput)
    };
    if output.len() as u64 > MAX_OUTPUT {
        return Err(wrong(&format!("it is longer than {MAX_OUTPUT} bytes")));
    }
    let document = json::read_document(output).map_err(|_| wrong("it is not JSON"))?;
    let object = document.as_object().ok_or_else(|| wrong("it is not a JSON object"))?;
    let found = |name: &str| object.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value);
    match found("Version").map(|version| version.as_number().and_then(Number::as_i64) == Some(1)) {
        Some(true) => {}
        Some(false) => return Err(wrong("its `Version` is not 1")),
        None => return Err(wrong("it has no `Version`")),
    }
    let text = |name: &str| found(name).and_then(Document::as_str).filter(|text| !text.is_empty());
    let needed = |name: &str| text(name).ok_or_else(|| wrong(&format!("it has no `{name}`")));
    let mut credentials = Credentials::new(needed("AccessKeyId")?, needed("SecretAccessKey")?);
    if let Some(token) = text("SessionToken") {
        credentials = credentials.with_session_token(token);
    }
    if let Some(account_id) = text("AccountId") {
        credentials = credentials.with_account_id(account_id);
    }
    if let Some(expires) = text("Expiration") {
        let expires = Timestamp::parse(expires, TimestampFormat::DateTime).ok();
        let expires = expires.and_then(|expires| SystemTime::try_from(expires).ok());
        credentials = credentials.with_expiry(expires.ok_or_else(|| wrong("its `Expiration` is no point in time"))?);
    }
    Ok(credentials.with_features(Feature::CredentialsProcess))
}

impl CredentialsProvider for Process {
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> CredentialsFuture<'a> {
        Box::pin(self.ask(context))
    }

    fn name(&self) -> &'static str {
        "a process"
    }

    fn keep(&self) -> Option<Duration> {
        Some(KEEP)
    }
}

/// Does not show the command: people write passwords into it.
impl fmt::Debug for Process {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Process")
            .field("command", &self.command)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_the_output_is_told_without_it() {
        let told = |output: &str| credentials(output.as_bytes()).map_err(|error| error.to_string());
        let whole = r#"{"version": 1, "AccessKeyId": "AKID", "SecretAccessKey": "s3cr3t", "SessionToken": "t",
            "Expiration": "2022-05-02T18:36:00+00:00", "AccountId": "1"}"#;
        let found = told(whole).unwrap();
        assert_eq!((found.access_key_id(), found.session_token(), found.account_id()), ("AKID", Some("t"), Some("1")));
        assert_eq!(found.expires(), Some(SystemTime::UNIX_EPOCH + Duration::from_secs(1_651_516_560)));
        for (from, to, what) in [
            ("\"version\": 1", "\"version\": 2", "its `Version` is not 1"),
            ("\"version\": 1", "\"version\": \"1\"", "its `Version` is not 1"),
            ("\"version\": 1,", "", "it has no `Version`"),
            ("s3cr3t\"", "s3cr3t", "it is not JSON"),
            ("SecretAccessKey", "Secret", "it has no `SecretAccessKey`"),
            ("2022-", "s3cr3t-", "its `Expiration` is no point in time"),
        ] {
            let message = told(&whole.replace(from, to)).unwrap_err();
            assert!(message.contains(what) && !message.contains("s3cr3t"), "{message}");
        }
    }

    #[test]
    fn the_command_is_not_shown() {
        assert!(!format!("{:?}", Process::new("login --password s3cr3t")).contains("s3cr3t"));
    }
}
