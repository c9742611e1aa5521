//! Values of members: one trait that lends what a Rust type holds, to read and to write.

mod collections;
pub(crate) mod growth;
mod primitives;
pub(crate) mod set;

use crate::structure::Structure;
use crate::timestamp::Timestamp;
use crate::types::{BigNumber, Blob, ByteStream, Document};

/// A type that a member can have.
///
/// `Option<T>`, `Vec<T>` and `HashMap<String, T>` of values are values, and so is `Box<T>` of a shape, so that codecs are
/// loops over [`View`] and [`Slot`] and know no Rust type.
pub trait Value: Send + Sync {
    /// What stands where nothing was said: the default of the model, or the zero of the type by Smithy's rules of
    /// [error correction](https://smithy.io/2.0/spec/aggregate-types.html#structure-member-optionality).
    fn empty() -> Self
    where
        Self: Sized;

    /// Lends the value to be read.
    fn view(&self) -> View<'_>;

    /// Lends the place to be written; what was absent becomes present and empty.
    fn slot(&mut self) -> Slot<'_>;
}

/// What can become empty again without its type being known: every [`Value`].
pub trait Reset {
    /// Becomes what [`Value::empty`] gives.
    fn reset(&mut self);
}

impl<T: Value> Reset for T {
    fn reset(&mut self) {
        *self = T::empty();
    }
}

/// A borrowed value.
#[derive(Clone, Copy)]
#[expect(missing_docs, reason = "the names are Smithy's shape types")]
#[non_exhaustive]
pub enum View<'a> {
    /// An optional value that is not there.
    Absent,
    Boolean(bool),
    /// Byte, short, integer, long and intEnum.
    Integer(i64),
    Float(f32),
    Double(f64),
    /// Arbitrary precision: the digits as they stand on the wire.
    BigNumber(&'a str),
    /// String and enum.
    String(&'a str),
    Blob(&'a Blob),
    /// Streaming blob.
    Stream(&'a ByteStream),
    Timestamp(Timestamp),
    Document(&'a Document),
    List(&'a dyn List),
    Map(&'a dyn Map),
    /// Structure and union.
    Structure(&'a dyn Structure),
}

/// A borrowed place for a value.
#[expect(missing_docs, reason = "the names are Smithy's shape types")]
#[non_exhaustive]
pub enum Slot<'a> {
    Boolean(&'a mut bool),
    Byte(&'a mut i8),
    Short(&'a mut i16),
    Integer(&'a mut i32),
    Long(&'a mut i64),
    IntEnum(&'a mut dyn IntEnum),
    Float(&'a mut f32),
    Double(&'a mut f64),
    BigNumber(&'a mut BigNumber),
    String(&'a mut String),
    Enum(&'a mut dyn StringEnum),
    Blob(&'a mut Blob),
    /// Streaming blob.
    Stream(&'a mut ByteStream),
    Timestamp(&'a mut Timestamp),
    Document(&'a mut Document),
    List(&'a mut dyn List),
    Map(&'a mut dyn Map),
    Structure(&'a mut dyn Structure),
}

/// A generated string enum.
pub trait StringEnum: Send + Sync {
    /// The value on the wire.
    fn as_str(&self) -> &str;
    /// Becomes the variant of this value, `Unknown` where the model has none.
    fn set(&mut self, value: &str);
}

/// A generated integer enum.
pub trait IntEnum: Send + Sync {
    /// The value on the wire.
    fn value(&self) -> i32;
    /// Becomes the variant of this value, `Unknown` where the model has none.
    fn set(&mut self, value: i32);
}

/// A list of values.
pub trait List: Send + Sync {
    /// How many elements there are.
    fn length(&self) -> usize;
    /// The element at this position.
    fn element(&self, index: usize) -> Option<&dyn Value>;
    /// The element at this position, to be written.
    fn element_mut(&mut self, index: usize) -> Option<&mut dyn Value>;
    /// Bytes of memory that the next [`push`](Self::push) asks for: none while there is room.
    fn growth(&self) -> usize;
    /// Appends an empty element and lends it.
    fn push(&mut self) -> Option<&mut dyn Value>;
    /// Removes all elements.
    fn clear(&mut self);
}

/// A map from strings to values.
pub trait Map: Send + Sync {
    /// How many entries there are.
    fn length(&self) -> usize;
    /// Entries in the order of their keys, so that equal maps give equal bytes.
    fn entries(&self) -> Vec<(&str, &dyn Value)>;
    /// Visits the entries in any order, without cost.
    fn each(&self, visit: &mut dyn FnMut(&str, &dyn Value));
    /// Visits the entries in any order, values to be written, and removes those for which it gives `false`.
    fn retain(&mut self, keep: &mut dyn FnMut(&str, &mut dyn Value) -> bool);
    /// Bytes of memory that the next [`insert`](Self::insert) asks for, the key aside: none while there is room.
    fn growth(&self) -> usize;
    /// The value of this key.
    fn get(&self, key: &str) -> Option<&dyn Value> {
        self.entries().into_iter().find(|(known, _)| *known == key).map(|(_, value)| value)
    }
    /// Puts an empty value under this key and lends it.
    fn insert(&mut self, key: String) -> &mut dyn Value;
    /// Removes all entries.
    fn clear(&mut self);
}
