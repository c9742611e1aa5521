//! What a body is, by its first bytes.

/// What a body seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyKind {
    Empty,
    /// A page for people, as proxies and load balancers send it.
    Html,
    Xml,
    Json,
    Text,
    Binary,
}

impl BodyKind {
    pub(crate) fn of(body: &[u8]) -> Self {
        let body = trim_start(body);
        let begins =
            |start: &str| body.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start.as_bytes()));
        match body.first() {
            None => Self::Empty,
            Some(b'<') if begins("<!doctype html") || begins("<html") => Self::Html,
            Some(b'<') => Self::Xml,
            Some(b'{' | b'[' | b'"') => Self::Json,
            Some(_) if std::str::from_utf8(body).is_ok() => Self::Text,
            Some(_) => Self::Binary,
        }
    }

    /// How an error calls it.
    pub(crate) fn describe(self) -> &'static str {
        match self {
            Self::Empty => "an empty body",
            Self::Html => "HTML",
            Self::Xml => "XML",
            Self::Json => "JSON",
            Self::Text => "other text",
            Self::Binary => "bytes that are no text",
        }
    }
}

/// The body without byte order mark and white space before it.
pub(crate) fn trim_start(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body).trim_ascii_start()
}
