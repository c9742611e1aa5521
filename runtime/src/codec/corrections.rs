//! stub
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrections(Vec<String>);
impl Corrections {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    pub fn paths(&self) -> &[String] {
        &self.0
    }
    pub fn push_member(&mut self, name: &'static str) {
        self.0.push(name.to_owned());
    }
    pub fn merge(&mut self, other: Self) {
        self.0.extend(other.0);
    }
}
