//! Clients and their settings: from a call to the request that the transport gets, and what fails before that.

mod authorization;
mod configuration;
mod request;
mod sharing;
mod size;
