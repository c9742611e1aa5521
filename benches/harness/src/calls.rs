//! Operations by name, each made as often as asked: what instructions and allocations are counted of.
//!
//! ```text
//! PROGRAM list                  the names of the operations
//! PROGRAM run OPERATION N       N times, within `measured`, after a first time that fills caches
//! PROGRAM bodies                the bytes of each request's body
//! ```

use std::hint::black_box;

/// Makes an operation N times; the result depends on each.
pub type Run = Box<dyn FnMut(usize) -> usize>;

/// A named operation, with what sets it up.
pub type Operation = (&'static str, fn() -> Run);

/// What is counted: callgrind collects between entering and leaving this function, which it knows by its name.
#[inline(never)]
pub fn measured(run: &mut Run, count: usize) {
    black_box(run(count));
}

/// Runs an instruction counter's program.
pub fn main(operations: &[Operation]) {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["list"] => operations.iter().for_each(|(name, _)| println!("{name}")),
        ["run", name, count] => {
            let mut run = find(operations, name);
            black_box(run(1));
            measured(&mut run, count.parse().expect("a number"));
        }
        ["bodies"] => {
            for (name, prepare) in operations {
                if let Some(call) = name.strip_suffix("_serialize") {
                    println!("{call}\t{}", prepare()(1));
                }
            }
        }
        _ => panic!("usage: PROGRAM list | run OPERATION N | bodies"),
    }
}

/// Prints what `N` times of each operation allocate for each time: `PROGRAM N [OPERATION…]`. `measure` gives number,
/// bytes, and most bytes at once, of what a function allocates.
pub fn allocations(operations: &[Operation], measure: impl Fn(&mut dyn FnMut()) -> [u64; 3]) {
    let mut arguments = std::env::args().skip(1);
    let count: u64 = arguments.next().and_then(|count| count.parse().ok()).expect("usage: PROGRAM N [OPERATION…]");
    let chosen: Vec<String> = arguments.collect();
    for (name, prepare) in operations {
        if !chosen.is_empty() && !chosen.iter().any(|chosen| chosen == name) {
            continue;
        }
        let mut run = prepare();
        black_box(run(3));
        let [number, bytes, peak] = measure(&mut || measured(&mut run, count as usize));
        println!("{name}\t{}\t{}\t{peak}", number / count, bytes / count);
    }
}

fn find(operations: &[Operation], name: &str) -> Run {
    let operation = operations.iter().find(|(candidate, _)| *candidate == name);
    operation.unwrap_or_else(|| panic!("no operation {name}")).1()
}

/// The calls of an async function, one after another.
pub fn calls(call: impl AsyncFn() -> usize + 'static) -> Run {
    let runtime = runtime();
    Box::new(move |count| {
        runtime.block_on(async {
            let mut sum = 0;
            for _ in 0..count {
                sum += call().await;
            }
            sum
        })
    })
}

/// The calls of a function that is not async: a part of a call.
pub fn part<T>(part: impl Fn() -> T + 'static) -> Run {
    Box::new(move |count| {
        for _ in 0..count {
            black_box(part());
        }
        count
    })
}

/// Like [`part`], for the making of requests: the sum of their bodies' lengths.
pub fn lengths(serialize: impl Fn() -> usize + 'static) -> Run {
    Box::new(move |count| (0..count).map(|_| black_box(serialize())).sum())
}

/// A runtime for one thread.
pub fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime")
}
