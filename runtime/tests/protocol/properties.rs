//! What holds for any value and any response.

use std::collections::HashMap;

use percent_encoding::percent_decode_str;
use proptest::prelude::*;
use tinsmith_runtime::Operation;
use tinsmith_runtime::schema::{Kind, Location, Member};
use tinsmith_runtime::schema::{OperationSchema, UriPart};

use crate::shapes::{Animal, JSON, QUERY, REST, ZooException, bound, build, response, structure, with};

static STRINGS: Member = Member::new("member", Kind::String);

structure!(Mirror, MIRROR = "com.example#Mirror", {
    0 list: Option<Vec<String>> = Member::list("list", &STRINGS).at(Location::Header("x-list")),
    1 label: Option<String> = bound("label", Kind::String, Location::Label),
    2 query: Option<HashMap<String, String>> = Member::map("query", &Member::string("key"), &STRINGS).at(Location::QueryParams),
});

static MIRRORED: Operation<Mirror, Mirror, ZooException> = Operation::new(
    OperationSchema::new("Mirror", &REST).with_http("GET", &[UriPart::Literal("/a/"), UriPart::Label(1)]),
);

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8().unwrap().into_owned()
}

proptest! {
    #[test]
    fn lists_of_headers_read_back(list in prop::collection::vec("[^\\p{Cc}]{0,8}|[\", \\\\a]{0,5}", 0..5)) {
        let input = with(|input: &mut Mirror| {
            input.list = Some(list.clone());
            input.label = Some("x".to_owned());
        });
        let request = build(&MIRRORED.schema, &input).unwrap();
        let mut mirrored = response(200, &[], "");
        mirrored.headers_mut().insert("x-list", request.headers()["x-list"].clone());
        prop_assert_eq!(&MIRRORED.parse(&mirrored).unwrap().list, &Some(list));
    }

    #[test]
    fn labels_and_queries_decode_to_what_they_were(label in ".{1,20}", name in ".{1,10}", value in ".{0,10}") {
        prop_assume!(label != "." && label != "..");
        let input = with(|input: &mut Mirror| {
            input.label = Some(label.clone());
            input.query = Some(HashMap::from([(name.clone(), value.clone())]));
        });
        let request = build(&MIRRORED.schema, &input).unwrap();
        let segment = request.uri().path().strip_prefix("/a/").unwrap();
        prop_assert!(!segment.contains('/'));
        prop_assert_eq!(decoded(segment), label);
        let (sent_name, sent_value) = request.uri().query().unwrap().split_once('=').unwrap();
        prop_assert_eq!((decoded(sent_name), decoded(sent_value)), (name, value));
    }

    #[test]
    fn no_response_makes_it_panic(
        status in 200_u16..=599,
        body in prop_oneof![prop::collection::vec(any::<u8>(), 0..64), "[<>/{}\\[\\]\":,a-zA-Z\\\\ ]{0,64}".prop_map(String::into_bytes)],
        error_type in prop::option::of("[ -~]{0,20}"),
    ) {
        for service in [&REST, &JSON, &QUERY] {
            let get: Operation<(), Animal, ZooException> = Operation::new(OperationSchema::new("GetAnimal", service));
            let headers: Vec<_> = error_type.iter().map(|value| ("x-amzn-errortype", value.as_str())).collect();
            if let Err(error) = get.parse(&response(status, &headers, body.clone())) {
                prop_assert_eq!(error.status(), Some(status));
                prop_assert!(!error.message().is_empty());
                prop_assert!(!error.to_string().contains('\n'));
            } else {
                prop_assert!((200..300).contains(&status));
            }
        }
    }
}
