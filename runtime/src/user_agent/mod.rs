//! Who is calling: the `User-Agent` header, in the form that AWS's SDKs have in common.

mod feature;
mod header;
mod trace_id;

pub use feature::{Feature, Features};
pub(crate) use header::UserAgent;
pub(crate) use trace_id::{TRACE_ID, is_lambda, trace_id};
