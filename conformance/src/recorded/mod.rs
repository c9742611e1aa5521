//! What a second client sent and read: `botocore/*.jsonl`.

mod request;
mod response;
pub mod signatures;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::clients::plan::{Exercise, Plan, PlannedCase};
use crate::clients::service_model::{ServiceModel, customized};
use crate::{Difference, files, instant};

/// All lines of a file, for the client of the model of the same name in `models`.
///
/// # Errors
///
/// A file or line that cannot be understood, or a model that is not there; all lines, one a line.
pub fn plan(file: &Path, context: &Value, models: &Path) -> Result<Plan, String> {
    let stem = files::stem(file);
    let path = models.join(format!("{stem}.json"));
    if !path.is_file() {
        return Err(format!(
            "{}: its model is not at {}\n  hint: name the folder with the models with --models",
            file.display(),
            path.display()
        ));
    }
    let model = ServiceModel::read(&path)?;
    let services: Vec<_> = model.services().collect();
    let [(id, shape, service)] = services[..] else {
        return Err(format!("{}: it has {} services, where one is needed", path.display(), services.len()));
    };
    let operations: BTreeMap<&str, _> =
        service.operations.iter().filter_map(|id| Some((id.name(), model.operation(id)?))).collect();
    let reason = customized(id, shape).map(|name| format!("{name}, which needs customizations of its own"));
    let module = model.module("recorded", id);

    let (mut plan, mut called, mut problems) = (Plan::default(), BTreeMap::new(), Vec::new());
    for (line, recorded) in files::json_lines(file)? {
        let case = match planned(&stem, &module, recorded, context) {
            Ok(case) => case,
            Err(problem) => {
                problems.push(format!("{}:{line}: {problem}", file.display()));
                continue;
            }
        };
        let operation =
            case.exercises.iter().find_map(|exercise| operations.get_key_value(exercise.operation.as_str()));
        match (&reason, operation) {
            (Some(reason), _) => plan.leave_out(&case.set, 1, reason),
            (None, Some((_, operation))) if model.has_events(operation) => {
                plan.leave_out(&case.set, 1, "event streams");
            }
            (None, operation) => {
                called.extend(operation.map(|(name, operation)| ((*name).to_owned(), !operation.input.is_unit())));
                plan.cases.push(case);
            }
        }
    }
    if !problems.is_empty() {
        return Err(problems.join("\n"));
    }
    plan.clients.insert(module, model.client(id, called));
    Ok(plan)
}

fn planned(stem: &str, module: &str, recorded: Value, context: &Value) -> Result<PlannedCase, String> {
    type Judge = fn(&Value, &Value) -> Vec<Difference>;
    let settings = settings(&recorded, context)?;
    let has = |name: &str| recorded.get(name).is_some_and(Value::is_object);
    let (kind, case, judge): (_, _, Judge) = match (has("request"), has("response"), has("output"), has("error")) {
        (true, false, false, false) => {
            ("request", json!({ "settings": settings, "params": recorded["params"] }), request::judge)
        }
        (false, true, true, false) => ("output", response::output(&recorded, &settings), response::judge_output),
        (false, true, false, true) => ("error", response::error(&recorded, &settings), response::judge_error),
        _ => return Err("it has neither `request` alone nor `response` with `output` or `error`".to_owned()),
    };
    let text = |name: &str| recorded.get(name).and_then(Value::as_str).map(str::to_owned);
    Ok(PlannedCase {
        set: format!("botocore/{stem} {kind}"),
        name: text("id").ok_or("`id` is not a string")?,
        exercises: vec![Exercise {
            client: module.to_owned(),
            operation: text("operation").ok_or("`operation` is not a string")?,
            case,
        }],
        expected: recorded,
        judge,
    })
}

/// Settings common to all lines, with those of the line.
fn settings(recorded: &Value, context: &Value) -> Result<Map<String, Value>, String> {
    let mut settings = Map::new();
    for name in ["accessKeyId", "secretAccessKey", "idempotencyToken"] {
        settings.extend(context.get(name).map(|value| (name.to_owned(), value.clone())));
    }
    let time = context.get("time").and_then(Value::as_str).ok_or("the context's `time` is not a string")?;
    let time = instant::parse(time)?.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    settings.insert("time".to_owned(), time.as_secs().into());
    settings.insert("region".to_owned(), recorded.get("region").cloned().unwrap_or_else(|| "us-east-1".into()));
    settings.extend(recorded.get("sessionToken").map(|token| ("sessionToken".to_owned(), token.clone())));
    Ok(settings)
}
