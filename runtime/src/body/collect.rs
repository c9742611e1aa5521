//! Streams read to their end.

use bytes::{Bytes, BytesMut};

use super::{Body, BodyError};

/// Memory is taken as bytes arrive: what a header promises is not believed beyond this.
const FIRST_CAPACITY: usize = 64 * 1024;

impl Body {
    /// All bytes, no more than `limit` of them. A body that is in memory, or comes in one frame, is not copied; any
    /// other is put together as it arrives.
    ///
    /// # Errors
    ///
    /// A body over the limit, without reading it where its length is known before; those of the stream's source.
    pub async fn collect(mut self, limit: usize) -> Result<Bytes, BodyError> {
        let length = self.content_length();
        if length.is_some_and(|length| length > limit as u64) {
            return Err(BodyError::too_large(limit, length));
        }
        let Some(first) = self.next_chunk().await else { return Ok(Bytes::new()) };
        let first = first?;
        let Some(second) = self.next_chunk().await else {
            return if first.len() > limit { Err(BodyError::too_large(limit, None)) } else { Ok(first) };
        };
        let length = length.and_then(|length| usize::try_from(length).ok());
        let mut whole = BytesMut::with_capacity(length.unwrap_or_default().min(FIRST_CAPACITY));
        push(&mut whole, &first, length, limit)?;
        drop(first);
        push(&mut whole, &second?, length, limit)?;
        while let Some(chunk) = self.next_chunk().await {
            push(&mut whole, &chunk?, length, limit)?;
        }
        Ok(whole.freeze())
    }

    /// The first bytes, no more than `limit` of them; the rest is not read.
    ///
    /// # Errors
    ///
    /// Those of the stream's source.
    pub async fn collect_start(mut self, limit: usize) -> Result<Bytes, BodyError> {
        let mut start = Bytes::new();
        let mut whole = BytesMut::new();
        while start.len() + whole.len() < limit {
            let Some(chunk) = self.next_chunk().await else { break };
            let chunk = chunk?;
            if start.is_empty() && whole.is_empty() {
                start = chunk;
                continue;
            }
            whole.extend_from_slice(&std::mem::take(&mut start));
            whole.extend_from_slice(&chunk);
        }
        if start.is_empty() {
            start = whole.freeze();
        }
        start.truncate(limit);
        Ok(start)
    }
}

/// Appends, with room for no more than the length that was promised.
fn push(whole: &mut BytesMut, chunk: &[u8], length: Option<usize>, limit: usize) -> Result<(), BodyError> {
    let needed = whole.len().saturating_add(chunk.len());
    if needed > limit {
        return Err(BodyError::too_large(limit, None));
    }
    if needed > whole.capacity() {
        let doubled = whole.capacity().saturating_mul(2).max(needed);
        let room = length.map_or(doubled, |length| doubled.min(length.max(needed)));
        whole.reserve(room - whole.len());
    }
    whole.extend_from_slice(chunk);
    Ok(())
}
