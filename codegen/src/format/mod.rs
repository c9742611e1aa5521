//! From tokens to the text of a file.

mod attribute;
mod expression;
mod item;
mod layout;
mod operand;
mod pattern;
mod printer;
mod tokens;
mod ty;

use proc_macro2::TokenStream;

use self::printer::Printer;
use self::tokens::{Tokens, Unknown};

/// Lays out a file's items, with an empty line between them, as prettyplease does. `again` makes the same tokens once more:
/// it is asked for where there are some that our own printer does not know.
///
/// # Panics
///
/// Never for tokens that `emit` makes: they are items by construction.
#[must_use]
pub fn format(tokens: TokenStream, again: impl FnOnce() -> TokenStream) -> String {
    print(tokens).unwrap_or_else(|Unknown| parse_and_print(again()))
}

fn print(tokens: TokenStream) -> Result<String, Unknown> {
    let mut tokens = Tokens::from(tokens);
    let mut printer = Printer::default();
    let mut file = File::new(&printer.inner_attributes(&mut tokens)?);
    while !tokens.is_empty() {
        let (text, kind) = printer.item_text(&mut tokens)?;
        file.add(&text, kind);
    }
    Ok(file.text)
}

fn parse_and_print(tokens: TokenStream) -> String {
    let file = syn::parse2::<syn::File>(tokens);
    let file = file.unwrap_or_else(|error| panic!("the emitted tokens are not a file: {error}"));
    let unparse = |attrs, items| prettyplease::unparse(&syn::File { shebang: None, attrs, items });
    let mut text = File::new(&unparse(file.attrs, Vec::new()));
    for item in file.items {
        let kind = match &item {
            syn::Item::Mod(_) => Some("mod"),
            syn::Item::Use(_) => Some("use"),
            _ => None,
        };
        text.add(&unparse(Vec::new(), vec![item]), kind);
    }
    text.text
}

/// A file in the making.
struct File {
    text: String,
    group: Option<&'static str>,
}

impl File {
    fn new(attributes: &str) -> Self {
        Self { text: attributes.to_owned(), group: None }
    }

    /// Adds an item. Lines of modules and lines of imports stay together.
    fn add(&mut self, item: &str, kind: Option<&'static str>) {
        if !self.text.is_empty() && (kind.is_none() || kind != self.group) {
            self.text.push('\n');
        }
        self.group = kind;
        if item.starts_with("impl") { self.add_spaced(item) } else { self.text.push_str(item) }
    }

    /// Adds an implementation, with an empty line between its items. They are told by their last lines, since whoever laid
    /// them out, each ends where the indentation is that of the implementation's body.
    fn add_spaced(&mut self, implementation: &str) {
        let mut after_item = false;
        for line in implementation.split_inclusive('\n') {
            if after_item && line != "}\n" {
                self.text.push('\n');
            }
            let inner = line.strip_prefix("    ").filter(|inner| !inner.starts_with([' ', '/', '#']));
            after_item = inner.is_some_and(|inner| inner.ends_with("}\n") || inner.ends_with(";\n"));
            self.text.push_str(line);
        }
    }
}

/// How many lines a file has that ends with one.
#[must_use]
pub fn lines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}
