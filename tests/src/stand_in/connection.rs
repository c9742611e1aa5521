use super::{Answer, Delivery, Received, Shared};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;

const MAX_LINE: u64 = 64 << 10;
const MAX_BODY: u64 = 64 << 20;
const FILLER: [u8; 16 << 10] = [b' '; 16 << 10];

/// Answers requests until either side closes the connection.
pub(super) fn serve(stream: &TcpStream, connection: usize, shared: &Shared) -> io::Result<()> {
    let mut reader = BufReader::new(stream);
    while let Some(received) = receive(&mut reader, connection)? {
        shared.state().received.push(received.clone());
        let answer = (shared.handler)(&received);
        if !shared.pause(answer.delay) || !send(stream, &answer, shared)? {
            break;
        }
        if received.header("Connection").is_some_and(|value| value.eq_ignore_ascii_case("close")) {
            break;
        }
    }
    Ok(())
}

fn receive(reader: &mut impl BufRead, connection: usize) -> io::Result<Option<Received>> {
    let Some(request_line) = line(reader)? else { return Ok(None) };
    let mut words = request_line.split(' ');
    let (Some(method), Some(target), Some("HTTP/1.1"), None) = (words.next(), words.next(), words.next(), words.next())
    else {
        return Err(invalid("a request line"));
    };
    let mut headers = Vec::new();
    loop {
        let header = line(reader)?.ok_or(io::ErrorKind::UnexpectedEof)?;
        if header.is_empty() {
            break;
        }
        let (name, value) = header.split_once(':').ok_or_else(|| invalid("a header"))?;
        headers.push((name.to_owned(), value.trim().to_owned()));
    }
    let mut received =
        Received { method: method.to_owned(), target: target.to_owned(), headers, body: Vec::new(), connection };
    if received.header("Transfer-Encoding").is_some() {
        received.body = chunks(reader)?;
    } else if let Some(length) = received.header("Content-Length") {
        received.body = exactly(reader, length.parse().map_err(|_| invalid("a length"))?)?;
    }
    Ok(Some(received))
}

fn chunks(reader: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let size = line(reader)?.ok_or(io::ErrorKind::UnexpectedEof)?;
        let size = u64::from_str_radix(&size, 16).map_err(|_| invalid("a chunk size"))?;
        body.extend(exactly(reader, size)?);
        line(reader)?;
        if size == 0 {
            return Ok(body);
        }
    }
}

fn exactly(reader: &mut impl BufRead, length: u64) -> io::Result<Vec<u8>> {
    if length > MAX_BODY {
        return Err(invalid("a body of at most 64 MiB"));
    }
    let mut body = Vec::new();
    reader.take(length).read_to_end(&mut body)?;
    if (body.len() as u64) < length { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(body) }
}

fn line(reader: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    reader.take(MAX_LINE).read_until(b'\n', &mut line)?;
    if line.is_empty() {
        return Ok(None);
    }
    let line = line.strip_suffix(b"\r\n").ok_or_else(|| invalid("a line that ends in CR LF"))?;
    Ok(Some(String::from_utf8_lossy(line).into_owned()))
}

fn invalid(expected: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("the request has not {expected}"))
}

/// Whether the connection may take another request.
fn send(mut stream: &TcpStream, answer: &Answer, shared: &Shared) -> io::Result<bool> {
    let body = answer.body.as_slice();
    match answer.delivery {
        Delivery::Whole => {
            stream.write_all(&[&head(answer, Some(body.len())), body].concat())?;
            Ok(true)
        }
        Delivery::Chunked { size } => {
            stream.write_all(&head(answer, None))?;
            for chunk in body.chunks(size.max(1)) {
                stream.write_all(&[format!("{:x}\r\n", chunk.len()).as_bytes(), chunk, b"\r\n"].concat())?;
            }
            stream.write_all(b"0\r\n\r\n")?;
            Ok(true)
        }
        Delivery::Drip { piece, pause } => {
            stream.write_all(&head(answer, Some(body.len())))?;
            for piece in body.chunks(piece.max(1)) {
                stream.write_all(piece)?;
                if !shared.pause(pause) {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        Delivery::CutOff { after } => {
            stream.write_all(&head(answer, Some(body.len())))?;
            stream.write_all(&body[..after.min(body.len())])?;
            Ok(false)
        }
        Delivery::Filler { bytes } => {
            stream.write_all(&head(answer, None))?;
            let mut left = bytes;
            while left > 0 {
                let chunk = &FILLER[..left.min(FILLER.len() as u64) as usize];
                stream.write_all(&[format!("{:x}\r\n", chunk.len()).as_bytes(), chunk, b"\r\n"].concat())?;
                left -= chunk.len() as u64;
            }
            stream.write_all(b"0\r\n\r\n")?;
            Ok(true)
        }
        Delivery::Raw => {
            stream.write_all(body)?;
            Ok(false)
        }
        Delivery::Close => Ok(false),
        Delivery::Silence => {
            while stream.read(&mut [0; 1024])? > 0 {}
            Ok(false)
        }
    }
}

fn head(answer: &Answer, length: Option<usize>) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {} -\r\n", answer.status);
    for (name, value) in &answer.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    match length {
        Some(length) => head.push_str(&format!("Content-Length: {length}\r\n\r\n")),
        None => head.push_str("Transfer-Encoding: chunked\r\n\r\n"),
    }
    head.into_bytes()
}
