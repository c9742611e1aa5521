use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::task::{Context, Poll, Waker};

use super::*;
use crate::credentials::CredentialsErrorKind;

/// A clock that is set by hand, and a source that counts.
struct Setting {
    cache: Cache<Credentials>,
    clock: Clock,
    now: Arc<AtomicU64>,
    asked: AtomicU32,
    outcome: Mutex<Outcome>,
}

#[derive(Clone, Copy)]
enum Outcome {
    /// For so many seconds.
    Good(u64),
    Endless,
    Failure,
    Never,
}

impl Setting {
    fn new(keep: Option<Duration>) -> Self {
        let now = Arc::new(AtomicU64::new(1_000_000));
        let seconds = Arc::clone(&now);
        let clock = Clock::new(move || SystemTime::UNIX_EPOCH + Duration::from_secs(seconds.load(Ordering::Relaxed)));
        let outcome = Mutex::new(Outcome::Good(3600));
        Self { cache: Cache::new(keep), clock, now, asked: AtomicU32::new(0), outcome }
    }

    fn pass(&self, seconds: u64) {
        self.now.fetch_add(seconds, Ordering::Relaxed);
    }

    fn answers(&self, outcome: Outcome) {
        *self.outcome.lock().unwrap() = outcome;
    }

    async fn fetch(&self) -> Result<Credentials, CredentialsError> {
        let number = self.asked.fetch_add(1, Ordering::Relaxed) + 1;
        let credentials = Credentials::new(number.to_string(), "secret");
        let outcome = *self.outcome.lock().unwrap();
        match outcome {
            Outcome::Good(seconds) => Ok(credentials.with_expiry(self.clock.now() + Duration::from_secs(seconds))),
            Outcome::Endless => Ok(credentials),
            Outcome::Failure => Err(CredentialsError::new("broken").with_kind(CredentialsErrorKind::Unavailable)),
            Outcome::Never => std::future::pending().await,
        }
    }

    fn call(&self) -> Pin<Box<dyn Future<Output = Result<Credentials, CredentialsError>> + '_>> {
        Box::pin(self.cache.get(&self.clock, || self.fetch()))
    }

    /// The key that a call is made with that need not wait.
    fn key(&self) -> Result<String, CredentialsErrorKind> {
        match poll(&mut self.call()) {
            Poll::Ready(result) => result.map(|it| it.access_key_id().to_owned()).map_err(|error| error.kind()),
            Poll::Pending => panic!("the call waits"),
        }
    }
}

fn poll<T>(future: &mut Pin<Box<dyn Future<Output = T> + '_>>) -> Poll<T> {
    future.as_mut().poll(&mut Context::from_waker(Waker::noop()))
}

#[test]
fn what_is_fresh_is_not_fetched_again() {
    let setting = Setting::new(None);
    assert_eq!(setting.key(), Ok("1".into()));
    setting.pass(3_000);
    assert_eq!(setting.key(), Ok("1".into()));
    assert!(setting.cache.fresh(setting.clock.now()).is_some());
    setting.pass(400);
    assert_eq!(setting.key(), Ok("2".into()), "200 seconds before it expires");
}

#[test]
fn ahead_of_expiry_one_fetches_and_the_others_go_on() {
    let setting = Setting::new(None);
    setting.key().unwrap();
    setting.pass(3_400);
    setting.answers(Outcome::Never);
    let mut first = setting.call();
    assert!(poll(&mut first).is_pending());
    assert_eq!((setting.key(), setting.key()), (Ok("1".into()), Ok("1".into())));
    assert_eq!(setting.asked.load(Ordering::Relaxed), 2);
}

#[test]
fn with_nothing_to_go_on_with_all_wait_for_one() {
    let setting = Setting::new(None);
    setting.answers(Outcome::Never);
    let mut calls: Vec<_> = (0..100).map(|_| setting.call()).collect();
    assert!(calls.iter_mut().all(|call| poll(call).is_pending()));
    assert_eq!(setting.asked.load(Ordering::Relaxed), 1);
    // Whoever fetches stops: another takes over, and all get what he got.
    setting.answers(Outcome::Good(3600));
    drop(calls.remove(0));
    let keys = calls.iter_mut().map(|call| match poll(call) {
        Poll::Ready(Ok(credentials)) => credentials.access_key_id().to_owned(),
        other => panic!("{other:?}"),
    });
    assert!(keys.into_iter().all(|key| key == "2"));
    assert_eq!(setting.asked.load(Ordering::Relaxed), 2);
}

#[test]
fn a_failure_is_told_to_all_who_waited_and_the_next_tries_again() {
    let setting = Setting::new(None);
    let wait = Mutex::new(None::<Waker>);
    let mut ready = false;
    let cache = &setting.cache;
    let flag = std::cell::Cell::new(false);
    let fetch = || {
        let (wait, flag) = (&wait, &flag);
        async move {
            std::future::poll_fn(|context| {
                if flag.get() {
                    return Poll::Ready(());
                }
                *wait.lock().unwrap() = Some(context.waker().clone());
                Poll::Pending
            })
            .await;
            Err(CredentialsError::new("broken"))
        }
    };
    {
        let mut first = pin!(cache.get(&setting.clock, fetch));
        let mut second = pin!(cache.get(&setting.clock, || async { panic!("only one fetches") }));
        let mut context = Context::from_waker(Waker::noop());
        assert!(first.as_mut().poll(&mut context).is_pending() && second.as_mut().poll(&mut context).is_pending());
        flag.set(true);
        assert!(matches!(first.as_mut().poll(&mut context), Poll::Ready(Err(_))));
        assert!(matches!(second.as_mut().poll(&mut context), Poll::Ready(Err(_))));
        ready |= true;
    }
    assert!(ready);
    assert_eq!(setting.key(), Ok("1".into()));
}

#[test]
fn a_failure_is_no_harm_as_long_as_the_old_ones_are_good() {
    let setting = Setting::new(None);
    setting.key().unwrap();
    setting.pass(3_400);
    setting.answers(Outcome::Failure);
    assert_eq!(setting.key(), Ok("1".into()));
    assert_eq!(setting.key(), Ok("1".into()));
    assert_eq!(setting.asked.load(Ordering::Relaxed), 2, "it is not tried again at once");
    setting.pass(31);
    setting.key().unwrap();
    assert_eq!(setting.asked.load(Ordering::Relaxed), 3);
    setting.pass(200);
    assert_eq!(setting.key(), Err(CredentialsErrorKind::Unavailable), "they have expired");
}

#[test]
fn those_that_live_for_minutes_are_used_for_most_of_them() {
    let setting = Setting::new(None);
    setting.answers(Outcome::Good(120));
    setting.key().unwrap();
    setting.pass(80);
    assert_eq!(setting.key(), Ok("1".into()));
    setting.pass(15);
    assert_eq!(setting.key(), Ok("2".into()));
}

#[test]
fn those_that_never_expire_are_kept_as_long_as_was_said() {
    let setting = Setting::new(Some(Duration::from_secs(900)));
    setting.answers(Outcome::Endless);
    setting.key().unwrap();
    setting.pass(899);
    assert_eq!(setting.key(), Ok("1".into()));
    setting.pass(1);
    assert_eq!(setting.key(), Ok("2".into()));
    setting.pass(900);
    setting.answers(Outcome::Failure);
    assert_eq!(setting.key(), Ok("2".into()));
    let unkept = Setting::new(None);
    unkept.answers(Outcome::Endless);
    assert_eq!((unkept.key(), unkept.key()), (Ok("1".into()), Ok("2".into())));
}

#[test]
fn those_that_a_service_refused_are_given_up() {
    let setting = Setting::new(None);
    setting.key().unwrap();
    let held = setting.cache.fresh(setting.clock.now()).unwrap();
    setting.cache.forget(&Credentials::new("other", "secret"));
    assert_eq!(setting.key(), Ok("1".into()));
    setting.cache.forget(&held);
    assert_eq!(setting.key(), Ok("2".into()));
}
