//! 1 GiB up from a file and 1 GiB down, through the default transport and to a server of this program, in constant memory:
//! `cargo run -p tinsmith-tests --example streaming`. `streaming MIB` takes another size.

use std::alloc::System;
use std::error::Error;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::thread;
use std::time::Instant;

use cap::Cap;
use tinsmith_runtime::transport::{HyperTransport, Transport, TransportOptions};
use tinsmith_runtime::types::ByteStream;

/// Counts what is allocated.
#[global_allocator]
pub static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

const MIB: u64 = 1 << 20;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mebibytes = match std::env::args().nth(1) {
        Some(size) => size.parse()?,
        None => 1024,
    };
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("upload");
    // A file of zeros that takes no room on the disk.
    File::create(&path)?.set_len(mebibytes * MIB)?;
    let (transport, url) = (HyperTransport::builder().build()?, serve()?);

    let started = Instant::now();
    let received = upload(&transport, &url, &path).await?;
    report("up", received, started);

    let started = Instant::now();
    let written = download(&transport, &url, mebibytes * MIB, io::sink()).await?;
    report("down", written, started);
    Ok(())
}

/// Sends a file; gives the number of bytes that the server says it got.
pub async fn upload(transport: &HyperTransport, url: &str, path: &Path) -> Result<u64, Box<dyn Error>> {
    let request = http::Request::put(url).body(ByteStream::from_file(path)?.into_body())?;
    let response = transport.send(request, TransportOptions::default()).await?;
    let answer = ByteStream::from(response.into_body()).collect(100).await?;
    Ok(std::str::from_utf8(&answer)?.parse()?)
}

/// Has so many bytes sent, and writes them.
pub async fn download(
    transport: &HyperTransport,
    url: &str,
    bytes: u64,
    writer: impl Write + Send + 'static,
) -> Result<u64, Box<dyn Error>> {
    let request = http::Request::get(format!("{url}{bytes}")).body(ByteStream::empty().into_body())?;
    let response = transport.send(request, TransportOptions::default()).await?;
    Ok(ByteStream::from(response.into_body()).write_to(writer).await?)
}

fn report(direction: &str, bytes: u64, started: Instant) {
    let (seconds, peak) = (started.elapsed().as_secs_f64(), ALLOCATOR.max_allocated() as f64 / MIB as f64);
    print!("{direction}: {} MiB in {seconds:.2} s; so far no more than {peak:.2} MiB allocated at once", bytes / MIB);
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    match status.lines().find_map(|line| line.strip_prefix("VmHWM:")) {
        Some(resident) => println!(", {} resident", resident.trim()),
        None => println!(),
    }
}

/// A server of HTTP/1.1: it counts what it gets, and gives as many bytes as the path says.
pub fn serve() -> io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let url = format!("http://{}/", listener.local_addr()?);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || answer(&stream));
        }
    });
    Ok(url)
}

fn answer(mut stream: &TcpStream) -> io::Result<()> {
    let mut reader = BufReader::with_capacity(128 * 1024, stream);
    let mut buffer = vec![0; 128 * 1024];
    loop {
        let (mut bytes, mut length) = (0, 0);
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line)? == 0 {
                return Ok(());
            }
            let line = line.trim_end().to_ascii_lowercase();
            match (line.strip_prefix("get /"), line.strip_prefix("content-length: ")) {
                _ if line.is_empty() => break,
                (Some(target), _) => bytes = target.split(' ').next().and_then(|size| size.parse().ok()).unwrap_or(0),
                (_, Some(value)) => length = value.parse().map_err(io::Error::other)?,
                _ => {}
            }
        }
        let received = io::copy(&mut reader.by_ref().take(length), &mut io::sink())?;
        if bytes == 0 {
            let text = received.to_string();
            write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{text}", text.len())?;
            continue;
        }
        write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: {bytes}\r\n\r\n")?;
        while bytes > 0 {
            let piece = bytes.min(buffer.len() as u64);
            buffer.fill(b'a');
            stream.write_all(&buffer[..piece as usize])?;
            bytes -= piece;
        }
    }
}
