//! Identifiers: the one place that turns names of the model into names of Rust.

use std::collections::{BTreeMap, BTreeSet};

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

use crate::model::{Body, Model, ShapeId};

/// A name that is legal in Rust, and not a keyword unless raw.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ident(String);

impl Ident {
    /// The identifier, with `r#` where it is a keyword.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The identifier without `r#`.
    #[must_use]
    pub fn plain(&self) -> &str {
        self.0.strip_prefix("r#").unwrap_or(&self.0)
    }
}

/// Rust names of the types of a service.
#[derive(Debug)]
pub struct Names {
    types: BTreeMap<ShapeId, Ident>,
}

impl Names {
    /// Names the shapes of a service; names that shapes share are for `check` to find.
    #[must_use]
    pub fn new(model: &Model, service: &ShapeId, shapes: &BTreeSet<ShapeId>) -> Self {
        let rename = match model.shapes.get(service).map(|shape| &shape.body) {
            Some(Body::Service(service)) => service.rename.clone(),
            _ => BTreeMap::new(),
        };
        let name = |id: &ShapeId| type_name(rename.get(id).map_or(id.name(), String::as_str));
        Self { types: shapes.iter().map(|id| (id.clone(), name(id))).collect() }
    }

    /// The type of a selected shape.
    #[must_use]
    pub fn of(&self, id: &ShapeId) -> Ident {
        self.types.get(id).cloned().unwrap_or_else(|| type_name(id.name()))
    }
}

/// Types that generated files name without a path, or that stand beside the shapes of a service.
const TAKEN_TYPES: &[&str] = &[
    "Box",
    "Call",
    "Client",
    "Default",
    "Eq",
    "Error",
    "Exception",
    "From",
    "Into",
    "IntoIterator",
    "Iterator",
    "None",
    "Option",
    "PartialEq",
    "Result",
    "Self",
    "Some",
    "String",
    "ToOwned",
    "Vec",
];

/// The type of a shape: `AssumeRoleWithSAMLRequest` becomes `AssumeRoleWithSamlRequest`.
/// A name that is taken gets `Shape` appended.
#[must_use]
pub fn type_name(name: &str) -> Ident {
    let camel = legal(name.to_upper_camel_case());
    if TAKEN_TYPES.contains(&camel.as_str()) { Ident(format!("{camel}Shape")) } else { Ident(camel) }
}

/// A field: `RoleArn` becomes `role_arn`.
#[must_use]
pub fn field_name(name: &str) -> Ident {
    raw(legal(name.to_snake_case()))
}

/// The method that sets a field: its name, unless the type has another method of that name.
#[must_use]
pub fn setter_name(name: &str) -> Ident {
    let field = legal(name.to_snake_case());
    if METHODS.contains(&field.as_str()) { Ident(format!("{field}_")) } else { raw(field) }
}

/// Methods that every type has: a setter of that name would hide or clash with them.
const METHODS: &[&str] = &[
    "clone",
    "empty",
    "eq",
    "fmt",
    "from_json",
    "from_xml",
    "into",
    "member",
    "member_mut",
    "new",
    "schema",
    "set_unknown_member",
    "slot",
    "to_json",
    "to_owned",
    "to_query",
    "to_xml",
    "unknown_member",
    "view",
];

/// A variant: `SSO_AND_SAML` becomes `SsoAndSaml`. The model's own `Unknown` makes room for the one that keeps unknown values.
#[must_use]
pub fn variant_name(name: &str) -> Ident {
    let camel = legal(name.to_upper_camel_case());
    match camel.as_str() {
        "Unknown" => Ident("UnknownValue".to_owned()),
        "Self" => Ident("SelfValue".to_owned()),
        _ => Ident(camel),
    }
}

/// A variant of the service's exception: the error's name without what every error ends in.
#[must_use]
pub fn exception_name(name: &str) -> Ident {
    let camel = type_name(name).0;
    let short = camel.strip_suffix("Exception").filter(|short| !short.is_empty()).unwrap_or(&camel);
    variant_name(short)
}

/// A method of the client: `AssumeRole` becomes `assume_role`.
#[must_use]
pub fn method_name(name: &str) -> Ident {
    match legal(name.to_snake_case()) {
        // `mod.rs` is the file of the module around it.
        taken if ["new", "clone", "fmt", "mod"].contains(&taken.as_str()) => Ident(format!("{taken}_")),
        free => raw(free),
    }
}

/// A static: `AssumeRole` becomes `ASSUME_ROLE`.
#[must_use]
pub fn constant_name(name: &str) -> Ident {
    Ident(legal(name.to_shouty_snake_case()))
}

/// The file of a type, without extension.
#[must_use]
pub fn file_name(ty: &Ident) -> String {
    let name = legal(ty.plain().to_snake_case());
    // `mod.rs` is the file of the module around it; the others are never names of modules.
    if ["crate", "mod", "self", "super"].contains(&name.as_str()) { format!("{name}_") } else { name }
}

/// The directory of a type's file.
#[must_use]
pub fn directory_name(ty: &Ident) -> String {
    let first = ty.plain().trim_start_matches('_').chars().next();
    match first.filter(char::is_ascii_alphabetic) {
        Some(letter) => letter.to_ascii_lowercase().to_string(),
        None => "others".to_owned(),
    }
}

/// The module of a service that the settings do not name: its `sdkId` in lower case, letters and digits only.
#[must_use]
pub fn module_name(sdk_id: &str) -> String {
    let name: String = sdk_id.chars().filter(char::is_ascii_alphanumeric).collect();
    raw(legal(name.to_ascii_lowercase())).0
}

/// Identifiers do not begin with a digit.
fn legal(name: String) -> String {
    if name.starts_with(|first: char| first.is_ascii_alphabetic()) { name } else { format!("_{name}") }
}

fn raw(name: String) -> Ident {
    const NEVER_RAW: &[&str] = &["self", "super", "crate"];
    if NEVER_RAW.contains(&name.as_str()) {
        Ident(format!("{name}_"))
    } else if !is_identifier(&name) {
        Ident(format!("r#{name}"))
    } else {
        Ident(name)
    }
}

/// Whether Rust takes the name as it is: `r#` may be part of it, and keywords are none.
#[must_use]
pub fn is_identifier(name: &str) -> bool {
    // No keyword is longer, and most names are: only the others are worth a parser.
    const LONGEST_KEYWORD: usize = 8;
    let plain = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    (plain && name.len() > LONGEST_KEYWORD) || syn::parse_str::<syn::Ident>(name).is_ok()
}
