//! The rate of sending that a service bears, found by what it answers.

mod cubic;
mod limiter;
mod request_rate;
mod sending_tokens;

pub use cubic::Cubic;
pub use limiter::{RateLimiter, fill_rate};
pub use request_rate::RequestRate;
pub use sending_tokens::SendingTokens;
