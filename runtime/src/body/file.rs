//! Bodies that are files.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::thread;

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use super::hand_over::{End, hand_over};
use super::{Body, BoxError};

/// How many bytes are read at once.
const CHUNK: u64 = 128 * 1024;

impl Body {
    /// The bytes of a file, as many as it has now. It is opened now and again each time that the body is sent again, and
    /// read a little ahead of the one who takes the bytes, by a thread of its own.
    ///
    /// # Errors
    ///
    /// Where the file cannot be opened, or is none, as a directory. A file that becomes shorter meanwhile is an error of
    /// the stream.
    pub fn from_file(path: impl AsRef<Path>) -> io::Result<Self> {
        let path = path.as_ref();
        let (file, length) = open(path)?;
        let (again, body) = (path.to_owned(), FileBody::new(file, path, length));
        let again = move || Ok(Self::new(FileBody::new(File::open(&again)?, &again, length)));
        Ok(Self::new(body).with_again(Arc::new(again)))
    }
}

fn open(path: &Path) -> io::Result<(File, u64)> {
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        let message = format!("{} is no regular file, and its length is not known", path.display());
        return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
    }
    Ok((file, metadata.len()))
}

/// A file of which so many bytes are still to come.
struct FileBody {
    source: Source,
    left: u64,
}

enum Source {
    /// Nobody has asked for bytes so far.
    Closed(File, PathBuf),
    Reading(End<io::Result<Bytes>>),
    Ended,
}

impl FileBody {
    fn new(file: File, path: &Path, length: u64) -> Self {
        Self { source: Source::Closed(file, path.to_owned()), left: length }
    }

    fn start(&mut self, file: File, path: PathBuf) -> io::Result<()> {
        let (theirs, ours) = hand_over();
        let length = self.left;
        thread::Builder::new().name("tinsmith-file".to_owned()).spawn(move || read(file, &path, length, &theirs))?;
        self.source = Source::Reading(ours);
        Ok(())
    }
}

/// Reads so many bytes for as long as somebody takes them.
fn read(mut file: File, path: &Path, length: u64, chunks: &End<io::Result<Bytes>>) {
    let mut left = length;
    while left > 0 {
        let next = left.min(CHUNK);
        let mut chunk = Vec::with_capacity(next as usize);
        let read = file.by_ref().take(next).read_to_end(&mut chunk);
        let read = read.and_then(|bytes| if bytes as u64 == next { Ok(()) } else { Err(shorter(path, length)) });
        let is_broken = read.is_err();
        if !chunks.put(read.map(|()| chunk.into())) || is_broken {
            return;
        }
        left -= next;
    }
}

fn shorter(path: &Path, length: u64) -> io::Error {
    let message = format!("{} has become shorter than the {length} bytes that it had", path.display());
    io::Error::new(io::ErrorKind::UnexpectedEof, message)
}

impl http_body::Body for FileBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if self.left == 0 {
            self.source = Source::Ended;
        }
        let chunks = match std::mem::replace(&mut self.source, Source::Ended) {
            Source::Ended => return Poll::Ready(None),
            Source::Reading(chunks) => chunks,
            Source::Closed(file, path) => {
                if let Err(error) = self.start(file, path) {
                    return Poll::Ready(Some(Err(error.into())));
                }
                return self.poll_frame(context);
            }
        };
        match chunks.poll_take(context) {
            Poll::Pending => {
                self.source = Source::Reading(chunks);
                Poll::Pending
            }
            Poll::Ready(Some(Ok(chunk))) => {
                self.source = Source::Reading(chunks);
                self.left = self.left.saturating_sub(chunk.len() as u64);
                Poll::Ready(Some(Ok(Frame::data(chunk))))
            }
            Poll::Ready(Some(Err(error))) => Poll::Ready(Some(Err(error.into()))),
            Poll::Ready(None) => Poll::Ready(Some(Err("the thread that read the file ended".into()))),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}
