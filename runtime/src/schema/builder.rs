//! How generated schemas are written: a kind, then the traits.

use super::{Constraints, Kind, Location, Member, Xml};
use crate::timestamp::TimestampFormat;

impl Member {
    /// A member that targets a blob.
    #[must_use]
    pub const fn blob(name: &'static str) -> Self {
        Self::new(name, Kind::Blob)
    }

    /// A member that targets a boolean.
    #[must_use]
    pub const fn boolean(name: &'static str) -> Self {
        Self::new(name, Kind::Boolean)
    }

    /// A member that targets a string.
    #[must_use]
    pub const fn string(name: &'static str) -> Self {
        Self::new(name, Kind::String)
    }

    /// A member that targets an enum.
    #[must_use]
    pub const fn string_enum(name: &'static str) -> Self {
        Self::new(name, Kind::Enum)
    }

    /// A member that targets a byte.
    #[must_use]
    pub const fn byte(name: &'static str) -> Self {
        Self::new(name, Kind::Byte)
    }

    /// A member that targets a short.
    #[must_use]
    pub const fn short(name: &'static str) -> Self {
        Self::new(name, Kind::Short)
    }

    /// A member that targets an integer.
    #[must_use]
    pub const fn integer(name: &'static str) -> Self {
        Self::new(name, Kind::Integer)
    }

    /// A member that targets an intEnum.
    #[must_use]
    pub const fn int_enum(name: &'static str) -> Self {
        Self::new(name, Kind::IntEnum)
    }

    /// A member that targets a long.
    #[must_use]
    pub const fn long(name: &'static str) -> Self {
        Self::new(name, Kind::Long)
    }

    /// A member that targets a float.
    #[must_use]
    pub const fn float(name: &'static str) -> Self {
        Self::new(name, Kind::Float)
    }

    /// A member that targets a double.
    #[must_use]
    pub const fn double(name: &'static str) -> Self {
        Self::new(name, Kind::Double)
    }

    /// A member that targets a bigInteger.
    #[must_use]
    pub const fn big_integer(name: &'static str) -> Self {
        Self::new(name, Kind::BigInteger)
    }

    /// A member that targets a bigDecimal.
    #[must_use]
    pub const fn big_decimal(name: &'static str) -> Self {
        Self::new(name, Kind::BigDecimal)
    }

    /// A member that targets a timestamp.
    #[must_use]
    pub const fn timestamp(name: &'static str) -> Self {
        Self::new(name, Kind::Timestamp)
    }

    /// A member that targets a document.
    #[must_use]
    pub const fn document(name: &'static str) -> Self {
        Self::new(name, Kind::Document)
    }

    /// A member that targets a structure.
    #[must_use]
    pub const fn structure(name: &'static str) -> Self {
        Self::new(name, Kind::Structure)
    }

    /// A member that targets a union.
    #[must_use]
    pub const fn union(name: &'static str) -> Self {
        Self::new(name, Kind::Union)
    }

    /// A member that targets a list of these elements.
    #[must_use]
    pub const fn list(name: &'static str, element: &'static Member) -> Self {
        Self { element: Some(element), ..Self::new(name, Kind::List) }
    }

    /// A member that targets a map of these keys and values.
    #[must_use]
    pub const fn map(name: &'static str, key: &'static Member, value: &'static Member) -> Self {
        Self { element: Some(value), key: Some(key), ..Self::new(name, Kind::Map) }
    }

    /// `smithy.api#required`.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// `smithy.api#sensitive`.
    #[must_use]
    pub const fn sensitive(self) -> Self {
        Self { sensitive: true, ..self }
    }

    /// `smithy.api#sparse`.
    #[must_use]
    pub const fn sparse(self) -> Self {
        Self { sparse: true, ..self }
    }

    /// `smithy.api#idempotencyToken`.
    #[must_use]
    pub const fn idempotency_token(self) -> Self {
        Self { idempotency_token: true, ..self }
    }

    /// `smithy.api#hostLabel`.
    #[must_use]
    pub const fn host_label(self) -> Self {
        Self { host_label: true, ..self }
    }

    /// A binding other than the body.
    #[must_use]
    pub const fn at(self, location: Location) -> Self {
        Self { location, ..self }
    }

    /// `smithy.api#jsonName`.
    #[must_use]
    pub const fn with_json_name(self, name: &'static str) -> Self {
        Self { json_name: Some(name), ..self }
    }

    /// Traits of the XML serialization.
    #[must_use]
    pub const fn with_xml(self, xml: Xml) -> Self {
        Self { xml, ..self }
    }

    /// `smithy.api#timestampFormat`.
    #[must_use]
    pub const fn with_timestamp_format(self, format: TimestampFormat) -> Self {
        Self { timestamp_format: Some(format), ..self }
    }

    /// `smithy.api#mediaType`.
    #[must_use]
    pub const fn with_media_type(self, media_type: &'static str) -> Self {
        Self { media_type: Some(media_type), ..self }
    }

    /// `smithy.api#length`.
    #[must_use]
    pub const fn with_length(self, min: Option<u64>, max: Option<u64>) -> Self {
        let constraints = Constraints { length_min: min, length_max: max, ..self.constraints };
        Self { constraints, ..self }
    }

    /// `smithy.api#range`.
    #[must_use]
    pub const fn with_range(self, min: Option<f64>, max: Option<f64>) -> Self {
        let constraints = Constraints { range_min: min, range_max: max, ..self.constraints };
        Self { constraints, ..self }
    }
}
