//! Values that hold values.

use std::collections::HashMap;

use super::{List, Map, Slot, Value, View};

impl<T: Value> Value for Option<T> {
    fn empty() -> Self {
        None
    }

    fn view(&self) -> View<'_> {
        self.as_ref().map_or(View::Absent, Value::view)
    }

    fn slot(&mut self) -> Slot<'_> {
        self.get_or_insert_with(T::empty).slot()
    }
}

impl<T: Value> Value for Box<T> {
    fn empty() -> Self {
        Box::new(T::empty())
    }

    fn view(&self) -> View<'_> {
        (**self).view()
    }

    fn slot(&mut self) -> Slot<'_> {
        (**self).slot()
    }
}

impl<T: Value> Value for Vec<T> {
    fn empty() -> Self {
        Self::new()
    }

    fn view(&self) -> View<'_> {
        View::List(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::List(self)
    }
}

impl<T: Value> List for Vec<T> {
    fn length(&self) -> usize {
        self.len()
    }

    fn element(&self, index: usize) -> Option<&dyn Value> {
        self.get(index).map(|element| element as &dyn Value)
    }

    fn push(&mut self) -> Option<&mut dyn Value> {
        Vec::push(self, T::empty());
        self.last_mut().map(|element| element as &mut dyn Value)
    }

    fn pop(&mut self) {
        Vec::pop(self);
    }

    fn clear(&mut self) {
        Vec::clear(self);
    }
}

impl<T: Value> Value for HashMap<String, T> {
    fn empty() -> Self {
        Self::new()
    }

    fn view(&self) -> View<'_> {
        View::Map(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Map(self)
    }
}

impl<T: Value> Map for HashMap<String, T> {
    fn length(&self) -> usize {
        self.len()
    }

    fn entries(&self) -> Vec<(&str, &dyn Value)> {
        let mut entries: Vec<_> = self.iter().map(|(key, value)| (key.as_str(), value as &dyn Value)).collect();
        entries.sort_unstable_by_key(|(key, _)| *key);
        entries
    }

    fn get(&self, key: &str) -> Option<&dyn Value> {
        HashMap::get(self, key).map(|value| value as &dyn Value)
    }

    fn insert(&mut self, key: String) -> &mut dyn Value {
        self.entry(key).insert_entry(T::empty()).into_mut()
    }

    fn remove(&mut self, key: &str) {
        HashMap::remove(self, key);
    }

    fn clear(&mut self) {
        HashMap::clear(self);
    }
}
