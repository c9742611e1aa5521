//! From JSON text to a [`Model`].

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::grammar::{instead_of_a_model, properties};
use super::shape_id::is_identifier;
use super::{Body, Member, Model, Operation, Resource, Service, Shape, ShapeId, Simple, Traits};
use crate::nearest::nearest;
use crate::problem::{Problem, Problems, WHOLE_MODEL};

/// Takes a JSON AST of Smithy 1.0 or 2.0: gives what could be read of it. Wrong is every place that is not as its grammar
/// says.
pub fn parse(ast: &Value, problems: &mut Problems) -> Model {
    Parser { problems }.model(ast)
}

struct Parser<'p> {
    problems: &'p mut Problems,
}

const GRAMMAR: &str = "see https://smithy.io/2.0/spec/json-ast.html";

impl Parser<'_> {
    fn problem(&mut self, place: &str, reason: impl Into<String>) {
        self.problems.push(Problem::new(place, reason, GRAMMAR));
    }

    fn model(&mut self, ast: &Value) -> Model {
        let mut model = Model::default();
        let Some(root) = ast.as_object() else {
            self.problem(WHOLE_MODEL, "it is not a JSON object");
            return model;
        };
        if let Some((reason, hint)) = instead_of_a_model(root) {
            self.problems.push(Problem::new(WHOLE_MODEL, reason, hint));
            return model;
        }
        match root.get("smithy").map(|version| version.as_str().unwrap_or_default()) {
            Some("1" | "1.0" | "2" | "2.0") => {}
            Some(other) => {
                let reason = format!("the model is of Smithy version `{other}`, only 1.0 and 2.0 are known");
                self.problem("smithy", reason);
            }
            None => self.problem("smithy", "the version of Smithy is missing: is this a Smithy JSON AST?"),
        }
        let empty = Map::new();
        let shapes = match root.get("shapes") {
            None => &empty,
            Some(Value::Object(shapes)) => shapes,
            Some(_) => {
                self.problem("shapes", "it is not a JSON object");
                &empty
            }
        };
        for (id, shape) in shapes {
            self.entry(&mut model, id, shape);
        }
        model
    }

    fn entry(&mut self, model: &mut Model, id: &str, shape: &Value) {
        let Some(shape) = shape.as_object() else {
            return self.problem(id, "the shape is not a JSON object");
        };
        let kind = shape.get("type").and_then(Value::as_str).unwrap_or_default();
        if let Some(own) = properties(kind) {
            let known = [own, &["type", "traits", "mixins"]].concat();
            self.unknown_properties(id, shape, &format!("a shape of the type {kind}"), &known);
        }
        if kind == "apply" {
            let (target, member) = match id.split_once('$') {
                Some((target, member)) => (target, Some(member.to_owned())),
                None => (id, None),
            };
            return match ShapeId::new(target) {
                Some(target) => {
                    let traits = self.traits(id, shape);
                    model.applied.push((target, member, traits));
                }
                None => self.problem(id, "the target of `apply` is not a shape id"),
            };
        }
        let Some(shape_id) = ShapeId::new(id) else {
            return self.problem(id, "this is not a shape id: `namespace#Name` of letters, digits and underscores");
        };
        if let Some(body) = self.body(id, shape) {
            let traits = self.traits(id, shape);
            let mixins = self.targets(id, shape, "mixins");
            model.shapes.insert(shape_id, Shape { body, traits, mixins });
        }
    }

    /// Reports what the grammar has no room for: what it says would be lost.
    fn unknown_properties(&mut self, place: &str, object: &Map<String, Value>, of: &str, known: &[&str]) {
        for property in object.keys().filter(|property| !known.contains(&property.as_str())) {
            let hint = match nearest(property, known.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("it has {}", known.join(", ")),
            };
            self.problems.push(Problem::new(place, format!("{of} has no property `{property}`"), hint));
        }
    }

    fn body(&mut self, id: &str, shape: &Map<String, Value>) -> Option<Body> {
        Some(match shape.get("type").and_then(Value::as_str) {
            Some("blob") => Body::Simple(Simple::Blob),
            Some("boolean") => Body::Simple(Simple::Boolean),
            Some("string") => Body::Simple(Simple::String),
            Some("byte") => Body::Simple(Simple::Byte),
            Some("short") => Body::Simple(Simple::Short),
            Some("integer") => Body::Simple(Simple::Integer),
            Some("long") => Body::Simple(Simple::Long),
            Some("float") => Body::Simple(Simple::Float),
            Some("double") => Body::Simple(Simple::Double),
            Some("bigInteger") => Body::Simple(Simple::BigInteger),
            Some("bigDecimal") => Body::Simple(Simple::BigDecimal),
            Some("timestamp") => Body::Simple(Simple::Timestamp),
            Some("document") => Body::Simple(Simple::Document),
            Some("enum") => Body::Enum(self.members(id, shape)),
            Some("intEnum") => Body::IntEnum(self.members(id, shape)),
            Some("list" | "set") => Body::List(Box::new(self.single(id, shape, "member")?)),
            Some("map") => {
                let (key, value) = (self.single(id, shape, "key"), self.single(id, shape, "value"));
                Body::Map(Box::new(key?), Box::new(value?))
            }
            Some("structure") => Body::Structure(self.members(id, shape)),
            Some("union") => Body::Union(self.members(id, shape)),
            Some("service") => Body::Service(self.service(id, shape)),
            Some("resource") => Body::Resource(self.resource(id, shape)),
            Some("operation") => Body::Operation(Operation {
                input: self.optional_target(id, shape, "input"),
                output: self.optional_target(id, shape, "output"),
                errors: self.targets(id, shape, "errors"),
            }),
            Some(other) => {
                self.problem(id, format!("`{other}` is not a type of shape"));
                return None;
            }
            None => {
                self.problem(id, "the shape has no `type`");
                return None;
            }
        })
    }

    fn service(&mut self, id: &str, shape: &Map<String, Value>) -> Service {
        let mut rename = BTreeMap::new();
        for (from, to) in shape.get("rename").and_then(Value::as_object).into_iter().flatten() {
            match (ShapeId::new(from), to.as_str().filter(|to| is_identifier(to))) {
                (Some(from), Some(to)) => drop(rename.insert(from, to.to_owned())),
                _ => self.problem(id, format!("`rename` of `{from}` is not from a shape id to an identifier")),
            }
        }
        Service {
            version: shape.get("version").and_then(Value::as_str).unwrap_or_default().to_owned(),
            operations: self.targets(id, shape, "operations"),
            resources: self.targets(id, shape, "resources"),
            errors: self.targets(id, shape, "errors"),
            rename,
        }
    }

    fn resource(&mut self, id: &str, shape: &Map<String, Value>) -> Resource {
        let mut operations = Vec::new();
        for lifecycle in ["put", "create", "read", "update", "delete", "list"] {
            if let Some(reference) = shape.get(lifecycle) {
                operations.extend(self.target(id, reference));
            }
        }
        operations.extend(self.targets(id, shape, "operations"));
        operations.extend(self.targets(id, shape, "collectionOperations"));
        Resource { operations, resources: self.targets(id, shape, "resources") }
    }

    fn members(&mut self, id: &str, shape: &Map<String, Value>) -> Vec<Member> {
        let mut members = Vec::new();
        match shape.get("members") {
            None => {}
            Some(Value::Object(entries)) => {
                for (name, member) in entries {
                    members.extend(self.member(id, name, member));
                }
            }
            Some(_) => self.problem(id, "`members` is not a JSON object"),
        }
        members
    }

    fn single(&mut self, id: &str, shape: &Map<String, Value>, name: &str) -> Option<Member> {
        let Some(member) = shape.get(name) else {
            self.problem(id, format!("`{name}` is missing"));
            return None;
        };
        self.member(id, name, member)
    }

    fn member(&mut self, id: &str, name: &str, member: &Value) -> Option<Member> {
        let place = format!("{id}${name}");
        if !is_identifier(name) {
            let reason = "the member's name is not an identifier: a letter, then letters, digits and underscores";
            self.problem(&place, reason);
            return None;
        }
        let Some(object) = member.as_object() else {
            self.problem(&place, "the member is not a JSON object");
            return None;
        };
        self.unknown_properties(&place, object, "a member", &["target", "traits"]);
        let target = self.target(&place, member)?;
        Some(Member { name: name.to_owned(), target, traits: self.traits(&place, object) })
    }

    fn traits(&mut self, place: &str, object: &Map<String, Value>) -> Traits {
        match object.get("traits") {
            None => Traits::new(),
            Some(Value::Object(traits)) => traits.iter().map(|(id, value)| (id.clone(), value.clone())).collect(),
            Some(_) => {
                self.problem(place, "`traits` is not a JSON object");
                Traits::new()
            }
        }
    }

    fn target(&mut self, place: &str, reference: &Value) -> Option<ShapeId> {
        let target = reference.get("target").and_then(Value::as_str);
        let id = target.and_then(ShapeId::new);
        if id.is_none() {
            self.problem(place, format!("the target `{}` is not a shape id", target.unwrap_or("")));
        }
        id
    }

    fn targets(&mut self, place: &str, shape: &Map<String, Value>, name: &str) -> Vec<ShapeId> {
        match shape.get(name) {
            None => Vec::new(),
            Some(Value::Array(references)) => {
                references.iter().filter_map(|reference| self.target(place, reference)).collect()
            }
            Some(_) => {
                self.problem(place, format!("`{name}` is not an array"));
                Vec::new()
            }
        }
    }

    fn optional_target(&mut self, place: &str, shape: &Map<String, Value>, name: &str) -> ShapeId {
        let target = shape.get(name).and_then(|reference| self.target(place, reference));
        target.unwrap_or_else(|| ShapeId::prelude("Unit"))
    }
}
