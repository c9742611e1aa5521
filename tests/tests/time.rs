//! Clocks and waiting, with a runtime and without.

use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use tinsmith_runtime::time::{Clock, Sleep};

struct Unpark(thread::Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// The least that runs a future.
fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    loop {
        match future.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park(),
        }
    }
}

#[test]
fn waiting_needs_no_runtime_and_a_long_wait_holds_up_no_short_one() {
    let sleep = Sleep::default();
    let mut long = sleep.sleep(Duration::from_secs(3_600));
    assert!(long.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    let started = Instant::now();
    let waiting = [60, 0, 30].map(|milliseconds| {
        let sleep = sleep.clone();
        thread::spawn(move || {
            let started = Instant::now();
            block_on(sleep.sleep(Duration::from_millis(milliseconds)));
            assert!(started.elapsed() >= Duration::from_millis(milliseconds));
        })
    });
    for thread in waiting {
        thread.join().unwrap();
    }
    assert!(started.elapsed() < Duration::from_secs(60));
}

#[test]
fn a_waker_that_panics_keeps_nobody_else_waiting() {
    struct Panicking;
    impl Wake for Panicking {
        fn wake(self: Arc<Self>) {
            panic!("as the test wants");
        }
    }
    let sleep = Sleep::default();
    let mut first = sleep.sleep(Duration::from_millis(20));
    let waker = Waker::from(Arc::new(Panicking));
    assert!(first.as_mut().poll(&mut Context::from_waker(&waker)).is_pending());
    block_on(sleep.sleep(Duration::from_millis(60)));
    block_on(sleep.sleep(Duration::from_millis(20)));
}

#[test]
fn waiting_works_in_a_runtime_without_timers_and_for_longer_than_time_goes() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        Sleep::default().sleep(Duration::from_millis(20)).await;
        let mut forever = Sleep::default().sleep(Duration::MAX);
        assert!(forever.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    });
}

#[tokio::test(start_paused = true)]
async fn waiting_is_tokios_within_its_runtime() {
    let started = Instant::now();
    Sleep::default().sleep(Duration::from_secs(3_600)).await;
    assert!(started.elapsed() < Duration::from_secs(60));
}

#[test]
fn a_clock_is_corrected_in_both_directions_for_all_its_clones() {
    let day = Duration::from_secs(86_400);
    let clock = Clock::new(move || SystemTime::UNIX_EPOCH + day);
    let other = clock.clone();
    for time in [SystemTime::UNIX_EPOCH, SystemTime::UNIX_EPOCH + 2 * day, SystemTime::UNIX_EPOCH + day] {
        clock.correct(time);
        assert_eq!(other.now(), time);
    }
}
