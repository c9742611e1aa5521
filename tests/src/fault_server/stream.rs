//! The bytes of a connection, and how it ends.

use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::server::TlsStream;

use super::fault::Ending;

/// So long that a client on this machine has read what came before.
const READ: Duration = Duration::from_millis(30);

/// The server's side of a connection, with or without TLS.
pub(super) trait Stream: AsyncRead + AsyncWrite + Unpin + Send {
    fn tcp(&self) -> &TcpStream;
}

impl Stream for TcpStream {
    fn tcp(&self) -> &TcpStream {
        self
    }
}

impl Stream for TlsStream<TcpStream> {
    fn tcp(&self) -> &TcpStream {
        self.get_ref().0
    }
}

/// Sends bytes; what the client makes of them is its affair.
pub(super) async fn send(stream: &mut Box<dyn Stream>, bytes: &[u8]) {
    let _ = stream.write_all(bytes).await;
    let _ = stream.flush().await;
}

/// Ends a connection, when the client has read what was sent.
pub(super) async fn end(mut stream: Box<dyn Stream>, ending: Ending) {
    tokio::time::sleep(READ).await;
    match ending {
        Ending::Close => {
            let _ = stream.shutdown().await;
        }
        Ending::Reset => {
            let _ = stream.tcp().set_zero_linger();
        }
        Ending::Stall => swallow(stream).await,
    }
}

/// Takes what comes until the client goes.
pub(super) async fn swallow(mut stream: Box<dyn Stream>) {
    let mut taken = [0; 1_024];
    while stream.read(&mut taken).await.is_ok_and(|length| length > 0) {}
}
