#![cfg(unix)]

use std::process::{Command, Stdio};
use std::time::Duration;

use tinsmith_runtime::credentials::{CredentialsErrorKind, Process};

use crate::stand_in::{StandIn, ask, context, nothing};

fn run(process: &Process) -> Result<String, (CredentialsErrorKind, String)> {
    let result = ask(process, &context(nothing(), &StandIn::default()));
    result
        .map(|found| format!("{} {:?}", found.access_key_id(), found.account_id()))
        .map_err(|error| (error.kind(), error.to_string()))
}

const OUTPUT: &str = r#"echo '{"Version": 1, "AccessKeyId": "AKID", "SecretAccessKey": "s3cr3t"}'"#;

#[test]
fn what_it_prints_counts_and_an_account_where_it_says_none() {
    assert_eq!(run(&Process::new(OUTPUT)).as_deref(), Ok("AKID None"));
    assert_eq!(run(&Process::new(OUTPUT).account_id("1")).as_deref(), Ok("AKID Some(\"1\")"));
}

#[test]
fn a_failure_tells_nothing_that_it_printed() {
    let (kind, message) = run(&Process::new("echo s3cr3t; echo s3cr3t >&2; exit 3")).unwrap_err();
    assert_eq!(kind, CredentialsErrorKind::ProcessFailed);
    assert!(message.contains("exit status: 3") && !message.contains("s3cr3t"), "{message}");
    let (kind, message) = run(&Process::new("yes s3cr3t")).unwrap_err();
    assert_eq!(kind, CredentialsErrorKind::ProcessFailed, "it cannot write on: {message}");
    let (kind, message) = run(&Process::new("head -c 70000 /dev/zero; true")).unwrap_err();
    assert_eq!(kind, CredentialsErrorKind::ProcessOutput, "{message}");
}

#[test]
fn one_that_takes_too_long_is_killed() {
    let file = std::env::temp_dir().join(format!("tinsmith-process-{}", std::process::id()));
    let endless = Process::new(format!("echo $$ > {}; while :; do :; done", file.display()));
    let (kind, message) = run(&endless.timeout(Duration::from_millis(500))).unwrap_err();
    assert_eq!(kind, CredentialsErrorKind::ProcessFailed);
    assert!(message.contains("did not end within 500ms"), "{message}");
    let id = std::fs::read_to_string(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    let is_there = || {
        let mut signal = Command::new("sh");
        signal.arg("-c").arg(format!("kill -0 {}", id.trim())).stderr(Stdio::null());
        signal.status().unwrap().success()
    };
    // Whoever waits for it takes it away soon.
    assert!((0..500).any(|_| {
        std::thread::sleep(Duration::from_millis(10));
        !is_there()
    }));
}
