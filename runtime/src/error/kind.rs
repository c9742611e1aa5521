//! Stages at which a call can fail.

/// At which stage a call failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input cannot be sent, or breaks a constraint of the model. Nothing was sent.
    InvalidInput,
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
