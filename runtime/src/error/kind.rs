//! Stages at which a call can fail.

/// At which stage a call failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input cannot be sent, or breaks a constraint of the model. Nothing was sent.
    InvalidInput,
    /// A setting of the client is wrong. Nothing was sent.
    Configuration,
    /// There are no credentials, or they could not be obtained. Nothing was sent.
    Credentials,
    /// The endpoint is malformed or could not be resolved. Nothing was sent.
    Endpoint,
    /// The request could not be signed. Nothing was sent.
    Signing,
    /// The connection could not be made, or broke.
    Transport,
    /// The time allowed for the call ran out.
    Timeout,
    /// A response came that could not be read: no message of the protocol.
    Response,
    /// The service answered with an error.
    Service,
}

impl ErrorKind {
    /// Whether the service may have got the request when a call failed at this stage.
    pub(super) fn may_have_been_sent(self) -> bool {
        match self {
            Self::InvalidInput | Self::Configuration | Self::Credentials | Self::Endpoint | Self::Signing => false,
            Self::Transport | Self::Timeout | Self::Response | Self::Service => true,
        }
    }
}
