//! What holds documents: the format that a REST protocol has in its bodies.

use super::{CodecError, Corrections};
use crate::schema::Member;
use crate::structure::Structure;
use crate::value::View;

/// The document format of a protocol, as a table of functions.
#[derive(Debug)]
pub struct DocumentCodec {
    /// The content type of documents.
    pub(crate) content_type: &'static str,
    /// The document of a structure that is not there.
    pub(crate) empty: &'static [u8],
    /// Writes the members of an input that stand in the body.
    pub(crate) write_body: fn(&dyn Structure, &mut Vec<u8>) -> Result<(), CodecError>,
    /// Writes a member that is the whole body.
    pub(crate) write_value: fn(&Member, View<'_>, &mut Vec<u8>) -> Result<(), CodecError>,
    /// Reads the members of an output or error that stand in the body.
    pub(crate) read_body: fn(&[u8], &mut dyn Structure) -> Result<Corrections, CodecError>,
    /// Reads the member at this position, which is the whole body.
    pub(crate) read_member: fn(&[u8], &mut dyn Structure, usize) -> Result<Corrections, CodecError>,
}
