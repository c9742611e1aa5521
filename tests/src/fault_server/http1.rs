//! HTTP/1.1 as a server writes it.

use bytes::Bytes;
use tokio::io::AsyncReadExt;

use super::Encoded;
use super::stream::Stream;

/// No test has a longer head, or body.
const MAX: usize = 65_536;

/// Reads a request; whether a whole one came.
pub(super) async fn request(stream: &mut Box<dyn Stream>) -> bool {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match stream.read_u8().await {
            Ok(byte) if head.len() < MAX => head.push(byte),
            _ => return false,
        }
    }
    let head = String::from_utf8_lossy(&head).to_ascii_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok()).unwrap_or(0);
    let mut body = vec![0; usize::min(length, MAX)];
    stream.read_exact(&mut body).await.is_ok()
}

/// An answer that says that its body is so many bytes longer than it is.
pub(super) fn answer(answer: &http::Response<Bytes>, surplus: isize) -> Encoded {
    let mut head = format!("HTTP/1.1 {} -\r\n", answer.status().as_u16()).into_bytes();
    for (name, value) in answer.headers() {
        head.extend([name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
    }
    let length = answer.body().len().saturating_add_signed(surplus);
    head.extend(format!("content-length: {length}\r\n\r\n").into_bytes());
    Encoded { head, body: answer.body().to_vec() }
}

/// An answer whose body is nonsense, in chunks.
pub(super) fn nonsense() -> Encoded {
    Encoded {
        head: b"HTTP/1.1 200 -\r\ntransfer-encoding: chunked\r\n\r\n".to_vec(),
        body: b"nonsense\r\nnonsense\r\n".to_vec(),
    }
}
