use quote::{format_ident, quote};
use serde_json::json;

use crate::endpoint::{parse, parse_partitions};

fn formatted(tokens: proc_macro2::TokenStream) -> String {
    prettyplease::unparse(&syn::parse2(tokens).unwrap())
}

#[test]
fn rule_sets_are_one_static() {
    let endpoint = |url| json!({ "url": url, "properties": { "authSchemes": [{ "name": "sigv4" }] } });
    let rules = json!({
        "version": "1.0",
        "parameters": {
            "Region": { "type": "string", "builtIn": "AWS::Region", "documentation": "Not emitted." },
            "Fips": { "type": "boolean", "required": true, "default": false },
        },
        "rules": [
            {
                "type": "tree",
                "conditions": [{ "fn": "aws.partition", "argv": [{ "ref": "Region" }], "assign": "Found" }],
                "rules": [
                    {
                        "type": "endpoint",
                        "conditions": [{ "fn": "booleanEquals", "argv": [{ "ref": "Fips" }, true] }],
                        "endpoint": endpoint("https://fips.{Found#dnsSuffix}"),
                    },
                    { "type": "endpoint", "conditions": [], "endpoint": endpoint("https://a") },
                ],
            },
            { "type": "error", "conditions": [], "error": "Missing {{Region}}" },
        ],
    });
    let rules = parse(&rules).unwrap();
    let tokens = super::rule_set(&format_ident!("ENDPOINT_RULES"), &rules, &quote!(&PARTITIONS));
    assert_eq!(formatted(tokens), include_str!("endpoint_rules.expected"));
}

#[test]
fn partitions_are_one_static() {
    let partitions = json!({ "partitions": [{
        "id": "aws",
        "outputs": {
            "dnsSuffix": "amazonaws.com",
            "dualStackDnsSuffix": "api.aws",
            "implicitGlobalRegion": "us-east-1",
            "supportsDualStack": true,
            "supportsFIPS": true,
        },
        "regionRegex": "^(us|eu)\\-\\w+\\-\\d+$",
        "regions": { "us-east-1": { "description": "Not emitted" }, "eu-odd-1": { "supportsFIPS": false } },
    }]});
    let partitions = parse_partitions(&partitions).unwrap();
    let tokens = super::partitions(&format_ident!("PARTITIONS"), &partitions);
    assert_eq!(formatted(tokens), include_str!("endpoint_partitions.expected"));
}
