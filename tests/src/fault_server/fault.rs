use bytes::Bytes;

/// What a server does wrong, mostly with one request.
#[derive(Clone, Debug)]
pub enum Fault {
    /// Nothing: it gives its good answer.
    None,
    /// It comes to an end.
    End(Stage, Ending),
    /// It says something that is no HTTP, or no TLS, and closes.
    Garbage(Stage),
    /// It gives its good answer a byte at a time.
    Drip,
    /// It gives its good answer, and says that the body is so many bytes longer than it is.
    Length(isize),
    /// It gives another answer.
    Answer(http::Response<Bytes>),
    /// It gives its good answer, and closes its half of the connection.
    HalfClose,
    /// HTTP/2: it leaves (GOAWAY), and says whether it acted on the request.
    GoAway {
        /// Whether it may have acted on it.
        is_taken: bool,
    },
    /// HTTP/2: it resets the stream (`RST_STREAM`) for this reason.
    ResetStream(u32),
}

/// How far a server comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// There is a connection.
    Accept,
    /// It has the first message of TLS.
    Handshake,
    /// It has the whole request.
    BeforeHead,
    /// It has sent half of the answer's head.
    InHead,
    /// It has sent the answer's head and half of its body.
    InBody,
}

/// How it ends then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It closes the connection.
    Close,
    /// It resets the connection.
    Reset,
    /// It does nothing more, and takes what comes.
    Stall,
}

impl Fault {
    /// The stage that it comes to before there is any request.
    pub(super) fn before_requests(&self) -> Option<Stage> {
        match self {
            Self::End(stage @ (Stage::Accept | Stage::Handshake), _)
            | Self::Garbage(stage @ (Stage::Accept | Stage::Handshake)) => Some(*stage),
            _ => None,
        }
    }

    /// Whether the connection is good for another request afterwards. HTTP/2 knows where a body ends, whatever is said of
    /// its length.
    pub(super) fn leaves_connection_whole(&self, is_http2: bool) -> bool {
        match self {
            Self::None | Self::Drip | Self::Answer(_) | Self::ResetStream(_) => true,
            Self::Length(_) => is_http2,
            _ => false,
        }
    }
}
