//! What the generator writes, by hand and in short.

use bytes::Bytes;
use tinsmith_runtime::body::Body;
use tinsmith_runtime::generated::{AuthOption, auth};
use tinsmith_runtime::protocol::{AWS_JSON1_0, AWS_JSON1_1, AWS_QUERY, Protocol, REST_JSON1};
use tinsmith_runtime::schema::{ErrorTraits, Kind, Location, Member, Schema};
use tinsmith_runtime::value::Value;
use tinsmith_runtime::{Exception, OperationSchema, Service, Structure};

/// A structure with its schema: members as `index field: Type = Member`.
macro_rules! structure {
    ($name:ident, $schema:ident = $id:literal $($rest:tt)*) => {
        $crate::shapes::structure!(@ structure $name, $schema = $id $($rest)*);
    };
    ($name:ident, $schema:ident = union $id:literal $($rest:tt)*) => {
        $crate::shapes::structure!(@ union $name, $schema = $id $($rest)*);
    };
    (@ $kind:ident $name:ident, $schema:ident = $id:literal $(.$trait:ident($($argument:expr)?))*, { $($index:literal $field:ident: $type:ty = $member:expr,)* }) => {
        #[derive(Clone, PartialEq)]
        pub struct $name {
            $(pub $field: $type,)*
        }

        pub static $schema: tinsmith_runtime::Schema =
            tinsmith_runtime::Schema::$kind($id, &[$($member,)*])$(.$trait($($argument)?))*;

        impl tinsmith_runtime::Modeled for $name {
            const SCHEMA: &'static tinsmith_runtime::Schema = &$schema;

            fn empty() -> Self {
                Self { $($field: <$type as tinsmith_runtime::value::Value>::empty(),)* }
            }

            fn member(&self, index: usize) -> Option<tinsmith_runtime::value::View<'_>> {
                match index {
                    $($index => Some(tinsmith_runtime::value::Value::view(&self.$field)),)*
                    _ => None,
                }
            }

            fn member_mut(&mut self, index: usize) -> Option<tinsmith_runtime::value::Slot<'_>> {
                match index {
                    $($index => Some(tinsmith_runtime::value::Value::slot(&mut self.$field)),)*
                    _ => None,
                }
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                tinsmith_runtime::generated::debug(self, f)
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
    Member::new(name, kind).at(location)
}

const AUTH: &[AuthOption] = &[AuthOption::new(&auth::SIGV4, &[("name", "zoo")])];

const fn service(protocol: &'static Protocol) -> Service {
    Service::new("com.example#Zoo_20200108", "Zoo", protocol)
        .with_version("2020-01-08")
        .with_endpoint_prefix("zoo")
        .with_auth(AUTH)
}

pub static REST: Service = service(&REST_JSON1);
pub static JSON: Service = service(&AWS_JSON1_0);
pub static JSON_1_1: Service = service(&AWS_JSON1_1);
pub static QUERY: Service = service(&AWS_QUERY);
pub static QUERY_COMPATIBLE: Service = service(&AWS_JSON1_0).query_compatible();

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
        .map(in_memory)
        .map_err(|error| error.to_string())
}

/// A request whose body is bytes.
pub fn in_memory(request: http::Request<Body>) -> http::Request<Bytes> {
    request.map(|body| body.as_bytes().cloned().expect("a body in memory"))
}

structure!(Expired, EXPIRED = "com.example#ExpiredException".with_error(ErrorTraits::new("Expired")), {
    0 message: Option<String> = Member::new("message", Kind::String),
    1 animal: Option<String> = Member::new("animal", Kind::String),
    2 cage: Option<i32> = bound("cage", Kind::Integer, Location::Header("x-cage")),
});

structure!(Busy, BUSY = "com.example#BusyException".with_error(ErrorTraits::new("BusyException").throttling()), {
    0 message: Option<String> = Member::new("Message", Kind::String).sensitive(),
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

structure!(Animal, ANIMAL = "com.example#Animal", {
    0 name: Option<String> = Member::new("name", Kind::String),
    1 legs: i32 = Member::new("legs", Kind::Integer).required(),
});
