//! Tunnels through a proxy, by CONNECT.

use std::error::Error;
use std::{fmt, io};

use tokio::net::TcpStream;

use crate::body::BoxError;
use crate::transport::proxy::Route;

/// No head of a proxy's answer that means anything is longer.
const MAX_HEAD: usize = 8_192;

/// Has the proxy connect to a host; what is sent from then on goes there.
pub(super) async fn open(stream: &TcpStream, route: &Route, host: &str, port: u16) -> Result<(), TunnelError> {
    let mut request = format!("CONNECT {host}:{port} HTTP/1.1\r\nHost: {host}:{port}\r\n");
    if let Some(authorization) = &route.authorization {
        request.push_str("Proxy-Authorization: ");
        request.push_str(authorization.to_str().unwrap_or_default());
        request.push_str("\r\n");
    }
    request.push_str("\r\n");
    write_all(stream, request.as_bytes()).await.map_err(TunnelError::Io)?;
    let mut head = Vec::new();
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        if head.len() >= MAX_HEAD {
            return Err(TunnelError::HeadTooLong);
        }
        let mut piece = [0; 1_024];
        match read(stream, &mut piece).await.map_err(TunnelError::Io)? {
            0 => return Err(TunnelError::Closed),
            length => head.extend_from_slice(piece.get(..length).unwrap_or_default()),
        }
    }
    match head.strip_prefix(b"HTTP/1.").and_then(|line| line.get(1..6)) {
        Some(b" 200 " | b" 200\r") => Ok(()),
        Some(b" 407 " | b" 407\r") => Err(TunnelError::Unauthorized),
        _ => Err(TunnelError::Denied),
    }
}

async fn write_all(stream: &TcpStream, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        stream.writable().await?;
        match stream.try_write(bytes) {
            Ok(length) => bytes = bytes.get(length..).unwrap_or_default(),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

async fn read(stream: &TcpStream, into: &mut [u8]) -> io::Result<usize> {
    loop {
        stream.readable().await?;
        match stream.try_read(into) {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            read => return read,
        }
    }
}

/// Why there is no tunnel.
#[derive(Debug)]
pub(super) enum TunnelError {
    Io(io::Error),
    Closed,
    HeadTooLong,
    Unauthorized,
    Denied,
}

impl fmt::Display for TunnelError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Io(_) => "tunnel error: io error establishing tunnel",
            Self::Closed => "tunnel error: unexpected end of file",
            Self::HeadTooLong => "tunnel error: proxy response headers too long",
            Self::Unauthorized => "tunnel error: proxy authorization required",
            Self::Denied => "tunnel error: unsuccessful",
        })
    }
}

impl Error for TunnelError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Io(error) => Some(error),
            _ => None,
        }
    }
}

/// What went wrong with a proxy, named without user and password.
#[derive(Debug)]
pub(super) struct ProxyError {
    authority: String,
    source: BoxError,
}

impl ProxyError {
    pub(super) fn new(route: &Route, source: impl Into<BoxError>) -> Self {
        Self { authority: route.authority.clone(), source: source.into() }
    }
}

impl fmt::Display for ProxyError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "through the proxy {}", self.authority)
    }
}

impl Error for ProxyError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.source)
    }
}
