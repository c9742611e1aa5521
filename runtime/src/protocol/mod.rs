//! Protocols: how operations become HTTP messages. They know no service.

use std::fmt;

/// A protocol, named by its trait.
///
/// The generator refers to the constant of this module whose name is the trait's in capitals.
pub struct Protocol {
    /// The trait's shape id, such as `aws.protocols#restJson1`.
    pub id: &'static str,
    /// Whether operations need `smithy.api#http`.
    pub http_bindings: bool,
}

impl fmt::Debug for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

/// `aws.protocols#awsJson1_0`.
pub static AWS_JSON1_0: Protocol = Protocol { id: "aws.protocols#awsJson1_0", http_bindings: false };
/// `aws.protocols#awsJson1_1`.
pub static AWS_JSON1_1: Protocol = Protocol { id: "aws.protocols#awsJson1_1", http_bindings: false };
/// `aws.protocols#awsQuery`.
pub static AWS_QUERY: Protocol = Protocol { id: "aws.protocols#awsQuery", http_bindings: false };
/// `aws.protocols#restJson1`.
pub static REST_JSON1: Protocol = Protocol { id: "aws.protocols#restJson1", http_bindings: true };

/// All protocols, the preferred ones first.
pub static ALL: &[&Protocol] = &[&REST_JSON1, &AWS_JSON1_0, &AWS_JSON1_1, &AWS_QUERY];
