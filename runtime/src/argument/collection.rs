//! Members that are lists or maps.

use std::collections::HashMap;

use super::form;
use crate::types::Sensitive;
use crate::value::Value;

/// What a list or map takes: a collection, an array, a slice or an iterator of whatever turns into its elements.
///
/// ```
/// # use tinsmith_runtime::argument::IntoCollection;
/// fn list<Form>(names: impl IntoCollection<Vec<String>, Form>) -> Vec<String> {
///     names.into_collection()
/// }
///
/// assert_eq!(list(["a", "b"]), list(vec!["a", "b"]));
/// assert_eq!(list("a,b".split(',')), ["a", "b"]);
/// assert!(list([]).is_empty());
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not turn into `{T}`",
    label = "expected a collection, array, slice or iterator of what turns into the elements of `{T}`",
    note = "arrays may have up to 32 elements; a `Vec` any number"
)]
pub trait IntoCollection<T, Form> {
    /// The list or map.
    fn into_collection(self) -> T;
}

/// The same where the list or map may be left out: an `Option` of it, too.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not turn into `{T}`, and is no `Option<{T}>`",
    label = "expected a collection, array, slice or iterator of what turns into the elements of `{T}`, or an `Option<{T}>`",
    note = "arrays may have up to 32 elements; a `Vec` any number"
)]
pub trait IntoOptionalCollection<T, Form> {
    /// The list or map, if there is one.
    fn into_optional(self) -> Option<T>;
}

impl<T, Form, U: IntoCollection<T, Form>> IntoOptionalCollection<T, form::Present<Form>> for U {
    fn into_optional(self) -> Option<T> {
        Some(self.into_collection())
    }
}

impl<T> IntoOptionalCollection<T, form::Optional> for Option<T> {
    fn into_optional(self) -> Option<T> {
        self
    }
}

/// Lists and maps, which are made of items that turn into their own.
pub trait Collect<Item> {
    /// Of these items, in their order.
    fn collect(items: impl Iterator<Item = Item>) -> Self;
}

impl<T, Item: Into<T>> Collect<Item> for Vec<T> {
    fn collect(items: impl Iterator<Item = Item>) -> Self {
        items.map(Into::into).collect()
    }
}

impl<T, Key: Into<String>, Item: Into<T>> Collect<(Key, Item)> for HashMap<String, T> {
    fn collect(items: impl Iterator<Item = (Key, Item)>) -> Self {
        items.map(|(key, value)| (key.into(), value.into())).collect()
    }
}

impl<T: Collect<Item>, Item> Collect<Item> for Sensitive<T> {
    fn collect(items: impl Iterator<Item = Item>) -> Self {
        Self::new(T::collect(items))
    }
}

/// An `Option` is an iterator's source too, but nothing that can be extended: what it means here is said above.
impl<T, C> IntoCollection<T, form::Owned> for C
where
    C: IntoIterator + Extend<C::Item>,
    T: Collect<C::Item>,
{
    fn into_collection(self) -> T {
        T::collect(self.into_iter())
    }
}

impl<'a, T, C: ?Sized> IntoCollection<T, form::Borrowed> for &'a C
where
    &'a C: IntoIterator,
    T: Collect<<&'a C as IntoIterator>::Item>,
{
    fn into_collection(self) -> T {
        T::collect(self.into_iter())
    }
}

impl<T: Collect<I::Item>, I: Iterator> IntoCollection<T, form::Iterator> for I {
    fn into_collection(self) -> T {
        T::collect(self)
    }
}

impl<T: Collect<Item>, Item, const N: usize> IntoCollection<T, form::Array> for [Item; N]
where
    Length<N>: NotZero,
{
    fn into_collection(self) -> T {
        T::collect(self.into_iter())
    }
}

/// Of nothing: the one place where the type of elements cannot be told from them.
impl<T: Value + Elements> IntoCollection<T, form::Empty> for [T::Element; 0] {
    fn into_collection(self) -> T {
        T::empty()
    }
}

/// What a list or map has in it.
pub trait Elements {
    /// An element, or a key with its value.
    type Element;
}

impl<T> Elements for Vec<T> {
    type Element = T;
}

impl<T> Elements for HashMap<String, T> {
    type Element = (String, T);
}

impl<T: Elements> Elements for Sensitive<T> {
    type Element = T::Element;
}

/// The length of an array.
#[derive(Debug)]
pub struct Length<const N: usize>;

/// Rust cannot say that a length is not zero; so those that are not are told one by one.
#[diagnostic::on_unimplemented(
    message = "an array of more than 32 elements is not taken",
    note = "write `vec![…]` in place of `[…]`"
)]
pub trait NotZero {}

macro_rules! not_zero {
    ($($length:literal)*) => { $(impl NotZero for Length<$length> {})* };
}

not_zero!(1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32);
