//! TCP connections to whichever address of a host answers.

use std::error::Error;
use std::future::poll_fn;
use std::net::{IpAddr, SocketAddr};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;
use std::{fmt, io};

use socket2::{SockRef, TcpKeepalive};
use tokio::net::TcpStream;

/// After how long addresses of the other family are tried too: [RFC 6555](https://www.rfc-editor.org/rfc/rfc6555).
const FALLBACK_DELAY: Duration = Duration::from_millis(300);

/// When TCP itself asks whether the other side is still there.
#[derive(Clone, Copy)]
pub(super) struct KeepAlive {
    pub(super) interval: Duration,
    pub(super) timeout: Duration,
}

/// Connects to a host. The time is spread over its addresses, so that one that does not answer leaves some for the next.
pub(super) async fn connect(
    host: &str,
    port: u16,
    timeout: Duration,
    keep_alive: KeepAlive,
) -> Result<TcpStream, ConnectError> {
    let addresses = match host.parse::<IpAddr>() {
        Ok(address) => vec![SocketAddr::new(address, port)],
        Err(_) => tokio::net::lookup_host((host, port)).await.map_err(ConnectError::Lookup)?.collect(),
    };
    let is_ipv6 = addresses.first().is_some_and(SocketAddr::is_ipv6);
    let (preferred, others) = addresses.into_iter().partition(|address| address.is_ipv6() == is_ipv6);
    let stream = either(preferred, others, timeout).await.map_err(ConnectError::Tcp)?;
    // What the platform cannot is no reason not to connect.
    let _ = stream.set_nodelay(true);
    let _ = keep(&stream, keep_alive);
    Ok(stream)
}

fn keep(stream: &TcpStream, keep_alive: KeepAlive) -> io::Result<()> {
    let KeepAlive { interval, timeout } = keep_alive;
    let second = Duration::from_secs(1);
    let socket = SockRef::from(stream);
    let probes = TcpKeepalive::new().with_time(interval.max(second));
    #[cfg(not(any(target_os = "openbsd", target_os = "redox", target_os = "solaris")))]
    let probes = probes.with_interval((timeout / 3).max(second));
    #[cfg(not(any(target_os = "openbsd", target_os = "redox", target_os = "solaris", target_os = "windows")))]
    let probes = probes.with_retries(3);
    socket.set_tcp_keepalive(&probes)?;
    #[cfg(any(target_os = "android", target_os = "fuchsia", target_os = "linux"))]
    socket.set_tcp_user_timeout(Some(interval.saturating_add(timeout).saturating_mul(2)))?;
    Ok(())
}

/// The first connection that comes about: to an address of the preferred family, or, when that takes long or fails, of the
/// other.
async fn either(preferred: Vec<SocketAddr>, others: Vec<SocketAddr>, timeout: Duration) -> io::Result<TcpStream> {
    if others.is_empty() {
        return one_of(preferred, timeout).await;
    }
    let mut first = pin!(one_of(preferred, timeout));
    let mut second = pin!(one_of(others, timeout));
    let mut delay = pin!(tokio::time::sleep(FALLBACK_DELAY));
    let (mut first_failed, mut second_failed) = (None, None);
    poll_fn(|context| {
        if first_failed.is_none()
            && let Poll::Ready(connected) = first.as_mut().poll(context)
        {
            match connected {
                Ok(stream) => return Poll::Ready(Ok(stream)),
                Err(error) => first_failed = Some(error),
            }
        }
        if second_failed.is_none()
            && (first_failed.is_some() || delay.as_mut().poll(context).is_ready())
            && let Poll::Ready(connected) = second.as_mut().poll(context)
        {
            match connected {
                Ok(stream) => return Poll::Ready(Ok(stream)),
                Err(error) => second_failed = Some(error),
            }
        }
        match (&first_failed, second_failed.take()) {
            (Some(_), Some(error)) => Poll::Ready(Err(error)),
            (_, error) => {
                second_failed = error;
                Poll::Pending
            }
        }
    })
    .await
}

async fn one_of(addresses: Vec<SocketAddr>, timeout: Duration) -> io::Result<TcpStream> {
    let each = timeout / u32::try_from(addresses.len()).unwrap_or(u32::MAX).max(1);
    let mut failed = io::Error::new(io::ErrorKind::NotFound, "the host has no address");
    for address in addresses {
        match tokio::time::timeout(each, TcpStream::connect(address)).await {
            Ok(Ok(stream)) => return Ok(stream),
            Ok(Err(error)) => failed = error,
            Err(elapsed) => failed = io::Error::new(io::ErrorKind::TimedOut, elapsed),
        }
    }
    Err(failed)
}

/// Why there is no TCP connection.
#[derive(Debug)]
pub(super) enum ConnectError {
    Lookup(io::Error),
    Tcp(io::Error),
}

impl fmt::Display for ConnectError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Lookup(_) => "dns error",
            Self::Tcp(_) => "tcp connect error",
        })
    }
}

impl Error for ConnectError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Lookup(error) | Self::Tcp(error) => Some(error),
        }
    }
}
