//! Forms (`application/x-www-form-urlencoded`) as the [awsQuery
//! protocol](https://smithy.io/2.0/aws/protocols/aws-query-protocol.html) writes them.

mod writer;

pub use writer::write_structure;
