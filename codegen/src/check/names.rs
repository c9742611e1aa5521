//! Names that Rust cannot tell apart, or cannot have.

use std::collections::BTreeMap;

use super::places::{place, shapes};
use crate::crate_features::CRATE_FEATURES;
use crate::model::{Body, Model, ShapeId, is_identifier};
use crate::names::{
    self, Ident, Names, constant_name, directory_name, exception_name, field_name, file_name, method_name, setter_name,
    variant_name,
};
use crate::problem::{Problem, Problems, Source};
use crate::select::Selection;
use crate::settings::Settings;

/// How a name of the model becomes one of Rust.
type Naming = fn(&str) -> Ident;

/// Modules and features that the generated crate has without any service, beside the features of the runtime.
const TAKEN_MODULES: &[&str] = &["default", "partitions", "runtime", "tinsmith_runtime"];

/// Reports names of the model that become one name, or no name, in Rust.
pub fn check_names(model: &Model, selection: &Selection, settings: &Settings, problems: &mut Problems) {
    check_module(&settings.module, problems);
    check_types(model, selection, problems);
    check_operations(selection, problems);
    for (id, shape) in shapes(model, selection) {
        let (kind, names): (&str, &[Naming]) = match &shape.body {
            Body::Structure(_) => ("member", &[field_name, setter_name]),
            Body::Union(_) => ("variant", &[variant_name, setter_name]),
            Body::Enum(_) | Body::IntEnum(_) => ("value", &[variant_name]),
            _ => continue,
        };
        let mut taken = Taken::new(kind);
        for member in shape.members() {
            let place = place(id, member);
            // Names of old enums have not been through the grammar of shape ids.
            if !is_identifier(&member.name) {
                let reason = format!("its name `{}` is not an identifier", member.name.escape_debug());
                problems.push(Problem::new(place, reason, "give it a `name` of letters, digits and underscores"));
                continue;
            }
            for name in names {
                taken.take(name(&member.name), &place, &member.name, problems);
            }
        }
    }
}

fn check_module(module: &str, problems: &mut Problems) {
    let plain = module.strip_prefix("r#").unwrap_or(module);
    let is_taken = TAKEN_MODULES.contains(&plain) || CRATE_FEATURES.iter().any(|(feature, _)| *feature == plain);
    let legal = syn::parse_str::<syn::Ident>(module).is_ok() && module.is_ascii() && !is_taken;
    if !legal {
        let reason = format!("`{}` cannot be the name of the service's module", module.escape_debug());
        let hint = "name the service otherwise, as [services.NAME] in tinsmith.toml";
        problems.push(Problem::new("the settings", reason, hint).of(Source::Settings));
    }
}

fn check_types(model: &Model, selection: &Selection, problems: &mut Problems) {
    let names = Names::new(model, &selection.service, &selection.shapes);
    let (mut types, mut files) = (Taken::new("type"), Taken::new("file"));
    for (id, shape) in shapes(model, selection) {
        if matches!(shape.body, Body::Structure(_) | Body::Union(_) | Body::Enum(_) | Body::IntEnum(_)) {
            let name = names.of(id);
            let file = format!("{}/{}", directory_name(&name), file_name(&name));
            if types.take(name, id.as_str(), id.name(), problems) {
                files.take_text(file, id.as_str(), id.name(), problems);
            }
        }
    }
    let mut variants = Taken::new("variant of the service's exception");
    for id in &selection.errors {
        variants.take(exception_name(names.of(id).plain()), id.as_str(), id.name(), problems);
    }
}

fn check_operations(selection: &Selection, problems: &mut Problems) {
    let (mut methods, mut constants) = (Taken::new("method"), Taken::new("constant"));
    let take = |taken: &mut Taken, name: Ident, id: &ShapeId, problems: &mut Problems| {
        taken.take(name, id.as_str(), id.name(), problems)
    };
    for id in &selection.operations {
        if take(&mut methods, method_name(id.name()), id, problems) {
            take(&mut constants, constant_name(id.name()), id, problems);
        }
    }
}

/// Names of one scope, with the place and name in the model of what has them.
struct Taken {
    kind: &'static str,
    names: BTreeMap<String, (String, String)>,
}

impl Taken {
    fn new(kind: &'static str) -> Self {
        Self { kind, names: BTreeMap::new() }
    }

    /// Notes a name. `false` where it is reported, as illegal or as another's.
    fn take(&mut self, name: Ident, place: &str, of: &str, problems: &mut Problems) -> bool {
        if !names::is_identifier(name.as_str()) {
            let reason = format!("its name gives the {} `{}`, which Rust cannot have", self.kind, name.as_str());
            problems.push(Problem::new(place, reason, "give it a name of letters, digits and underscores"));
            return false;
        }
        self.take_text(name.as_str().to_owned(), place, of, problems)
    }

    fn take_text(&mut self, name: String, place: &str, of: &str, problems: &mut Problems) -> bool {
        let Some((other_place, other)) = self.names.get(&name) else {
            self.names.insert(name, (place.to_owned(), of.to_owned()));
            return true;
        };
        if other_place == place {
            return true;
        }
        let (other, of) = if other == of { (other_place.as_str(), place) } else { (other.as_str(), of) };
        let reason = format!("`{other}` and `{of}` both give the {} `{name}`", self.kind);
        let hint = match self.kind {
            "type" | "file" => "give one of them another name with `rename` of the service",
            _ => "rename one of them: an overlay can replace the shape",
        };
        problems.push(Problem::new(place, reason, hint));
        false
    }
}
