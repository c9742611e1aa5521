//! What a call that succeeded gives, and how responses are read.

mod parse;
mod service_error;
mod unexpected;

use std::fmt;
use std::ops::{Deref, DerefMut};

use http::header::HeaderMap;

use crate::codec::Corrections;
use crate::request_id::request_id;
use crate::schema::Read;

pub(crate) use parse::{Parsed, parse, read_exception};

/// An output with what the response said beside it. It is used like the output itself.
#[derive(Clone, Debug)]
pub struct Response<O> {
    output: O,
    metadata: ResponseMetadata,
}

impl<O> Response<O> {
    /// Puts an output and its metadata together.
    #[must_use]
    pub fn new(output: O, metadata: ResponseMetadata) -> Self {
        Self { output, metadata }
    }

    /// The output alone.
    #[must_use]
    pub fn into_output(self) -> O {
        self.output
    }

    /// Status, request id, headers.
    #[must_use]
    pub fn metadata(&self) -> &ResponseMetadata {
        &self.metadata
    }

    /// The output and its metadata.
    #[must_use]
    pub fn into_parts(self) -> (O, ResponseMetadata) {
        (self.output, self.metadata)
    }
}

impl<O> Deref for Response<O> {
    type Target = O;

    fn deref(&self) -> &O {
        &self.output
    }
}

impl<O> DerefMut for Response<O> {
    fn deref_mut(&mut self) -> &mut O {
        &mut self.output
    }
}

/// What a response says beside its output. `Debug` leaves the headers' values out: they may be secret.
#[derive(Clone, Default)]
pub struct ResponseMetadata {
    status: u16,
    headers: HeaderMap,
    /// The one in the body, which counts where the headers have none.
    request_id: Option<String>,
    idempotency_token: Option<String>,
    corrections: Corrections,
    attempts: u32,
}

impl ResponseMetadata {
    pub(crate) fn new(status: u16, headers: HeaderMap, read: Read) -> Self {
        let Read { request_id, corrections } = read;
        Self { status, headers, request_id, idempotency_token: None, corrections, attempts: 1 }
    }

    pub(crate) fn with_idempotency_token(self, idempotency_token: Option<String>) -> Self {
        Self { idempotency_token, ..self }
    }

    pub(crate) fn with_attempts(self, attempts: u32) -> Self {
        Self { attempts, ..self }
    }

    /// How many attempts it took, the first included.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The status, from 200 to 299.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The id that the service gave the request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.headers).or(self.request_id.as_deref())
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The idempotency token that the request carried, given or filled in.
    #[must_use]
    pub fn idempotency_token(&self) -> Option<&str> {
        self.idempotency_token.as_deref()
    }

    /// The members that the model requires and the response lacked: in the output they are empty, zero or the epoch, as
    /// [`Value::empty`](crate::value::Value::empty) says. [`Config::strict_responses`](crate::Config::strict_responses)
    /// makes them an error.
    pub fn corrections(&self) -> &Corrections {
        &self.corrections
    }
}

impl fmt::Debug for ResponseMetadata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseMetadata")
            .field("status", &self.status)
            .field("request_id", &self.request_id())
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("idempotency_token", &self.idempotency_token)
            .field("corrections", &self.corrections)
            .field("attempts", &self.attempts)
            .finish()
    }
}
