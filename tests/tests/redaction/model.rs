//! What the models say is sensitive: read from the models, as the generator may have it wrong.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use serde_json::Value as Json;

/// The models of all services, with what our overlays add.
pub(crate) struct Models {
    /// The target of each member, by shape and member; lists have `member`, maps `key` and `value`.
    members: HashMap<(String, String), String>,
    pub(crate) sensitive: BTreeSet<String>,
}

const SENSITIVE: &str = "smithy.api#sensitive";

impl Models {
    pub(crate) fn read() -> Self {
        let mut models = Self { members: HashMap::new(), sensitive: BTreeSet::new() };
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models");
        for service in ["quicksight", "sts", "verifiedpermissions"] {
            models.add(&json(&folder.join(service).with_extension("json")));
            let overlay = json(&folder.join("overlays").join(service).with_extension("json"));
            models.add(&overlay);
            for entry in overlay["apply"].as_array().into_iter().flatten() {
                models.apply(entry);
            }
        }
        models
    }

    fn add(&mut self, model: &Json) {
        for (id, shape) in model["shapes"].as_object().into_iter().flatten() {
            let own = ["member", "key", "value"].iter().filter_map(|name| Some((*name, shape.get(name)?)));
            let named =
                shape["members"].as_object().into_iter().flatten().map(|(name, member)| (name.as_str(), member));
            for (name, member) in own.chain(named) {
                let target = member["target"].as_str().unwrap_or_default().to_owned();
                self.members.insert((id.clone(), name.to_owned()), target);
            }
            if shape["traits"].get(SENSITIVE).is_some() {
                self.sensitive.insert(id.clone());
            }
        }
    }

    fn apply(&mut self, entry: &Json) {
        if entry["traits"].get(SENSITIVE).is_some() {
            let many = entry["targets"].as_array().into_iter().flatten();
            let targets = many.chain(entry.get("target")).filter_map(Json::as_str).map(str::to_owned);
            self.sensitive.extend(targets);
        }
        let each = entry["each"].as_object().into_iter().flatten();
        self.sensitive.extend(each.filter(|(_, traits)| traits.get(SENSITIVE).is_some()).map(|(id, _)| id.clone()));
    }

    /// The shape that a member targets.
    pub(crate) fn target(&self, shape: &str, member: &str) -> &str {
        let key = (shape.to_owned(), member.to_owned());
        self.members.get(&key).unwrap_or_else(|| panic!("the models have no {shape}${member}"))
    }

    pub(crate) fn is_sensitive(&self, shape: &str) -> bool {
        self.sensitive.contains(shape)
    }
}

fn json(path: &Path) -> Json {
    let text = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_slice(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
