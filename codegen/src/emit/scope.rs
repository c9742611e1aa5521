//! How the files of a service name what they use: in short, with an import.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::{ident, plain};

/// The names of one file. Only what is asked for is imported.
#[derive(Debug)]
pub struct Scope<'a> {
    /// The path of the service's module.
    module: &'a TokenStream,
    /// The type that the file itself defines.
    own: Option<&'a crate::names::Ident>,
    of_service: RefCell<BTreeSet<Ident>>,
    of_runtime: RefCell<BTreeMap<&'static str, BTreeSet<&'static str>>>,
}

/// Types of the runtime that files import, by their modules. A shape of such a name is written with its path.
const RUNTIME_TYPES: &[(&str, &[&str])] = &[
    ("", &["Call", "Modeled", "Operation"]),
    ("argument", &["IntoBoxed", "IntoCollection", "IntoOptional", "IntoOptionalCollection"]),
    ("generated", &["AuthOption", "EndpointParameter", "EndpointParameterValue", "OperationSchema", "UriPart"]),
    ("timestamp", &["Timestamp"]),
    ("types", &["BigNumber", "Blob", "ByteStream", "Document", "Sensitive"]),
];

impl<'a> Scope<'a> {
    /// Of a file that defines this type of the service, or none.
    pub fn new(module: &'a TokenStream, own: Option<&'a crate::names::Ident>) -> Self {
        Self { module, own, of_service: RefCell::default(), of_runtime: RefCell::default() }
    }

    /// A type of the service.
    pub fn shape(&self, name: &crate::names::Ident) -> TokenStream {
        let ty = ident(name);
        if self.own == Some(name) {
            return quote!(#ty);
        }
        if is_taken(name.as_str()) {
            return self.path(&ty);
        }
        self.of_service(ty)
    }

    /// What the service's module has beside its shapes.
    pub fn of_service(&self, name: Ident) -> TokenStream {
        let tokens = quote!(#name);
        self.of_service.borrow_mut().insert(name);
        tokens
    }

    /// The whole path of something in the service's module.
    pub fn path(&self, name: &Ident) -> TokenStream {
        let module = self.module;
        quote!(#module::#name)
    }

    /// A type of the runtime.
    pub fn runtime(&self, name: &'static str) -> TokenStream {
        let found = RUNTIME_TYPES.iter().find(|(_, types)| types.contains(&name));
        let (module, ty) = (found.map_or("", |(module, _)| *module), plain(name));
        if self.own.is_some_and(|own| own.as_str() == name) {
            let module = (!module.is_empty()).then(|| plain(module)).into_iter();
            return quote!(tinsmith_runtime #(::#module)* ::#ty);
        }
        self.of_runtime.borrow_mut().entry(module).or_default().insert(name);
        quote!(#ty)
    }

    /// A function or module of the runtime's module `generated`, or a type where the file names no shapes.
    pub fn generated(&self, name: &'static str) -> TokenStream {
        let function = plain(name);
        self.of_runtime.borrow_mut().entry("generated").or_default().insert(name);
        quote!(#function)
    }

    /// A module of the runtime.
    pub fn runtime_module(&self, name: &'static str) {
        self.of_runtime.borrow_mut().entry("").or_default().insert(name);
    }

    /// The imports of everything that was asked for so far.
    pub fn imports(&self) -> TokenStream {
        let mut lines = Vec::new();
        let of_service = self.of_service.borrow();
        if !of_service.is_empty() {
            lines.push(import(self.module, of_service.iter().cloned().collect()));
        }
        for (module, names) in self.of_runtime.borrow().iter() {
            let module = (!module.is_empty()).then(|| plain(module)).into_iter();
            let path = quote!(tinsmith_runtime #(::#module)*);
            lines.push(import(&path, names.iter().map(|name| plain(name)).collect()));
        }
        quote!(#(#lines)*)
    }
}

fn import(path: &TokenStream, names: Vec<Ident>) -> TokenStream {
    match names.as_slice() {
        [name] => quote!(use #path::#name;),
        names => quote!(use #path::{#(#names),*};),
    }
}

fn is_taken(name: &str) -> bool {
    let form = name.strip_prefix("Form");
    let is_form = form.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    is_form || RUNTIME_TYPES.iter().any(|(_, types)| types.contains(&name))
}

/// The type parameter for the form of an argument: `Form`, or `Form1` and so on where there are several.
pub fn form(position: Option<usize>) -> Ident {
    match position {
        None => plain("Form"),
        Some(position) => format_ident!("Form{position}"),
    }
}
