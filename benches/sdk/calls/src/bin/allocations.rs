//! What allocations are counted of: a program of its own, as counting them costs instructions.

fn main() {
    harness::calls::allocations(sdk_calls::OPERATIONS, |run| {
        let counted = allocation_counter::measure(run);
        [counted.count_total, counted.bytes_total, counted.bytes_max]
    });
}
