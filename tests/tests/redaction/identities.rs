//! Every source of credentials and tokens, in every manner of being answered.

use std::fmt::{Debug, Display, Write as _};
use std::time::{Duration, SystemTime};

use tinsmith_aws::Config;
use tinsmith_aws::sts::{self, Exception, GetCallerIdentityRequest};
use tinsmith_runtime::config::System;
use tinsmith_runtime::credentials::ProfileToken;
use tinsmith_runtime::generated::{AuthOption, Client, OperationSchema, auth, protocol};
use tinsmith_runtime::identity::{Login, Token};
use tinsmith_runtime::time::Sleep;
use tinsmith_runtime::{Error, Operation, Service};

use crate::calls::print;
use crate::finder::assert_clean;
use crate::recorder::Recorder;
use crate::sources::{self, Source, secret};
use crate::stand_in::{Manner, StandIn};

const MANNERS: [Manner; 5] = [Manner::Gives, Manner::Refuses, Manner::HasTrouble, Manner::Babbles, Manner::GivesHalf];

/// Settings with this source, whose calls go to the stand-in; what is wrong with them is printed.
async fn config(source: &Source, transport: &StandIn, printed: &mut String) -> Option<Config> {
    let variables = source.variables.iter().map(|(name, value)| (*name, value.as_str()));
    let files = source.files.iter().map(|(path, content)| (*path, content.as_str()));
    let resolved = Config::default()
        .system(System::in_memory(variables, files))
        .transport(transport.clone())
        .clock(|| SystemTime::UNIX_EPOCH + Duration::from_secs(1_782_907_200))
        .sleep(Sleep::new(|duration| tokio::time::sleep(duration / 100)))
        .resolve()
        .await;
    resolved.inspect_err(|error| print_chain(error, printed)).ok()
}

fn print_chain(error: &(dyn std::error::Error + 'static), printed: &mut String) {
    let mut next = Some(error);
    while let Some(error) = next {
        writeln!(printed, "{error}\n{error:#}\n{error:?}\n{error:#?}").unwrap();
        next = error.source();
    }
}

fn print_both(value: &(impl Debug + Display), printed: &mut String) {
    writeln!(printed, "{value}\n{value:?}\n{value:#?}").unwrap();
}

/// Whatever can be printed of a source, and of a call with it.
async fn printed(source: &Source, transport: &StandIn) -> String {
    let mut printed = String::new();
    let Some(config) = config(source, transport, &mut printed).await else { return printed };
    writeln!(printed, "{config:?}\n{config:#?}").unwrap();
    print_both(&config.explain().await, &mut printed);
    let error: Error<Exception> = sts::Client::new(&config)
        .get_caller_identity(GetCallerIdentityRequest::new())
        .await
        .expect_err("all are refused");
    print(&error, &mut printed);
    print_chain(&error, &mut printed);
    printed
}

/// Asserts that nothing is told of a source; gives what the stand-in was told.
fn check(source: &Source, manner: Manner) -> String {
    let transport = StandIn::new(manner);
    let recorder = Recorder::default();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let printed = tracing::subscriber::with_default(recorder.clone(), || runtime.block_on(printed(source, &transport)));
    assert_clean(&format!("{} {manner:?}", source.name), &printed);
    assert_clean(&format!("the trace of {} {manner:?}", source.name), &recorder.take());
    transport.told()
}

#[test]
fn no_source_of_credentials_tells_its_secrets() {
    let key = rcgen::KeyPair::generate().unwrap().serialize_pem();
    for source in sources::all(&key) {
        for manner in MANNERS {
            let told = check(&source, manner);
            // That the source is what it should be: the last call was signed with what it gave.
            if matches!(manner, Manner::Gives) {
                let is_signed = told.rsplit("POST ").next().is_some_and(|last| last.contains(&secret("token")));
                assert!(is_signed, "{}: {told}", source.name);
            }
        }
    }
}

#[test]
fn a_source_that_is_broken_does_not_say_what_it_holds() {
    for source in sources::broken() {
        check(&source, Manner::Gives);
    }
}

type Ping = Operation<(), (), Exception>;

const fn service(auth: &'static [AuthOption]) -> Service {
    Service::new("com.example#Zoo", "Zoo", &protocol::AWS_JSON1_0).with_endpoint_prefix("zoo").with_auth(auth)
}

const fn ping(service: &'static Service) -> Ping {
    Operation::new(OperationSchema::new("Ping", service))
}

static BEARER: Service = service(&[AuthOption::new(&auth::HTTP_BEARER_AUTH, &[])]);
static BASIC: Service = service(&[AuthOption::new(&auth::HTTP_BASIC_AUTH, &[])]);
static KEY: Service = service(&[AuthOption::new(&auth::HTTP_API_KEY_AUTH, &[("in", "query"), ("name", "api key")])]);
static WITH_BEARER: Ping = ping(&BEARER);
static WITH_BASIC: Ping = ping(&BASIC);
static WITH_KEY: Ping = ping(&KEY);

#[test]
fn no_token_key_or_password_is_told() {
    let sso = sources::all("").into_iter().find(|source| source.name == "SSO").expect("it is there");
    let settings: [(&str, &Ping, fn(Config) -> Config); 4] = [
        ("a token", &WITH_BEARER, |config| config.bearer_token(Token::new(secret("token")))),
        ("a token of SSO", &WITH_BEARER, |config| config.bearer_token(ProfileToken::new())),
        ("a key", &WITH_KEY, |config| config.api_key(secret("key"))),
        ("a password", &WITH_BASIC, |config| config.login(Login::new("user", secret("password")))),
    ];
    for (name, operation, set) in settings {
        for manner in MANNERS {
            let transport = StandIn::new(manner);
            let recorder = Recorder::default();
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            let call = async {
                let mut printed = String::new();
                let config = config(&sso, &transport, &mut printed).await.expect("the settings are right");
                let config = set(config.endpoint("https://zoo.example.com"));
                let client = Client::new(&config, operation.schema.service);
                let error = client.call(operation, ()).await.expect_err("all are refused");
                writeln!(printed, "{config:?}\n{config:#?}").unwrap();
                print_both(&config.explain().await, &mut printed);
                print(&error, &mut printed);
                print_chain(&error, &mut printed);
                printed
            };
            let printed = tracing::subscriber::with_default(recorder.clone(), || runtime.block_on(call));
            assert_clean(&format!("{name} {manner:?}"), &printed);
            assert_clean(&format!("the trace of {name} {manner:?}"), &recorder.take());
            let told = transport.told();
            let is_sent = ["authorization: ", "api%20key="].iter().any(|place| told.contains(place));
            assert!(is_sent || !matches!(manner, Manner::Gives), "{name}: {told}\n{printed}");
        }
    }
}
