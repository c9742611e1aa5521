//! What comes from outside is never answered with memory out of proportion to it.

use std::alloc::System;

use cap::Cap;
use tinsmith_aws::{Shape, quicksight, sts, verifiedpermissions};

#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

/// Bytes of memory for a byte of input: an empty structure in an array costs its size for `{},`.
const FACTOR: usize = 1_000;

/// All memory that was asked for while this ran, freed or not: never less than what was in use at once.
fn asked_for(run: impl FnOnce()) -> usize {
    let before = ALLOCATOR.total_allocated();
    run();
    ALLOCATOR.total_allocated() - before
}

#[test]
fn hostile_texts_cost_memory_in_proportion() {
    let elements = |element: &str, count: usize| vec![element; count].join(",");
    let texts = [
        format!("{{\"UserList\":[{}]}}", elements("{}", 100_000)),
        format!("{{\"UserList\":[{}]}}", elements("null", 100_000)),
        format!("{{\"UserList\":[{}]}}", "[".repeat(100_000)),
        format!("{{\"Unknown\":{}", "{\"a\":".repeat(100_000)),
        format!("{{\"Unknown\":\"{}\"}}", "\\u0041".repeat(100_000)),
        format!("{{\"RequestId\":\"{}\"}}", "\\n".repeat(100_000)),
        format!("{{\"Status\":{}}}", "9".repeat(100_000)),
    ];
    for text in texts {
        let used = asked_for(|| drop(quicksight::ListUsersResponse::from_json(&text)));
        assert!(used <= text.len() * FACTOR, "{used} bytes of memory for {} bytes of JSON", text.len());
    }
    let json = format!("{{\"entityList\":[{}]}}", elements("{}", 50_000));
    let used = asked_for(|| drop(verifiedpermissions::EntitiesDefinition::from_json(&json)));
    assert!(used <= json.len() * FACTOR, "{used} bytes of memory for {} bytes of JSON", json.len());
    let xml = [
        format!("<AssumeRoleRequest><Tags>{}</Tags></AssumeRoleRequest>", "<member/>".repeat(100_000)),
        format!("<AssumeRoleRequest>{}</AssumeRoleRequest>", "<a>".repeat(100_000)),
        format!("<AssumeRoleRequest><Policy>{}</Policy></AssumeRoleRequest>", "&#65;".repeat(100_000)),
        format!("<AssumeRoleRequest {}/>", (0..20_000).map(|n| format!("a{n}='' ")).collect::<String>()),
    ];
    for text in xml {
        let used = asked_for(|| drop(sts::AssumeRoleRequest::from_xml(&text)));
        assert!(used <= text.len() * FACTOR, "{used} bytes of memory for {} bytes of XML", text.len());
    }
}
