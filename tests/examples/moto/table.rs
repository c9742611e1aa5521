//! What was called, and what came of it.

use std::error::Error;
use std::fmt;
use std::time::{Duration, SystemTime};

use tinsmith_aws::quicksight;
use tinsmith_aws::runtime::ErrorKind;
use tinsmith_aws::runtime::timestamp::Timestamp;

/// What came of a case, where nothing failed.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// The answer is as the model has it, and the client gave all of it.
    AsModeled,
    /// Moto answers what the model forbids: how, and what the client made of it.
    AgainstModel(&'static str),
    /// Moto does not have the operation: the error of the client.
    NotInMoto(String),
}

/// Of operations whose model says 200.
pub(crate) const NO_CONTENT: Outcome =
    Outcome::AgainstModel("status 204 in place of 200; the client takes it for the success that it is");

pub(crate) type Case = Result<Outcome, Box<dyn Error>>;

/// The cases, in the order in which they ran.
#[derive(Debug, Default)]
pub(crate) struct Table(Vec<Row>);

#[derive(Debug)]
struct Row {
    service: &'static str,
    operation: &'static str,
    what: &'static str,
    case: Case,
}

impl Table {
    pub(crate) fn add(&mut self, service: &'static str, operation: &'static str, what: &'static str, case: Case) {
        self.0.push(Row { service, operation, what, case });
    }

    /// How many cases did not go as they should.
    pub(crate) fn failed(&self) -> usize {
        self.count(|case| case.is_err())
    }

    fn count(&self, is_one: impl Fn(&Case) -> bool) -> usize {
        self.0.iter().filter(|row| is_one(&row.case)).count()
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| service | operation | case | outcome |\n|---|---|---|---|")?;
        for Row { service, operation, what, case } in &self.0 {
            write!(f, "| {service} | {operation} | {what} | ")?;
            match case {
                Ok(Outcome::AsModeled) => writeln!(f, "as modeled |")?,
                Ok(Outcome::AgainstModel(how)) => writeln!(f, "against the model: {how} |")?,
                Ok(Outcome::NotInMoto(error)) => writeln!(f, "not in moto: {error} |")?,
                Err(error) => writeln!(f, "**failed**: {error} |")?,
            }
        }
        writeln!(
            f,
            "\n{} cases: {} as modeled, {} against the model, {} not in moto, {} failed",
            self.0.len(),
            self.count(|case| matches!(case, Ok(Outcome::AsModeled))),
            self.count(|case| matches!(case, Ok(Outcome::AgainstModel(_)))),
            self.count(|case| matches!(case, Ok(Outcome::NotInMoto(_)))),
            self.failed(),
        )
    }
}

/// Holds what was found against what should be there.
pub(crate) fn equal<T: PartialEq + fmt::Debug>(found: T, expected: T) -> Result<(), Box<dyn Error>> {
    if found == expected { Ok(()) } else { Err(format!("{found:?} in place of {expected:?}").into()) }
}

/// An error that must be there.
pub(crate) fn error<T, E>(result: Result<T, E>) -> Result<E, Box<dyn Error>> {
    result.err().ok_or_else(|| "the call succeeded".into())
}

/// The modeled error of QuickSight for what is not there, which moto sends with another status than the model has.
pub(crate) fn is_not_found<T>(result: Result<T, quicksight::Error>) -> Case {
    let error = error(result)?;
    equal((error.code(), error.status()), (Some("ResourceNotFoundException"), Some(400)))?;
    match error.exception() {
        Some(quicksight::Exception::ResourceNotFound(_)) => Ok(Outcome::AgainstModel(
            "status 400 in place of 404; the client goes by the code, and gives the exception",
        )),
        _ => Err(error.into()),
    }
}

/// The error of an operation that moto does not have: it answers with a page of this status.
pub(crate) fn is_not_in_moto<T, E>(result: Result<T, tinsmith_aws::runtime::Error<E>>, status: u16) -> Case
where
    E: fmt::Debug + 'static,
{
    let error = error(result)?;
    equal((error.kind(), error.status()), (ErrorKind::Response, Some(status)))?;
    Ok(Outcome::NotInMoto(format!("{error:#}")))
}

/// That moto noted a time within the last minute.
pub(crate) fn is_recent(time: Option<Timestamp>) -> Result<(), Box<dyn Error>> {
    let time = time.ok_or("no time")?;
    let now = SystemTime::now();
    let recent = Timestamp::from(now - Duration::from_secs(60))..=Timestamp::from(now);
    if recent.contains(&time) { Ok(()) } else { Err(format!("{time} in place of within {recent:?}").into()) }
}
