//! The forms in which a value is given, never named by hand.

/// What turns into the member.
#[derive(Debug)]
pub enum Value {}

/// An `Option` of the member.
#[derive(Debug)]
pub enum Optional {}

/// A collection in this form, where it may also be left out.
#[derive(Debug)]
pub struct Present<Form>(std::marker::PhantomData<Form>);

/// A collection by value, such as a `Vec` or a `HashMap`.
#[derive(Debug)]
pub enum Owned {}

/// A collection by reference, such as a slice.
#[derive(Debug)]
pub enum Borrowed {}

/// An iterator.
#[derive(Debug)]
pub enum Iterator {}

/// An array of one element or more.
#[derive(Debug)]
pub enum Array {}

/// `[]`.
#[derive(Debug)]
pub enum Empty {}
