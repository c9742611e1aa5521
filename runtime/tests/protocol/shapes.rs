//! What the generator writes, by hand and in short.

use bytes::Bytes;
use tinsmith_runtime::operation::OperationSchema;
use tinsmith_runtime::protocol::{AWS_JSON1_0, AWS_JSON1_1, AWS_QUERY, Protocol, REST_JSON1};
use tinsmith_runtime::schema::{ErrorTraits, Kind, Location, Member, Schema};
use tinsmith_runtime::service::Service;
use tinsmith_runtime::value::Value;
use tinsmith_runtime::{Exception, Structure};

/// A structure with its schema: members as `index field: Type = Member`.
macro_rules! structure {
    ($name:ident, $schema:ident = $base:expr, { $($index:literal $field:ident: $type:ty = $member:expr,)* }) => {
        #[derive(Clone, PartialEq)]
        pub struct $name {
            $(pub $field: $type,)*
        }

        pub static $schema: tinsmith_runtime::Schema = {
            let members = tinsmith_runtime::Schema::structure("", &[$($member,)*]);
            tinsmith_runtime::Schema { members: members.members, required: members.required, ..$base }
        };

        impl tinsmith_runtime::Structure for $name {
            fn schema(&self) -> &'static tinsmith_runtime::Schema {
                &$schema
            }

            fn member(&self, index: usize) -> Option<&dyn tinsmith_runtime::value::Value> {
                match index {
                    $($index => Some(&self.$field),)*
                    _ => None,
                }
            }

            fn member_mut(&mut self, index: usize) -> Option<&mut dyn tinsmith_runtime::value::Value> {
                match index {
                    $($index => Some(&mut self.$field),)*
                    _ => None,
                }
            }
        }

        impl tinsmith_runtime::value::Value for $name {
            fn empty() -> Self {
                Self { $($field: <$type as tinsmith_runtime::value::Value>::empty(),)* }
            }

            fn view(&self) -> tinsmith_runtime::value::View<'_> {
                tinsmith_runtime::value::View::Structure(self)
            }

            fn slot(&mut self) -> tinsmith_runtime::value::Slot<'_> {
                tinsmith_runtime::value::Slot::Structure(self)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                tinsmith_runtime::debug::debug(self, f)
            }
        }
    };
}
pub(crate) use structure;

/// A value without members set, with one change.
pub fn with<T: Value>(change: impl FnOnce(&mut T)) -> T {
    let mut value = T::empty();
    change(&mut value);
    value
}

pub const fn bound(name: &'static str, kind: Kind, location: Location) -> Member {
    Member { location, ..Member::new(name, kind) }
}

const fn service(protocol: &'static Protocol) -> Service {
    Service {
        id: "com.example#Zoo_20200108",
        sdk_id: "Zoo",
        version: "2020-01-08",
        endpoint_prefix: "zoo",
        signing_name: Some("zoo"),
        protocol,
        query_compatible: false,
        xml_namespace: None,
        endpoint_rules: None,
        partitions: &[],
    }
}

pub static REST: Service = service(&REST_JSON1);
pub static JSON: Service = service(&AWS_JSON1_0);
pub static JSON_1_1: Service = service(&AWS_JSON1_1);
pub static QUERY: Service = service(&AWS_QUERY);
pub static QUERY_COMPATIBLE: Service = Service { query_compatible: true, ..service(&AWS_JSON1_0) };

pub fn response(status: u16, headers: &[(&str, &str)], body: impl Into<Bytes>) -> http::Response<Bytes> {
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    response.body(body.into()).unwrap()
}

/// The request's URI without the endpoint.
pub fn target(operation: &OperationSchema, input: &dyn Structure) -> String {
    let request = build(operation, input).unwrap();
    request.uri().path_and_query().unwrap().to_string()
}

pub fn build(operation: &OperationSchema, input: &dyn Structure) -> Result<http::Request<Bytes>, String> {
    tinsmith_runtime::request::build_request(operation, input, "https://example.com", &Default::default())
        .map_err(|error| error.to_string())
}

const fn error(code: &'static str, status: u16, retryable: bool, throttling: bool) -> Option<ErrorTraits> {
    Some(ErrorTraits { code, status, retryable, throttling })
}

structure!(Expired, EXPIRED = Schema { error: error("Expired", 400, false, false), ..Schema::structure("com.example#ExpiredException", &[]) }, {
    0 message: Option<String> = Member::new("message", Kind::String),
    1 animal: Option<String> = Member::new("animal", Kind::String),
    2 cage: Option<i32> = bound("cage", Kind::Integer, Location::Header("x-cage")),
});

structure!(Busy, BUSY = Schema { error: error("BusyException", 500, true, true), ..Schema::structure("com.example#BusyException", &[]) }, {
    0 message: Option<String> = Member { sensitive: true, ..Member::new("Message", Kind::String) },
});

#[derive(Debug, PartialEq)]
pub enum ZooException {
    Expired(Expired),
    Busy(Busy),
}

impl Exception for ZooException {
    const SCHEMAS: &'static [&'static Schema] = &[&EXPIRED, &BUSY];

    fn empty(index: usize) -> Option<Self> {
        match index {
            0 => Some(Self::Expired(Expired::empty())),
            1 => Some(Self::Busy(Busy::empty())),
            _ => None,
        }
    }

    fn structure(&self) -> &dyn Structure {
        match self {
            Self::Expired(shape) => shape,
            Self::Busy(shape) => shape,
        }
    }

    fn structure_mut(&mut self) -> &mut dyn Structure {
        match self {
            Self::Expired(shape) => shape,
            Self::Busy(shape) => shape,
        }
    }
}

structure!(Animal, ANIMAL = Schema::structure("com.example#Animal", &[]), {
    0 name: Option<String> = Member::new("name", Kind::String),
    1 legs: i32 = Member { required: true, ..Member::new("legs", Kind::Integer) },
});
