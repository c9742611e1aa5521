//! What `emit` makes often, laid out as prettyplease does, straight from its tokens.
//!
//! To parse tokens with syn, only to print what was parsed, would take half of the time of a run.

use proc_macro2::Delimiter;

use super::layout::Layout;
use super::tokens::{Tokens, Unknown, is};

pub type Printed = Result<(), Unknown>;

#[derive(Debug, Default)]
pub struct Printer {
    pub layout: Layout,
}

impl Printer {
    /// The text of the next item, and its keyword if it is a line that stays together with others of its kind.
    pub fn item_text(&mut self, tokens: &mut Tokens) -> Result<(String, Option<&'static str>), Unknown> {
        self.layout.consistent(0);
        let kind = self.item(tokens)?;
        self.layout.end();
        Ok((self.layout.finish(), kind))
    }

    /// The text of the attributes of the file itself.
    pub fn inner_attributes(&mut self, tokens: &mut Tokens) -> Result<String, Unknown> {
        self.layout.consistent(0);
        while matches!(tokens.rest(), [hash, mark, ..] if is(hash, '#') && is(mark, '!')) {
            tokens.next();
            tokens.next();
            let mut attribute = tokens.group(Delimiter::Bracket)?;
            if !attribute.eat_ident("doc") {
                return Err(Unknown);
            }
            self.doc("//!", attribute)?;
        }
        self.layout.end();
        Ok(self.layout.finish())
    }

    /// All elements, with commas between them.
    pub fn list(&mut self, tokens: &mut Tokens, element: impl Fn(&mut Self, &mut Tokens) -> Printed) -> Printed {
        while !tokens.is_empty() {
            element(self, tokens)?;
            if !tokens.is_empty() {
                tokens.expect(',')?;
            }
            self.layout.comma(tokens.is_empty());
        }
        Ok(())
    }
}
