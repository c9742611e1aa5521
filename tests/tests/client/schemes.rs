//! Authentication schemes: in the order of the model, by what is configured, and as the endpoint has it.

use std::time::Duration;

use tinsmith_aws::Config;
use tinsmith_aws::runtime::credentials::{Credentials, CredentialsError, ProviderContext};
use tinsmith_aws::runtime::endpoint::{
    Condition, EndpointSettings, EndpointTemplate, Expression, Function, Parameter, ParameterKind, Part,
    PropertyTemplate, Rule, RuleSet,
};
use tinsmith_aws::runtime::generated::{AuthOption, auth};
use tinsmith_aws::runtime::identity::{Login, Token, TokenFuture, TokenProvider};
use tinsmith_aws::runtime::{ErrorKind, Service};

use crate::zoo::{self, Ping, call, config, ping};

const SIGV4: AuthOption = AuthOption::new(&auth::SIGV4, &[("name", "zoo")]);
const BEARER: AuthOption = AuthOption::new(&auth::HTTP_BEARER_AUTH, &[]);

/// A source of tokens that is set up, and fails.
struct Broken;

impl TokenProvider for Broken {
    fn token<'a>(&'a self, _context: &'a ProviderContext) -> TokenFuture<'a> {
        Box::pin(std::future::ready(Err(CredentialsError::new("the login has expired"))))
    }
}

fn keys() -> Config {
    config().credentials(Credentials::new("AKIDEXAMPLE", "a secret"))
}

async fn authorization(config: &Config, operation: &'static Ping) -> String {
    let request = call(config, operation).to_http().await.unwrap();
    assert!(!format!("{request:?}").contains("s3cret"), "{request:?}");
    request.headers()["authorization"].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn each_scheme_puts_its_identity_where_the_model_says() {
    static BEARER_SERVICE: Service = zoo::service().with_auth(&[BEARER]);
    static BASIC: Service = zoo::service().with_auth(&[AuthOption::new(&auth::HTTP_BASIC_AUTH, &[])]);
    static IN_HEADER: Service = zoo::service().with_auth(&[AuthOption::new(
        &auth::HTTP_API_KEY_AUTH,
        &[("in", "header"), ("name", "X-Api-Key"), ("scheme", "ApiKey")],
    )]);
    static IN_QUERY: Service =
        zoo::service().with_auth(&[AuthOption::new(&auth::HTTP_API_KEY_AUTH, &[("in", "query"), ("name", "api key")])]);
    static WITH_BEARER: Ping = ping(&BEARER_SERVICE);
    static WITH_BASIC: Ping = ping(&BASIC);
    static WITH_HEADER: Ping = ping(&IN_HEADER);
    static WITH_QUERY: Ping = ping(&IN_QUERY);

    assert_eq!(authorization(&config().bearer_token(Token::new("s3cret")), &WITH_BEARER).await, "Bearer s3cret");
    let login = Login::new("Aladdin", "open sesame");
    assert_eq!(authorization(&config().login(login), &WITH_BASIC).await, "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");

    let config = config().api_key("s3cret");
    let request = call(&config, &WITH_HEADER).to_http().await.unwrap();
    assert_eq!(request.headers()["x-api-key"], "ApiKey s3cret");
    let request = call(&config, &WITH_QUERY).to_http().await.unwrap();
    assert_eq!(request.uri(), "https://zoo.example.com/?api%20key=s3cret");

    let error = call(&config.bearer_token(Token::new("s3cret")), &WITH_BEARER).presign(Duration::from_secs(60)).await;
    let error = error.unwrap_err();
    assert_eq!((error.kind(), error.may_have_been_sent()), (ErrorKind::Signing, false));
    assert!(error.message().contains("smithy.api#httpBearerAuth cannot authorize a URL"), "{error}");
}

#[tokio::test]
async fn the_first_scheme_that_somebody_set_an_identity_up_for_is_taken() {
    static SERVICE: Service = zoo::service().with_auth(&[BEARER, SIGV4]);
    static BOTH: Ping = ping(&SERVICE);
    assert!(authorization(&keys(), &BOTH).await.starts_with("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/"));
    assert_eq!(authorization(&keys().bearer_token(Token::new("s3cret")), &BOTH).await, "Bearer s3cret");

    let error = call(&config(), &BOTH).to_http().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert_eq!(error.message(), "no bearer token; set one with Config::bearer_token");
    // The call must not go out as somebody else than it was set up for.
    let error = call(&keys().bearer_token(Broken), &BOTH).to_http().await.unwrap_err();
    assert_eq!((error.kind(), error.message()), (ErrorKind::Credentials, "the login has expired"));
}

const fn scheme(entries: &'static [(&'static str, PropertyTemplate)]) -> PropertyTemplate {
    PropertyTemplate::Record(entries)
}

const fn text(text: &'static str) -> PropertyTemplate {
    PropertyTemplate::String(Expression::String(text))
}

const ENDPOINT: &[Parameter] = &[Parameter::new("Endpoint", ParameterKind::String).with_built_in("SDK::Endpoint")];
const SIGV4A: PropertyTemplate = scheme(&[("name", text("sigv4a"))]);
const OTHER_SCOPE: PropertyTemplate =
    scheme(&[("name", text("sigv4")), ("signingName", text("cages")), ("signingRegion", text("mars-1"))]);

#[tokio::test]
async fn an_endpoint_says_which_schemes_it_takes_and_for_which_scope() {
    static WITH_SIGV4: RuleSet = RuleSet::new(
        ENDPOINT,
        &[Rule::endpoint(
            &[],
            EndpointTemplate::new(Expression::Reference("Endpoint"))
                .with_properties(&[("authSchemes", PropertyTemplate::Array(&[SIGV4A, OTHER_SCOPE]))]),
        )],
    );
    static WITHOUT: RuleSet = RuleSet::new(
        ENDPOINT,
        &[Rule::endpoint(
            &[],
            EndpointTemplate::new(Expression::Reference("Endpoint"))
                .with_properties(&[("authSchemes", PropertyTemplate::Array(&[SIGV4A]))]),
        )],
    );
    static EMPTY: RuleSet = RuleSet::new(
        ENDPOINT,
        &[Rule::endpoint(
            &[],
            EndpointTemplate::new(Expression::Reference("Endpoint"))
                .with_properties(&[("authSchemes", PropertyTemplate::Array(&[]))]),
        )],
    );
    static NO_NAME: RuleSet = RuleSet::new(
        ENDPOINT,
        &[Rule::endpoint(
            &[],
            EndpointTemplate::new(Expression::Reference("Endpoint"))
                .with_properties(&[("authSchemes", PropertyTemplate::Array(&[scheme(&[])]))]),
        )],
    );
    static NAMELESS: Service = zoo::service().with_auth(&[SIGV4]).with_endpoint_rules(&NO_NAME);
    static NAMELESS_PING: Ping = ping(&NAMELESS);
    static SILENT: Service = zoo::service().with_auth(&[SIGV4]).with_endpoint_rules(&EMPTY);
    static SILENT_PING: Ping = ping(&SILENT);
    static NARROWED: Service = zoo::service().with_auth(&[BEARER, SIGV4]).with_endpoint_rules(&WITH_SIGV4);
    static REFUSED: Service = zoo::service().with_auth(&[BEARER, SIGV4]).with_endpoint_rules(&WITHOUT);
    static NARROWED_PING: Ping = ping(&NARROWED);
    static REFUSED_PING: Ping = ping(&REFUSED);

    // A token is there, and comes first in the model; the endpoint does not take it.
    let config = keys().bearer_token(Token::new("s3cret"));
    let authorization = authorization(&config, &NARROWED_PING).await;
    assert!(authorization.contains("/mars-1/cages/aws4_request"), "{authorization}");

    let error = call(&config, &NAMELESS_PING).to_http().await.unwrap_err();
    assert!(error.message().starts_with("the endpoint takes schemes without a name only"), "{error}");
    // One that lists none has nothing against those of the model.
    let authorization = self::authorization(&config, &SILENT_PING).await;
    assert!(authorization.contains("/eu-west-1/zoo/aws4_request"), "{authorization}");

    let error = call(&config, &REFUSED_PING).to_http().await.unwrap_err();
    assert_eq!((error.kind(), error.may_have_been_sent()), (ErrorKind::Signing, false));
    assert_eq!(
        error.message(),
        "the endpoint takes `sigv4a` only, and the operation can be authorized by `smithy.api#httpBearerAuth`, \
         `aws.auth#sigv4`"
    );
}

#[tokio::test]
async fn the_account_of_the_credentials_is_a_parameter_of_the_endpoint() {
    const PARAMETERS: &[Parameter] =
        &[Parameter::new("Account", ParameterKind::String).with_built_in("AWS::Auth::AccountId")];
    static RULES: RuleSet = RuleSet::new(
        PARAMETERS,
        &[
            Rule::endpoint(
                &[Condition::Test(Expression::Call(Function::IsSet, &[Expression::Reference("Account")]))],
                EndpointTemplate::new(Expression::Template(&[
                    Part::Literal("https://"),
                    Part::Value(Expression::Reference("Account")),
                    Part::Literal(".zoo.example.com"),
                ])),
            ),
            Rule::endpoint(&[], EndpointTemplate::new(Expression::String("https://zoo.example.com"))),
        ],
    );
    static SERVICE: Service = zoo::service().with_auth(&[SIGV4]).with_endpoint_rules(&RULES);
    static PING: Ping = ping(&SERVICE);
    let account = |id: &str| config().credentials(Credentials::new("AKIDEXAMPLE", "a secret").with_account_id(id));
    let settings = EndpointSettings::new().region("eu-west-1").account_id("333");
    for (config, host) in [
        (keys(), "zoo.example.com"),
        (account("111"), "111.zoo.example.com"),
        (account("222"), "222.zoo.example.com"),
        (account("222").with_endpoint_settings(settings), "333.zoo.example.com"),
    ] {
        assert_eq!(call(&config, &PING).to_http().await.unwrap().uri().host(), Some(host));
    }
}
