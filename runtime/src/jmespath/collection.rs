use std::borrow::Cow;
use std::sync::Arc;

use super::Literal;
use super::data::Data;
use crate::structure::Structure;
use crate::types::Document;
use crate::value::{self, View};

/// A list: what was computed is shared, as expressions hand the same value on many times.
#[derive(Clone)]
pub(super) enum List<'a> {
    Values(&'a dyn value::List),
    Documents(&'a [Document]),
    Literals(&'static [Literal]),
    Computed(Arc<[Data<'a>]>),
}

impl<'a> List<'a> {
    pub(super) fn length(&self) -> usize {
        match self {
            Self::Values(list) => list.length(),
            Self::Documents(elements) => elements.len(),
            Self::Literals(elements) => elements.len(),
            Self::Computed(elements) => elements.len(),
        }
    }

    /// The element at this position; null behind the last.
    pub(super) fn element(&self, index: usize) -> Data<'a> {
        match self {
            Self::Values(list) => list.element(index).map_or(Data::Null, |element| element.view().into()),
            Self::Documents(elements) => elements.get(index).map_or(Data::Null, Data::from),
            Self::Literals(elements) => elements.get(index).map_or(Data::Null, |element| (*element).into()),
            Self::Computed(elements) => elements.get(index).cloned().unwrap_or(Data::Null),
        }
    }

    pub(super) fn elements(&self) -> impl Iterator<Item = Data<'a>> + '_ {
        (0..self.length()).map(|index| self.element(index))
    }
}

/// An object.
#[derive(Clone)]
pub(super) enum Object<'a> {
    Structure(&'a dyn Structure),
    Map(&'a dyn value::Map),
    Document(&'a Document),
    Literal(&'static [(&'static str, Literal)]),
    Computed(Arc<[(Cow<'a, str>, Data<'a>)]>),
}

impl<'a> Object<'a> {
    pub(super) fn length(&self) -> usize {
        match self {
            Self::Structure(structure) => members(*structure).count(),
            Self::Map(map) => map.length(),
            Self::Document(document) => document_entries(document).count(),
            Self::Literal(entries) => entries.len(),
            Self::Computed(entries) => entries.len(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Structure(structure) => members(*structure).next().is_none(),
            _ => self.length() == 0,
        }
    }

    /// The value under this key; null where there is none.
    pub(super) fn get(&self, key: &str) -> Data<'a> {
        self.find(key).unwrap_or(Data::Null)
    }

    pub(super) fn find(&self, key: &str) -> Option<Data<'a>> {
        match self {
            Self::Structure(structure) => {
                let index = structure.schema().members.iter().position(|member| member.name == key)?;
                set(structure.member(index)?).map(Data::from)
            }
            Self::Map(map) => Some(map.get(key)?.view().into()),
            Self::Document(document) => document.get(key).map(Data::from),
            Self::Literal(entries) => entries.iter().find(|(known, _)| *known == key).map(|(_, value)| (*value).into()),
            Self::Computed(entries) => entries.iter().find(|(known, _)| known == key).map(|(_, value)| value.clone()),
        }
    }

    pub(super) fn entries(&self) -> Vec<(Cow<'a, str>, Data<'a>)> {
        match self {
            Self::Structure(structure) => {
                members(*structure).map(|(name, view)| (name.into(), Data::from(view))).collect()
            }
            Self::Map(map) => map.entries().into_iter().map(|(key, value)| (key.into(), value.view().into())).collect(),
            Self::Document(document) => {
                document_entries(document).map(|(key, value)| (key.into(), Data::from(value))).collect()
            }
            Self::Literal(entries) => entries.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect(),
            Self::Computed(entries) => entries.to_vec(),
        }
    }
}

/// The members that are set.
fn members<'a>(structure: &'a dyn Structure) -> impl Iterator<Item = (&'static str, View<'a>)> {
    let schema = structure.schema().members.iter().enumerate();
    schema.filter_map(|(index, member)| Some((member.name, set(structure.member(index)?)?)))
}

fn document_entries(document: &Document) -> impl Iterator<Item = (&str, &Document)> {
    let entries = match document {
        Document::Object(entries) => Some(entries),
        _ => None,
    };
    entries.into_iter().flat_map(|entries| entries.iter())
}

fn set(view: View<'_>) -> Option<View<'_>> {
    (!matches!(view, View::Absent)).then_some(view)
}
