//! The ids of traits, each written once: one that is misspelled where it is asked for would silently be absent.
#![expect(missing_docs, reason = "the names are those of the traits")]

pub const SIMPLE_REST_JSON: &str = "alloy#simpleRestJson";

pub const ARN: &str = "aws.api#arn";
pub const ARN_REFERENCE: &str = "aws.api#arnReference";
pub const CLIENT_DISCOVERED_ENDPOINT: &str = "aws.api#clientDiscoveredEndpoint";
pub const CLIENT_ENDPOINT_DISCOVERY: &str = "aws.api#clientEndpointDiscovery";
pub const CLIENT_ENDPOINT_DISCOVERY_ID: &str = "aws.api#clientEndpointDiscoveryId";
pub const CONTROL_PLANE: &str = "aws.api#controlPlane";
pub const DATA: &str = "aws.api#data";
pub const DATA_PLANE: &str = "aws.api#dataPlane";
pub const SERVICE: &str = "aws.api#service";
pub const TAG_ENABLED: &str = "aws.api#tagEnabled";
pub const TAGGABLE: &str = "aws.api#taggable";

pub const COGNITO_USER_POOLS: &str = "aws.auth#cognitoUserPools";
pub const SIGV4: &str = "aws.auth#sigv4";
pub const SIGV4A: &str = "aws.auth#sigv4a";
pub const UNSIGNED_PAYLOAD: &str = "aws.auth#unsignedPayload";

pub const CFN_ADDITIONAL_IDENTIFIER: &str = "aws.cloudformation#cfnAdditionalIdentifier";
pub const CFN_EXCLUDE_PROPERTY: &str = "aws.cloudformation#cfnExcludeProperty";
pub const CFN_MUTABILITY: &str = "aws.cloudformation#cfnMutability";
pub const CFN_NAME: &str = "aws.cloudformation#cfnName";
pub const CFN_RESOURCE: &str = "aws.cloudformation#cfnResource";

pub const DUAL_STACK_ONLY_ENDPOINTS: &str = "aws.endpoints#dualStackOnlyEndpoints";
pub const RULES_BASED_ENDPOINTS: &str = "aws.endpoints#rulesBasedEndpoints";
pub const STANDARD_PARTITIONAL_ENDPOINTS: &str = "aws.endpoints#standardPartitionalEndpoints";
pub const STANDARD_REGIONAL_ENDPOINTS: &str = "aws.endpoints#standardRegionalEndpoints";

pub const ACTION_NAME: &str = "aws.iam#actionName";
pub const ACTION_PERMISSION_DESCRIPTION: &str = "aws.iam#actionPermissionDescription";
pub const CONDITION_KEY_VALUE: &str = "aws.iam#conditionKeyValue";
pub const CONDITION_KEYS: &str = "aws.iam#conditionKeys";
pub const DEFINE_CONDITION_KEYS: &str = "aws.iam#defineConditionKeys";
pub const DISABLE_CONDITION_KEY_INFERENCE: &str = "aws.iam#disableConditionKeyInference";
pub const IAM_ACTION: &str = "aws.iam#iamAction";
pub const IAM_RESOURCE: &str = "aws.iam#iamResource";
pub const REQUIRED_ACTIONS: &str = "aws.iam#requiredActions";
pub const SERVICE_RESOLVED_CONDITION_KEYS: &str = "aws.iam#serviceResolvedConditionKeys";
pub const SUPPORTED_PRINCIPAL_TYPES: &str = "aws.iam#supportedPrincipalTypes";

pub const AWS_JSON_1_0: &str = "aws.protocols#awsJson1_0";
pub const AWS_JSON_1_1: &str = "aws.protocols#awsJson1_1";
pub const AWS_QUERY: &str = "aws.protocols#awsQuery";
pub const AWS_QUERY_COMPATIBLE: &str = "aws.protocols#awsQueryCompatible";
pub const AWS_QUERY_ERROR: &str = "aws.protocols#awsQueryError";
pub const EC2_QUERY: &str = "aws.protocols#ec2Query";
pub const EC2_QUERY_NAME: &str = "aws.protocols#ec2QueryName";
pub const HTTP_CHECKSUM: &str = "aws.protocols#httpChecksum";
pub const REST_JSON_1: &str = "aws.protocols#restJson1";
pub const REST_XML: &str = "aws.protocols#restXml";

pub const ADDED_DEFAULT: &str = "smithy.api#addedDefault";
pub const AUTH: &str = "smithy.api#auth";
pub const AUTH_DEFINITION: &str = "smithy.api#authDefinition";
pub const BOX: &str = "smithy.api#box";
pub const CLIENT_OPTIONAL: &str = "smithy.api#clientOptional";
pub const CORS: &str = "smithy.api#cors";
pub const DEFAULT: &str = "smithy.api#default";
pub const DEPRECATED: &str = "smithy.api#deprecated";
pub const DOCUMENTATION: &str = "smithy.api#documentation";
pub const ENDPOINT: &str = "smithy.api#endpoint";
pub const ENUM: &str = "smithy.api#enum";
pub const ENUM_VALUE: &str = "smithy.api#enumValue";
pub const ERROR: &str = "smithy.api#error";
pub const EVENT_HEADER: &str = "smithy.api#eventHeader";
pub const EVENT_PAYLOAD: &str = "smithy.api#eventPayload";
pub const EXAMPLES: &str = "smithy.api#examples";
pub const EXTERNAL_DOCUMENTATION: &str = "smithy.api#externalDocumentation";
pub const HOST_LABEL: &str = "smithy.api#hostLabel";
pub const HTTP: &str = "smithy.api#http";
pub const HTTP_API_KEY_AUTH: &str = "smithy.api#httpApiKeyAuth";
pub const HTTP_BASIC_AUTH: &str = "smithy.api#httpBasicAuth";
pub const HTTP_BEARER_AUTH: &str = "smithy.api#httpBearerAuth";
pub const HTTP_CHECKSUM_REQUIRED: &str = "smithy.api#httpChecksumRequired";
pub const HTTP_DIGEST_AUTH: &str = "smithy.api#httpDigestAuth";
pub const HTTP_ERROR: &str = "smithy.api#httpError";
pub const HTTP_HEADER: &str = "smithy.api#httpHeader";
pub const HTTP_LABEL: &str = "smithy.api#httpLabel";
pub const HTTP_PAYLOAD: &str = "smithy.api#httpPayload";
pub const HTTP_PREFIX_HEADERS: &str = "smithy.api#httpPrefixHeaders";
pub const HTTP_QUERY: &str = "smithy.api#httpQuery";
pub const HTTP_QUERY_PARAMS: &str = "smithy.api#httpQueryParams";
pub const HTTP_RESPONSE_CODE: &str = "smithy.api#httpResponseCode";
pub const IDEMPOTENCY_TOKEN: &str = "smithy.api#idempotencyToken";
pub const IDEMPOTENT: &str = "smithy.api#idempotent";
pub const INPUT: &str = "smithy.api#input";
pub const INTERNAL: &str = "smithy.api#internal";
pub const JSON_NAME: &str = "smithy.api#jsonName";
pub const LENGTH: &str = "smithy.api#length";
pub const MEDIA_TYPE: &str = "smithy.api#mediaType";
pub const MIXIN: &str = "smithy.api#mixin";
pub const NESTED_PROPERTIES: &str = "smithy.api#nestedProperties";
/// What lists of schemes call it that a request goes out unsigned. No shape has it as a trait.
pub const NO_AUTH: &str = "smithy.api#noAuth";
pub const NO_REPLACE: &str = "smithy.api#noReplace";
pub const NOT_PROPERTY: &str = "smithy.api#notProperty";
pub const OPTIONAL_AUTH: &str = "smithy.api#optionalAuth";
pub const OUTPUT: &str = "smithy.api#output";
pub const PAGINATED: &str = "smithy.api#paginated";
pub const PATTERN: &str = "smithy.api#pattern";
pub const PRIVATE: &str = "smithy.api#private";
pub const PROPERTY: &str = "smithy.api#property";
pub const RANGE: &str = "smithy.api#range";
pub const READONLY: &str = "smithy.api#readonly";
pub const RECOMMENDED: &str = "smithy.api#recommended";
pub const REFERENCES: &str = "smithy.api#references";
pub const REQUEST_COMPRESSION: &str = "smithy.api#requestCompression";
pub const REQUIRED: &str = "smithy.api#required";
pub const REQUIRES_LENGTH: &str = "smithy.api#requiresLength";
pub const RESOURCE_IDENTIFIER: &str = "smithy.api#resourceIdentifier";
pub const RETRYABLE: &str = "smithy.api#retryable";
pub const SENSITIVE: &str = "smithy.api#sensitive";
pub const SINCE: &str = "smithy.api#since";
pub const SPARSE: &str = "smithy.api#sparse";
pub const STREAMING: &str = "smithy.api#streaming";
pub const SUPPRESS: &str = "smithy.api#suppress";
pub const TAGS: &str = "smithy.api#tags";
pub const TIMESTAMP_FORMAT: &str = "smithy.api#timestampFormat";
pub const TITLE: &str = "smithy.api#title";
pub const TRAIT: &str = "smithy.api#trait";
pub const UNIQUE_ITEMS: &str = "smithy.api#uniqueItems";
pub const UNSTABLE: &str = "smithy.api#unstable";
pub const XML_ATTRIBUTE: &str = "smithy.api#xmlAttribute";
pub const XML_FLATTENED: &str = "smithy.api#xmlFlattened";
pub const XML_NAME: &str = "smithy.api#xmlName";
pub const XML_NAMESPACE: &str = "smithy.api#xmlNamespace";

pub const SPECIFICATION_EXTENSION: &str = "smithy.openapi#specificationExtension";

pub const RPC_V2_CBOR: &str = "smithy.protocols#rpcv2Cbor";
pub const RPC_V2_JSON: &str = "smithy.protocols#rpcv2Json";

pub const CLIENT_CONTEXT_PARAMS: &str = "smithy.rules#clientContextParams";
pub const CONTEXT_PARAM: &str = "smithy.rules#contextParam";
pub const ENDPOINT_BDD: &str = "smithy.rules#endpointBdd";
pub const ENDPOINT_RULE_SET: &str = "smithy.rules#endpointRuleSet";
pub const ENDPOINT_TESTS: &str = "smithy.rules#endpointTests";
pub const OPERATION_CONTEXT_PARAMS: &str = "smithy.rules#operationContextParams";
pub const STATIC_CONTEXT_PARAMS: &str = "smithy.rules#staticContextParams";

pub const EVENT_STREAM_TESTS: &str = "smithy.test#eventStreamTests";
pub const HTTP_MALFORMED_REQUEST_TESTS: &str = "smithy.test#httpMalformedRequestTests";
pub const HTTP_REQUEST_TESTS: &str = "smithy.test#httpRequestTests";
pub const HTTP_RESPONSE_TESTS: &str = "smithy.test#httpResponseTests";
pub const SMOKE_TESTS: &str = "smithy.test#smokeTests";

pub const WAITABLE: &str = "smithy.waiters#waitable";

/// The sentence that an overlay gives an operation or shape for its documentation.
pub const SUMMARY: &str = "tinsmith#summary";
