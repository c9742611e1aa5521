//! Streams read to their end.

use bytes::Bytes;

use super::patience::Patience;
use super::{Body, BodyError};

/// What is set aside before more has arrived, in bytes.
const FIRST_CAPACITY: usize = 64 * 1024;

/// A promised length is believed once this part of it has arrived: a header alone costs its sender nothing.
const BELIEVED_PART: usize = 16;

impl Body {
    /// All bytes, no more than `limit` of them. A body that is in memory, or comes in one frame, is not copied; any
    /// other is put together as it arrives, in little more memory than its length where that is known before.
    ///
    /// # Errors
    ///
    /// A body over the limit, without reading it where its length is known before; those of the stream's source.
    pub async fn collect(self, limit: usize) -> Result<Bytes, BodyError> {
        self.collect_in_time(limit, None).await
    }

    /// As [`collect`](Self::collect), as long as each piece is there in time.
    pub(crate) async fn collect_in_time(
        mut self,
        limit: usize,
        patience: Option<&Patience<'_>>,
    ) -> Result<Bytes, BodyError> {
        let length = self.content_length();
        if length.is_some_and(|length| length > limit as u64) {
            return Err(BodyError::too_large(limit, length));
        }
        let length = length.and_then(|length| usize::try_from(length).ok());
        let mut first = Bytes::new();
        while first.is_empty() {
            first = match self.next_in_time(patience).await {
                Some(chunk) => chunk?,
                None => return Ok(first),
            };
        }
        let mut whole = Vec::new();
        while let Some(chunk) = self.next_in_time(patience).await {
            let chunk = chunk?;
            if !first.is_empty() {
                push(&mut whole, &std::mem::take(&mut first), length, limit)?;
            }
            push(&mut whole, &chunk, length, limit)?;
        }
        if first.len() > limit {
            return Err(BodyError::too_large(limit, None));
        }
        Ok(if first.is_empty() { whole.into() } else { first })
    }

    /// The first bytes, no more than `limit` of them; the rest is not read.
    ///
    /// # Errors
    ///
    /// Those of the stream's source.
    pub async fn collect_start(self, limit: usize) -> Result<Bytes, BodyError> {
        self.collect_start_in_time(limit, None).await
    }

    /// As [`collect_start`](Self::collect_start), as long as each piece is there in time.
    pub(crate) async fn collect_start_in_time(
        mut self,
        limit: usize,
        patience: Option<&Patience<'_>>,
    ) -> Result<Bytes, BodyError> {
        let mut first = Bytes::new();
        let mut whole = Vec::new();
        while first.len() + whole.len() < limit {
            let Some(chunk) = self.next_in_time(patience).await else { break };
            let chunk = chunk?;
            if first.is_empty() && whole.is_empty() {
                first = chunk;
                continue;
            }
            whole.extend_from_slice(&std::mem::take(&mut first));
            let room = limit.saturating_sub(whole.len()).min(chunk.len());
            whole.extend_from_slice(chunk.get(..room).unwrap_or_default());
        }
        first.truncate(limit);
        Ok(if first.is_empty() { whole.into() } else { first })
    }
}

fn push(whole: &mut Vec<u8>, chunk: &[u8], length: Option<usize>, limit: usize) -> Result<(), BodyError> {
    let needed = whole.len().saturating_add(chunk.len());
    if needed > limit {
        return Err(BodyError::too_large(limit, None));
    }
    if needed > whole.capacity() {
        let room = capacity(needed, whole.capacity(), length).min(limit);
        whole.reserve_exact(room - whole.len());
    }
    whole.extend_from_slice(chunk);
    Ok(())
}

/// How much to set aside for so many bytes: twice as much each time, until the whole of a promised length.
fn capacity(needed: usize, capacity: usize, length: Option<usize>) -> usize {
    let doubled = capacity.saturating_mul(2).max(FIRST_CAPACITY).max(needed);
    match length {
        Some(length) if needed <= length && length / BELIEVED_PART <= needed => length,
        Some(length) if needed <= length => doubled.min(length),
        _ => doubled,
    }
}
