//! The signing suite: requests as text, and what signing them must give in every step.

mod raw_request;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use http::Request;
use serde_json::Value;
use tinsmith_runtime::body::Body;
use tinsmith_runtime::credentials::Credentials;
use tinsmith_runtime::sign::{KeyCache, PayloadSigning, Signature, SigningOptions, SigningScope, presign, sign};

use self::raw_request::RawRequest;
use crate::{Case, Difference, instant};

const PUBLIC_KEY: &str = "public-key.json";

/// How a case wants its request signed.
struct Context {
    credentials: Credentials,
    region: String,
    service: String,
    time: SystemTime,
    expires: Duration,
    options: SigningOptions,
}

/// Runs every folder in `directory` as a case, once signed in headers and once in the query; not those of asymmetric
/// signatures.
///
/// # Errors
///
/// All files that cannot be read or understood, one a line.
pub fn run(set: &str, directory: &Path) -> Result<Vec<Case>, String> {
    let (mut cases, mut problems) = (Vec::new(), Vec::new());
    for folder in folders(directory)?.into_iter().filter(|folder| !folder.join(PUBLIC_KEY).is_file()) {
        match run_case(set, &folder) {
            Ok(pair) => cases.extend(pair),
            Err(problem) => problems.push(problem),
        }
    }
    if problems.is_empty() { Ok(cases) } else { Err(problems.join("\n")) }
}

/// How many of the folders in `directory` are cases of asymmetric signatures: those with a key to verify them by.
///
/// # Errors
///
/// A folder that cannot be read.
pub fn asymmetric(directory: &Path) -> Result<usize, String> {
    Ok(folders(directory)?.iter().filter(|folder| folder.join(PUBLIC_KEY).is_file()).count())
}

fn folders(directory: &Path) -> Result<Vec<PathBuf>, String> {
    let problem = |error: std::io::Error| format!("{}: {error}", directory.display());
    let mut folders = Vec::new();
    for entry in fs::read_dir(directory).map_err(problem)? {
        let path = entry.map_err(problem)?.path();
        if path.is_dir() {
            folders.push(path);
        }
    }
    folders.sort();
    Ok(folders)
}

fn run_case(set: &str, folder: &Path) -> Result<[Case; 2], String> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let path = folder.join("context.json");
    let context = read(&path).and_then(|text| Context::parse(&text).map_err(|error| located(&path, &error)))?;
    let path = folder.join("request.txt");
    let text = read(&path)?;
    let raw = RawRequest::parse(&text).map_err(|error| located(&path, &error))?;
    let request = || raw.to_http().map_err(|error| located(&path, &error));

    let scope = SigningScope::new(&context.region, &context.service);
    let Context { credentials, time, expires, options, .. } = &context;
    let keys = KeyCache::new();

    let mut signed = request()?;
    let signature = sign(&mut signed, credentials, &scope, *time, options, &keys);
    let text = signed_in_headers(&raw, &signed);
    let header = compare(folder, "header", signature.map(|signature| (signature, text)))?;

    let mut signed = request()?;
    let signature = presign(&mut signed, credentials, &scope, *time, *expires, options, &keys);
    let text = signed_in_query(&raw, &signed);
    let query = compare(folder, "query", signature.map(|signature| (signature, text)))?;

    Ok([Case::new(format!("{set} header"), &*name, header), Case::new(format!("{set} query"), &*name, query)])
}

fn compare(
    folder: &Path,
    form: &str,
    signed: Result<(Signature, String), tinsmith_runtime::sign::SigningError>,
) -> Result<Vec<Difference>, String> {
    let expected = |step: &str| read(&folder.join(format!("{form}-{step}.txt")));
    let canonical_request = expected("canonical-request")?;
    let string_to_sign = expected("string-to-sign")?;
    let hex = expected("signature")?;
    let signed_request = expected("signed-request")?;
    let (signature, text) = match signed {
        Ok(signed) => signed,
        Err(error) => {
            return Ok(Difference::between("signature", &hex, &error.to_string()).into_iter().collect());
        }
    };
    let steps = [
        ("canonical request", &canonical_request, signature.canonical_request()),
        ("string to sign", &string_to_sign, signature.string_to_sign()),
        ("signature", &hex, signature.as_str()),
        ("signed request", &signed_request, &text),
    ];
    let difference = |(what, expected, actual): (_, &String, &str)| {
        Difference::between(what, without_last_line_break(expected), without_last_line_break(actual))
    };
    Ok(steps.into_iter().filter_map(difference).collect())
}

/// The text of the request as it was, with the headers that signing added.
fn signed_in_headers(raw: &RawRequest<'_>, signed: &Request<Body>) -> String {
    let added = ["X-Amz-Security-Token", "X-Amz-Date", "x-amz-content-sha256", "Authorization"];
    let mut text = format!("{} {} {}\n{}", raw.method, raw.target, raw.version, header_lines(raw));
    for name in added {
        if let Some(value) = signed.headers().get(name) {
            text.push_str(&format!("{name}:{}\n", String::from_utf8_lossy(value.as_bytes())));
        }
    }
    text + "\n" + raw.body
}

/// The text of the request as it was, with the query parameters that signing added.
fn signed_in_query(raw: &RawRequest<'_>, signed: &Request<Body>) -> String {
    let target = signed.uri().path_and_query().map_or("", |target| target.as_str());
    let added = target.strip_prefix(&raw.encoded_target()).unwrap_or(target);
    format!("{} {}{added} {}\n{}\n{}", raw.method, raw.target, raw.version, header_lines(raw), raw.body)
}

fn header_lines(raw: &RawRequest<'_>) -> String {
    let mut lines = raw.header_lines.replace("\r\n", "\n");
    if !lines.is_empty() && !lines.ends_with('\n') {
        lines.push('\n');
    }
    lines
}

fn without_last_line_break(text: &str) -> &str {
    text.trim_end_matches(['\r', '\n'])
}

impl Context {
    fn parse(text: &str) -> Result<Self, String> {
        let context: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let mut credentials = Credentials::new(
            string(&context, "/credentials/access_key_id")?,
            string(&context, "/credentials/secret_access_key")?,
        );
        if context.pointer("/credentials/token").is_some_and(|token| !token.is_null()) {
            credentials = credentials.with_session_token(string(&context, "/credentials/token")?);
        }
        let expires = context
            .pointer("/expiration_in_seconds")
            .and_then(Value::as_u64)
            .ok_or("`/expiration_in_seconds` is not a number of seconds")?;
        let payload = match flag(&context, "/sign_body")? {
            true => PayloadSigning::HashedInHeader,
            false => PayloadSigning::Hashed,
        };
        Ok(Self {
            credentials,
            region: string(&context, "/region")?.to_owned(),
            service: string(&context, "/service")?.to_owned(),
            time: instant::parse(string(&context, "/timestamp")?)?,
            expires: Duration::from_secs(expires),
            // The suite's paths are encoded once in all, and the request has them encoded already.
            options: SigningOptions::new()
                .double_encode_path(false)
                .normalize_path(flag(&context, "/normalize")?)
                .payload(payload)
                .session_token_after_signing(flag(&context, "/omit_session_token")?),
        })
    }
}

fn string<'a>(context: &'a Value, pointer: &str) -> Result<&'a str, String> {
    context.pointer(pointer).and_then(Value::as_str).ok_or_else(|| format!("`{pointer}` is not a string"))
}

/// A flag that is absent is not set.
fn flag(context: &Value, pointer: &str) -> Result<bool, String> {
    match context.pointer(pointer) {
        None => Ok(false),
        Some(value) => value.as_bool().ok_or_else(|| format!("`{pointer}` is not true or false")),
    }
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| located(path, &error.to_string()))
}

fn located(path: &Path, problem: &str) -> String {
    format!("{}: {problem}", path.display())
}
