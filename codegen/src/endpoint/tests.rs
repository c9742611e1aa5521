use serde_json::{Value, json};

use super::*;
use crate::problem::{Problem, Source};

fn with_rules(rules: Value) -> Value {
    json!({
        "version": "1.0",
        "parameters": {
            "Region": { "type": "string" },
            "Flag": { "type": "boolean" },
            "List": { "type": "stringArray" },
        },
        "rules": rules,
    })
}

fn with_condition(condition: Value) -> Value {
    with_rules(json!([{ "type": "error", "conditions": [condition], "error": "no" }]))
}

fn with_error(text: &str) -> Value {
    with_rules(json!([{ "type": "error", "conditions": [], "error": text }]))
}

fn shown(problem: &Problem) -> String {
    format!("{}: {}", problem.place, problem.reason)
}

/// The problems of a document, without their hint.
fn problems(rule_set: &Value) -> Vec<String> {
    parse(rule_set).expect_err("it has problems").iter().map(shown).collect()
}

fn error_text(text: &str) -> Expression {
    let rules = parse(&with_error(text)).unwrap().rules;
    match rules.into_iter().next().map(|rule| rule.outcome) {
        Some(Outcome::Error(text)) => text,
        other => panic!("{other:?}"),
    }
}

#[test]
fn templates_are_split() {
    let reference = || Expression::Reference("Region".into());
    let element = Expression::GetAttr(Box::new(Expression::Reference("List".into())), vec![Step::Index(2)]);
    assert_eq!(error_text("plain"), Expression::String("plain".into()));
    assert_eq!(error_text("{{a}}"), Expression::String("{a}".into()));
    assert_eq!(error_text("{Region}"), Expression::Template(vec![Part::Value(reference())]));
    let parts = vec![
        Part::Literal("{é".into()),
        Part::Value(reference()),
        Part::Literal("}-".into()),
        Part::Value(element),
        Part::Literal(".".into()),
    ];
    assert_eq!(error_text("{{é{Region}}}-{List#[2]}."), Expression::Template(parts));
}

#[test]
fn minor_versions_do_not_matter() {
    for (version, supported) in
        [("1.0", true), ("1.3", true), ("1.10", true), ("1", false), ("1.x", false), ("10.0", false)]
    {
        let mut rules = with_error("no");
        rules["version"] = json!(version);
        assert_eq!(parse(&rules).is_ok(), supported, "{version}");
    }
}

#[test]
fn malformed_templates() {
    for text in ["{Region", "Region}", "a{", "}", "{{Region}", "{Region}}"] {
        let [problem] = problems(&with_error(text)).try_into().unwrap();
        assert_eq!(
            problem,
            format!(
                "rules[0].error: the template `{text}` has a brace without its partner; `{{{{` and `}}}}` stand for braces"
            )
        );
    }
    let known = "known here: `Region`, `Flag`, `List`";
    for (text, name) in [("{Other}", "Other"), ("{}", ""), ("{ Region}", " Region")] {
        let expected =
            format!("rules[0].error: `{name}` is neither a parameter nor a variable assigned before; {known}");
        assert_eq!(problems(&with_error(text)), [expected]);
    }
    assert_eq!(
        problems(&with_error("{Flag}")),
        ["rules[0].error: `{Flag}` is a boolean; only strings can stand in a template"]
    );
    assert_eq!(problems(&with_error("{Region#x}")), ["rules[0].error: a string has no `x`"]);
    assert_eq!(
        problems(&with_error("{List#[x]}")),
        ["rules[0].error: `[x]` is not a path; one looks like `key`, `key.key`, `key[0]` or `[0]`"]
    );
}

#[test]
fn wrong_conditions() {
    let at = "rules[0].conditions[0]";
    let cases = [
        (
            json!({ "fn": "frobnicate", "argv": [] }),
            format!("{at}.fn: `frobnicate` is not a function of the rules engine's standard library or of AWS"),
        ),
        (json!({ "fn": "not", "argv": [] }), format!("{at}.argv: `not` takes 1 arguments, not 0")),
        (
            json!({ "fn": "coalesce", "argv": ["a"] }),
            format!("{at}.argv: `coalesce` takes two or more arguments, not 1"),
        ),
        (json!({ "fn": "getAttr", "argv": ["a"] }), format!("{at}.argv: `getAttr` takes 2 arguments, not 1")),
        (
            json!({ "fn": "not", "argv": [{ "ref": "Region" }] }),
            format!("{at}.argv[0]: `not` takes a boolean here, not a string"),
        ),
        (
            json!({ "fn": "isSet", "argv": [{ "fn": "isSet", "argv": ["a"], "assign": "X" }] }),
            format!("{at}.argv[0]: has `assign`, which only a condition may have"),
        ),
        (
            json!({ "fn": "isSet", "argv": [{ "x": 1 }] }),
            format!("{at}.argv[0]: is an object with neither `ref` nor `fn`"),
        ),
        (json!({ "fn": "isSet", "argv": [1.5] }), format!("{at}.argv[0]: 1.5 is not a 64-bit integer")),
        (json!({ "fn": "isSet", "argv": [null] }), format!("{at}.argv[0]: is null")),
        (json!({ "argv": [] }), format!("{at}: lacks `fn`, which must be a string")),
        (json!({ "fn": "isSet", "argv": "a" }), format!("{at}.argv: must be an array, not a string")),
        (json!(7), format!("{at}: must be an object, not a number")),
        (
            json!({ "fn": "parseURL", "argv": ["a"], "assign": "Region" }),
            format!("{at}.assign: `Region` is already a parameter or a variable here"),
        ),
        (
            json!({ "fn": "getAttr", "argv": [{ "fn": "aws.parseArn", "argv": ["a"] }, "resource"] }),
            format!("{at}.argv[1]: an ARN has no `resource`"),
        ),
    ];
    for (condition, expected) in cases {
        assert_eq!(problems(&with_condition(condition)), [expected]);
    }
}

#[test]
fn variables_end_with_their_rule() {
    let condition = json!({ "fn": "parseURL", "argv": ["{Region}"], "assign": "url" });
    let uses = |conditions: Value| json!({ "type": "error", "conditions": conditions, "error": "{url#path}" });
    let inside = json!({ "type": "tree", "conditions": [condition], "rules": [uses(json!([])), uses(json!([]))] });
    assert!(parse(&with_rules(json!([inside, uses(json!([condition]))]))).is_ok());
    let [problem] = problems(&with_rules(json!([inside, uses(json!([]))]))).try_into().unwrap();
    assert!(problem.starts_with("rules[1].error: `url` is neither"), "{problem}");
}

#[test]
fn all_problems_are_reported_at_once() {
    let rule_set = json!({
        "version": "2.0",
        "parameters": {
            "A": { "type": "int" },
            "B": { "type": "boolean", "default": "yes" },
            "C": { "type": "string", "required": 1 },
        },
        "rules": [
            { "type": "endpoint", "conditions": [] },
            { "type": "endpoint", "conditions": [], "endpoint": { "headers": { "h": "v" }, "properties": { "p": [null] } } },
            { "type": "tree", "conditions": [], "rules": [] },
            { "type": "loop", "conditions": [] },
            { "type": "error" },
        ],
    });
    let expected = [
        "version: `2.0` is not a version that is supported, as 1.0 is",
        "parameters.A.type: `int` is none of `string`, `boolean` and `stringArray`",
        "parameters.B.default: a string does not fit the parameter's type",
        "parameters.C.required: must be a boolean, not a number",
        "rules[0]: lacks `endpoint`, which a rule of this type must have",
        "rules[1].endpoint: lacks `url`",
        "rules[1].endpoint.headers.h: must be an array, not a string",
        "rules[1].endpoint.properties.p[0]: is null",
        "rules[2].rules: must have at least one rule",
        "rules[3].type: `loop` is none of `endpoint`, `error` and `tree`",
        "rules[4]: lacks `conditions`, which must be an array",
        "rules[4]: lacks `error`, which a rule of this type must have",
    ];
    assert_eq!(problems(&rule_set), expected);
    assert_eq!(problems(&json!([])), ["the document: must be an object, not an array"]);
}

#[test]
fn nesting_is_limited() {
    let mut rule = json!({ "type": "error", "conditions": [], "error": "deep" });
    let mut argument = json!(true);
    let mut property = json!("deep");
    for _ in 0..100 {
        rule = json!({ "type": "tree", "conditions": [], "rules": [rule] });
        argument = json!({ "fn": "not", "argv": [argument] });
        property = json!([property]);
    }
    let endpoint = json!({ "url": "https://a", "properties": { "p": property } });
    for (rule_set, expected) in [
        (with_rules(json!([rule])), "rules are nested deeper than 64"),
        (with_condition(argument), "expressions are nested deeper than 16; assign the inner ones to variables"),
        (
            with_rules(json!([{ "type": "endpoint", "conditions": [], "endpoint": endpoint }])),
            "properties are nested deeper than 16",
        ),
    ] {
        let [problem] = parse(&rule_set).unwrap_err().try_into().unwrap();
        assert_eq!(problem.reason, expected);
    }
}

#[test]
fn wrong_partitions() {
    let partitions = json!({ "partitions": [
        { "id": "a", "regionRegex": "^a.*$", "outputs": { "dnsSuffix": "a", "supportsFIPS": "yes" } },
        { "id": "b", "regionRegex": "^b$" },
    ]});
    let shown: Vec<_> = parse_partitions(&partitions).unwrap_err().iter().map(shown).collect();
    let expected = [
        "partitions[0].regionRegex: `^a.*$` cannot be used: `.` cannot be translated",
        "partitions[0].outputs: lacks `dualStackDnsSuffix`, which must be a string",
        "partitions[0].outputs: lacks `implicitGlobalRegion`, which must be a string",
        "partitions[0].outputs.supportsFIPS: must be a boolean, not a string",
        "partitions[0].outputs: lacks `supportsDualStack`, which must be a boolean",
        "partitions[1]: lacks `outputs`, which must be an object",
    ];
    assert_eq!(shown, expected);
    let [problem] = parse_partitions(&json!({ "partitions": [] })).unwrap_err().try_into().unwrap();
    assert!(problem.reason.contains("no partition `aws`"), "{problem}");
    assert_eq!(problem.source, Source::Partitions);
}
