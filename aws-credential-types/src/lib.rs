//! Credentials and bearer tokens of the AWS SDK for Rust for Tinsmith's clients, and the other way round: adaptors between
//! the providers of `aws-credential-types` and those of `tinsmith-runtime`.
//!
//! A provider of the SDK's, such as the one that `aws_config` finds, in a configuration of Tinsmith's:
//!
//! ```
//! use aws_credential_types::Credentials;
//! use aws_credential_types::provider::SharedCredentialsProvider;
//! use tinsmith_aws_credential_types::FromAws;
//! use tinsmith_runtime::Config;
//!
//! let provider = SharedCredentialsProvider::new(Credentials::new("AKIDEXAMPLE", "a secret", None, None, "example"));
//! let config = Config::new("eu-west-1").credentials(FromAws::new(provider));
//! # let _ = config;
//! ```
//!
//! A source of Tinsmith's for a client of the SDK:
//!
//! ```
//! use aws_credential_types::provider::SharedCredentialsProvider;
//! use tinsmith_aws_credential_types::ToAws;
//! use tinsmith_runtime::Config;
//! use tinsmith_runtime::credentials::Environment;
//!
//! let provider = SharedCredentialsProvider::new(ToAws::new(Environment::of_process(), Config::new("eu-west-1")));
//! # let _ = provider;
//! ```

mod convert;
mod error;
mod from_aws;
mod to_aws;

pub use from_aws::FromAws;
pub use to_aws::ToAws;
