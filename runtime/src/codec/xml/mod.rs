//! XML, read into slots and written from views by Smithy's [XML
//! bindings](https://smithy.io/2.0/spec/protocol-traits.html#xml-bindings).

mod attribute;
mod error;
mod escape;
mod reader;
mod reference;
mod scanner;
mod structure;
mod tokenizer;
mod writer;

pub use error::{XmlError, read_error, read_error_structure};
pub use reader::{Wrapped, read_structure, read_wrapped};
pub use writer::{root_name, write_structure};

/// What the protocols that speak XML differ in.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct XmlSettings {
    /// Whether members that are bound to other parts of the message than the body are written and read as well.
    pub all_members: bool,
}

impl XmlSettings {
    /// All members: what `to_xml` and `from_xml` use, and awsQuery, which knows no HTTP bindings.
    pub const DEFAULT: Self = Self { all_members: true };

    /// Sets [`all_members`](Self::all_members).
    #[must_use]
    pub const fn all_members(self, all_members: bool) -> Self {
        Self { all_members, ..self }
    }
}

/// What marks an element that stands for null: XML Schema's `xsi:nil`.
const NIL_NAMESPACE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}
