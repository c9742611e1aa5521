//! What calls wait for.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tinsmith_aws::runtime::time::Sleep;

use crate::rows::Limit;
use crate::{GENEROUS, SHORT};

/// Back-off between attempts, which is told and not waited for, and time limits, which are.
#[derive(Clone, Default)]
pub struct Waits(Arc<Mutex<Told>>);

#[derive(Default)]
struct Told {
    limits: u32,
    back_off: Vec<Duration>,
}

impl Waits {
    pub fn sleep(&self) -> Sleep {
        let told = Arc::clone(&self.0);
        Sleep::new(move |duration| {
            let is_limit = matches!(duration, SHORT | GENEROUS);
            if !is_limit {
                told.lock().unwrap().back_off.push(duration);
            }
            let told = Arc::clone(&told);
            async move {
                if is_limit {
                    tokio::time::sleep(duration).await;
                    told.lock().unwrap().limits += 1;
                }
            }
        })
    }

    /// What a call of so many attempts waited for.
    pub fn took(&self, attempts: u32, limit: Limit, failed: bool) -> String {
        let told = std::mem::take(&mut *self.0.lock().unwrap());
        let limits = match limit {
            Limit::None => None,
            // The transport has a timer of its own.
            Limit::Connecting => Some((attempts - u32::from(!failed), "connecting")),
            Limit::Reading => Some((told.limits, "reading")),
            Limit::Attempt => Some((told.limits, "an attempt")),
            Limit::Call => Some((told.limits, "the call")),
        };
        let limits =
            limits.filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} × the time for {what}"));
        let back_off = (!told.back_off.is_empty()).then(|| {
            let waits: Vec<String> = told.back_off.iter().map(|wait| format!("{wait:?}")).collect();
            format!("back-off of {}", waits.join(" + "))
        });
        let parts: Vec<String> = limits.into_iter().chain(back_off).collect();
        if parts.is_empty() { "nothing".to_owned() } else { parts.join(", ") }
    }
}
