use std::time::Duration;

/// What the server answers, and how.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// Headers, without those for the body's length.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
    /// How long the server waits before it answers.
    pub delay: Duration,
    /// How the answer is sent.
    pub delivery: Delivery,
}

/// How an [`Answer`] is sent; some ways are faults.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// At once, with a `Content-Length`.
    Whole,
    /// In chunks of so many bytes.
    Chunked {
        /// Bytes in each but the last; 0 is taken as 1.
        size: usize,
    },
    /// With a `Content-Length`, a piece at a time.
    Drip {
        /// Bytes in each; 0 is taken as 1.
        piece: usize,
        /// How long the server waits after each.
        pause: Duration,
    },
    /// With the `Content-Length` of all the body, which ends early as the connection is closed.
    CutOff {
        /// Bytes of the body that are sent.
        after: usize,
    },
    /// With a body of so many spaces instead of the answer's, in chunks; it is nowhere held in memory.
    Filler {
        /// The body's bytes.
        bytes: u64,
    },
    /// Only the body, in place of status line and headers; then the connection is closed.
    Raw,
    /// Not at all: the connection is closed.
    Close,
    /// Not at all: the connection stays open.
    Silence,
}

impl Answer {
    /// An answer without headers of its own.
    #[must_use]
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self { status, headers: Vec::new(), body: body.into(), delay: Duration::ZERO, delivery: Delivery::Whole }
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Sends it so.
    #[must_use]
    pub fn delivered(self, delivery: Delivery) -> Self {
        Self { delivery, ..self }
    }

    /// Waits first.
    #[must_use]
    pub fn after(self, delay: Duration) -> Self {
        Self { delay, ..self }
    }
}
