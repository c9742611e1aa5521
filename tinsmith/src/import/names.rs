use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::node::Node;

/// The Smithy names of everything in one service.
pub(super) struct Names {
    namespace: String,
    pub(super) service: String,
    /// The shape that members holding JSON as text target.
    pub(super) json_value: String,
    shapes: HashMap<String, String>,
}

impl Names {
    pub(super) fn new(service_folder: &str, service: &Node<'_>, metadata: &Node<'_>) -> Names {
        let namespace = format!("com.amazonaws.{}", service_folder.replace('-', ""));
        let service_name = service_name(metadata);
        let mut taken: HashMap<String, String> = HashMap::new();
        take(&mut taken, &service_name);
        for (operation, _) in service.children("operations") {
            take(&mut taken, operation);
        }
        let mut names: Vec<_> = service.children("shapes");
        names.sort_by_key(|(name, _)| *name);
        let mut shapes = HashMap::new();
        for (name, shape) in names {
            let first = taken.get(&name.to_lowercase()).cloned();
            let id = match (first, prelude(name, &shape)) {
                (None, _) => {
                    take(&mut taken, name);
                    format!("{namespace}#{name}")
                }
                (Some(_), Some(id)) => id,
                (Some(first), None) => {
                    let renamed = numbered(&first, &taken);
                    take(&mut taken, &renamed);
                    format!("{namespace}#{renamed}")
                }
            };
            shapes.insert(name.to_owned(), id);
        }
        let json_value = match taken.get("jsonvalue") {
            None => "JsonValue".to_owned(),
            Some(first) => numbered(first, &taken),
        };
        Names { json_value: format!("{namespace}#{json_value}"), namespace, service: service_name, shapes }
    }

    /// The shape id of a name that is the same in Smithy: an operation or the service.
    pub(super) fn id(&self, name: &str) -> String {
        format!("{}#{name}", self.namespace)
    }

    pub(super) fn shape(&self, name: &str) -> Option<&str> {
        self.shapes.get(name).map(String::as_str)
    }
}

/// Shape ids must differ in more than case; of two that don't, the first in byte order keeps its name.
fn take(taken: &mut HashMap<String, String>, name: &str) {
    taken.insert(name.to_lowercase(), name.to_owned());
}

fn numbered(first: &str, taken: &HashMap<String, String>) -> String {
    (2..)
        .map(|number| format!("{first}{number}"))
        .find(|name| !taken.contains_key(&name.to_lowercase()))
        .unwrap_or_default()
}

/// `boolean` of type boolean beside `Boolean` is the prelude's own.
fn prelude(name: &str, shape: &Node<'_>) -> Option<String> {
    let bare = shape.map.keys().all(|key| key == "type" || key == "documentation");
    let simple = matches!(name, "blob" | "boolean" | "double" | "float" | "integer" | "long" | "string" | "timestamp");
    let own_type = shape.map.get("type").and_then(Value::as_str) == Some(name);
    (bare && simple && own_type).then(|| format!("smithy.api#{}", capitalized(name)))
}

fn capitalized(name: &str) -> String {
    let mut letters = name.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// The JSON protocols send the service shape's name in `X-Amz-Target`, so there it is botocore's target prefix.
fn service_name(metadata: &Node<'_>) -> String {
    let target = metadata.text("targetPrefix").and_then(|prefix| prefix.rsplit('.').next());
    let name = match target {
        Some(target) => target.to_owned(),
        None => metadata
            .required_text("serviceId")
            .unwrap_or_default()
            .chars()
            .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '_')
            .collect(),
    };
    if !is_identifier(&name) {
        metadata.problem(
            format!("`{name}` can't name a service shape"),
            "targetPrefix or serviceId must give letters, digits and `_`, not starting with a digit",
        );
    }
    name
}

/// Whether Smithy accepts the text as the name of a shape.
fn is_identifier(name: &str) -> bool {
    let starts_well = if name.starts_with('_') {
        let rest = name.trim_start_matches('_');
        rest.starts_with(|letter: char| letter.is_ascii_alphanumeric())
    } else {
        name.starts_with(|letter: char| letter.is_ascii_alphabetic())
    };
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    starts_well && name.chars().all(is_part)
}

/// The names of an enum's members, in order: the value in upper snake case, numbered where two are alike.
pub(super) fn enum_members(values: &[&str]) -> Vec<String> {
    let mut taken = HashSet::new();
    values
        .iter()
        .map(|value| {
            let name = upper_snake(value);
            let unique = std::iter::once(name.clone())
                .chain((2..).map(|number| format!("{name}_{number}")))
                .find(|name| !taken.contains(name))
                .unwrap_or_default();
            taken.insert(unique.clone());
            unique
        })
        .collect()
}

fn upper_snake(value: &str) -> String {
    let letters: Vec<char> = value.chars().collect();
    let mut name = String::new();
    for (index, letter) in letters.iter().copied().enumerate() {
        if !letter.is_ascii_alphanumeric() {
            if !name.ends_with('_') {
                name.push('_');
            }
            continue;
        }
        let before = index.checked_sub(1).and_then(|index| letters.get(index));
        let after = letters.get(index + 1);
        let starts_word = letter.is_ascii_uppercase()
            && before.is_some_and(|before| {
                before.is_ascii_lowercase()
                    || before.is_ascii_digit()
                    || (before.is_ascii_uppercase() && after.is_some_and(char::is_ascii_lowercase))
            });
        if starts_word && !name.ends_with('_') {
            name.push('_');
        }
        name.push(letter.to_ascii_uppercase());
    }
    if name.chars().all(|letter| letter == '_') {
        return "EMPTY".to_owned();
    }
    if name.starts_with(|letter: char| letter.is_ascii_digit()) {
        name.insert(0, '_');
    }
    name
}
