//! HTTP/2 as a server writes it, to the frame.

use bytes::Bytes;
use tokio::io::AsyncReadExt;

use super::Encoded;
use super::stream::{Stream, send};

const DATA: u8 = 0;
const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const GOAWAY: u8 = 7;

const END_STREAM: u8 = 1;
const ACK: u8 = 1;
const END_HEADERS: u8 = 4;

/// The length of what a client sends before its first frame.
const PREFACE: usize = 24;

/// `:status`, by its place in HPACK's static table, as a literal that is not kept.
const STATUS: u8 = 8;

/// Takes the client's greeting, and gives the server's; whether it came.
pub(super) async fn greet(stream: &mut Box<dyn Stream>) -> bool {
    if stream.read_exact(&mut [0; PREFACE]).await.is_err() {
        return false;
    }
    send(stream, &[frame(SETTINGS, 0, 0, &[]), frame(SETTINGS, ACK, 0, &[])].concat()).await;
    true
}

/// Reads on until a request is whole, and gives the number of its stream.
pub(super) async fn request(stream: &mut Box<dyn Stream>) -> Option<u32> {
    loop {
        let mut head = [0; 9];
        stream.read_exact(&mut head).await.ok()?;
        let mut payload = vec![0; u32::from_be_bytes([0, head[0], head[1], head[2]]) as usize];
        stream.read_exact(&mut payload).await.ok()?;
        if matches!(head[3], HEADERS | DATA) && head[4] & END_STREAM != 0 {
            return Some(u32::from_be_bytes([head[5], head[6], head[7], head[8]]));
        }
    }
}

/// An answer that says that its body is so many bytes longer than it is.
pub(super) fn answer(answer: &http::Response<Bytes>, surplus: isize, stream: u32) -> Encoded {
    let mut fields = Vec::new();
    fields.push(STATUS);
    text(answer.status().as_str().as_bytes(), &mut fields);
    let length = answer.body().len().saturating_add_signed(surplus).to_string();
    let headers = answer.headers().iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
    for (name, value) in headers.chain([("content-length", length.as_bytes())]) {
        fields.push(0);
        text(name.as_bytes(), &mut fields);
        text(value, &mut fields);
    }
    Encoded { head: frame(HEADERS, END_HEADERS, stream, &fields), body: frame(DATA, END_STREAM, stream, answer.body()) }
}

pub(super) fn go_away(last: u32) -> Vec<u8> {
    frame(GOAWAY, 0, 0, &[last.to_be_bytes(), [0; 4]].concat())
}

pub(super) fn reset(stream: u32, reason: u32) -> Vec<u8> {
    frame(RST_STREAM, 0, stream, &reason.to_be_bytes())
}

fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap_or(u32::MAX).to_be_bytes();
    [&length[1..], &[kind, flags], &stream.to_be_bytes(), payload].concat()
}

/// A text of HPACK, as it is. Those of tests are short; one of 127 bytes or more has its length in more than one byte.
fn text(text: &[u8], into: &mut Vec<u8>) {
    match u8::try_from(text.len()) {
        Ok(length) if length < 127 => into.push(length),
        _ => {
            into.push(127);
            let mut rest = text.len() - 127;
            while rest >= 128 {
                into.push((rest % 128) as u8 | 128);
                rest /= 128;
            }
            into.push(rest as u8);
        }
    }
    into.extend(text);
}
