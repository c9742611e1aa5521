//! How generated rule sets and partitions are written.

use super::{
    Condition, DefaultValue, EndpointTemplate, Expression, Outcome, Parameter, ParameterKind, Partition,
    PartitionOutputs, PatternPart, PropertyTemplate, RegionOutputs, Rule, RuleSet,
};

impl RuleSet {
    /// Rules over these parameters.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(parameters: &'static [Parameter], rules: &'static [Rule]) -> Self {
        Self { parameters, rules, partitions: &[] }
    }

    /// The data behind `aws.partition`.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_partitions(self, partitions: &'static [Partition]) -> Self {
        Self { partitions, ..self }
    }
}

impl Parameter {
    /// A parameter that may be left out.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(name: &'static str, kind: ParameterKind) -> Self {
        Self { name, built_in: None, kind, required: false, default: None }
    }

    /// The client setting that it is filled from.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_built_in(self, built_in: &'static str) -> Self {
        Self { built_in: Some(built_in), ..self }
    }

    /// Resolution fails when it has neither a value nor a default.
    #[doc(hidden)]
    #[must_use]
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// Its value when none was set.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_default(self, default: DefaultValue) -> Self {
        Self { default: Some(default), ..self }
    }
}

impl Rule {
    /// An endpoint rule.
    #[doc(hidden)]
    #[must_use]
    pub const fn endpoint(conditions: &'static [Condition], endpoint: EndpointTemplate) -> Self {
        Self { conditions, outcome: Outcome::Endpoint(endpoint) }
    }

    /// An error rule.
    #[doc(hidden)]
    #[must_use]
    pub const fn error(conditions: &'static [Condition], message: Expression) -> Self {
        Self { conditions, outcome: Outcome::Error(message) }
    }

    /// A tree rule.
    #[doc(hidden)]
    #[must_use]
    pub const fn tree(conditions: &'static [Condition], rules: &'static [Rule]) -> Self {
        Self { conditions, outcome: Outcome::Tree(rules) }
    }
}

impl EndpointTemplate {
    /// An endpoint that is a URL and nothing else.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(url: Expression) -> Self {
        Self { url, headers: &[], properties: &[] }
    }

    /// Headers that go with each request to this endpoint.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_headers(self, headers: &'static [(&'static str, &'static [Expression])]) -> Self {
        // A constant that owns an expression cannot be taken apart, as that could be dropped.
        let mut endpoint = self;
        endpoint.headers = headers;
        endpoint
    }

    /// Properties such as `authSchemes`.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_properties(self, properties: &'static [(&'static str, PropertyTemplate)]) -> Self {
        let mut endpoint = self;
        endpoint.properties = properties;
        endpoint
    }
}

impl Partition {
    /// A partition without regions.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(id: &'static str, outputs: PartitionOutputs) -> Self {
        Self { id, outputs, regions: &[], overrides: &[], region_pattern: &[] }
    }

    /// The regions known by name.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_regions(self, regions: &'static [&'static str]) -> Self {
        Self { regions, ..self }
    }

    /// Regions whose outputs differ from the partition's.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_overrides(self, overrides: &'static [RegionOutputs]) -> Self {
        Self { overrides, ..self }
    }

    /// The form of its regions' names.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_region_pattern(self, region_pattern: &'static [PatternPart]) -> Self {
        Self { region_pattern, ..self }
    }
}

impl PartitionOutputs {
    /// What `aws.partition` returns, without FIPS and dual stack.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(name: &'static str, dns_suffix: &'static str) -> Self {
        Self {
            name,
            dns_suffix,
            dual_stack_dns_suffix: dns_suffix,
            implicit_global_region: "",
            supports_fips: false,
            supports_dual_stack: false,
        }
    }

    /// The suffix of host names with IPv4 and IPv6 addresses.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_dual_stack_dns_suffix(self, suffix: &'static str) -> Self {
        Self { dual_stack_dns_suffix: suffix, ..self }
    }

    /// The region that global services sign for.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_implicit_global_region(self, region: &'static str) -> Self {
        Self { implicit_global_region: region, ..self }
    }

    /// There are FIPS endpoints.
    #[doc(hidden)]
    #[must_use]
    pub const fn supports_fips(self) -> Self {
        Self { supports_fips: true, ..self }
    }

    /// There are dual-stack endpoints.
    #[doc(hidden)]
    #[must_use]
    pub const fn supports_dual_stack(self) -> Self {
        Self { supports_dual_stack: true, ..self }
    }
}

impl RegionOutputs {
    /// A region with outputs of its own.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(region: &'static str, outputs: PartitionOutputs) -> Self {
        Self { region, outputs }
    }
}
