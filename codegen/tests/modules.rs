//! Modules use each other in one direction. That a module hands on what its own modules offer is no use of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use syn::{Item, UseTree, Visibility};

/// A module by its names, from the crate's root down.
type Name = Vec<String>;

#[derive(Default)]
struct Module {
    /// What it names of other modules, from `crate`, `super` or a module of its own on.
    paths: Vec<Name>,
    /// What it hands on: the last name of each path, and all of it.
    handed_on: BTreeMap<String, Name>,
}

/// All modules but those of tests.
fn modules(folder: &Path, name: &Name, modules: &mut BTreeMap<Name, Module>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let stem = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let inner: Name = name.iter().cloned().chain([stem.clone()]).collect();
        if path.is_dir() {
            self::modules(&path, &inner, modules);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !stem.ends_with("tests") {
            let is_of_folder = ["lib", "mod"].contains(&stem.as_str());
            let module = module(&fs::read_to_string(&path).expect("readable"));
            modules.insert(if is_of_folder { name.clone() } else { inner }, module);
        }
    }
}

fn module(text: &str) -> Module {
    let mut module = Module::default();
    let (mut code, mut imports) = (String::new(), BTreeMap::new());
    for item in syn::parse_file(text).expect("it is Rust").items {
        match item {
            Item::Use(import) => {
                let mut paths = Vec::new();
                expand(&import.tree, &Name::new(), &mut paths);
                match import.vis {
                    Visibility::Inherited => imports.extend(paths.into_iter().map(|(path, name)| (name, path))),
                    _ => module.handed_on.extend(paths.into_iter().map(|(path, name)| (name, path))),
                }
            }
            Item::Mod(_) => {}
            item => code.push_str(&quote::quote!(#item).to_string().replace(" :: ", "::")),
        }
    }
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    for path in code.split(|c| !is_part(c)).filter(|path| path.contains("::")) {
        let (first, rest) = path.split_once("::").unwrap_or_default();
        let begin = imports.get(first).cloned().unwrap_or_else(|| vec![first.to_owned()]);
        module.paths.push(begin.into_iter().chain(rest.split("::").map(str::to_owned)).collect());
    }
    module.paths.extend(imports.into_values());
    module
}

/// The paths of an import, with the names that they get.
fn expand(tree: &UseTree, before: &Name, paths: &mut Vec<(Name, String)>) {
    let with = |name: &syn::Ident| -> Name { before.iter().cloned().chain([name.to_string()]).collect() };
    match tree {
        UseTree::Path(path) => expand(&path.tree, &with(&path.ident), paths),
        UseTree::Group(group) => group.items.iter().for_each(|tree| expand(tree, before, paths)),
        UseTree::Name(name) if name.ident == "self" => {
            paths.push((before.clone(), before.last().cloned().unwrap_or_default()));
        }
        UseTree::Name(name) => paths.push((with(&name.ident), name.ident.to_string())),
        UseTree::Rename(name) => paths.push((with(&name.ident), name.rename.to_string())),
        UseTree::Glob(_) => paths.push((before.clone(), String::new())),
    }
}

/// The module that a path in a module leads to, if it is one of the crate, past those that hand it on.
fn target(modules: &BTreeMap<Name, Module>, from: &Name, path: &[String]) -> Option<Name> {
    let (mut found, mut rest) = match path.split_first() {
        Some((first, behind)) if first == "crate" => (Name::new(), behind),
        _ => (from.clone(), path),
    };
    while let Some((_, behind)) = rest.split_first().filter(|(first, _)| *first == "super") {
        found.pop();
        rest = behind;
    }
    let inner = |found: &Name, name: &String| found.iter().cloned().chain([name.clone()]).collect::<Name>();
    while let Some((first, behind)) = rest.split_first() {
        match modules.get(&found).and_then(|module| module.handed_on.get(first)) {
            _ if modules.contains_key(&inner(&found, first)) => found.push(first.clone()),
            Some(path) => return target(modules, &found, path),
            None => break,
        }
        rest = behind;
    }
    // The root only puts modules together.
    (!found.is_empty() && found != *from).then_some(found)
}

/// Takes out what is on no circle: modules that use nothing that is left, or that nothing uses that is left.
fn circles(mut uses: BTreeMap<Name, BTreeSet<Name>>) -> BTreeMap<Name, BTreeSet<Name>> {
    loop {
        let used: BTreeSet<Name> = uses.values().flatten().cloned().collect();
        let left: BTreeSet<Name> = uses.keys().filter(|name| used.contains(*name)).cloned().collect();
        let before = uses.len();
        uses.retain(|name, uses| {
            uses.retain(|used| left.contains(used));
            left.contains(name) && !uses.is_empty()
        });
        if uses.len() == before {
            return uses;
        }
    }
}

#[test]
fn no_module_is_used_by_what_it_uses() {
    let mut all = BTreeMap::new();
    modules(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &Name::new(), &mut all);
    let targets = |(name, module): (&Name, &Module)| {
        let targets = module.paths.iter().filter_map(|path| target(&all, name, path)).collect();
        (name.clone(), targets)
    };
    let uses: BTreeMap<Name, BTreeSet<Name>> = all.iter().map(targets).collect();
    let edge = |from: &str, to: &str| {
        let name = |text: &str| text.split("::").map(str::to_owned).collect::<Name>();
        uses.get(&name(from)).is_some_and(|uses| uses.contains(&name(to)))
    };
    assert!(edge("check", "check::wire"), "uses by a path are found");
    assert!(edge("plan::lower", "check::binding"), "uses past `pub use` are found");
    assert!(edge("check::endpoint", "jmespath::parser"), "uses by an imported module are found");
    let line = |(name, uses): (Name, BTreeSet<Name>)| {
        let uses: Vec<String> = uses.iter().map(|name| name.join("::")).collect();
        format!("{} uses {}", name.join("::"), uses.join(", "))
    };
    let circles: Vec<String> = circles(uses).into_iter().map(line).collect();
    assert!(circles.is_empty(), "circles:\n{}", circles.join("\n"));
}
