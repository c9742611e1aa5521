//! The exceptions of services that cases make up: none.

use tinsmith_runtime::{Exception, Schema, Structure};

#[derive(Debug)]
pub enum NoException {}

impl Exception for NoException {
    const SCHEMAS: &'static [&'static Schema] = &[];

    fn empty(_index: usize) -> Option<Self> {
        None
    }

    fn structure(&self) -> &dyn Structure {
        match *self {}
    }

    fn structure_mut(&mut self) -> &mut dyn Structure {
        match *self {}
    }
}
