//! Settings of the environment, of shared files and of the instance, and how they are explained.

use std::collections::BTreeMap;
use std::process::Command;

use tinsmith_aws::runtime::config::{ChecksumMode, ConfigError, FileState, Origin, System};
use tinsmith_aws::runtime::credentials::{
    Credentials, CredentialsFuture, CredentialsProvider, Outcome, ProviderContext,
};
use tinsmith_aws::runtime::endpoint::{AccountIdEndpointMode, EndpointSettings};
use tinsmith_aws::runtime::generated::{self, OperationSchema, protocol};
use tinsmith_aws::runtime::retry::{RetryMode, RetrySettings};
use tinsmith_aws::runtime::{ErrorKind, Operation, Service};
use tinsmith_aws::{Config, sts};
use tinsmith_tests::metadata::{Behavior, InstanceMetadata};

const CONFIG: &str = "/home/.aws/config";
const CREDENTIALS: &str = "/home/.aws/credentials";
/// Nothing is asked that is not in the files.
const OFF: (&str, &str) = ("AWS_EC2_METADATA_DISABLED", "true");

fn system(variables: &[(&str, &str)], config: &str) -> System {
    let home = [("HOME", "/home"), OFF];
    System::in_memory(home.into_iter().chain(variables.iter().copied()), [(CONFIG, config)])
}

async fn resolved(variables: &[(&str, &str)], config: &str) -> Result<Config, ConfigError> {
    Config::default().system(system(variables, config)).resolve().await
}

fn region(config: &Config) -> Option<&str> {
    config.endpoint_settings().region.as_deref()
}

#[tokio::test]
async fn code_comes_before_the_environment_and_that_before_the_profile() {
    let file = "[default]\nregion = eu-west-3\nuse_fips_endpoint = true\n";
    let variables = [("AWS_DEFAULT_REGION", "eu-west-2")];
    let of_code = Config::new("eu-west-1").system(system(&variables, file)).resolve().await.unwrap();
    assert_eq!((region(&of_code), of_code.origin("region")), (Some("eu-west-1"), &Origin::Code));
    let of_variable = resolved(&variables, file).await.unwrap();
    assert_eq!(region(&of_variable), Some("eu-west-2"));
    assert_eq!(of_variable.origin("region"), &Origin::Variable("AWS_DEFAULT_REGION".to_owned()));
    let first = resolved(&[("AWS_REGION", "eu-west-4"), variables[0]], file).await.unwrap();
    assert_eq!(region(&first), Some("eu-west-4"));
    let of_file = resolved(&[("AWS_REGION", " ")], file).await.unwrap();
    assert_eq!(region(&of_file), Some("eu-west-3"));
    assert_eq!(of_file.origin("region").to_string(), "from region of [default] in /home/.aws/config:2");
    assert!(of_file.endpoint_settings().use_fips && of_code.endpoint_settings().use_fips);
    let none = resolved(&[], "").await.unwrap();
    assert_eq!((region(&none), none.origin("region")), (None, &Origin::Default));
    let at_once = Config::default().with_endpoint_settings(EndpointSettings::new());
    let at_once = at_once.system(system(&variables, file)).resolve().await.unwrap();
    assert_eq!((region(&at_once), at_once.endpoint_settings().use_fips), (Some("eu-west-2"), false));
}

/// The settings of a configuration that are not as by default, as they are explained.
async fn told(config: Config) -> BTreeMap<String, (String, Origin)> {
    let explanation = config.credentials(Credentials::new("AKID", "secret")).explain().await;
    let all = [explanation.region, explanation.endpoint].into_iter().chain(explanation.settings);
    let set =
        all.filter(|setting| setting.origin != Origin::Default && !["system", "retry"].contains(&&*setting.setting));
    set.map(|setting| (setting.setting, (setting.value.unwrap_or_default(), setting.origin))).collect()
}

#[tokio::test]
async fn each_setting_has_the_variable_and_the_key_that_its_setter_says() {
    type Set = fn(Config) -> Config;
    let settings: &[(&str, &str, &str, &str, Set)] = &[
        ("region", "AWS_REGION", "region", "eu-west-1", |config| config.region("eu-west-1")),
        ("endpoint", "AWS_ENDPOINT_URL", "endpoint_url", "http://localhost:1", |config| {
            config.endpoint("http://localhost:1")
        }),
        ("use_fips", "AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint", "TRUE", |config| config.use_fips(true)),
        ("use_dual_stack", "AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint", "true", |config| {
            config.use_dual_stack(true)
        }),
        (
            "ignore_configured_endpoints",
            "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
            "ignore_configured_endpoint_urls",
            "true",
            |config| config.ignore_configured_endpoints(true),
        ),
        (
            "account_id_endpoint_mode",
            "AWS_ACCOUNT_ID_ENDPOINT_MODE",
            "account_id_endpoint_mode",
            "Required",
            |config| config.account_id_endpoint_mode(AccountIdEndpointMode::Required),
        ),
        ("host_prefix", "AWS_DISABLE_HOST_PREFIX_INJECTION", "disable_host_prefix_injection", "true", |config| {
            config.host_prefix(false)
        }),
        (
            "request_checksums",
            "AWS_REQUEST_CHECKSUM_CALCULATION",
            "request_checksum_calculation",
            "WHEN_REQUIRED",
            |config| config.request_checksums(ChecksumMode::WhenRequired),
        ),
        (
            "response_checksums",
            "AWS_RESPONSE_CHECKSUM_VALIDATION",
            "response_checksum_validation",
            "when_required",
            |config| config.response_checksums(ChecksumMode::WhenRequired),
        ),
        ("retry_mode", "AWS_RETRY_MODE", "retry_mode", "adaptive", |config| {
            config.retry(RetrySettings::new().mode(RetryMode::Adaptive))
        }),
        ("max_attempts", "AWS_MAX_ATTEMPTS", "max_attempts", "8", |config| {
            config.retry(RetrySettings::new().max_attempts(8))
        }),
        ("app_id", "AWS_SDK_UA_APP_ID", "sdk_ua_app_id", "the app", |config| config.app_id("the app")),
        ("ca_bundle", "AWS_CA_BUNDLE", "ca_bundle", "/ca.pem", |config| config.ca_bundle("/ca.pem")),
        ("sts_global_endpoint", "AWS_STS_REGIONAL_ENDPOINTS", "sts_regional_endpoints", "legacy", |config| {
            config.sts_global_endpoint(true)
        }),
        ("s3_use_arn_region", "AWS_S3_USE_ARN_REGION", "s3_use_arn_region", "true", |config| {
            config.s3_use_arn_region(true)
        }),
        (
            "s3_disable_multi_region_access_points",
            "AWS_S3_DISABLE_MULTIREGION_ACCESS_POINTS",
            "s3_disable_multiregion_access_points",
            "true",
            |config| config.s3_disable_multi_region_access_points(true),
        ),
        (
            "s3_global_endpoint",
            "AWS_S3_US_EAST_1_REGIONAL_ENDPOINT",
            "s3_us_east_1_regional_endpoint",
            "legacy",
            |config| config.s3_global_endpoint(true),
        ),
        (
            "s3_disable_express_session_auth",
            "AWS_S3_DISABLE_EXPRESS_SESSION_AUTH",
            "s3_disable_express_session_auth",
            "true",
            |config| config.s3_disable_express_session_auth(true),
        ),
    ];
    for (name, variable, key, text, set) in settings {
        let of_variable = told(resolved(&[(variable, text)], "").await.unwrap()).await;
        let of_file = told(resolved(&[], &format!("[default]\n{key} = {text}\n")).await.unwrap()).await;
        let of_code = told(set(Config::default())).await;
        let value = |told: &BTreeMap<String, (String, Origin)>| {
            assert_eq!(told.keys().collect::<Vec<_>>(), [name]);
            told[*name].0.clone()
        };
        assert_eq!((value(&of_variable), value(&of_file)), (value(&of_code), value(&of_code)), "{name}");
        assert_eq!(of_variable[*name].1, Origin::Variable((*variable).to_owned()));
        assert!(matches!(&of_file[*name].1, Origin::Profile { key: found, line: 2, .. } if found == key), "{name}");
        assert_eq!(of_code[*name].1, Origin::Code, "{name}");
    }
    let file = "[default]\ns3 =\n  addressing_style = path\n  use_accelerate_endpoint = true\n  use_arn_region = true\n\
                disable_request_compression = true\nrequest_min_compression_size_bytes = 7\n";
    let told = told(resolved(&[], file).await.unwrap()).await;
    let shown: Vec<_> = told.iter().map(|(name, (value, _))| format!("{name} {value}")).collect();
    assert_eq!(
        shown,
        [
            "compression off",
            "compression_min_size from 7 bytes",
            "s3_accelerate true",
            "s3_path_style true",
            "s3_use_arn_region true"
        ]
    );
}

#[tokio::test]
async fn a_section_that_is_named_and_not_there_is_told() {
    let config = resolved(&[], "[default]\nservices = mine\n").await.unwrap();
    assert_eq!(
        config.explain().await.warnings,
        ["the section [services mine], from services of [default] in /home/.aws/config:2, is not there"]
    );
}

#[tokio::test]
async fn settings_of_retries_are_looked_for_one_by_one() {
    let code = Config::default().retry(RetrySettings::new().max_attempts(8));
    let variables = [("AWS_MAX_ATTEMPTS", "2"), ("AWS_RETRY_MODE", "adaptive"), ("AWS_NEW_RETRIES_2026", "true")];
    let told = told(code.system(system(&variables, "")).resolve().await.unwrap()).await;
    assert_eq!(told["max_attempts"], ("8".to_owned(), Origin::Code));
    assert_eq!(told["retry_mode"], ("adaptive".to_owned(), Origin::Variable("AWS_RETRY_MODE".to_owned())));
    assert_eq!(told["retry_costs"].0, "2026");
    let error = resolved(&[("AWS_MAX_ATTEMPTS", "0"), ("AWS_RETRY_MODE", "off")], "").await.unwrap_err();
    assert_eq!(error.problems().len(), 2);
}

#[tokio::test]
async fn a_long_app_id_is_told() {
    let long = "a".repeat(51);
    let explanation = resolved(&[("AWS_SDK_UA_APP_ID", &long)], "").await.unwrap().explain().await;
    assert!(explanation.warnings[0].contains("51 characters"), "{:?}", explanation.warnings);
    let fits = resolved(&[("AWS_SDK_UA_APP_ID", &long[1..])], "").await.unwrap().explain().await;
    assert!(fits.warnings.is_empty());
}

#[tokio::test]
async fn what_is_wrong_is_told_at_once_and_without_values() {
    let file = "[profile blue]\nregion = MARK MARK\ns3 =\n  use_arn_region = MARK\nservices = mine\n[services mine]\n\
                quicksight =\n  endpoint_url = MARK\n";
    let variables =
        [("AWS_PROFILE", "blue"), ("AWS_USE_FIPS_ENDPOINT", "MARK"), ("AWS_ENDPOINT_URL_STS", "https://MARK@a")];
    let error = resolved(&variables, file).await.unwrap_err();
    let problems: Vec<String> = error.problems().iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        [
            "/home/.aws/config:2: region of [profile blue] is not a region, which is part of host names as `eu-west-1` is",
            "the variable AWS_USE_FIPS_ENDPOINT of the environment is not `true` or `false`",
            "/home/.aws/config:4: s3.use_arn_region of [profile blue] is not `true` or `false`",
            "/home/.aws/config:8: quicksight.endpoint_url of [services mine] is not a URL such as `https://example.com`, \
             without user, query and fragment",
            "the variable AWS_ENDPOINT_URL_STS of the environment is not a URL such as `https://example.com`, without user, \
             query and fragment",
        ]
    );
    assert_eq!(error.to_string(), problems.join("; "));
    assert!(!format!("{error:?}").contains("MARK"));
}

#[tokio::test]
async fn a_profile_that_was_named_has_to_be_there() {
    let file = "[profile blue]\n[profile green]\n";
    let error = resolved(&[("AWS_PROFILE", "red")], file).await.unwrap_err();
    let message = "there is no profile `red` in /home/.aws/config and /home/.aws/credentials; there are blue, green";
    assert_eq!(error.to_string(), message);
    let error = Config::default().profile("red").system(system(&[("AWS_PROFILE", "blue")], file)).resolve().await;
    assert_eq!(error.unwrap_err().to_string(), message);
    let config = resolved(&[("AWS_DEFAULT_PROFILE", "blue")], file).await.unwrap();
    let explanation = config.explain().await;
    assert_eq!(explanation.profile.value.as_deref(), Some("default"));
    assert!(explanation.warnings[0].contains("AWS_DEFAULT_PROFILE"), "{:?}", explanation.warnings);
    let late = config.profile("blue").region("eu-west-1").credentials(Credentials::new("AKID", "secret"));
    let error = sts::Client::new(&late).get_caller_identity(sts::GetCallerIdentityRequest::new()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert_eq!(error.message(), "Config::profile was set after Config::resolve or Config::load; set it before");
}

#[tokio::test]
async fn a_line_that_cannot_be_read_costs_itself_and_is_told() {
    let config = resolved(&[], "[default]\nregion eu-west-1\nregion = eu-west-2\n").await.unwrap();
    assert_eq!(region(&config), Some("eu-west-2"));
    let files = config.shared_files().unwrap();
    let problems: Vec<String> = files.profiles().problems().iter().map(ToString::to_string).collect();
    assert_eq!(problems, ["/home/.aws/config:2: it has no `=`; write `name = value`"]);
    let states: Vec<_> = files.files().map(|(_, state)| state.clone()).collect();
    assert_eq!(states, [FileState::Read, FileState::Missing]);
}

#[tokio::test]
async fn a_service_has_an_endpoint_of_its_own() {
    static KEEPER: Service = Service::new("com.example#Keeper", "Zoo Keeper", &protocol::AWS_JSON1_0);
    static FEED: Operation<(), (), sts::Exception> = Operation::new(OperationSchema::new("Feed", &KEEPER));
    let url = async |config: &Config| {
        let config = config.clone().credentials(Credentials::new("AKID", "secret"));
        let call = generated::Client::new(&config, &KEEPER).call(&FEED, ());
        call.to_http().await.unwrap().uri().to_string()
    };
    let file = "[default]\nservices = mine\nendpoint_url = https://all.file\n[services mine]\nzoo_keeper =\n  \
                endpoint_url = https://keeper.file\nzoo =\n  endpoint_url = https://zoo.file\n";
    let all = ("AWS_ENDPOINT_URL", "https://all.variable");
    let keeper = ("AWS_ENDPOINT_URL_ZOO_KEEPER", "https://keeper.variable");
    for (variables, expected) in [
        (&[all, keeper][..], "https://keeper.variable/"),
        (&[all], "https://all.variable/"),
        (&[("AWS_ENDPOINT_URL_ZOO", "https://zoo.variable")], "https://keeper.file/"),
        (&[], "https://keeper.file/"),
    ] {
        assert_eq!(url(&resolved(variables, file).await.unwrap()).await, expected);
    }
    let without = file.replace("services = mine\n", "");
    assert_eq!(url(&resolved(&[], &without).await.unwrap()).await, "https://all.file/");
    let of_code = resolved(&[all, keeper], file).await.unwrap().endpoint("https://code");
    assert_eq!(url(&of_code).await, "https://code/");
    let explanation = resolved(&[keeper], file).await.unwrap().explain().await;
    let told: Vec<_> =
        explanation.service_endpoints.iter().map(|told| (&*told.setting, told.origin.to_string())).collect();
    let (zoo, keeper) = (
        "from zoo.endpoint_url of [services mine] in /home/.aws/config:8",
        "from the variable AWS_ENDPOINT_URL_ZOO_KEEPER",
    );
    assert_eq!(told, [("zoo", zoo.to_owned()), ("zoo_keeper", keeper.to_owned())]);
}

#[tokio::test]
async fn the_region_of_the_instance_is_the_last_that_is_asked_for() {
    let metadata = InstanceMetadata::start(Behavior::default()).unwrap();
    let url = metadata.url();
    let system = |more: &[(&'static str, &'static str)]| {
        let variables = [("AWS_EC2_METADATA_SERVICE_ENDPOINT", url.as_str())];
        System::in_memory(variables.into_iter().chain(more.iter().copied()), [])
    };
    let config = Config::default().system(system(&[])).resolve().await.unwrap();
    assert_eq!((region(&config), config.origin("region")), (Some("eu-north-1"), &Origin::InstanceMetadata));
    let asked = metadata.asked().len();
    let disabled = Config::default().system(system(&[OFF])).resolve().await.unwrap();
    let named = Config::default().system(system(&[("AWS_REGION", "eu-west-1")])).resolve().await.unwrap();
    assert_eq!((region(&disabled), region(&named), metadata.asked().len()), (None, Some("eu-west-1"), asked));
    let declined = disabled.explain().await.region.declined;
    assert_eq!(declined.last().unwrap().source, "instance metadata");
    assert!(declined.last().unwrap().took.is_some());
}

#[tokio::test]
async fn an_explanation_says_who_was_asked_and_shows_no_secret() {
    let files = [
        (CONFIG, "[profile blue]\nregion = eu-west-1\nuse_fips_endpoint = true\nMARK\n"),
        (CREDENTIALS, "[blue]\naws_access_key_id = AKIDMARK\naws_secret_access_key = MARK\n"),
    ];
    let variables = [("HOME", "/home"), ("AWS_PROFILE", "blue"), ("AWS_REGION", ""), OFF];
    let config = Config::default().system(System::in_memory(variables, files)).endpoint("http://user:MARK@localhost");
    let credentials =
        Credentials::new("AKIDEXAMPLE", "MARK").with_session_token("MARK").with_account_id("123456789012");
    let credentials = credentials.with_expiry(std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_782_907_200));
    let explanation = config.resolve().await.unwrap().credentials(credentials).explain().await;
    let text = explanation.to_string();
    assert_eq!(
        text.replace(" (0 ms)", ""),
        "profile: blue, from the variable AWS_PROFILE\n  \
           code: not set\n\
         file /home/.aws/config: read\n  \
           line 4: it has no `=`; write `name = value`\n\
         file /home/.aws/credentials: read\n\
         region: eu-west-1, from region of [profile blue] in /home/.aws/config:2\n  \
           code: not set\n  \
           AWS_REGION: empty, or not UTF-8\n  \
           AWS_DEFAULT_REGION: not set\n\
         endpoint: *** redacted ***, from code\n\
         use_fips: true, from use_fips_endpoint of [profile blue] in /home/.aws/config:3\n  \
           code: not set\n  \
           AWS_USE_FIPS_ENDPOINT: not set\n\
         system: set, from code\n\
         credentials: temporary, access key ****MPLE, of account 123456789012, until 2026-07-01T12:00:00Z\n  \
           code: has them"
    );
    assert!(!format!("{text}{explanation:?}").contains("MARK"), "{text}");
    let short = Config::new("eu-west-1").credentials(Credentials::new("AKID", "secret")).explain().await;
    assert_eq!(short.credentials.unwrap().access_key_id, "****");
    assert!(short.files.is_empty());
}

/// A source that never answers.
struct Silent;

impl CredentialsProvider for Silent {
    fn credentials<'a>(&'a self, _context: &'a ProviderContext) -> CredentialsFuture<'a> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test(start_paused = true)]
async fn an_explanation_waits_no_longer_than_a_call() {
    let explanation = Config::new("eu-west-1").credentials(Silent).explain().await;
    let error = explanation.credentials.unwrap_err();
    assert_eq!(error.to_string(), "no answer within 60000 ms, the time limit of calls");
    assert!(matches!(&explanation.steps[..], [step] if matches!(step.outcome, Outcome::Failed(_))));
}

/// It runs itself once more, as a process of its own that has another environment.
#[tokio::test]
async fn files_of_the_disk_are_found_by_the_environment_of_the_process() {
    const NAME: &str = "files_of_the_disk_are_found_by_the_environment_of_the_process";
    const EXPLAIN: &str = "TINSMITH_TEST_EXPLAIN";
    if std::env::var_os(EXPLAIN).is_some() {
        let config = Config::load().await.unwrap().credentials(Credentials::new("AKID", "secret"));
        print!("{}", config.explain().await);
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join(".aws");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("config"), "[profile blue]\nregion = eu-west-1\n").unwrap();
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "--nocapture", NAME])
        .env_clear()
        .envs([
            ("HOME", home.path().to_str().unwrap()),
            ("AWS_PROFILE", "blue"),
            ("AWS_ENDPOINT_URL_STS", "http://localhost"),
            (EXPLAIN, "1"),
            OFF,
        ])
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("profile: blue, from the variable AWS_PROFILE"), "{text}");
    assert!(text.contains(&format!("file {}: read", folder.join("config").display())), "{text}");
    assert!(text.contains("region: eu-west-1, from region of [profile blue] in"), "{text}");
    assert!(text.contains("endpoint of sts: http://localhost, from the variable AWS_ENDPOINT_URL_STS"), "{text}");
}
