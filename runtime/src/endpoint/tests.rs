use super::Condition::{Assign, Test};
use super::Expression::{Call, GetAttr, Reference, Template};
use super::*;

const fn parameter(name: &'static str, kind: ParameterKind) -> Parameter {
    Parameter { name, built_in: None, kind, required: false, default: None }
}

const fn rule(conditions: &'static [Condition], outcome: Outcome) -> Rule {
    Rule { conditions, outcome }
}

fn rule_set(parameters: Vec<Parameter>, rules: Vec<Rule>) -> RuleSet {
    RuleSet { parameters: parameters.leak(), rules: rules.leak(), partitions: &[] }
}

const fn url(url: Expression) -> Outcome {
    Outcome::Endpoint(EndpointTemplate::new(url))
}

fn parameters<const N: usize>(values: [(&'static str, ParameterValue); N]) -> Parameters {
    let mut parameters = Parameters::new();
    for (name, value) in values {
        parameters.set(name, value);
    }
    parameters
}

#[test]
fn variables_live_as_long_as_their_rule() {
    let split = |delimiter| {
        Call(Function::Split, vec![Reference("A"), Expression::String(delimiter), Expression::Integer(0)].leak())
    };
    let rules = vec![
        rule(
            vec![Assign("Parts", split("-")), Test(Call(Function::IsSet, &[Reference("B")]))].leak(),
            url(Expression::String("unreached")),
        ),
        rule(&[Test(Call(Function::IsSet, &[Reference("Parts")]))], url(Expression::String("leaked"))),
        rule(
            vec![Assign("Parts", split("+"))].leak(),
            Outcome::Tree(
                vec![
                    rule(&[Test(Expression::Boolean(false))], url(Expression::String("unreached"))),
                    rule(
                        &[],
                        url(Template(&[
                            Part::Literal("https://"),
                            Part::Value(GetAttr(&Reference("Parts"), &[Step::Index(1)])),
                        ])),
                    ),
                ]
                .leak(),
            ),
        ),
    ];
    let rules = rule_set(vec![parameter("A", ParameterKind::String), parameter("B", ParameterKind::String)], rules);
    let endpoint = resolve(&rules, &parameters([("A", "x+y".into())])).unwrap();
    assert_eq!(endpoint, Endpoint::new("https://y".into()));
    let error = resolve(&rules, &parameters([("A", "xy".into())])).unwrap_err();
    assert_eq!(
        error.to_string(),
        "no endpoint for this call: the selected endpoint rule uses `Parts#[1]`, which is not set"
    );
}

#[test]
fn a_selected_tree_is_final() {
    let rules = vec![
        rule(&[], Outcome::Tree(vec![rule(&[Test(Expression::Boolean(false))], url(Expression::String("no")))].leak())),
        rule(&[], url(Expression::String("https://after"))),
    ];
    assert_eq!(resolve(&rule_set(vec![], rules), &Parameters::new()), Err(EndpointError::Exhausted));
    assert_eq!(resolve(&rule_set(vec![], vec![]), &Parameters::new()), Err(EndpointError::Exhausted));
}

#[test]
fn trees_take_no_stack_however_deep() {
    let mut inner = rule(&[], url(Expression::String("https://deep")));
    for _ in 0..200_000 {
        inner = rule(&[], Outcome::Tree(vec![inner].leak()));
    }
    let rules = rule_set(vec![], vec![inner]);
    let thread = std::thread::Builder::new().stack_size(64 * 1024);
    let endpoint = thread.spawn(move || resolve(&rules, &Parameters::new())).unwrap().join().unwrap();
    assert_eq!(endpoint.unwrap().url, "https://deep");
}

#[test]
fn defaults_and_required_parameters() {
    let region = || Parameter {
        name: "Region",
        built_in: Some("AWS::Region"),
        kind: ParameterKind::String,
        required: true,
        default: None,
    };
    let rules = || vec![rule(&[], Outcome::Error(Reference("Region")))];
    let required = rule_set(vec![region()], rules());
    let error = resolve(&required, &Parameters::new()).unwrap_err();
    assert_eq!(error, EndpointError::MissingParameter { name: "Region", built_in: Some("AWS::Region") });
    assert!(error.to_string().contains("the region is not set"), "{error}");

    let default = Parameter { default: Some(DefaultValue::String("mars")), ..region() };
    let with_default = rule_set(vec![default], rules());
    assert_eq!(resolve(&with_default, &Parameters::new()), Err(EndpointError::Refused("mars".into())));
    let set = parameters([("Region", "venus".into()), ("Unknown", true.into())]);
    assert_eq!(resolve(&with_default, &set), Err(EndpointError::Refused("venus".into())));

    let wrong = parameters([("Region", true.into())]);
    let error = resolve(&with_default, &wrong).unwrap_err();
    assert_eq!(error, EndpointError::ParameterType { name: "Region", expected: ParameterKind::String });
}

#[test]
fn headers_and_properties_are_filled_in() {
    let outcome = Outcome::Endpoint(EndpointTemplate {
        url: Reference("Endpoint"),
        headers: &[(
            "x-region",
            &[Reference("Region"), Template(&[Part::Literal("a-"), Part::Value(Reference("Region"))])],
        )],
        properties: &[
            (
                "authSchemes",
                PropertyTemplate::Array(&[
                    PropertyTemplate::Record(&[
                        ("name", PropertyTemplate::String(Expression::String("sigv4a"))),
                        (
                            "signingRegionSet",
                            PropertyTemplate::Array(&[PropertyTemplate::String(Expression::String("*"))]),
                        ),
                    ]),
                    PropertyTemplate::Record(&[
                        ("name", PropertyTemplate::String(Expression::String("sigv4"))),
                        ("signingName", PropertyTemplate::String(Expression::String("s3"))),
                        ("signingRegion", PropertyTemplate::String(Reference("Region"))),
                        ("disableDoubleEncoding", PropertyTemplate::Boolean(true)),
                    ]),
                ]),
            ),
            ("priority", PropertyTemplate::Integer(7)),
        ],
    });
    let names = ["Endpoint", "Region"].map(|name| parameter(name, ParameterKind::String));
    let rules = rule_set(names.into(), vec![rule(&[], outcome)]);
    let set = parameters([("Endpoint", "https://e".into()), ("Region", "r".into())]);
    let endpoint = resolve(&rules, &set).unwrap();
    assert_eq!(endpoint.headers, [("x-region".to_owned(), vec!["r".to_owned(), "a-r".to_owned()])]);
    assert_eq!(endpoint.property("priority"), Some(&Property::Integer(7)));
    let sigv4a =
        EndpointAuthScheme { name: "sigv4a".into(), signing_region_set: vec!["*".into()], ..Default::default() };
    let sigv4 = EndpointAuthScheme {
        name: "sigv4".into(),
        signing_name: Some("s3".into()),
        signing_region: Some("r".into()),
        disable_double_encoding: true,
        ..Default::default()
    };
    assert_eq!(endpoint.auth_schemes(), [sigv4a, sigv4]);
    assert_eq!(Endpoint::new("https://e".into()).auth_schemes(), []);
}

#[test]
fn settings_fill_built_ins() {
    let built_in = |name, built_in, kind| Parameter { built_in: Some(built_in), ..parameter(name, kind) };
    let rules = rule_set(
        vec![
            built_in("R", "AWS::Region", ParameterKind::String),
            built_in("F", "AWS::UseFIPS", ParameterKind::Boolean),
            built_in("E", "SDK::Endpoint", ParameterKind::String),
            built_in("P", "AWS::S3::ForcePathStyle", ParameterKind::Boolean),
            parameter("Own", ParameterKind::String),
        ],
        vec![],
    );
    let settings = EndpointSettings {
        region: Some("us-east-1".into()),
        other: parameters([("AWS::S3::ForcePathStyle", true.into())]),
        ..EndpointSettings::default()
    };
    let expected = parameters([("R", "us-east-1".into()), ("F", false.into()), ("P", true.into())]);
    assert_eq!(Parameters::from_settings(&rules, &settings), expected);
}

#[test]
fn string_arrays_and_wrong_arguments() {
    let rules = vec![
        rule(
            &[Test(Call(Function::StringEquals, &[GetAttr(&Reference("List"), &[Step::Index(0)]), Reference("Flag")]))],
            url(Reference("Flag")),
        ),
        rule(&[], url(Template(&[Part::Value(GetAttr(&Reference("List"), &[Step::Index(1)]))]))),
    ];
    let names = vec![parameter("List", ParameterKind::StringArray), parameter("Flag", ParameterKind::Boolean)];
    let rules = rule_set(names, rules);
    let list = || ParameterValue::from(vec!["a".to_owned(), "b".to_owned()]);
    assert_eq!(resolve(&rules, &parameters([("List", list())])).unwrap().url, "b");
    let error = resolve(&rules, &parameters([("List", list()), ("Flag", true.into())])).unwrap_err();
    assert_eq!(error, EndpointError::Arguments(Function::StringEquals));
}

#[test]
fn services_without_rules() {
    const OUTPUTS: PartitionOutputs = PartitionOutputs {
        name: "aws",
        dns_suffix: "amazonaws.com",
        dual_stack_dns_suffix: "api.aws",
        implicit_global_region: "us-east-1",
        supports_fips: true,
        supports_dual_stack: false,
    };
    static PARTITIONS: [Partition; 1] =
        [Partition { id: "aws", outputs: OUTPUTS, regions: &[], overrides: &[], region_pattern: &[] }];
    let mut settings = EndpointSettings::default();
    let error = default_endpoint("sts", &settings, &PARTITIONS).unwrap_err();
    assert_eq!(error, EndpointError::MissingParameter { name: "Region", built_in: Some("AWS::Region") });
    settings.region = Some("eu-west-1".into());
    assert_eq!(default_endpoint("sts", &settings, &PARTITIONS).unwrap().url, "https://sts.eu-west-1.amazonaws.com");
    assert_eq!(default_endpoint("sts", &settings, &[]), Err(EndpointError::NoPartition));
    settings.use_fips = true;
    assert_eq!(
        default_endpoint("sts", &settings, &PARTITIONS).unwrap().url,
        "https://sts-fips.eu-west-1.amazonaws.com"
    );
    settings.use_dual_stack = true;
    assert!(matches!(default_endpoint("sts", &settings, &PARTITIONS), Err(EndpointError::Refused(_))));
    // A service that is not one of AWS is nowhere unless it is said.
    let error = default_endpoint("", &settings, &[]).unwrap_err();
    assert!(error.to_string().ends_with("set Config::endpoint or the variable AWS_ENDPOINT_URL"), "{error}");
    settings.endpoint = Some("http://localhost:8000".into());
    assert_eq!(default_endpoint("sts", &settings, &PARTITIONS).unwrap().url, "http://localhost:8000");
    assert_eq!(default_endpoint("", &settings, &[]).unwrap().url, "http://localhost:8000");
}
