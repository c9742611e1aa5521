//! Who is calling: the `User-Agent` header, in the form that AWS's SDKs have in common.

mod feature;

pub use feature::{Feature, Features};
