//! What bodies cost in memory, by what is asked of the allocator.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use tinsmith_runtime::body::Body;

#[path = "../examples/streaming.rs"]
#[allow(dead_code, reason = "the test calls what `main` calls")]
mod streaming;

const MIB: usize = 1 << 20;

/// A body of so many frames of 64 KiB, made as they are asked for.
struct Frames {
    left: usize,
    knows_length: bool,
}

const FRAME: usize = 64 * 1024;

impl http_body::Body for Frames {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        self.left -= 1;
        Poll::Ready(Some(Ok(Frame::data(vec![b'a'; FRAME].into()))))
    }

    fn size_hint(&self) -> SizeHint {
        if self.knows_length { SizeHint::with_exact((self.left * FRAME) as u64) } else { SizeHint::default() }
    }
}

/// The most memory that was in use at once since the program began, above what was in use before. It can only grow, so
/// what takes least comes first.
fn peak_above(before: usize) -> usize {
    streaming::ALLOCATOR.max_allocated() - before
}

/// One test, as the allocator counts for the whole program.
#[test]
fn streams_take_constant_memory_and_bodies_no_more_than_their_bytes() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let (sent, saved) = (folder.path().join("sent"), folder.path().join("saved"));
    std::fs::File::create(&sent).unwrap().set_len(64 << 20).unwrap();
    let before = streaming::ALLOCATOR.allocated();

    let storage = streaming::storage(&streaming::serve().unwrap());
    let received = runtime.block_on(streaming::upload(&storage, &sent)).unwrap();
    assert_eq!(received, 64 << 20);
    let file = std::fs::File::create(&saved).unwrap();
    let written = runtime.block_on(streaming::download(&storage, 64 << 20, file)).unwrap();
    assert_eq!((written, saved.metadata().unwrap().len()), (64 << 20, 64 << 20));
    assert!(peak_above(before) < 6 * MIB, "streaming 64 MiB took {} bytes", peak_above(before));

    let before = streaming::ALLOCATOR.allocated();
    let collect = |left, knows_length| runtime.block_on(Body::new(Frames { left, knows_length }).collect(usize::MAX));
    let whole = collect(48 * MIB / FRAME, true).unwrap();
    assert_eq!(whole.len(), 48 * MIB);
    drop(whole);
    assert!(peak_above(before) < 50 * MIB, "collecting 48 MiB took {} bytes", peak_above(before));

    let before = streaming::ALLOCATOR.allocated();
    let whole = collect(49 * MIB / FRAME, false).unwrap();
    assert_eq!(whole.len(), 49 * MIB);
    assert!(peak_above(before) < 2 * 49 * MIB, "collecting 49 MiB of unknown length took {} bytes", peak_above(before));
}
