//! Which operations the settings ask for.

use super::event_streams::event_streams;
use super::pattern::matches;
use crate::model::{Model, Service, ShapeId};
use crate::nearest::nearest;
use crate::problem::{Problem, Problems, Source};
use crate::settings::Settings;

/// The operations that are asked for, by name; nothing where the settings ask for what is not there.
pub fn selected(
    model: &Model,
    id: &ShapeId,
    service: &Service,
    settings: &Settings,
    problems: &mut Problems,
) -> Option<Vec<ShapeId>> {
    let mut operations = service.operations.clone();
    operations.sort_by(|left, right| left.name().cmp(right.name()));
    let mut found = Vec::new();
    let missing = |pattern: &&String| !operations.iter().any(|operation| matches(pattern, operation.name()));
    for pattern in settings.operations.iter().flatten().filter(missing) {
        found.push(missing_operation(id, &operations, "operations", pattern));
    }
    for pattern in settings.except.iter().filter(missing) {
        found.push(missing_operation(id, &operations, "except", pattern));
    }
    if settings.operations.as_ref().is_some_and(Vec::is_empty) {
        let hint = "name some, or leave `operations` out to have all";
        found.push(Problem::new(id, "the settings select no operation: `operations` is empty", hint));
    }
    let of_any = |patterns: &[String], operation: &ShapeId| patterns.iter().any(|one| matches(one, operation.name()));
    operations.retain(|operation| {
        settings.operations.as_ref().is_none_or(|patterns| of_any(patterns, operation))
            && !of_any(&settings.except, operation)
            && !(settings.without_event_streams && streams_events(model, operation))
    });
    if found.is_empty() && operations.is_empty() && !service.operations.is_empty() {
        let reason = format!("the settings leave none of its {} operations", service.operations.len());
        let hint = "ask for more in `operations`, or take some out of `except`";
        found.push(Problem::new(id, reason, hint));
    }
    let are_right = found.is_empty();
    problems.extend(found.into_iter().map(|problem| problem.of(Source::Settings)));
    are_right.then_some(operations)
}

fn streams_events(model: &Model, id: &ShapeId) -> bool {
    model.operation(id).is_some_and(|operation| {
        [&operation.input, &operation.output].into_iter().any(|id| event_streams(model, id).next().is_some())
    })
}

fn missing_operation(service: &ShapeId, operations: &[ShapeId], setting: &str, pattern: &str) -> Problem {
    let what = if pattern.contains('*') { "operations of the pattern" } else { "the operation" };
    let names = || operations.iter().map(ShapeId::name);
    let longer_or_shorter = || names().find(|name| name.starts_with(pattern) || pattern.starts_with(name));
    let hint = match nearest(pattern, names()).or_else(longer_or_shorter) {
        Some(similar) => format!("did you mean `{similar}`?"),
        None => format!("take it out of `{setting}`, or correct its name"),
    };
    Problem::new(service, format!("the settings ask for {what} `{pattern}`, which the model does not have"), hint)
}
