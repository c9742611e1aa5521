//! The configuration files that AWS's tools and SDKs share: text in, profiles out, nothing read.
//!
//! The format is that of the [reference guide of AWS's SDKs and tools][format]. A line that is wrong costs that line and no
//! other; [`ProfileSet::problems`] tells all of them, for whoever wants to be strict.
//!
//! ```
//! use tinsmith_runtime::profile::{FileKind, ProfileFile, ProfileSet};
//!
//! let text = "[profile build]\nregion = eu-west-1\nreigon\n";
//! let set = ProfileSet::new([ProfileFile::parse(FileKind::Config, "~/.aws/config", text)]);
//! assert_eq!(set.profile("build").unwrap().value("region"), Some("eu-west-1"));
//! assert_eq!((set.problems()[0].path(), set.problems()[0].line()), ("~/.aws/config", 3));
//! ```
//!
//! [format]: https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html

mod header;
mod line;
mod location;
mod parse;
mod problem;
mod section;
mod selected;
mod set;

pub use location::{Location, Locations, Platform};
pub use parse::{FileKind, ProfileFile};
pub use problem::{Problem, ProblemKind};
pub use section::{Place, Property, Section, SubProperty};
pub use selected::ProfileName;
pub use set::{ProfileSet, UnknownProfile};
