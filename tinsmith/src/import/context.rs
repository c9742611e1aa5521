use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value, json};
use tinsmith_codegen::traits::ids;

use super::names::Names;
use super::node::Node;
use super::protocol::Protocol;

/// What the conversion of every shape of a service needs to know of the others.
pub(super) struct Context<'a> {
    pub(super) names: Names,
    pub(super) protocol: Protocol,
    /// Whether errors carry the codes of the query protocol.
    pub(super) query_errors: bool,
    pub(super) docs: bool,
    pub(super) shapes: BTreeMap<&'a str, Node<'a>>,
    /// Traits of the structures that are an operation's input or output.
    pub(super) bodies: HashMap<&'a str, Map<String, Value>>,
}

impl<'a> Context<'a> {
    /// Documentation, if asked for, and deprecation.
    pub(super) fn describe(&self, node: &Node<'_>, traits: &mut Map<String, Value>) {
        if let Some(text) = node.text("documentation").filter(|_| self.docs) {
            traits.insert(ids::DOCUMENTATION.to_owned(), text.into());
        }
        if node.flag("deprecated") {
            let mut deprecated = Map::new();
            for (key, name) in [("deprecatedMessage", "message"), ("deprecatedSince", "since")] {
                if let Some(text) = node.text(key) {
                    deprecated.insert(name.to_owned(), text.into());
                }
            }
            traits.insert(ids::DEPRECATED.to_owned(), deprecated.into());
        }
    }

    /// The shape id that a `{"shape": …}` refers to.
    pub(super) fn target(&self, reference: &Node<'_>) -> Option<&str> {
        let name = reference.required_text("shape")?;
        let id = self.names.shape(name);
        if id.is_none() {
            reference.problem(format!("there is no shape `{name}`"), "is the file complete?");
        }
        id
    }

    fn target_shape(&self, reference: &Node<'_>) -> Option<&Node<'a>> {
        self.shapes.get(reference.text("shape")?)
    }

    pub(super) fn target_type(&self, reference: &Node<'_>) -> Option<&'a str> {
        self.target_shape(reference)?.text("type")
    }

    /// Whether a member that is not boxed could be read as zero: a number or boolean.
    pub(super) fn has_zero_value(&self, reference: &Node<'_>) -> bool {
        matches!(self.target_type(reference), Some("boolean" | "integer" | "long" | "float" | "double"))
    }

    pub(super) fn target_is_flattened(&self, reference: &Node<'_>) -> bool {
        self.target_shape(reference).is_some_and(|shape| shape.flag("flattened"))
    }

    /// The wire name of the elements of the list that a member targets.
    pub(super) fn element_name(&self, reference: &Node<'_>) -> Option<&'a str> {
        self.target_shape(reference)?.child("member")?.text("locationName")
    }

    pub(super) fn body_traits(&self, name: &str) -> Map<String, Value> {
        self.bodies.get(name).cloned().unwrap_or_default()
    }

    /// Adds the traits, sorted, unless there are none.
    pub(super) fn finish(&self, out: &mut Map<String, Value>, mut traits: Map<String, Value>) {
        if !traits.is_empty() {
            traits.sort_keys();
            out.insert("traits".to_owned(), traits.into());
        }
    }
}

/// Traits of each operation's input and output structure: `input` and `output` where nothing else refers to it,
/// and the name and namespace of its XML element.
pub(super) fn bodies<'a>(service: &Node<'a>, protocol: Protocol) -> HashMap<&'a str, Map<String, Value>> {
    let mut uses: HashMap<&str, usize> = HashMap::new();
    let mut bodies: HashMap<&'a str, Map<String, Value>> = HashMap::new();
    for (_, shape) in service.children("shapes") {
        for reference in references(&shape) {
            *uses.entry(reference.text("shape").unwrap_or_default()).or_default() += 1;
        }
    }
    for (_, operation) in service.children("operations") {
        for key in ["input", "output"] {
            let Some(body) = operation.child(key) else {
                continue;
            };
            let Some(name) = body.text("shape") else {
                continue;
            };
            *uses.entry(name).or_default() += 1;
            let traits = bodies.entry(name).or_default();
            traits.insert(format!("smithy.api#{key}"), json!({}));
            if protocol.is_xml() {
                if let Some(xml_name) = body.text("locationName").filter(|xml| *xml != name) {
                    traits.insert(ids::XML_NAME.to_owned(), xml_name.into());
                }
                if let Some(namespace) = body.map.get("xmlNamespace") {
                    traits.insert(ids::XML_NAMESPACE.to_owned(), namespace.clone());
                }
            }
        }
    }
    for (name, traits) in &mut bodies {
        if uses.get(name).copied().unwrap_or_default() > 1 {
            traits.remove(ids::INPUT);
            traits.remove(ids::OUTPUT);
        }
    }
    bodies
}

/// Everything in a shape that refers to another: members, or the member, key and value of lists and maps.
pub(super) fn references<'a>(shape: &Node<'a>) -> Vec<Node<'a>> {
    let members = shape.children("members").into_iter().map(|(_, node)| node);
    ["member", "key", "value"].into_iter().filter_map(|key| shape.child(key)).chain(members).collect()
}
