//! Every shape of every generated service.

use std::fmt::{self, Debug};

use tinsmith_aws::sts::Credentials;
use tinsmith_runtime::schema::{Schema, SchemaKind};
use tinsmith_runtime::value::{Slot, View};
use tinsmith_runtime::{Modeled, Structure};

use crate::fill::{Filler, PLAIN};
use crate::finder::find;
use crate::model::Models;

/// A shape whose type is not known any more.
trait Shown: Structure + Debug {}

impl<T: Structure + Debug> Shown for T {}

struct Shape {
    schema: &'static Schema,
    empty: fn() -> Box<dyn Shown>,
}

fn shape<T: Modeled + Debug + 'static>() -> Shape {
    Shape { schema: T::SCHEMA, empty: || Box::new(<T as Modeled>::empty()) }
}

#[expect(deprecated, reason = "shapes that are to be used no more are printed too")]
fn shapes() -> Vec<Shape> {
    include!(concat!(env!("OUT_DIR"), "/shapes.rs"))
}

/// What of a shape is printed, with these values in its sensitive places.
fn shown(filler: &mut Filler<'_>, empty: fn() -> Box<dyn Shown>) -> String {
    let mut shape = empty();
    filler.structure(&mut *shape);
    format!("{shape:?}\n{shape:#?}")
}

/// That the secrets of a shape are in nothing that is printed of it, and change nothing of that. It gives what is printed.
fn check(filler: &mut Filler<'_>, empty: fn() -> Box<dyn Shown>) -> Result<String, String> {
    let one = shown(filler, empty);
    if let Some(found) = find(&one) {
        return Err(format!("a secret is printed: …{found}…"));
    }
    filler.number *= 2;
    let other = shown(filler, empty);
    filler.number /= 2;
    if one == other { Ok(one) } else { Err(format!("what is printed depends on what is secret: {one}\n{other}")) }
}

#[test]
fn debug_of_every_shape_is_without_what_its_model_says_is_sensitive() {
    let models = Models::read();
    let mut filler = Filler::new(&models);
    let (mut plain, mut problems) = (0, Vec::new());
    for shape in shapes() {
        let variants = if shape.schema.kind == SchemaKind::Union { shape.schema.members.len() } else { 1 };
        for variant in 0..variants {
            filler.variant = variant;
            match check(&mut filler, shape.empty) {
                Ok(printed) => plain += usize::from(printed.contains(PLAIN)),
                Err(problem) => problems.push(format!("{}: {problem}", shape.schema.id)),
            }
        }
    }
    assert!(problems.is_empty(), "{} problems\n{}", problems.len(), problems.join("\n"));
    // Everything that is sensitive was there, and the rest is printed.
    assert_eq!(filler.met, models.sensitive);
    assert!(plain > 1_000, "{plain}");
}

/// Credentials of STS as careless code would print them: with a secret, or with what tells of it.
struct Careless<const LENGTH_ALONE: bool>(Credentials);

impl<const LENGTH_ALONE: bool> Debug for Careless<LENGTH_ALONE> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let secret = self.0.secret_access_key.expose();
        if LENGTH_ALONE { write!(f, "{} bytes", secret.len()) } else { write!(f, "{secret:?}") }
    }
}

impl<const LENGTH_ALONE: bool> Modeled for Careless<LENGTH_ALONE> {
    const SCHEMA: &'static Schema = Credentials::SCHEMA;

    fn empty() -> Self {
        Self(Modeled::empty())
    }

    fn member(&self, index: usize) -> Option<View<'_>> {
        Modeled::member(&self.0, index)
    }

    fn member_mut(&mut self, index: usize) -> Option<Slot<'_>> {
        Modeled::member_mut(&mut self.0, index)
    }
}

#[test]
fn a_shape_that_prints_its_secrets_is_found() {
    let models = Models::read();
    let mut filler = Filler::new(&models);
    let mut problem = |shape: Shape| check(&mut filler, shape.empty).expect_err("it is careless");
    let secret = problem(shape::<Careless<false>>());
    assert!(secret.starts_with("a secret is printed: …\"M4RK3R101-"), "{secret}");
    let length = problem(shape::<Careless<true>>());
    assert!(length.starts_with("what is printed depends on what is secret: "), "{length}");
    assert!(check(&mut filler, shape::<Credentials>().empty).is_ok());
}
