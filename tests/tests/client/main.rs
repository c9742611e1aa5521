//! Clients and their settings: from a call to the request that the transport gets, what fails before that, and what
//! comes of the response.

mod attempts;
mod authorization;
mod configuration;
mod conversions;
mod endpoints;
mod presigned;
mod request;
mod responses;
mod schemes;
mod secrets;
mod sharing;
mod size;
mod streams;
mod traces;
mod user_agent;
mod zoo;
