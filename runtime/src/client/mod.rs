//! Clients and calls: the asynchronous shell round the pure functions of request and response.

mod authorize;
mod call;
mod call_options;
mod endpoint;
mod exchange;
mod failure;
mod invocation;
mod parameters;
mod rate;
mod read_limit;
mod receive;
mod request;
mod retry;
mod secrets;
mod sent_body;
mod stage;
mod stopwatch;
mod trace;

use std::fmt;
use std::sync::Arc;

pub use call::Call;

use self::endpoint::Endpoints;
use self::rate::SendingRate;
use crate::config::Config;
use crate::credentials::ProviderContext;
use crate::exception::Exception;
use crate::operation::Operation;
use crate::retry::service::ServiceRules;
use crate::schema::Service;
use crate::sign::KeyCache;
use crate::structure::Structure;
use crate::user_agent::{self, UserAgent};
use crate::value::Value;

/// What all generated clients are made of; cheap to clone.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    config: Config,
    service: &'static Service,
    keys: KeyCache,
    endpoints: Endpoints,
    context: ProviderContext,
    /// What is particular to the service where calls are retried.
    rules: &'static ServiceRules,
    rate: SendingRate,
    user_agent: UserAgent,
    /// Whether calls say in which invocation of a function they are made.
    is_lambda: bool,
}

impl Client {
    /// A client of a service.
    #[must_use]
    pub fn new(config: &Config, service: &'static Service) -> Self {
        Self(Arc::new(Inner {
            endpoints: Endpoints::new(service, config.settings().endpoint_of(service.sdk_id)),
            context: config.clone().into(),
            user_agent: UserAgent::new(service, config.settings()),
            is_lambda: user_agent::is_lambda(&config.settings().system),
            config: config.clone(),
            service,
            keys: KeyCache::new(),
            rules: ServiceRules::of(service.sdk_id),
            rate: SendingRate::default(),
        }))
    }

    /// A call that is ready to be sent. An idempotency token that the input lacks is filled in here, so that it is the
    /// same however often the call is made.
    pub fn call<I, O, E>(&self, operation: &'static Operation<I, O, E>, input: I) -> Call<O, E>
    where
        I: Structure + 'static,
        O: Structure + Value + 'static,
        E: Exception,
    {
        Call::new(self.clone(), &operation.schema, Box::new(input))
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("service", &self.0.service.sdk_id).field("config", &self.0.config).finish()
    }
}
