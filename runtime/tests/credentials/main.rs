//! Sources of credentials that make calls or run programs.

#![cfg(feature = "credentials")]

mod assume_role;
mod login;
mod process;
mod profile;
mod sso;
mod stand_in;
