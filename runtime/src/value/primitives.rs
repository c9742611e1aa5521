//! Scalar values.

use super::{Slot, Value, View};
use crate::timestamp::Timestamp;

/// One line a type: every scalar is lent the same way.
macro_rules! scalar {
    ($type:ty, $view:expr, $slot:expr) => {
        impl Value for $type {
            fn empty() -> Self {
                Self::default()
            }

            fn view(&self) -> View<'_> {
                $view(self)
            }

            fn slot(&mut self) -> Slot<'_> {
                $slot(self)
            }
        }
    };
}

scalar!(bool, |value: &bool| View::Boolean(*value), Slot::Boolean);
scalar!(i8, |value: &i8| View::Integer((*value).into()), Slot::Byte);
scalar!(i16, |value: &i16| View::Integer((*value).into()), Slot::Short);
scalar!(i32, |value: &i32| View::Integer((*value).into()), Slot::Integer);
scalar!(i64, |value: &i64| View::Integer(*value), Slot::Long);
scalar!(f32, |value: &f32| View::Float(*value), Slot::Float);
scalar!(f64, |value: &f64| View::Double(*value), Slot::Double);

impl Value for String {
    fn empty() -> Self {
        Self::new()
    }

    fn view(&self) -> View<'_> {
        View::String(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::String(self)
    }
}

impl Value for Timestamp {
    fn empty() -> Self {
        Self::EPOCH
    }

    fn view(&self) -> View<'_> {
        View::Timestamp(*self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Timestamp(self)
    }
}
