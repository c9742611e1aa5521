/// Where a call goes, and what the rules say of the way.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Endpoint {
    /// Scheme, host, and perhaps port and base path.
    pub url: String,
    /// Headers that go with each request to this endpoint.
    pub headers: Vec<(String, Vec<String>)>,
    /// Properties by name, such as `authSchemes`.
    pub properties: Vec<(String, Property)>,
}

/// A value in [`Endpoint::properties`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Property {
    /// Text.
    String(String),
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A list.
    Array(Vec<Property>),
    /// Named values.
    Record(Vec<(String, Property)>),
}

/// What an endpoint says of an authentication scheme, in its `authSchemes` property.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct EndpointAuthScheme {
    /// `sigv4`, `sigv4a`, `sigv4-s3express`, `bearer`, …
    pub name: String,
    /// The service name to sign for.
    pub signing_name: Option<String>,
    /// The region to sign for.
    pub signing_region: Option<String>,
    /// The regions that a `sigv4a` signature is valid in.
    pub signing_region_set: Vec<String>,
    /// Sign the path as it is sent, not encoded once more.
    pub disable_double_encoding: bool,
    /// Sign the path without removing dot segments.
    pub disable_normalize_path: bool,
}

impl Endpoint {
    /// An endpoint that is a URL and nothing else.
    pub fn new(url: String) -> Self {
        Self { url, headers: Vec::new(), properties: Vec::new() }
    }

    /// A property by name.
    pub fn property(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// The entries of `authSchemes` in the rules' order of preference; those without a name are left out.
    pub fn auth_schemes(&self) -> Vec<EndpointAuthScheme> {
        let Some(Property::Array(schemes)) = self.property("authSchemes") else {
            return Vec::new();
        };
        schemes.iter().filter_map(auth_scheme).collect()
    }
}

impl Property {
    /// An entry of a record by name.
    pub fn get(&self, name: &str) -> Option<&Property> {
        match self {
            Self::Record(entries) => entries.iter().find(|(known, _)| known == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text, if this is a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }
}

fn auth_scheme(scheme: &Property) -> Option<EndpointAuthScheme> {
    let text = |name| scheme.get(name).and_then(Property::as_str).map(str::to_owned);
    let flag = |name| matches!(scheme.get(name), Some(Property::Boolean(true)));
    let signing_region_set = match scheme.get("signingRegionSet") {
        Some(Property::Array(regions)) => regions.iter().filter_map(Property::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    Some(EndpointAuthScheme {
        name: text("name")?,
        signing_name: text("signingName"),
        signing_region: text("signingRegion"),
        signing_region_set,
        disable_double_encoding: flag("disableDoubleEncoding"),
        disable_normalize_path: flag("disableNormalizePath"),
    })
}
