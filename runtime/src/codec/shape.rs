//! Every codec on every shape.

use super::json::{self, JsonSettings};
#[cfg(feature = "xml")]
use super::xml::{self, XmlSettings};
use super::{CodecError, form};
use crate::structure::Structure;
use crate::value::Value;

/// Any structure, union or error as text and back, whatever its service's protocol.
///
/// All generated shapes have it:
///
/// ```
/// # use tinsmith_runtime::Modeled;
/// # use tinsmith_runtime::schema::{Member, Schema};
/// # use tinsmith_runtime::value::{Slot, Value, View};
/// # struct Tag { key: String }
/// # impl Modeled for Tag {
/// #     const SCHEMA: &'static Schema = &Schema::structure("com.amazonaws.sts#Tag", &[Member::string("Key")]);
/// #     fn empty() -> Self { Self { key: Value::empty() } }
/// #     fn member(&self, index: usize) -> Option<View<'_>> { (index == 0).then(|| self.key.view()) }
/// #     fn member_mut(&mut self, index: usize) -> Option<Slot<'_>> { (index == 0).then(|| self.key.slot()) }
/// # }
/// use tinsmith_runtime::codec::Shape;
///
/// let tag = Tag::from_json(r#"{"Key": "cost center"}"#)?;
/// # #[cfg(feature = "xml")]
/// assert_eq!(tag.to_xml()?, "<Tag><Key>cost center</Key></Tag>");
/// assert_eq!(tag.to_query()?, "Key=cost%20center");
/// # Ok::<(), tinsmith_runtime::codec::CodecError>(())
/// ```
pub trait Shape: Structure + Value + Sized {
    /// The shape as JSON, as restJson1 has it: with `smithy.api#jsonName`, timestamps as epoch seconds.
    ///
    /// # Errors
    ///
    /// As [`json::write_structure`].
    fn to_json(&self) -> Result<String, CodecError> {
        let mut out = Vec::new();
        json::write_structure(self, JsonSettings::DEFAULT, &mut out)?;
        String::from_utf8(out).map_err(|_| CodecError::new("the JSON text is not UTF-8"))
    }

    /// Reads what [`to_json`](Self::to_json) writes. What the text does not name stays empty, required or not.
    ///
    /// # Errors
    ///
    /// As [`json::read_structure`].
    fn from_json(text: &str) -> Result<Self, CodecError> {
        let mut shape = Self::empty();
        json::read_structure(text.as_bytes(), JsonSettings::DEFAULT, &mut shape).map(|_| shape)
    }

    /// The shape as an XML element of its own name, without a declaration, as restXml has it. With the feature `xml`.
    ///
    /// # Errors
    ///
    /// As [`xml::write_structure`].
    #[cfg(feature = "xml")]
    fn to_xml(&self) -> Result<String, CodecError> {
        let mut out = String::new();
        xml::write_structure(self, xml::root_name(self.schema()), XmlSettings::DEFAULT, &mut out)?;
        Ok(out)
    }

    /// Reads what [`to_xml`](Self::to_xml) writes. What the text does not name stays empty, required or not.
    /// With the feature `xml`.
    ///
    /// # Errors
    ///
    /// As [`xml::read_structure`].
    #[cfg(feature = "xml")]
    fn from_xml(text: &str) -> Result<Self, CodecError> {
        let mut shape = Self::empty();
        xml::read_structure(text.as_bytes(), XmlSettings::DEFAULT, &mut shape).map(|_| shape)
    }

    /// The shape as a form, as awsQuery has it, without `Action` and `Version`.
    ///
    /// # Errors
    ///
    /// As [`form::write_structure`].
    fn to_query(&self) -> Result<String, CodecError> {
        let mut out = String::new();
        form::write_structure(self, &mut out)?;
        Ok(out)
    }
}

impl<T: Structure + Value> Shape for T {}
