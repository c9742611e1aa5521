//! The keys of botocore's JSON: those that the importer reads, and those it knowingly leaves out, each with the reason.

/// What may stand in one kind of object.
pub(super) struct Keys {
    pub(super) read: &'static [&'static str],
    /// Key and why it is left out.
    pub(super) ignored: &'static [(&'static str, &'static str)],
}

impl Keys {
    pub(super) fn knows(&self, key: &str) -> bool {
        self.read.contains(&key) || self.ignored.iter().any(|(name, _)| *name == key)
    }
}

pub(super) const SERVICE: Keys = Keys {
    read: &[
        "clientContextParams",
        "deprecated",
        "deprecatedMessage",
        "documentation",
        "metadata",
        "operations",
        "shapes",
    ],
    ignored: &[("examples", "prose of the services"), ("version", "version of the dialect, the same since 2013")],
};

pub(super) const METADATA: Keys = Keys {
    read: &[
        "apiVersion",
        "auth",
        "awsQueryCompatible",
        "endpointPrefix",
        "jsonVersion",
        "protocol",
        "protocolSettings",
        "protocols",
        "serviceFullName",
        "serviceId",
        "signatureVersion",
        "signingName",
        "targetPrefix",
        "xmlNamespace",
    ],
    ignored: &[
        ("checksumFormat", "S3 and Glacier; said again by httpChecksum"),
        ("globalEndpoint", "the endpoint rules say it"),
        ("ripServiceName", "internal to AWS"),
        ("serviceAbbreviation", "a shorter serviceFullName"),
        ("uid", "service name and apiVersion again"),
    ],
};

pub(super) const PROTOCOL_SETTINGS: Keys = Keys { read: &["h2"], ignored: &[] };

pub(super) const OPERATION: Keys = Keys {
    read: &[
        "auth",
        "authtype",
        "deprecated",
        "deprecatedMessage",
        "deprecatedSince",
        "documentation",
        "endpoint",
        "endpointdiscovery",
        "errors",
        "http",
        "httpChecksum",
        "httpChecksumRequired",
        "idempotent",
        "input",
        "name",
        "operationContextParams",
        "output",
        "readonly",
        "requestcompression",
        "staticContextParams",
        "unsignedPayload",
    ],
    ignored: &[("endpointoperation", "tells endpoints; operations that cannot do without are refused when generating")],
};

pub(super) const ENDPOINT_DISCOVERY: Keys = Keys { read: &["required"], ignored: &[] };

pub(super) const HTTP: Keys = Keys { read: &["method", "requestUri", "responseCode"], ignored: &[] };

pub(super) const ENDPOINT: Keys = Keys { read: &["hostPrefix"], ignored: &[] };

/// `input` and `output` of an operation.
pub(super) const BODY: Keys = Keys {
    read: &["locationName", "resultWrapper", "shape", "xmlNamespace"],
    ignored: &[("documentation", "names the HTTP code, nothing more")],
};

pub(super) const ERROR_REFERENCE: Keys = Keys {
    read: &["shape"],
    ignored: &[
        ("documentation", "names the HTTP code, nothing more"),
        ("error", "stands on the shape as well"),
        ("exception", "stands on the shape as well"),
    ],
};

pub(super) const SHAPE: Keys = Keys {
    read: &[
        "box",
        "deprecated",
        "deprecatedMessage",
        "deprecatedSince",
        "document",
        "documentation",
        "enum",
        "error",
        "event",
        "eventstream",
        "exception",
        "fault",
        "flattened",
        "key",
        "locationName",
        "max",
        "member",
        "members",
        "min",
        "pattern",
        "payload",
        "required",
        "requiresLength",
        "retryable",
        "sensitive",
        "sparse",
        "streaming",
        "timestampFormat",
        "type",
        "union",
        "value",
        "xmlNamespace",
    ],
    ignored: &[
        ("synthetic", "marks an exception that no operation lists; harmless"),
        ("wrapper", "botocore itself does not read it"),
        ("xmlOrder", "the members stand in that order already"),
    ],
};

pub(super) const ERROR: Keys =
    Keys { read: &["code", "httpStatusCode", "senderFault"], ignored: &[("fault", "stands on the shape as well")] };

pub(super) const RETRYABLE: Keys = Keys { read: &["throttling"], ignored: &[] };

/// A member of a structure or union, and the member, key and value of lists and maps.
pub(super) const MEMBER: Keys = Keys {
    read: &[
        "box",
        "contextParam",
        "deprecated",
        "deprecatedMessage",
        "deprecatedSince",
        "documentation",
        "eventheader",
        "eventpayload",
        "flattened",
        "hostLabel",
        "idempotencyToken",
        "jsonvalue",
        "location",
        "locationName",
        "queryName",
        "shape",
        "streaming",
        "timestampFormat",
        "xmlAttribute",
        "xmlNamespace",
    ],
    ignored: &[("enum", "two members of API Gateway V2; Smithy has no enum on members")],
};

pub(super) const PAGINATOR: Keys = Keys {
    read: &["input_token", "limit_key", "output_token", "result_key"],
    ignored: &[("more_results", "an empty token says the same"), ("non_aggregate_keys", "how botocore joins pages")],
};

pub(super) const WAITER: Keys = Keys {
    read: &["acceptors", "delay", "operation"],
    ignored: &[
        ("description", "prose of the services"),
        ("maxAttempts", "Smithy's waiters are bounded by time, which the caller gives"),
    ],
};

pub(super) const ACCEPTOR: Keys = Keys { read: &["argument", "expected", "matcher", "state"], ignored: &[] };
