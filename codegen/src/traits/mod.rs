//! Which traits are honoured, and which are knowingly not: one on neither list is an error. Below, what those say that
//! several stages ask.

pub(crate) mod auth;
pub(crate) mod default;
pub mod ids;
pub(crate) mod required;
#[cfg(test)]
mod tests;

/// Traits that change what is generated.
const HONOURED: &[&str] = &[
    ids::SERVICE,
    ids::UNSIGNED_PAYLOAD,
    ids::AWS_QUERY_COMPATIBLE,
    ids::AWS_QUERY_ERROR,
    ids::AUTH,
    ids::CLIENT_OPTIONAL,
    ids::DEFAULT,
    ids::DEPRECATED,
    ids::DOCUMENTATION,
    ids::ENDPOINT,
    ids::ENUM_VALUE,
    ids::ERROR,
    ids::HOST_LABEL,
    ids::HTTP,
    ids::HTTP_CHECKSUM_REQUIRED,
    ids::HTTP_HEADER,
    ids::HTTP_LABEL,
    ids::HTTP_PAYLOAD,
    ids::HTTP_PREFIX_HEADERS,
    ids::HTTP_QUERY,
    ids::HTTP_QUERY_PARAMS,
    ids::HTTP_RESPONSE_CODE,
    ids::IDEMPOTENCY_TOKEN,
    ids::INPUT,
    ids::JSON_NAME,
    ids::LENGTH,
    ids::MEDIA_TYPE,
    ids::OPTIONAL_AUTH,
    ids::PATTERN,
    ids::RANGE,
    ids::REQUEST_COMPRESSION,
    ids::REQUIRED,
    ids::REQUIRES_LENGTH,
    ids::RETRYABLE,
    ids::SENSITIVE,
    ids::SPARSE,
    ids::STREAMING,
    ids::TIMESTAMP_FORMAT,
    ids::TITLE,
    ids::XML_ATTRIBUTE,
    ids::XML_FLATTENED,
    ids::XML_NAME,
    ids::XML_NAMESPACE,
    ids::CONTEXT_PARAM,
    ids::ENDPOINT_RULE_SET,
    ids::OPERATION_CONTEXT_PARAMS,
    ids::STATIC_CONTEXT_PARAMS,
    ids::SUMMARY,
];

/// Traits without effect on a client, each group with its reason. Where one has, it is refused.
const IGNORED: &[(&str, &[&str])] = &[
    (
        "they speak to other tools: consoles, permission systems, infrastructure generators, model linters",
        &[
            ids::ARN,
            ids::ARN_REFERENCE,
            ids::CONTROL_PLANE,
            ids::DATA,
            ids::DATA_PLANE,
            ids::TAG_ENABLED,
            ids::TAGGABLE,
            ids::CFN_ADDITIONAL_IDENTIFIER,
            ids::CFN_EXCLUDE_PROPERTY,
            ids::CFN_MUTABILITY,
            ids::CFN_NAME,
            ids::CFN_RESOURCE,
            ids::ACTION_NAME,
            ids::ACTION_PERMISSION_DESCRIPTION,
            ids::CONDITION_KEY_VALUE,
            ids::CONDITION_KEYS,
            ids::DEFINE_CONDITION_KEYS,
            ids::DISABLE_CONDITION_KEY_INFERENCE,
            ids::IAM_ACTION,
            ids::IAM_RESOURCE,
            ids::REQUIRED_ACTIONS,
            ids::SERVICE_RESOLVED_CONDITION_KEYS,
            ids::SUPPORTED_PRINCIPAL_TYPES,
            ids::EXTERNAL_DOCUMENTATION,
            ids::INTERNAL,
            ids::NESTED_PROPERTIES,
            ids::NOT_PROPERTY,
            ids::NO_REPLACE,
            ids::PRIVATE,
            ids::PROPERTY,
            ids::RECOMMENDED,
            ids::REFERENCES,
            ids::RESOURCE_IDENTIFIER,
            ids::SINCE,
            ids::SUPPRESS,
            ids::TAGS,
            ids::TRAIT,
            ids::UNSTABLE,
            ids::SPECIFICATION_EXTENSION,
        ],
    ),
    (
        "they speak to servers; a client knows an error by its code, whatever the status",
        &[ids::CORS, ids::HTTP_ERROR, ids::IDEMPOTENT, ids::READONLY, ids::UNIQUE_ITEMS],
    ),
    ("which operation a structure is the output of, which the operation says as well", &[ids::OUTPUT]),
    ("they mark what a conversion between versions of Smithy did", &[ids::ADDED_DEFAULT, ids::BOX]),
    ("they hold examples and tests", &[ids::EXAMPLES, ids::ENDPOINT_TESTS, ids::SMOKE_TESTS]),
    (
        "they are test cases for generators",
        &[
            ids::EVENT_STREAM_TESTS,
            ids::HTTP_MALFORMED_REQUEST_TESTS,
            ids::HTTP_REQUEST_TESTS,
            ids::HTTP_RESPONSE_TESTS,
        ],
    ),
    (
        "parameters of the client that no built-in setting fills; the rules see their defaults",
        &[ids::CLIENT_CONTEXT_PARAMS],
    ),
    ("helpers over calls, which the plain calls do without", &[ids::PAGINATED, ids::WAITABLE]),
    ("checksums of responses; an operation whose requests have one is refused by its own check", &[ids::HTTP_CHECKSUM]),
    (
        "discovery of endpoints; an operation that needs it is refused by its own check",
        &[ids::CLIENT_DISCOVERED_ENDPOINT, ids::CLIENT_ENDPOINT_DISCOVERY, ids::CLIENT_ENDPOINT_DISCOVERY_ID],
    ),
    ("event streams; an operation that has one is refused by its own check", &[ids::EVENT_HEADER, ids::EVENT_PAYLOAD]),
    (
        "they describe endpoints, which the rule set spells out; without one they are refused by their own check",
        &[
            ids::ENDPOINT_BDD,
            ids::DUAL_STACK_ONLY_ENDPOINTS,
            ids::RULES_BASED_ENDPOINTS,
            ids::STANDARD_PARTITIONAL_ENDPOINTS,
            ids::STANDARD_REGIONAL_ENDPOINTS,
        ],
    ),
    ("names of another protocol", &[ids::EC2_QUERY_NAME]),
];

/// Protocols, whether or not the runtime speaks them. A service may name several; one is spoken.
pub(crate) const PROTOCOLS: &[&str] = &[
    ids::SIMPLE_REST_JSON,
    ids::AWS_JSON_1_0,
    ids::AWS_JSON_1_1,
    ids::AWS_QUERY,
    ids::EC2_QUERY,
    ids::REST_JSON_1,
    ids::REST_XML,
    ids::RPC_V2_CBOR,
    ids::RPC_V2_JSON,
];

/// Authentication schemes, whether or not the runtime speaks them. A service may name several; those that are spoken are
/// used, and an operation that has none of them is an error.
pub(crate) const AUTH_SCHEMES: &[&str] = &[
    ids::COGNITO_USER_POOLS,
    ids::SIGV4,
    ids::SIGV4A,
    ids::HTTP_API_KEY_AUTH,
    ids::HTTP_BASIC_AUTH,
    ids::HTTP_BEARER_AUTH,
    ids::HTTP_DIGEST_AUTH,
];

/// Whether a trait is on one of the lists.
#[must_use]
pub fn is_known(id: &str) -> bool {
    known().any(|known| known == id)
}

/// The traits of all lists.
pub(crate) fn known() -> impl Iterator<Item = &'static str> {
    let ignored = IGNORED.iter().flat_map(|(_, ids)| ids.iter());
    HONOURED.iter().chain(PROTOCOLS).chain(AUTH_SCHEMES).chain(ignored).copied()
}
