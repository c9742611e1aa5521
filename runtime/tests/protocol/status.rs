//! Whether a response is a success or an error: its status decides.

use tinsmith_runtime::schema::{Kind, Location, Member, OperationSchema};
use tinsmith_runtime::types::Blob;
use tinsmith_runtime::{ErrorKind, Operation};

use crate::shapes::{Animal, JSON, QUERY, REST, ZooException, bound, response, structure};

structure!(Picture, PICTURE = "com.example#Picture", {
    0 data: Option<Blob> = bound("data", Kind::Blob, Location::Payload),
    1 id: String = bound("id", Kind::String, Location::Header("x-id")).required(),
});

structure!(Loose, LOOSE = "com.example#Loose", {
    0 name: Option<String> = Member::string("name"),
});

const FAILURE: &str = r#"{"__type": "com.example#DownloadFailure", "message": "a user's own text"}"#;

#[test]
fn a_payload_that_looks_like_an_error_is_a_payload() {
    let get: Operation<(), Picture, ZooException> = Operation::new(OperationSchema::new("GetPicture", &REST));
    for headers in [&[("x-id", "1")][..], &[]] {
        let output = get.parse(&response(200, headers, FAILURE)).unwrap();
        assert_eq!(output.data.as_deref(), Some(FAILURE.as_bytes()));
        assert_eq!(output.metadata().corrections().count(), 1 - headers.len());
    }
}

#[test]
fn a_document_that_is_complete_is_an_output_whatever_its_type() {
    for service in [&REST, &JSON] {
        let get: Operation<(), Animal, ZooException> = Operation::new(OperationSchema::new("GetAnimal", service));
        let output = get.parse(&response(200, &[], r#"{"__type": "AnimalFailure", "legs": 4}"#)).unwrap();
        assert_eq!(output.legs, 4);
        let loose: Operation<(), Loose, ZooException> = Operation::new(OperationSchema::new("GetLoose", service));
        assert!(loose.parse(&response(200, &[], FAILURE)).is_ok());
    }
}

#[test]
fn an_error_that_lacks_what_the_output_requires_is_an_error_under_200() {
    for service in [&REST, &JSON] {
        let get: Operation<(), Animal, ZooException> = Operation::new(OperationSchema::new("GetAnimal", service));
        // `__type` stands anywhere in the document.
        for body in [FAILURE.to_owned(), r#"{"message": "a user's own text", "__type": "DownloadFailure"}"#.to_owned()]
        {
            let error = get.parse(&response(200, &[], body)).unwrap_err();
            assert_eq!((error.kind(), error.code()), (ErrorKind::Service, Some("DownloadFailure")));
        }
        // What lacks something and is no error is an output all the same, and says so.
        let output = get.parse(&response(200, &[], r#"{"__type": "Animal", "name": "Tom"}"#)).unwrap();
        assert_eq!(output.metadata().corrections().paths().collect::<Vec<_>>(), ["legs"]);
    }
}

#[test]
fn nothing_is_no_output_of_aws_query() {
    let loose: Operation<(), Loose, ZooException> = Operation::new(OperationSchema::new("GetLoose", &QUERY));
    let unit: Operation<(), (), ZooException> = Operation::new(OperationSchema::new("Ping", &QUERY));
    for status in [200, 204] {
        let error = loose.parse(&response(status, &[], "")).unwrap_err();
        assert_eq!(error.message(), "expected an XML document, found an empty body");
        assert!(unit.parse(&response(status, &[], "")).is_ok());
    }
}
