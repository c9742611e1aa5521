//! How a generated shape lends its members to the runtime.

use crate::schema::Schema;
use crate::value::{Reset, Slot, Value, View};

/// A structure, union or error: its members by position, in the order of its [`Schema`].
///
/// Every [`Modeled`] shape is one; serializing, parsing, HTTP binding, validation and printing are loops over it.
pub trait Structure: Reset + Send + Sync {
    /// The shape's static description.
    fn schema(&self) -> &'static Schema;

    /// What the member at this position holds; `None` for a variant that a union does not hold, and past the last member.
    fn member(&self, index: usize) -> Option<View<'_>>;

    /// The place of the member at this position, which becomes present; a union becomes that variant, and keeps its value
    /// where it is that variant already: a flattened list comes in pieces. `None` past the last member.
    fn member_mut(&mut self, index: usize) -> Option<Slot<'_>>;

    /// The name of the member that a union holds and the model does not know.
    fn unknown_member(&self) -> Option<&str>;

    /// Makes a union hold a member that the model does not know. Structures ignore it.
    fn set_unknown_member(&mut self, name: &str);
}

/// What the generator implements for a structure, union or error: all that the runtime needs to treat it as a
/// [`Structure`] and as a [`Value`].
///
/// ```
/// use tinsmith_runtime::schema::{Member, Schema};
/// use tinsmith_runtime::value::{Slot, Value, View};
/// use tinsmith_runtime::{Modeled, Shape};
///
/// struct Tag {
///     key: String,
/// }
///
/// impl Modeled for Tag {
///     const SCHEMA: &'static Schema = &Schema::structure("com.amazonaws.sts#Tag", &[Member::string("Key")]);
///
///     fn empty() -> Self {
///         Self { key: Value::empty() }
///     }
///
///     fn member(&self, index: usize) -> Option<View<'_>> {
///         (index == 0).then(|| self.key.view())
///     }
///
///     fn member_mut(&mut self, index: usize) -> Option<Slot<'_>> {
///         (index == 0).then(|| self.key.slot())
///     }
/// }
///
/// assert_eq!(Tag { key: "cost center".to_owned() }.to_query()?, "Key=cost%20center");
/// # Ok::<(), tinsmith_runtime::codec::CodecError>(())
/// ```
pub trait Modeled: Send + Sync + Sized {
    /// What the runtime knows of the shape.
    const SCHEMA: &'static Schema;

    /// As [`Value::empty`].
    fn empty() -> Self;

    /// As [`Structure::member`].
    fn member(&self, index: usize) -> Option<View<'_>>;

    /// As [`Structure::member_mut`].
    fn member_mut(&mut self, index: usize) -> Option<Slot<'_>>;

    /// As [`Structure::unknown_member`].
    fn unknown_member(&self) -> Option<&str> {
        None
    }

    /// As [`Structure::set_unknown_member`].
    fn set_unknown_member(&mut self, _name: &str) {}

    /// The shape itself: not the box that it stands in.
    fn as_structure(&self) -> &dyn Structure {
        self
    }

    /// The shape itself, to be written.
    fn as_structure_mut(&mut self) -> &mut dyn Structure {
        self
    }
}

impl<T: Modeled> Structure for T {
    fn schema(&self) -> &'static Schema {
        T::SCHEMA
    }

    fn member(&self, index: usize) -> Option<View<'_>> {
        Modeled::member(self, index)
    }

    fn member_mut(&mut self, index: usize) -> Option<Slot<'_>> {
        Modeled::member_mut(self, index)
    }

    fn unknown_member(&self) -> Option<&str> {
        Modeled::unknown_member(self)
    }

    fn set_unknown_member(&mut self, name: &str) {
        Modeled::set_unknown_member(self, name);
    }
}

impl<T: Modeled> Value for T {
    fn empty() -> Self {
        Modeled::empty()
    }

    fn view(&self) -> View<'_> {
        View::Structure(self.as_structure())
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Structure(self.as_structure_mut())
    }
}

/// Not a [`Value`] of its own, as a vector is: boxes of other crates' types count as theirs, so that one might be
/// [`Modeled`] there.
impl<T: Modeled> Modeled for Box<T> {
    const SCHEMA: &'static Schema = T::SCHEMA;

    fn empty() -> Self {
        Self::new(T::empty())
    }

    fn member(&self, index: usize) -> Option<View<'_>> {
        T::member(self, index)
    }

    fn member_mut(&mut self, index: usize) -> Option<Slot<'_>> {
        T::member_mut(self, index)
    }

    fn unknown_member(&self) -> Option<&str> {
        T::unknown_member(self)
    }

    fn set_unknown_member(&mut self, name: &str) {
        T::set_unknown_member(self, name);
    }

    fn as_structure(&self) -> &dyn Structure {
        T::as_structure(self)
    }

    fn as_structure_mut(&mut self) -> &mut dyn Structure {
        T::as_structure_mut(self)
    }
}
