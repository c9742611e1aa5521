//! Templates of URIs and hosts.

/// A piece of a URI or host template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UriPart {
    /// Text that stands as it is; the query string of a template is part of the last one.
    Literal(&'static str),
    /// `{name}`: the index of the member, percent-encoded whole.
    Label(usize),
    /// `{name+}`: the index of the member, percent-encoded between its slashes.
    GreedyLabel(usize),
}
