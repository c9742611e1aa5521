//! A service that keeps objects, as the generator would write it: a payload of each direction is a stream.

use std::collections::HashMap;
use std::fmt;

use tinsmith_runtime::generated::{
    AuthOption, Client, ErrorTraits, Modeled, OperationSchema, Schema, Slot, Structure, UriPart, Value, View, auth,
    debug, protocol,
};
use tinsmith_runtime::schema::{Location, Member};
use tinsmith_runtime::types::{ByteStream, Document};
use tinsmith_runtime::{Call, Config, Exception, Operation, Service};

static SERVICE: Service = Service::new("com.example#Storage", "Storage", &protocol::REST_JSON1)
    .with_endpoint_prefix("storage")
    .with_auth(&[AuthOption::new(&auth::SIGV4, &[("name", "storage")])]);

const OBJECT: &[UriPart] = &[UriPart::Literal("/objects/"), UriPart::Label(0)];

static PUT_OBJECT: Operation<Object, PutObjectOutput, StorageException> =
    Operation::new(OperationSchema::new("PutObject", &SERVICE).with_http("PUT", OBJECT));

static PUT_SIZED_OBJECT: Operation<SizedObject, PutObjectOutput, StorageException> =
    Operation::new(OperationSchema::new("PutSizedObject", &SERVICE).with_http("PUT", OBJECT));

static GET_OBJECT: Operation<GetObjectInput, GetObjectOutput, StorageException> =
    Operation::new(OperationSchema::new("GetObject", &SERVICE).with_http("GET", OBJECT));

/// A client of it.
#[derive(Clone, Debug)]
pub struct Storage(Client);

impl Storage {
    /// A client with these settings.
    #[must_use]
    pub fn new(config: &Config) -> Self {
        Self(Client::new(config, &SERVICE))
    }

    /// Stores an object.
    pub fn put_object(&self, key: &str, body: impl Into<ByteStream>) -> Call<PutObjectOutput, StorageException> {
        self.0.call(&PUT_OBJECT, Object { key: key.to_owned(), body: body.into() })
    }

    /// Stores an object whose length the service must know before.
    pub fn put_sized_object(&self, key: &str, body: impl Into<ByteStream>) -> Call<PutObjectOutput, StorageException> {
        self.0.call(&PUT_SIZED_OBJECT, SizedObject { key: key.to_owned(), body: body.into() })
    }

    /// Gives an object back.
    pub fn get_object(&self, key: &str) -> Call<GetObjectOutput, StorageException> {
        self.0.call(&GET_OBJECT, GetObjectInput { key: key.to_owned() })
    }
}

/// The errors of the service that have a shape.
#[derive(Debug)]
pub enum StorageException {
    /// `Refused` on the wire.
    Refused(Refused),
}

impl Exception for StorageException {
    const SCHEMAS: &'static [&'static Schema] = &[Refused::SCHEMA];

    fn empty(index: usize) -> Option<Self> {
        (index == 0).then(|| Self::Refused(Value::empty()))
    }

    fn structure(&self) -> &dyn Structure {
        match self {
            Self::Refused(refused) => refused,
        }
    }

    fn structure_mut(&mut self) -> &mut dyn Structure {
        match self {
            Self::Refused(refused) => refused,
        }
    }
}

/// A structure whose members are these, in their order.
macro_rules! structure {
    ($(#[$documentation:meta])* $name:ident { $($index:literal $(#[$field_documentation:meta])* $field:ident: $type:ty = $member:expr,)* } $(.$trait:ident($argument:expr))*) => {
        $(#[$documentation])*
        pub struct $name {
            $($(#[$field_documentation])* pub $field: $type,)*
        }

        impl Modeled for $name {
            const SCHEMA: &'static Schema =
                &Schema::structure(concat!("com.example#", stringify!($name)), &[$($member,)*])$(.$trait($argument))*;

            fn empty() -> Self {
                Self { $($field: Value::empty(),)* }
            }

            fn member(&self, index: usize) -> Option<View<'_>> {
                match index {
                    $($index => Some(Value::view(&self.$field)),)*
                    _ => None,
                }
            }

            fn member_mut(&mut self, index: usize) -> Option<Slot<'_>> {
                match index {
                    $($index => Some(Value::slot(&mut self.$field)),)*
                    _ => None,
                }
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                debug(self, f)
            }
        }
    };
}

const KEY: Member = Member::string("Key").required().at(Location::Label);
const BODY: Member = Member::blob("Body").streaming().at(Location::Payload);

structure!(
    /// An object on its way up.
    Object {
        0 /// Its name.
        key: String = KEY,
        1 /// Its bytes.
        body: ByteStream = BODY,
    }
);

structure!(
    /// An object on its way up, of a length that is known.
    SizedObject {
        0 /// Its name.
        key: String = KEY,
        1 /// Its bytes.
        body: ByteStream = BODY.requires_length(),
    }
);

structure!(
    /// What comes of an upload.
    PutObjectOutput {
        0 /// The number of bytes that arrived.
        received: Option<i64> = Member::long("Received").at(Location::Header("x-received")),
    }
);

structure!(
    /// Which object to give back.
    GetObjectInput {
        0 /// Its name.
        key: String = KEY,
    }
);

structure!(
    /// An object on its way down.
    GetObjectOutput {
        0 /// What it is.
        content_type: Option<String> = Member::string("ContentType").at(Location::Header("content-type")),
        1 /// Its bytes.
        body: ByteStream = BODY,
    }
);

structure!(
    /// Why an object was not stored.
    Refused {
        0 /// For people.
        message: Option<String> = Member::string("message"),
        1 /// One for each rule.
        reasons: Option<Vec<Option<String>>> = Member::list("reasons", &Member::string("member")).sparse(),
        2 /// What was seen, by header.
        headers: Option<HashMap<String, String>> = Member::map("headers", &Member::string("key"), &Member::string("value")),
        3 /// All else.
        detail: Option<Document> = Member::document("detail"),
    }
    .with_error(ErrorTraits::new("Refused"))
);
