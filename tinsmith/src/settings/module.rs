//! `module`: clients as a module of a crate that is there already, instead of a crate of their own.

use tinsmith_codegen::is_identifier;
use toml::Table;

use super::reader::Reader;

/// The path of the module. What is of a crate alone cannot stand beside it.
pub(super) fn read(reader: &mut Reader<'_>, table: &Table) -> Option<String> {
    let path = reader.text(table, "", "module")?;
    if !is_module_path(&path) {
        let reason = format!("`{path}` cannot be the path of a module in the crate");
        reader.problem("module", &reason, "write module = \"crate::clients\"");
    }
    for key in ["package", "features"].into_iter().filter(|key| table.contains_key(*key)) {
        let hint = "leave out `module` for a crate of its own; otherwise the crate around the module says it";
        reader.problem(key, "a module has no manifest", hint);
    }
    if table.get("runtime").and_then(|runtime| runtime.as_table()).is_some_and(|table| !table.contains_key("vendored"))
    {
        let hint = "name the runtime among the dependencies of the crate around the module; only `vendored` writes it";
        reader.problem("runtime", "a module has no manifest", hint);
    }
    if !table.contains_key("out") {
        let hint = "name the folder of the module, such as out = \"src/clients\"";
        reader.problem("out", "it is missing, and a module is written where the crate looks for it", hint);
    }
    Some(path)
}

/// `crate::` and one name or more.
fn is_module_path(path: &str) -> bool {
    let names = path.strip_prefix("crate::");
    names
        .is_some_and(|names| names.split("::").all(|name| is_identifier(name) && !name.starts_with(char::is_uppercase)))
}

#[cfg(test)]
mod tests {
    use super::is_module_path;

    #[test]
    fn a_module_is_in_the_crate() {
        for path in ["crate::clients", "crate::aws::clients", "crate::r#type"] {
            assert!(is_module_path(path), "{path}");
        }
        for path in
            ["", "crate", "crate::", "clients", "crate::clients::", "crate::type", "crate::a-b", "crate::a; use"]
        {
            assert!(!is_module_path(path), "{path}");
        }
    }
}
