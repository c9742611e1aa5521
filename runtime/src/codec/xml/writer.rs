//! From views to XML.

use super::{NIL_NAMESPACE, XmlSettings, escape};
use crate::codec::{CodecError, MAX_DEPTH, base64, scalar, too_deep, union};
use crate::schema::{Location, Member, Schema, SchemaKind, XmlNamespace};
use crate::structure::Structure;
use crate::value::{List, Map, View};

/// Appends a structure as an element of this name, with the namespace of its shape: members that are set, in the order of
/// the model. The name of a shape's own element is [`root_name`].
///
/// # Errors
///
/// A document, a string with control characters that XML does not have, a union without a member that the model knows,
/// a timestamp out of its format's range, values nested too deep. What was appended until then stays.
pub fn write_structure(
    structure: &dyn Structure,
    root: &str,
    settings: XmlSettings,
    out: &mut String,
) -> Result<(), CodecError> {
    let mut writer = Writer { out, namespace: "" };
    writer.structure(root, None, structure, settings.all_members, 0)
}

/// The name of a shape's element where no member names it: `smithy.api#xmlName`, or that of the shape.
#[must_use]
pub fn root_name(schema: &Schema) -> &'static str {
    schema.xml_name.unwrap_or_else(|| schema.name())
}

struct Writer<'a> {
    out: &'a mut String,
    /// The default namespace where the writer stands.
    namespace: &'static str,
}

impl Writer<'_> {
    /// Writes a start tag but for its `>`; returns the outer default namespace.
    fn open(&mut self, name: &str, namespace: Option<XmlNamespace>) -> Result<&'static str, CodecError> {
        let outer = self.namespace;
        self.out.push('<');
        self.out.push_str(name);
        if let Some(XmlNamespace { uri, prefix }) = namespace {
            self.out.push_str(" xmlns");
            if let Some(prefix) = prefix {
                self.out.push(':');
                self.out.push_str(prefix);
            } else {
                self.namespace = uri;
            }
            self.out.push_str("=\"");
            escape::attribute(uri, self.out)?;
            self.out.push('"');
        }
        Ok(outer)
    }

    fn close(&mut self, name: &str, outer: &'static str) {
        self.namespace = outer;
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    fn structure(
        &mut self,
        name: &str,
        namespace: Option<XmlNamespace>,
        structure: &dyn Structure,
        all: bool,
        depth: usize,
    ) -> Result<(), CodecError> {
        if depth >= MAX_DEPTH {
            return Err(CodecError::new(too_deep()));
        }
        let schema = structure.schema();
        let own = schema.xml_namespace.filter(|own| own.prefix.is_some() || own.uri != self.namespace);
        let outer = self.open(name, namespace.or(own))?;
        let members = schema.members.iter().enumerate().filter(|(_, member)| all || member.location == Location::Body);
        let present = members.filter_map(|(index, member)| {
            let view = structure.member(index)?;
            (!matches!(view, View::Absent)).then_some((member, view))
        });
        let (attributes, elements): (Vec<_>, Vec<_>) = present.partition(|(member, _)| member.xml.attribute);
        if attributes.is_empty() && elements.is_empty() && schema.kind == SchemaKind::Union {
            return Err(union::unknown_variant(structure));
        }
        for (member, view) in attributes {
            self.attribute(member, view).map_err(|error| error.in_member(member.name))?;
        }
        self.out.push('>');
        for (member, view) in elements {
            self.member(member, view, depth).map_err(|error| error.in_member(member.name))?;
        }
        self.close(name, outer);
        Ok(())
    }

    fn attribute(&mut self, member: &Member, view: View<'_>) -> Result<(), CodecError> {
        let text = scalar::write(member, view)?;
        let text = text.ok_or_else(|| CodecError::new("only a scalar can be an attribute"))?;
        self.out.push(' ');
        self.out.push_str(member.xml_name());
        self.out.push_str("=\"");
        escape::attribute(&text, self.out)?;
        self.out.push('"');
        Ok(())
    }

    fn member(&mut self, member: &Member, view: View<'_>, depth: usize) -> Result<(), CodecError> {
        let name = member.xml_name();
        let namespace = member.xml.namespace;
        match view {
            View::List(list) if member.xml.flattened => {
                let namespace = member.element().xml.namespace.or(namespace);
                self.elements(name, namespace, member.element(), list, depth + 1)
            }
            View::Map(map) if member.xml.flattened => self.entries(name, namespace, member, map, depth + 1),
            view => self.value(name, namespace, member, view, depth),
        }
    }

    fn value(
        &mut self,
        name: &str,
        namespace: Option<XmlNamespace>,
        member: &Member,
        view: View<'_>,
        depth: usize,
    ) -> Result<(), CodecError> {
        if let View::Structure(value) = view {
            return self.structure(name, namespace, value, true, depth + 1);
        }
        let outer = self.open(name, namespace)?;
        match view {
            View::Absent => {
                self.out.push_str(" xmlns:xsi=\"");
                self.out.push_str(NIL_NAMESPACE);
                self.out.push_str("\" xsi:nil=\"true\">");
            }
            View::List(list) => {
                self.out.push('>');
                let element = member.element();
                let name = element.xml.name.unwrap_or("member");
                self.elements(name, element.xml.namespace, element, list, depth + 1)?;
            }
            View::Map(map) => {
                self.out.push('>');
                self.entries("entry", None, member, map, depth + 1)?;
            }
            View::Integer(value) => {
                self.out.push('>');
                scalar::push_integer(value, self.out);
            }
            View::Blob(bytes) => {
                self.out.push('>');
                base64::write_str(bytes, self.out);
            }
            scalar => {
                self.out.push('>');
                escape::text(&scalar::write(member, scalar)?.unwrap_or_default(), self.out)?;
            }
        }
        self.close(name, outer);
        Ok(())
    }

    fn elements(
        &mut self,
        name: &str,
        namespace: Option<XmlNamespace>,
        element: &Member,
        list: &dyn List,
        depth: usize,
    ) -> Result<(), CodecError> {
        if depth >= MAX_DEPTH {
            return Err(CodecError::new(too_deep()));
        }
        for index in 0..list.length() {
            let view = list.element(index).map_or(View::Absent, |value| value.view());
            self.value(name, namespace, element, view, depth).map_err(|error| error.in_element(index))?;
        }
        Ok(())
    }

    fn entries(
        &mut self,
        name: &str,
        namespace: Option<XmlNamespace>,
        member: &Member,
        map: &dyn Map,
        depth: usize,
    ) -> Result<(), CodecError> {
        if depth >= MAX_DEPTH {
            return Err(CodecError::new(too_deep()));
        }
        let key_name = member.key.and_then(|key| key.xml.name).unwrap_or("key");
        let key_namespace = member.key.and_then(|key| key.xml.namespace);
        let element = member.element();
        let value_name = element.xml.name.unwrap_or("value");
        for (key, value) in map.entries() {
            let outer = self.open(name, namespace)?;
            self.out.push('>');
            let within = self.open(key_name, key_namespace)?;
            self.out.push('>');
            escape::text(key, self.out).map_err(CodecError::in_entry)?;
            self.close(key_name, within);
            self.value(value_name, element.xml.namespace, element, value.view(), depth)
                .map_err(CodecError::in_entry)?;
            self.close(name, outer);
        }
        Ok(())
    }
}
