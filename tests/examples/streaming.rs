//! Calls that send 1 GiB from a file and get 1 GiB back, signed, to a server of this program, in constant memory:
//! `cargo run -p tinsmith-tests --example streaming`. `streaming MIB` takes another size.

use std::alloc::System;
use std::error::Error;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use cap::Cap;
use tinsmith_runtime::Config;
use tinsmith_runtime::credentials::Credentials;
use tinsmith_runtime::types::ByteStream;
use tinsmith_tests::storage::Storage;

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
    let storage = storage(&serve()?);

    let started = Instant::now();
    let received = upload(&storage, &path).await?;
    report("up", received, started);

    let started = Instant::now();
    let written = download(&storage, mebibytes * MIB, io::sink()).await?;
    report("down", written, started);
    Ok(())
}

/// A client of the server.
pub fn storage(url: &str) -> Storage {
    let credentials = Credentials::new("AKIDEXAMPLE", "a secret");
    Storage::new(&Config::new("eu-west-1").credentials(credentials).endpoint(url).timeout(Duration::from_secs(600)))
}

/// Sends a file; gives the number of bytes that the server says it got.
pub async fn upload(storage: &Storage, path: &Path) -> Result<u64, Box<dyn Error>> {
    let output = storage.put_object("upload", ByteStream::from_file(path)?).await?.into_output();
    Ok(output.received.ok_or("the server does not say what it got")?.try_into()?)
}

/// Has so many bytes sent, and writes them.
pub async fn download(
    storage: &Storage,
    bytes: u64,
    writer: impl Write + Send + 'static,
) -> Result<u64, Box<dyn Error>> {
    let output = storage.get_object(&bytes.to_string()).await?.into_output();
    Ok(output.body.write_to(writer).await?)
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

/// A server of HTTP/1.1: it counts what it gets, and gives as many bytes as the name of the object says.
pub fn serve() -> io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let url = format!("http://{}", listener.local_addr()?);
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
            match (line.strip_prefix("get /objects/"), line.strip_prefix("content-length: ")) {
                _ if line.is_empty() => break,
                (Some(target), _) => bytes = target.split(' ').next().and_then(|size| size.parse().ok()).unwrap_or(0),
                (_, Some(value)) => length = value.parse().map_err(io::Error::other)?,
                _ => {}
            }
        }
        let received = io::copy(&mut reader.by_ref().take(length), &mut io::sink())?;
        if bytes == 0 {
            write!(stream, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-Received: {received}\r\n\r\n")?;
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
