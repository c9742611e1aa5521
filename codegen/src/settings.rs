//! What the generator is asked to do.

/// Settings of one service.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The module of the service, and its cargo feature.
    pub module: String,
    /// The path of the module that the service becomes part of, such as `crate::clients`; the crate's root when left out.
    pub parent: Option<String>,
    /// The service shape, by id or name, where the model has several.
    pub service: Option<String>,
    /// The operations that are wanted, by name or pattern, where a `*` stands for any letters; all of them when left out.
    pub operations: Option<Vec<String>>,
    /// Operations that are not, by name or pattern.
    pub except: Vec<String>,
    /// Leaves operations out that stream events. Otherwise they are refused.
    pub without_event_streams: bool,
    /// Traits that may be passed over although the generator does not know them.
    pub ignored_traits: Vec<String>,
    /// The protocols that the runtime speaks, the preferred ones first.
    pub protocols: Vec<ProtocolSupport>,
    /// The authentication schemes that the runtime speaks, by the shape ids of their traits.
    pub auth_schemes: Vec<String>,
    /// The name of the crate that the service becomes part of. Without it there are no examples, which begin with it.
    pub crate_name: Option<String>,
    /// Address of the service's own reference, `{}` for the name of an operation or data type.
    pub reference: Option<String>,
}

/// A protocol that the runtime speaks.
#[derive(Clone, Debug, Default)]
pub struct ProtocolSupport {
    /// The shape id of its trait.
    pub id: String,
    /// Whether it needs HTTP binding traits.
    pub http_bindings: bool,
    /// The cargo features of the runtime that it takes.
    pub features: Vec<String>,
}
