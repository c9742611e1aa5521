//! Servers that stand in for instance metadata and for a container's agent, and check who asks them.

use std::collections::HashMap;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::stand_in::{Answer, Received, StandIn};

const TTL: &str = "x-aws-ec2-metadata-token-ttl-seconds";
const TOKEN: &str = "x-aws-ec2-metadata-token";
const ROLES: &str = "/latest/meta-data/iam/security-credentials/";

/// Instance metadata of version 2, and of version 1 where it is told so.
pub struct InstanceMetadata {
    server: StandIn,
    state: Arc<Mutex<State>>,
}

/// How it answers.
#[derive(Clone, Debug)]
pub struct Behavior {
    /// The status of requests for a token; 200 gives one.
    pub token_status: u16,
    /// How long an answer to a request for a token takes.
    pub token_delay: Duration,
    /// Whether questions without a token are answered.
    pub has_version_1: bool,
    /// The role of the instance.
    pub role: Option<String>,
    /// What is said of the role, in JSON.
    pub credentials: String,
    /// How many of the next answers are the status 503.
    pub troubles: u32,
}

impl Default for Behavior {
    fn default() -> Self {
        Self {
            token_status: 200,
            token_delay: Duration::ZERO,
            has_version_1: false,
            role: Some("builder".to_owned()),
            credentials: credentials("ASIAINSTANCE", "2035-01-01T00:00:00Z"),
            troubles: 0,
        }
    }
}

/// Credentials as instance metadata has them.
#[must_use]
pub fn credentials(access_key_id: &str, expiration: &str) -> String {
    format!(
        r#"{{"Code":"Success","Type":"AWS-HMAC","AccessKeyId":"{access_key_id}","SecretAccessKey":"instance secret","Token":"instance token","Expiration":"{expiration}"}}"#
    )
}

struct State {
    behavior: Behavior,
    tokens: HashMap<String, bool>,
    number: u32,
}

impl InstanceMetadata {
    /// Starts it on a free port of the loopback interface.
    ///
    /// # Errors
    ///
    /// When no port can be had.
    pub fn start(behavior: Behavior) -> io::Result<Self> {
        let state = Arc::new(Mutex::new(State { behavior, tokens: HashMap::new(), number: 0 }));
        let shared = Arc::clone(&state);
        let server = StandIn::start(move |received| locked(&shared).answer(received))?;
        Ok(Self { server, state })
    }

    /// Where it is.
    #[must_use]
    pub fn url(&self) -> String {
        self.server.url().trim_end_matches('/').to_owned()
    }

    /// Changes how it answers.
    pub fn set(&self, change: impl FnOnce(&mut Behavior)) {
        change(&mut locked(&self.state).behavior);
    }

    /// Makes all tokens worthless that were given so far.
    pub fn forget_tokens(&self) {
        locked(&self.state).tokens.clear();
    }

    /// What was asked so far, each as method and path.
    #[must_use]
    pub fn asked(&self) -> Vec<String> {
        self.server.received().iter().map(|received| format!("{} {}", received.method, received.target)).collect()
    }
}

fn locked(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

impl State {
    fn answer(&mut self, received: &Received) -> Answer {
        if self.behavior.troubles > 0 {
            self.behavior.troubles -= 1;
            return Answer::new(503, "");
        }
        match received.method.as_str() {
            "PUT" if received.target == "/latest/api/token" => self.token(received),
            "GET" => self.question(received),
            _ => Answer::new(405, ""),
        }
    }

    /// The real one refuses whoever asks through a proxy.
    fn token(&mut self, received: &Received) -> Answer {
        if received.header("x-forwarded-for").is_some() || received.header("via").is_some() {
            return Answer::new(403, "");
        }
        let seconds: Option<u32> = received.header(TTL).and_then(|seconds| seconds.parse().ok());
        let Some(seconds) = seconds.filter(|seconds| (1..=21_600).contains(seconds)) else {
            return Answer::new(400, "");
        };
        std::thread::sleep(self.behavior.token_delay);
        if self.behavior.token_status != 200 {
            return Answer::new(self.behavior.token_status, "");
        }
        self.number += 1;
        let token = format!("token-{}==", self.number);
        self.tokens.insert(token.clone(), true);
        Answer::new(200, token.as_str()).header(TTL, seconds.to_string())
    }

    fn question(&self, received: &Received) -> Answer {
        let is_known = match received.header(TOKEN) {
            Some(token) => self.tokens.contains_key(token),
            None => self.behavior.has_version_1,
        };
        if !is_known {
            return Answer::new(401, "");
        }
        let role = self.behavior.role.as_deref();
        match (received.target.strip_prefix(ROLES), role) {
            (Some(""), Some(role)) => Answer::new(200, role),
            (Some(asked), Some(role)) if asked == role => Answer::new(200, self.behavior.credentials.as_str()),
            _ if received.target == "/latest/meta-data/placement/region" => Answer::new(200, "eu-north-1"),
            _ => Answer::new(404, "<html>404 - Not Found</html>"),
        }
    }
}

/// A container's agent that gives credentials to whoever has this token.
///
/// # Errors
///
/// When no port can be had.
pub fn container_agent(path: &'static str, token: &'static str) -> io::Result<StandIn> {
    StandIn::start(move |received| {
        if received.target != path || received.method != "GET" {
            return Answer::new(404, "");
        }
        if received.header("authorization") != Some(token) {
            return Answer::new(401, r#"{"code":"InvalidAuthorizationToken","message":"no"}"#);
        }
        let body = r#"{"AccessKeyId":"ASIACONTAINER","SecretAccessKey":"container secret","Token":"container token","Expiration":"2035-01-01T00:00:00Z","AccountId":"123456789012"}"#;
        Answer::new(200, body).header("Content-Type", "application/json")
    })
}
