//! The runtime's manifest without the workspace that it is a member of.

use toml::{Table, Value};

/// A manifest in which everything that it inherits from its workspace is written out, and nothing is left that only the
/// workspace's own tests and lints need.
pub(super) fn standing_alone(manifest: &str, workspace: &str) -> String {
    let parsed = |text: &str| text.parse::<Table>().unwrap_or_default();
    let (mut manifest, workspace) = (parsed(manifest), parsed(workspace));
    let inherited = |key: &str| workspace.get("workspace").and_then(|table| table.get(key)).and_then(Value::as_table);
    if let (Some(package), Some(known)) = (table(&mut manifest, "package"), inherited("package")) {
        for (key, value) in package.iter_mut().filter(|(_, value)| is_inherited(value)) {
            known.get(key).unwrap_or(&Value::Boolean(false)).clone_into(value);
        }
    }
    if let Some(known) = inherited("dependencies") {
        write_out(table(&mut manifest, "dependencies"), known);
        for (_, target) in table(&mut manifest, "target").into_iter().flatten() {
            write_out(target.as_table_mut().and_then(|target| table(target, "dependencies")), known);
        }
    }
    // As a member of the user's workspace it is neither tested nor linted along.
    for key in ["dev-dependencies", "lints"] {
        manifest.remove(key);
    }
    let library = [("test", false), ("doctest", false)].map(|(key, value)| (key.to_owned(), Value::Boolean(value)));
    manifest.insert("lib".to_owned(), Value::Table(Table::from_iter(library)));
    manifest.to_string()
}

fn table<'a>(of: &'a mut Table, key: &str) -> Option<&'a mut Table> {
    of.get_mut(key).and_then(Value::as_table_mut)
}

fn is_inherited(value: &Value) -> bool {
    value.get("workspace").and_then(Value::as_bool) == Some(true)
}

/// What the workspace says of each dependency, and what the member adds to it.
fn write_out(dependencies: Option<&mut Table>, known: &Table) {
    for (name, dependency) in dependencies.into_iter().flatten().filter(|(_, dependency)| is_inherited(dependency)) {
        let base = match known.get(name) {
            Some(Value::Table(base)) => base.clone(),
            Some(version) => Table::from_iter([("version".to_owned(), version.clone())]),
            None => continue,
        };
        let own = dependency.as_table().cloned().unwrap_or_default();
        let mut whole = base;
        for (key, value) in own.into_iter().filter(|(key, _)| key != "workspace") {
            match (whole.get_mut(&key), value) {
                (Some(Value::Array(all)), Value::Array(more)) => all.extend(more),
                (_, value) => drop(whole.insert(key, value)),
            }
        }
        *dependency = Value::Table(whole);
    }
}

#[cfg(test)]
mod tests {
    use super::standing_alone;

    #[test]
    fn nothing_is_inherited_any_more() {
        let workspace = r#"
            [workspace.package]
            version = "1.2.3"
            [workspace.dependencies]
            plain = "1"
            chosen = { version = "2", default-features = false, features = ["a"] }
        "#;
        let member = r#"
            [package]
            name = "member"
            version.workspace = true
            [dependencies]
            plain.workspace = true
            chosen = { workspace = true, optional = true, features = ["b"] }
            other = "3"
            [target.'cfg(unix)'.dependencies]
            plain = { workspace = true, optional = true }
            [dev-dependencies]
            plain.workspace = true
            [lints]
            workspace = true
        "#;
        let expected = r#"
            [package]
            name = "member"
            version = "1.2.3"
            [dependencies]
            plain = { version = "1" }
            chosen = { version = "2", default-features = false, features = ["a", "b"], optional = true }
            other = "3"
            [target.'cfg(unix)'.dependencies]
            plain = { version = "1", optional = true }
            [lib]
            test = false
            doctest = false
        "#;
        let table = |text: &str| text.parse::<toml::Table>().expect("it is TOML");
        assert_eq!(table(&standing_alone(member, workspace)), table(expected));
    }

    #[test]
    fn the_runtime_stands_alone() {
        let text = standing_alone(super::super::RUNTIME_MANIFEST, super::super::WORKSPACE_MANIFEST);
        assert!(!text.contains("workspace"), "{text}");
        assert!(text.contains("\nname = \"tinsmith-runtime\"\n"), "{text}");
    }
}
