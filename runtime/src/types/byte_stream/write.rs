//! Streams into files and other writers.

use std::fs::File;
use std::future::poll_fn;
use std::io::{self, Write};
use std::path::Path;
use std::thread;

use bytes::Bytes;

use super::ByteStream;
use crate::body::hand_over::{End, hand_over};

impl ByteStream {
    /// Writes all bytes, and gives their number once the writer is flushed. A thread of its own does the writing, so that
    /// neither the task nor others wait for a slow one; a few chunks at most wait for the writer. Dropping the future ends
    /// the writing.
    ///
    /// # Errors
    ///
    /// Those of the writer; where the stream breaks, one with a [`BodyError`](crate::body::BodyError) in it. What came
    /// before is then written.
    pub async fn write_to(self, writer: impl Write + Send + 'static) -> io::Result<u64> {
        self.write_with(|| Ok(writer)).await
    }

    /// Writes all bytes to a file, and gives their number. A file that was there is replaced.
    ///
    /// # Errors
    ///
    /// As [`write_to`](Self::write_to), and where the file cannot be made. What came before is then in the file.
    pub async fn save(self, path: impl AsRef<Path>) -> io::Result<u64> {
        let path = path.as_ref().to_owned();
        self.write_with(move || File::create(path)).await
    }

    async fn write_with<W: Write>(self, open: impl FnOnce() -> io::Result<W> + Send + 'static) -> io::Result<u64> {
        let mut body = self.into_body();
        let (theirs, chunks) = hand_over::<Bytes>();
        let (result, written) = hand_over();
        let write = move || {
            let _ = result.put(open().and_then(|writer| write(writer, &theirs)));
        };
        thread::Builder::new().name("tinsmith-write".to_owned()).spawn(write)?;
        let mut broken = None;
        // A thread that failed takes no more; its result says why.
        while poll_fn(|context| chunks.poll_room(context)).await {
            match body.next_chunk().await {
                Some(Ok(chunk)) => chunks.put_now(chunk),
                Some(Err(error)) => {
                    broken = Some(error);
                    break;
                }
                None => break,
            }
        }
        drop(chunks);
        let written = poll_fn(|context| written.poll_take(context)).await;
        match (broken, written) {
            (Some(error), _) => Err(error.into()),
            (None, Some(written)) => written,
            (None, None) => Err(io::Error::other("the thread that writes ended")),
        }
    }
}

fn write(mut writer: impl Write, chunks: &End<Bytes>) -> io::Result<u64> {
    let mut written = 0;
    while let Some(chunk) = chunks.take() {
        writer.write_all(&chunk)?;
        written += chunk.len() as u64;
    }
    writer.flush()?;
    Ok(written)
}
