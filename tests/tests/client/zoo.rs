//! A service by hand, so that each test can say what its model would.

use std::time::{Duration, SystemTime};

use tinsmith_aws::Config;
use tinsmith_aws::runtime::generated::{Client, OperationSchema, protocol};
use tinsmith_aws::runtime::{Call, Operation, Service};
use tinsmith_aws::sts::Exception;

pub(crate) type Ping = Operation<(), (), Exception>;

/// A service that is called `Zoo`.
pub(crate) const fn service() -> Service {
    Service::new("com.example#Zoo", "Zoo", &protocol::AWS_JSON1_0).with_endpoint_prefix("zoo")
}

/// An operation of it that takes nothing.
pub(crate) const fn ping(service: &'static Service) -> Ping {
    Operation::new(OperationSchema::new("Ping", service))
}

/// Settings that know nobody.
pub(crate) fn config() -> Config {
    Config::from_variables(|_| None)
        .unwrap()
        .region("eu-west-1")
        .endpoint("https://zoo.example.com")
        .clock(|| SystemTime::UNIX_EPOCH + Duration::from_secs(1_782_907_200))
}

pub(crate) fn call(config: &Config, operation: &'static Ping) -> Call<(), Exception> {
    Client::new(config, operation.schema.service).call(operation, ())
}
