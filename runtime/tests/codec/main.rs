//! JSON, XML and forms: bytes on the wire, values out, errors shown; and properties that hold for all values and texts.
//!
//! The environment variable `PROPTEST_CASES` says how many cases each property is tried with.

mod corrections;
mod documents;
mod duplicates;
mod equal;
mod form;
mod json;
mod json_properties;
mod json_strings;
mod limits;
mod shapes;
mod values;
mod xml;
mod xml_errors;
mod xml_properties;
mod xml_tokens;
