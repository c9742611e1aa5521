//! What providers gave, kept until shortly before it expires.

mod flight;
mod held;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use self::flight::{Flight, Landing};
use self::held::Held;
use super::{Credentials, CredentialsError};
use crate::identity::Token;
use crate::time::Clock;

/// What may expire.
pub(crate) trait Expiring: Clone + PartialEq {
    fn expires(&self) -> Option<SystemTime>;
}

impl Expiring for Credentials {
    fn expires(&self) -> Option<SystemTime> {
        Self::expires(self)
    }
}

impl Expiring for Token {
    fn expires(&self) -> Option<SystemTime> {
        Self::expires(self)
    }
}

/// Keeps what was fetched last. Shortly before it expires one caller fetches anew, while others go on with the old; when
/// there is nothing to go on with, one fetches, and all others wait for what he gets.
pub(crate) struct Cache<T> {
    /// How long a value without an expiry is kept; not at all without this.
    keep: Option<Duration>,
    state: Mutex<State<T>>,
}

struct State<T> {
    held: Option<Held<T>>,
    flight: Option<Arc<Flight<T>>>,
}

/// What a caller does.
enum Turn<T> {
    GoOn(T),
    /// Fetches, and has the old value where that is still good.
    Fetch(Arc<Flight<T>>, Option<T>),
    Wait(Arc<Flight<T>>),
}

impl<T: Expiring> Cache<T> {
    pub(crate) fn new(keep: Option<Duration>) -> Self {
        Self { keep, state: Mutex::new(State { held: None, flight: None }) }
    }

    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is held, where it needs no fetching.
    pub(crate) fn fresh(&self, now: SystemTime) -> Option<T> {
        self.state().held.as_ref().filter(|held| held.is_fresh(now)).map(|held| held.value.clone())
    }

    /// What is held, or what this fetches, or what another caller is fetching.
    pub(crate) async fn get<F>(&self, clock: &Clock, mut fetch: impl FnMut() -> F) -> Result<T, CredentialsError>
    where
        F: Future<Output = Result<T, CredentialsError>>,
    {
        loop {
            let (flight, old) = match self.turn(clock.now()) {
                Turn::GoOn(value) => return Ok(value),
                Turn::Fetch(flight, old) => (flight, old),
                Turn::Wait(flight) => match flight.landed().await {
                    Some(result) => return result,
                    // Whoever fetched was dropped before it was there.
                    None => continue,
                },
            };
            let landing = Landing { cache: self, flight };
            let fetched = fetch().await;
            return self.land(landing, clock.now(), fetched, old);
        }
    }

    fn turn(&self, now: SystemTime) -> Turn<T> {
        let mut state = self.state();
        let usable = state.held.as_ref().filter(|held| held.is_usable(now));
        if let Some(held) = usable.filter(|held| held.is_fresh(now)) {
            return Turn::GoOn(held.value.clone());
        }
        let old = usable.map(|held| held.value.clone());
        match (&state.flight, old) {
            (Some(_), Some(old)) => Turn::GoOn(old),
            (Some(flight), None) => Turn::Wait(Arc::clone(flight)),
            (None, old) => {
                let flight = Arc::new(Flight::new());
                state.flight = Some(Arc::clone(&flight));
                Turn::Fetch(flight, old)
            }
        }
    }

    /// What a caller gets who fetched this. A failure is no harm as long as the old value is good.
    fn land(
        &self,
        landing: Landing<'_, T>,
        now: SystemTime,
        fetched: Result<T, CredentialsError>,
        old: Option<T>,
    ) -> Result<T, CredentialsError> {
        let result = match (fetched, old) {
            (Ok(value), _) => {
                self.state().held = Held::new(&value, now, self.keep);
                Ok(value)
            }
            (Err(_), Some(old)) => {
                if let Some(held) = &mut self.state().held {
                    held.put_off(now);
                }
                Ok(old)
            }
            (Err(error), None) => Err(error),
        };
        landing.flight.land(result.clone());
        result
    }

    /// Gives up a value that is said to be good no more.
    pub(crate) fn forget(&self, value: &T) {
        let mut state = self.state();
        if state.held.as_ref().is_some_and(|held| held.value == *value) {
            state.held = None;
        }
    }

    /// The flight is over, however it ended.
    fn over(&self, flight: &Arc<Flight<T>>) {
        let mut state = self.state();
        if state.flight.as_ref().is_some_and(|current| Arc::ptr_eq(current, flight)) {
            state.flight = None;
        }
        drop(state);
        flight.give_up();
    }
}

#[cfg(test)]
mod tests;
