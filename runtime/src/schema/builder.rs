//! How generated schemas are written: a kind, then the traits.

use super::{Constraints, ErrorTraits, Kind, Location, Member, Schema, Xml, XmlNamespace};
use crate::timestamp::TimestampFormat;

impl Member {
    /// A member that targets a blob.
    #[doc(hidden)]
    #[must_use]
    pub const fn blob(name: &'static str) -> Self {
        Self::new(name, Kind::Blob)
    }

    /// A member that targets a boolean.
    #[doc(hidden)]
    #[must_use]
    pub const fn boolean(name: &'static str) -> Self {
        Self::new(name, Kind::Boolean)
    }

    /// A member that targets a string.
    #[doc(hidden)]
    #[must_use]
    pub const fn string(name: &'static str) -> Self {
        Self::new(name, Kind::String)
    }

    /// A member that targets an enum.
    #[doc(hidden)]
    #[must_use]
    pub const fn string_enum(name: &'static str) -> Self {
        Self::new(name, Kind::Enum)
    }

    /// A member that targets a byte.
    #[doc(hidden)]
    #[must_use]
    pub const fn byte(name: &'static str) -> Self {
        Self::new(name, Kind::Byte)
    }

    /// A member that targets a short.
    #[doc(hidden)]
    #[must_use]
    pub const fn short(name: &'static str) -> Self {
        Self::new(name, Kind::Short)
    }

    /// A member that targets an integer.
    #[doc(hidden)]
    #[must_use]
    pub const fn integer(name: &'static str) -> Self {
        Self::new(name, Kind::Integer)
    }

    /// A member that targets an intEnum.
    #[doc(hidden)]
    #[must_use]
    pub const fn int_enum(name: &'static str) -> Self {
        Self::new(name, Kind::IntEnum)
    }

    /// A member that targets a long.
    #[doc(hidden)]
    #[must_use]
    pub const fn long(name: &'static str) -> Self {
        Self::new(name, Kind::Long)
    }

    /// A member that targets a float.
    #[doc(hidden)]
    #[must_use]
    pub const fn float(name: &'static str) -> Self {
        Self::new(name, Kind::Float)
    }

    /// A member that targets a double.
    #[doc(hidden)]
    #[must_use]
    pub const fn double(name: &'static str) -> Self {
        Self::new(name, Kind::Double)
    }

    /// A member that targets a bigInteger.
    #[doc(hidden)]
    #[must_use]
    pub const fn big_integer(name: &'static str) -> Self {
        Self::new(name, Kind::BigInteger)
    }

    /// A member that targets a bigDecimal.
    #[doc(hidden)]
    #[must_use]
    pub const fn big_decimal(name: &'static str) -> Self {
        Self::new(name, Kind::BigDecimal)
    }

    /// A member that targets a timestamp.
    #[doc(hidden)]
    #[must_use]
    pub const fn timestamp(name: &'static str) -> Self {
        Self::new(name, Kind::Timestamp)
    }

    /// A member that targets a document.
    #[doc(hidden)]
    #[must_use]
    pub const fn document(name: &'static str) -> Self {
        Self::new(name, Kind::Document)
    }

    /// A member that targets a structure.
    #[doc(hidden)]
    #[must_use]
    pub const fn structure(name: &'static str) -> Self {
        Self::new(name, Kind::Structure)
    }

    /// A member that targets a union.
    #[doc(hidden)]
    #[must_use]
    pub const fn union(name: &'static str) -> Self {
        Self::new(name, Kind::Union)
    }

    /// A member that targets a list of these elements.
    #[doc(hidden)]
    #[must_use]
    pub const fn list(name: &'static str, element: &'static Member) -> Self {
        Self { element: Some(element), ..Self::new(name, Kind::List) }
    }

    /// A member that targets a map of these keys and values.
    #[doc(hidden)]
    #[must_use]
    pub const fn map(name: &'static str, key: &'static Member, value: &'static Member) -> Self {
        Self { element: Some(value), key: Some(key), ..Self::new(name, Kind::Map) }
    }

    /// `smithy.api#required`.
    #[doc(hidden)]
    #[must_use]
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// `smithy.api#sensitive`.
    #[doc(hidden)]
    #[must_use]
    pub const fn sensitive(self) -> Self {
        Self { sensitive: true, ..self }
    }

    /// `smithy.api#sparse`.
    #[doc(hidden)]
    #[must_use]
    pub const fn sparse(self) -> Self {
        Self { sparse: true, ..self }
    }

    /// `smithy.api#idempotencyToken`.
    #[doc(hidden)]
    #[must_use]
    pub const fn idempotency_token(self) -> Self {
        Self { idempotency_token: true, ..self }
    }

    /// `smithy.api#hostLabel`.
    #[doc(hidden)]
    #[must_use]
    pub const fn host_label(self) -> Self {
        Self { host_label: true, ..self }
    }

    /// A binding other than the body.
    #[doc(hidden)]
    #[must_use]
    pub const fn at(self, location: Location) -> Self {
        Self { location, ..self }
    }

    /// `smithy.api#jsonName`.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_json_name(self, name: &'static str) -> Self {
        Self { json_name: Some(name), ..self }
    }

    /// `smithy.api#streaming` of the blob that it targets.
    #[doc(hidden)]
    #[must_use]
    pub const fn streaming(self) -> Self {
        Self { streaming: true, ..self }
    }

    /// `smithy.api#requiresLength` of the stream that it targets.
    #[doc(hidden)]
    #[must_use]
    pub const fn requires_length(self) -> Self {
        Self { requires_length: true, ..self }
    }

    /// `smithy.api#xmlName`.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_xml_name(self, name: &'static str) -> Self {
        Self { xml: Xml { name: Some(name), ..self.xml }, ..self }
    }

    /// `smithy.api#xmlNamespace`.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_xml_namespace(self, namespace: XmlNamespace) -> Self {
        Self { xml: Xml { namespace: Some(namespace), ..self.xml }, ..self }
    }

    /// `smithy.api#xmlAttribute`.
    #[doc(hidden)]
    #[must_use]
    pub const fn xml_attribute(self) -> Self {
        Self { xml: Xml { attribute: true, ..self.xml }, ..self }
    }

    /// `smithy.api#xmlFlattened`.
    #[doc(hidden)]
    #[must_use]
    pub const fn xml_flattened(self) -> Self {
        Self { xml: Xml { flattened: true, ..self.xml }, ..self }
    }

    /// `smithy.api#timestampFormat`.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_timestamp_format(self, format: TimestampFormat) -> Self {
        Self { timestamp_format: Some(format), ..self }
    }

    /// `smithy.api#mediaType`.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_media_type(self, media_type: &'static str) -> Self {
        Self { media_type: Some(media_type), ..self }
    }

    /// `smithy.api#length`.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_length(self, min: Option<u64>, max: Option<u64>) -> Self {
        let constraints = Constraints { length_min: min, length_max: max, ..self.constraints };
        Self { constraints, ..self }
    }

    /// `smithy.api#range`.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_range(self, min: Option<f64>, max: Option<f64>) -> Self {
        let constraints = Constraints { range_min: min, range_max: max, ..self.constraints };
        Self { constraints, ..self }
    }
}

impl Schema {
    /// `smithy.api#xmlName` of the shape.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_xml_name(self, name: &'static str) -> Self {
        Self { xml_name: Some(name), ..self }
    }

    /// `smithy.api#xmlNamespace` of the shape.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_xml_namespace(self, namespace: XmlNamespace) -> Self {
        Self { xml_namespace: Some(namespace), ..self }
    }

    /// `smithy.api#error` and what goes with it.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_error(self, error: ErrorTraits) -> Self {
        Self { error: Some(error), ..self }
    }
}

impl ErrorTraits {
    /// An error with this code on the wire, which is not worth another try.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(code: &'static str) -> Self {
        Self { code, retryable: false, throttling: false }
    }

    /// `smithy.api#retryable`.
    #[doc(hidden)]
    #[must_use]
    pub const fn retryable(self) -> Self {
        Self { retryable: true, ..self }
    }

    /// `smithy.api#retryable` with `throttling`.
    #[doc(hidden)]
    #[must_use]
    pub const fn throttling(self) -> Self {
        Self { retryable: true, throttling: true, ..self }
    }
}

impl XmlNamespace {
    /// The default namespace.
    #[doc(hidden)]
    #[must_use]
    pub const fn new(uri: &'static str) -> Self {
        Self { uri, prefix: None }
    }

    /// The namespace bound to a prefix.
    #[doc(hidden)]
    #[must_use]
    pub const fn with_prefix(self, prefix: &'static str) -> Self {
        Self { prefix: Some(prefix), ..self }
    }
}
