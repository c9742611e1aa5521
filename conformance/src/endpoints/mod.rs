//! Endpoint rules: the cases of `smithy.rules#endpointTests` against the rules of the same service.

pub mod functions;
mod static_rules;
#[cfg(test)]
mod tests;

use std::path::Path;

use serde_json::{Map, Value};
use tinsmith_codegen::Problem;
use tinsmith_codegen::endpoint::{parse, parse_partitions};
use tinsmith_runtime::endpoint::{
    Endpoint, EndpointError, EndpointSettings, ParameterValue, Parameters, Partition, Property, RuleSet, resolve,
};

use crate::{Case, Difference};

const RULE_SET: &str = "smithy.rules#endpointRuleSet";
const TESTS: &str = "smithy.rules#endpointTests";

/// Runs every case of a file: a Smithy model whose services carry rules and cases as traits, or these traits alone.
///
/// A case is resolved from its `params` and, where it says with which client settings the same must come out, from each
/// of these as well.
///
/// # Errors
/// What in the file or in the partitions data cannot be used, all problems at once.
pub fn run(set: &str, file: &Path, partitions: &Value) -> Result<Vec<Case>, String> {
    let name = file.display();
    let text = std::fs::read_to_string(file).map_err(|error| format!("reading {name}: {error}"))?;
    let document: Value = serde_json::from_str(&text).map_err(|error| format!("reading {name} as JSON: {error}"))?;
    let partitions = self::partitions(partitions)?;
    let mut cases = Vec::new();
    for (service, rules, tests) in traits(&document) {
        let rules =
            parse(rules).map_err(|problems| listed(&format!("{RULE_SET} of {service} in {name}"), &problems))?;
        let rules = static_rules::rule_set(&rules, partitions);
        let tests = tests.get("testCases").and_then(Value::as_array);
        let tests = tests.ok_or_else(|| format!("{TESTS} of {service} in {name} lacks the array `testCases`"))?;
        for (index, test) in tests.iter().enumerate() {
            let title = test.get("documentation").and_then(Value::as_str).unwrap_or("without a title");
            let differences = run_case(&rules, test);
            cases.push(Case::new(set, format!("{index}: {title}"), differences));
        }
    }
    Ok(cases)
}

/// The partitions that the data has.
///
/// # Errors
///
/// What in the data cannot be used, all problems at once.
pub fn partitions(data: &Value) -> Result<&'static [Partition], String> {
    let parsed = parse_partitions(data).map_err(|problems| listed("the partitions data", &problems))?;
    Ok(static_rules::partitions(&parsed))
}

/// Rules and cases of each service that has both, with the service's name.
fn traits(document: &Value) -> Vec<(&str, &Value, &Value)> {
    let shapes = document.get("shapes").and_then(Value::as_object);
    let services = shapes.into_iter().flatten().filter_map(|(id, shape)| Some((id.as_str(), shape.get("traits")?)));
    let alone = document.get("service").and_then(Value::as_str).unwrap_or("a service");
    std::iter::once((alone, document))
        .chain(services)
        .filter_map(|(name, traits)| Some((name, traits.get(RULE_SET)?, traits.get(TESTS)?)))
        .collect()
}

/// Problems of rules or partitions, a line each.
pub fn listed(what: &str, problems: &[Problem]) -> String {
    let lines: Vec<_> = problems.iter().map(|problem| format!("\n  {}: {}", problem.place, problem.reason)).collect();
    format!("{what} cannot be used:{}", lines.concat())
}

/// Resolves one case.
pub fn run_case(rules: &RuleSet, test: &Value) -> Vec<Difference> {
    let mut differences = Vec::new();
    let expect = test.get("expect").unwrap_or(&Value::Null);
    let params = match values(test.get("params")) {
        Ok(params) => params,
        Err(what) => {
            return vec![difference("params", "a string, a boolean or an array of strings", &what)];
        }
    };
    compare("params", resolve(rules, &params), expect, &mut differences);

    let inputs = test.get("operationInputs").and_then(Value::as_array);
    for (index, input) in inputs.into_iter().flatten().enumerate() {
        let what = format!("operationInputs[{index}]");
        match (values(input.get("builtInParams")), values(input.get("clientParams"))) {
            (Ok(built_ins), Ok(client)) => {
                let parameters = from_built_ins(rules, built_ins, &params, client);
                compare(&what, resolve(rules, &parameters), expect, &mut differences);
            }
            (Err(value), _) | (_, Err(value)) => {
                differences.push(difference(&what, "a string, a boolean or an array of strings", &value));
            }
        }
    }
    differences
}

/// The parameters of a call with these client settings. What the operation itself binds is taken from `params`.
fn from_built_ins(rules: &RuleSet, built_ins: Parameters, params: &Parameters, client: Parameters) -> Parameters {
    let text = |name| match built_ins.get(name) {
        Some(ParameterValue::String(text)) => Some(text.clone().into_owned()),
        _ => None,
    };
    let flag = |name| matches!(built_ins.get(name), Some(ParameterValue::Boolean(true)));
    let mut settings = EndpointSettings::new();
    settings.region = text("AWS::Region");
    settings.use_fips = flag("AWS::UseFIPS");
    settings.use_dual_stack = flag("AWS::UseDualStack");
    settings.endpoint = text("SDK::Endpoint");
    settings.use_global_endpoint = flag("AWS::STS::UseGlobalEndpoint");
    settings.account_id = text("AWS::Auth::AccountId");
    settings.account_id_endpoint_mode = text("AWS::Auth::AccountIdEndpointMode");
    settings.other = built_ins;
    let mut parameters = Parameters::from_settings(rules, &settings);
    for parameter in rules.parameters.iter().filter(|parameter| parameter.built_in.is_none()) {
        if let Some(value) = client.get(parameter.name).or(params.get(parameter.name)) {
            parameters.set(parameter.name, value.clone());
        }
    }
    parameters
}

fn values(object: Option<&Value>) -> Result<Parameters, String> {
    let mut parameters = Parameters::new();
    for (name, value) in object.and_then(Value::as_object).into_iter().flatten() {
        let value = parameter_value(value).ok_or_else(|| format!("{name}: {value}"))?;
        parameters.set(name.clone(), value);
    }
    Ok(parameters)
}

fn parameter_value(value: &Value) -> Option<ParameterValue> {
    Some(match value {
        Value::String(text) => text.clone().into(),
        Value::Bool(value) => (*value).into(),
        Value::Array(texts) => {
            let texts: Option<Vec<_>> = texts.iter().map(|text| text.as_str().map(str::to_owned)).collect();
            texts?.into()
        }
        _ => return None,
    })
}

fn compare(of: &str, actual: Result<Endpoint, EndpointError>, expect: &Value, differences: &mut Vec<Difference>) {
    let (endpoint, error) = (expect.get("endpoint"), expect.get("error").and_then(Value::as_str));
    let mut differs = |what: &str, expected: String, actual: String| {
        if expected != actual {
            differences.push(Difference { what: format!("{what} from {of}"), expected, actual });
        }
    };
    match (actual, endpoint, error) {
        (Ok(actual), Some(expected), None) => {
            let member = |name| expected.get(name).cloned().unwrap_or_else(|| Value::Object(Map::new()));
            differs("url", member("url").as_str().unwrap_or_default().to_owned(), actual.url);
            let headers = actual.headers.into_iter().map(|(name, values)| (name, Value::from(values))).collect();
            differs("headers", canonical(&member("headers")), canonical(&Value::Object(headers)));
            let properties = Property::Record(actual.properties);
            differs("properties", canonical(&member("properties")), canonical(&json(&properties)));
        }
        (Err(EndpointError::Refused(actual)), None, Some(expected)) => differs("error", expected.to_owned(), actual),
        (Ok(actual), None, Some(expected)) => differs("result", format!("error: {expected}"), actual.url),
        (Err(error), None, Some(expected)) => differs("result", format!("error: {expected}"), error.to_string()),
        (Err(error), Some(expected), None) => differs("result", expected.to_string(), error.to_string()),
        (_, None, None) | (_, Some(_), Some(_)) => {
            differs("expect", "either `endpoint` or `error`".to_owned(), expect.to_string());
        }
    }
}

fn difference(what: &str, expected: &str, actual: &str) -> Difference {
    Difference { what: what.to_owned(), expected: expected.to_owned(), actual: actual.to_owned() }
}

fn json(property: &Property) -> Value {
    match property {
        Property::String(text) => Value::from(text.as_str()),
        Property::Boolean(value) => Value::from(*value),
        Property::Integer(value) => Value::from(*value),
        Property::Array(elements) => elements.iter().map(json).collect(),
        Property::Record(entries) => {
            Value::Object(entries.iter().map(|(name, value)| (name.clone(), json(value))).collect())
        }
        other => Value::from(format!("{other:?}")),
    }
}

/// JSON text that is the same whatever the order of members.
fn canonical(value: &Value) -> String {
    let mut value = value.clone();
    value.sort_all_objects();
    value.to_string()
}
