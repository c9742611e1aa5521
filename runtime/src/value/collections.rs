//! Values that hold values.

use std::collections::HashMap;

use super::{List, Map, Slot, Value, View, growth};

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

    fn element_mut(&mut self, index: usize) -> Option<&mut dyn Value> {
        self.get_mut(index).map(|element| element as &mut dyn Value)
    }

    fn growth(&self) -> usize {
        growth::of_vec(self.len(), self.capacity(), size_of::<T>())
    }

    fn push(&mut self) -> Option<&mut dyn Value> {
        // Lists of large elements are mostly short, and a `Vec` would begin with room for four.
        if size_of::<T>() > growth::SMALL && self.capacity() == 0 {
            self.reserve_exact(1);
        }
        Vec::push(self, T::empty());
        self.last_mut().map(|element| element as &mut dyn Value)
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

    fn each(&self, visit: &mut dyn FnMut(&str, &dyn Value)) {
        for (key, value) in self {
            visit(key, value);
        }
    }

    fn retain(&mut self, keep: &mut dyn FnMut(&str, &mut dyn Value) -> bool) {
        HashMap::retain(self, |key, value| keep(key, value));
    }

    fn growth(&self) -> usize {
        growth::of_map(self.len(), self.capacity(), size_of::<(String, T)>())
    }

    fn get(&self, key: &str) -> Option<&dyn Value> {
        HashMap::get(self, key).map(|value| value as &dyn Value)
    }

    fn insert(&mut self, key: String) -> &mut dyn Value {
        // A key that is there already grows the map as well, so that it is known before.
        if self.len() == self.capacity() {
            self.reserve(growth::more_entries(self.capacity(), size_of::<(String, T)>()));
        }
        self.entry(key).insert_entry(T::empty()).into_mut()
    }

    fn clear(&mut self) {
        HashMap::clear(self);
    }
}
