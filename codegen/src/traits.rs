//! Which traits are honoured, and which are knowingly not. One on neither list is an error.

/// Traits that change what is generated.
pub const HONOURED: &[&str] = &[
    "aws.api#service",
    "aws.auth#unsignedPayload",
    "aws.protocols#awsQueryCompatible",
    "aws.protocols#awsQueryError",
    "smithy.api#auth",
    "smithy.api#clientOptional",
    "smithy.api#default",
    "smithy.api#deprecated",
    "smithy.api#documentation",
    "smithy.api#endpoint",
    "smithy.api#enumValue",
    "smithy.api#error",
    "smithy.api#hostLabel",
    "smithy.api#http",
    "smithy.api#httpChecksumRequired",
    "smithy.api#httpError",
    "smithy.api#httpHeader",
    "smithy.api#httpLabel",
    "smithy.api#httpPayload",
    "smithy.api#httpPrefixHeaders",
    "smithy.api#httpQuery",
    "smithy.api#httpQueryParams",
    "smithy.api#httpResponseCode",
    "smithy.api#idempotencyToken",
    "smithy.api#input",
    "smithy.api#jsonName",
    "smithy.api#length",
    "smithy.api#mediaType",
    "smithy.api#optionalAuth",
    "smithy.api#output",
    "smithy.api#pattern",
    "smithy.api#range",
    "smithy.api#requestCompression",
    "smithy.api#required",
    "smithy.api#requiresLength",
    "smithy.api#retryable",
    "smithy.api#sensitive",
    "smithy.api#sparse",
    "smithy.api#streaming",
    "smithy.api#timestampFormat",
    "smithy.api#title",
    "smithy.api#xmlAttribute",
    "smithy.api#xmlFlattened",
    "smithy.api#xmlName",
    "smithy.api#xmlNamespace",
    "smithy.rules#contextParam",
    "smithy.rules#endpointRuleSet",
    "smithy.rules#operationContextParams",
    "smithy.rules#staticContextParams",
    "tinsmith#summary",
];

/// Traits without effect on a client, each group with its reason.
pub const IGNORED: &[(&str, &[&str])] = &[
    (
        "they speak to other tools: consoles, permission systems, infrastructure generators, model linters",
        &[
            "aws.api#arn",
            "aws.api#arnReference",
            "aws.api#clientDiscoveredEndpoint",
            "aws.api#clientEndpointDiscovery",
            "aws.api#clientEndpointDiscoveryId",
            "aws.api#controlPlane",
            "aws.api#data",
            "aws.api#dataPlane",
            "aws.api#tagEnabled",
            "aws.api#taggable",
            "aws.cloudformation#cfnAdditionalIdentifier",
            "aws.cloudformation#cfnExcludeProperty",
            "aws.cloudformation#cfnMutability",
            "aws.cloudformation#cfnName",
            "aws.cloudformation#cfnResource",
            "aws.iam#actionName",
            "aws.iam#actionPermissionDescription",
            "aws.iam#conditionKeyValue",
            "aws.iam#conditionKeys",
            "aws.iam#defineConditionKeys",
            "aws.iam#disableConditionKeyInference",
            "aws.iam#iamAction",
            "aws.iam#iamResource",
            "aws.iam#requiredActions",
            "aws.iam#serviceResolvedConditionKeys",
            "aws.iam#supportedPrincipalTypes",
            "smithy.api#externalDocumentation",
            "smithy.api#internal",
            "smithy.api#nestedProperties",
            "smithy.api#notProperty",
            "smithy.api#noReplace",
            "smithy.api#private",
            "smithy.api#property",
            "smithy.api#recommended",
            "smithy.api#references",
            "smithy.api#resourceIdentifier",
            "smithy.api#since",
            "smithy.api#suppress",
            "smithy.api#tags",
            "smithy.api#trait",
            "smithy.api#unstable",
            "smithy.openapi#specificationExtension",
        ],
    ),
    (
        "they speak to servers",
        &["smithy.api#cors", "smithy.api#readonly", "smithy.api#idempotent", "smithy.api#uniqueItems"],
    ),
    ("they mark what a conversion between versions of Smithy did", &["smithy.api#addedDefault", "smithy.api#box"]),
    ("they hold examples and tests", &["smithy.api#examples", "smithy.rules#endpointTests", "smithy.test#smokeTests"]),
    (
        "they are test cases for generators",
        &[
            "smithy.test#eventStreamTests",
            "smithy.test#httpMalformedRequestTests",
            "smithy.test#httpRequestTests",
            "smithy.test#httpResponseTests",
        ],
    ),
    ("another form of the endpoint rule set, which is honoured", &["smithy.rules#endpointBdd"]),
    (
        "parameters of the client that no built-in setting fills; the rules see their defaults",
        &["smithy.rules#clientContextParams"],
    ),
    ("helpers over calls, which the plain calls do without", &["smithy.api#paginated", "smithy.waiters#waitable"]),
    ("checksums of S3, which go beyond the one honoured", &["aws.protocols#httpChecksum"]),
    (
        "event streams; an operation that has one is refused by its own check",
        &["smithy.api#eventHeader", "smithy.api#eventPayload"],
    ),
    (
        "they describe endpoints, which the rule set spells out",
        &[
            "aws.endpoints#dualStackOnlyEndpoints",
            "aws.endpoints#rulesBasedEndpoints",
            "aws.endpoints#standardPartitionalEndpoints",
            "aws.endpoints#standardRegionalEndpoints",
        ],
    ),
    ("names of another protocol", &["aws.protocols#ec2QueryName"]),
];

/// Protocols, whether or not the runtime speaks them. A service may name several; one is spoken.
pub const PROTOCOLS: &[&str] = &[
    "alloy#simpleRestJson",
    "aws.protocols#awsJson1_0",
    "aws.protocols#awsJson1_1",
    "aws.protocols#awsQuery",
    "aws.protocols#ec2Query",
    "aws.protocols#restJson1",
    "aws.protocols#restXml",
    "smithy.protocols#rpcv2Cbor",
    "smithy.protocols#rpcv2Json",
];

/// Authentication schemes, whether or not the runtime speaks them. A service may name several; those that are spoken are
/// used, and an operation that has none of them is an error.
pub const AUTH_SCHEMES: &[&str] = &[
    "aws.auth#cognitoUserPools",
    "aws.auth#sigv4",
    "aws.auth#sigv4a",
    "smithy.api#httpApiKeyAuth",
    "smithy.api#httpBasicAuth",
    "smithy.api#httpBearerAuth",
    "smithy.api#httpDigestAuth",
];

/// What lists of schemes call it that a request goes out unsigned. No shape has it as a trait.
pub const NO_AUTH: &str = "smithy.api#noAuth";

/// Whether a trait is on one of the lists.
#[must_use]
pub fn is_known(id: &str) -> bool {
    known().any(|known| known == id)
}

/// The traits of all lists.
pub fn known() -> impl Iterator<Item = &'static str> {
    let ignored = IGNORED.iter().flat_map(|(_, ids)| ids.iter());
    HONOURED.iter().chain(PROTOCOLS).chain(AUTH_SCHEMES).chain(ignored).copied()
}
