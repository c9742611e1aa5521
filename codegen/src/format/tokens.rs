//! Tokens one after the other.

use std::vec::IntoIter;

use proc_macro2::{Delimiter, Group, Ident, Spacing, TokenStream, TokenTree};

/// What is printed by the slow way: something that the fast way does not know.
#[derive(Debug)]
pub struct Unknown;

/// The rest of a stream. Tokens are taken out of it, since borrowed groups would have to be copied to look into them.
#[derive(Debug)]
pub struct Tokens(IntoIter<TokenTree>);

impl From<TokenStream> for Tokens {
    fn from(stream: TokenStream) -> Self {
        Self(stream.into_iter().collect::<Vec<_>>().into_iter())
    }
}

impl From<Group> for Tokens {
    fn from(group: Group) -> Self {
        let stream = group.stream();
        // The only owner of the tokens can take them out without a copy.
        drop(group);
        stream.into()
    }
}

impl Tokens {
    /// What is left.
    pub fn rest(&self) -> &[TokenTree] {
        self.0.as_slice()
    }

    pub fn is_empty(&self) -> bool {
        self.rest().is_empty()
    }

    pub fn next(&mut self) -> Option<TokenTree> {
        self.0.next()
    }

    pub fn at(&self, punctuation: char) -> bool {
        self.rest().first().is_some_and(|token| is(token, punctuation))
    }

    pub fn at_ident(&self, name: &str) -> bool {
        matches!(self.rest().first(), Some(TokenTree::Ident(ident)) if ident == name)
    }

    pub fn at_group(&self, delimiter: Delimiter) -> bool {
        self.rest().first().is_some_and(|token| is_group(token, delimiter))
    }

    /// Takes the punctuation, if it is next.
    pub fn eat(&mut self, punctuation: char) -> bool {
        let found = self.at(punctuation);
        if found {
            self.0.next();
        }
        found
    }

    /// Takes the keyword, if it is next.
    pub fn eat_ident(&mut self, name: &str) -> bool {
        let found = self.at_ident(name);
        if found {
            self.0.next();
        }
        found
    }

    /// Takes both, if they are next and stand together.
    pub fn eat_pair(&mut self, first: char, second: char) -> bool {
        let found = is_pair(self.rest(), first, second);
        if found {
            self.0.next();
            self.0.next();
        }
        found
    }

    pub fn expect(&mut self, punctuation: char) -> Result<(), Unknown> {
        if self.eat(punctuation) { Ok(()) } else { Err(Unknown) }
    }

    pub fn ident(&mut self) -> Result<Ident, Unknown> {
        match self.0.next() {
            Some(TokenTree::Ident(ident)) => Ok(ident),
            _ => Err(Unknown),
        }
    }

    pub fn group(&mut self, delimiter: Delimiter) -> Result<Self, Unknown> {
        match self.0.next() {
            Some(TokenTree::Group(group)) if group.delimiter() == delimiter => Ok(group.into()),
            _ => Err(Unknown),
        }
    }
}

pub fn is(token: &TokenTree, punctuation: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == punctuation)
}

pub fn is_group(token: &TokenTree, delimiter: Delimiter) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == delimiter)
}

pub fn is_pair(tokens: &[TokenTree], first: char, second: char) -> bool {
    match tokens {
        [TokenTree::Punct(left), right, ..] => {
            left.as_char() == first && left.spacing() == Spacing::Joint && is(right, second)
        }
        _ => false,
    }
}
