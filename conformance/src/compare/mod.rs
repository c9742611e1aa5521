//! What came out beside what should have come out.

pub mod body;
pub mod sent_request;
pub mod values;
