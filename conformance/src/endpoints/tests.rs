use std::path::PathBuf;

use serde_json::json;

use super::*;

fn partitions() -> Value {
    json!({ "version": "1.1", "partitions": [{
        "id": "aws",
        "outputs": {
            "dnsSuffix": "amazonaws.com",
            "dualStackDnsSuffix": "api.aws",
            "implicitGlobalRegion": "us-east-1",
            "name": "aws",
            "supportsDualStack": true,
            "supportsFIPS": true,
        },
        "regionRegex": "^(us|eu)\\-\\w+\\-\\d+$",
        "regions": { "us-east-1": {}, "eu-odd-1": { "dnsSuffix": "odd.example" } },
    }]})
}

fn model(cases: &Value) -> Value {
    json!({ "smithy": "2.0", "shapes": { "example#Service": { "type": "service", "traits": {
        RULE_SET: {
            "version": "1.0",
            "parameters": {
                "Region": { "type": "String", "builtIn": "AWS::Region", "documentation": "" },
                "Fips": { "type": "boolean", "builtIn": "AWS::UseFIPS", "required": true, "default": false },
                "Tenant": { "type": "string" },
            },
            "rules": [
                {
                    "type": "tree",
                    "conditions": [
                        { "fn": "isSet", "argv": [{ "ref": "Region" }] },
                        { "fn": "aws.partition", "argv": [{ "ref": "Region" }], "assign": "Found" },
                    ],
                    "rules": [
                        {
                            "type": "error",
                            "conditions": [{ "fn": "booleanEquals", "argv": [{ "ref": "Fips" }, true] }],
                            "error": "no FIPS in {Region}",
                        },
                        {
                            "type": "endpoint",
                            "conditions": [{ "fn": "isSet", "argv": [{ "ref": "Tenant" }] }],
                            "endpoint": {
                                "url": "https://{Tenant}.{Region}.{Found#dnsSuffix}",
                                "headers": { "x-tenant": ["{Tenant}", { "ref": "Region" }] },
                                "properties": { "authSchemes": [{ "name": "sigv4", "signingRegion": "{Region}" }] },
                            },
                        },
                    ],
                },
            ],
        },
        TESTS: { "version": "1.0", "testCases": cases },
    }}}})
}

fn run_model(name: &str, cases: &Value) -> Vec<Case> {
    let file = std::env::temp_dir().join(format!("tinsmith-{}-{name}.json", std::process::id()));
    std::fs::write(&file, model(cases).to_string()).unwrap();
    let cases = run("endpoints/test", &file, &partitions()).unwrap();
    std::fs::remove_file(file).unwrap();
    cases
}

#[test]
fn cases_of_a_service_shape_pass() {
    let endpoint = json!({ "endpoint": {
        "url": "https://a.eu-odd-1.odd.example",
        "headers": { "x-tenant": ["a", "eu-odd-1"] },
        "properties": { "authSchemes": [{ "signingRegion": "eu-odd-1", "name": "sigv4" }] },
    }});
    let cases = run_model(
        "pass",
        &json!([
            {
                "documentation": "with a tenant",
                "params": { "Region": "eu-odd-1", "Tenant": "a" },
                "operationInputs": [{ "builtInParams": { "AWS::Region": "eu-odd-1" }, "clientParams": { "Tenant": "a" } }],
                "expect": endpoint,
            },
            { "params": { "Region": "us-east-1", "Fips": true }, "expect": { "error": "no FIPS in us-east-1" } },
        ]),
    );
    for case in &cases {
        assert!(case.outcome.is_ok(), "{case:?}");
    }
    assert_eq!(cases.len(), 2);
}

#[test]
fn every_way_to_differ_fails() {
    let tenant = json!({ "Region": "us-east-1", "Tenant": "a" });
    let right = json!({
        "url": "https://a.us-east-1.amazonaws.com",
        "headers": { "x-tenant": ["a", "us-east-1"] },
        "properties": { "authSchemes": [{ "name": "sigv4", "signingRegion": "us-east-1" }] },
    });
    let with = |name: &str, value: Value| {
        let mut endpoint = right.clone();
        endpoint[name] = value;
        json!({ "endpoint": endpoint })
    };
    let cases = [
        ("url from params", tenant.clone(), with("url", json!("https://b"))),
        ("headers from params", tenant.clone(), with("headers", json!({}))),
        ("properties from params", tenant.clone(), with("properties", json!({}))),
        ("result from params", tenant.clone(), json!({ "error": "refused" })),
        ("result from params", json!({}), json!({ "endpoint": right })),
        ("result from params", json!({}), json!({ "error": "exhausted" })),
        ("error from params", json!({ "Region": "r", "Fips": true }), json!({ "error": "no FIPS" })),
        ("expect from params", tenant, json!({})),
        ("params", json!({ "Region": 1 }), json!({ "error": "" })),
    ];
    let documents = cases.iter().map(|(_, params, expect)| json!({ "params": params, "expect": expect })).collect();
    for ((what, ..), case) in cases.iter().zip(run_model("differ", &documents)) {
        let differences = case.outcome.expect_err(what);
        assert_eq!(differences[0].what, *what, "{differences:?}");
    }
}

#[test]
fn unusable_files_are_errors() {
    let error = run("endpoints/test", &PathBuf::from("no/such/file.json"), &partitions()).unwrap_err();
    assert!(error.starts_with("reading no/such/file.json"), "{error}");
}

#[test]
fn published_cases_pass() {
    let Some(folder) = crate::test_data::shared("endpoints") else { return };
    let partitions = std::fs::read_to_string(folder.join("partitions.json")).unwrap();
    let partitions = serde_json::from_str(&partitions).unwrap();
    for (service, count) in [("sts", 50), ("quicksight", 26), ("verifiedpermissions", 13)] {
        let cases = run("endpoints/test", &folder.join(format!("{service}.json")), &partitions).unwrap();
        assert_eq!(cases.len(), count, "{service}");
        for case in cases {
            assert!(case.outcome.is_ok(), "{case:#?}");
        }
    }
}

/// What the generator's tests expect it to emit, compiled.
mod emitted {
    include!("../../../codegen/src/emit/endpoint_partitions.expected");
    include!("../../../codegen/src/emit/endpoint_rules.expected");
}

#[test]
fn emitted_rules_compile_and_resolve() {
    let mut parameters = Parameters::new();
    parameters.set("Region", "eu-new-1");
    parameters.set("Fips", true);
    let endpoint = resolve(&emitted::ENDPOINT_RULES, &parameters).unwrap();
    assert_eq!(endpoint.url, "https://fips.amazonaws.com");
    let schemes: Vec<String> = endpoint.auth_schemes().into_iter().map(|scheme| scheme.name).collect();
    assert_eq!(schemes, ["sigv4"]);
}
