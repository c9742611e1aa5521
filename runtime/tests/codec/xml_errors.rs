//! Responses of awsQuery: results within wrappers, request ids, errors.

use tinsmith_runtime::codec::Shape;
use tinsmith_runtime::codec::xml::{self, XmlError, XmlSettings};
use tinsmith_runtime::value::Value;

use crate::shapes::{Documents, NoMembers, Node, NotFound};

const SUFFIXES: &[&str] = &["Response", "Result"];

fn read(text: &str) -> Result<(Node, Option<String>), String> {
    let mut node = Node::default();
    let wrapped =
        xml::read_wrapped(text.as_bytes(), "GetNode", SUFFIXES, &mut node).map_err(|error| error.to_string())?;
    Ok((node, wrapped.request_id))
}

#[test]
fn results() {
    let text = "<GetNodeResponse xmlns='https://example.com/'><Other><GetNodeResult/></Other><GetNodeResult>\
        <Value>v</Value></GetNodeResult><ResponseMetadata><a/><RequestId> id-1\n</RequestId></ResponseMetadata>\
        </GetNodeResponse>";
    let node = Node { value: Some("v".to_owned()), ..Node::default() };
    assert_eq!(read(text), Ok((node, Some("id-1".to_owned()))));
    assert_eq!(read("<GetNodeResponse><GetNodeResult/></GetNodeResponse>"), Ok((Node::default(), None)));
}

#[test]
fn results_that_are_missing() {
    let error = |text: &str| read(text).unwrap_err();
    assert_eq!(error(" "), "the response is empty; expected the element `GetNodeResponse`");
    assert_eq!(error("<html/>"), "expected `GetNodeResponse` as the outermost element, found another (at byte 7)");
    let message = "the response lacks its result; expected the elements `GetNodeResponse > GetNodeResult` (at byte 18)";
    assert_eq!(error("<GetNodeResponse/>"), message);
    let message = "Next.Value: expected a text, found an element (at byte 50)";
    assert_eq!(
        error("<GetNodeResponse><GetNodeResult><Next><Value>v<b/></Value></Next></GetNodeResult></GetNodeResponse>"),
        message
    );
}

#[test]
fn outputs_without_members() {
    let read = |text: &str| {
        xml::read_wrapped(text.as_bytes(), "GetNode", SUFFIXES, &mut NoMembers::empty())
            .map(|wrapped| wrapped.request_id)
    };
    assert_eq!(read(""), Ok(None));
    let text = "<GetNodeResponse><ResponseMetadata><RequestId>id</RequestId></ResponseMetadata></GetNodeResponse>";
    assert_eq!(read(text), Ok(Some("id".to_owned())));
    assert!(read("<Other/>").is_err());
}

#[test]
fn errors() {
    let mut expected = XmlError::default();
    expected.code = Some("NotFound".to_owned());
    expected.message = Some("No <such> thing".to_owned());
    expected.request_id = Some("id".to_owned());
    let body = "<Type>Sender</Type><Code>NotFound</Code><Message>No &lt;such&gt; thing</Message><Resource>r</Resource>";
    for text in [
        format!("<ErrorResponse xmlns='u'><Error>{body}</Error><RequestId>id</RequestId></ErrorResponse>"),
        format!("<Response><Errors><Error>{body}</Error></Errors><RequestID>id</RequestID></Response>"),
        format!("<Error>{body}<RequestId>id</RequestId></Error>"),
    ] {
        assert_eq!(xml::read_error(text.as_bytes()), Ok(expected.clone()), "{text}");
        let mut error = NotFound::default();
        let _ = xml::read_error_structure(text.as_bytes(), XmlSettings::DEFAULT, &mut error).unwrap();
        let message = Some("No <such> thing".to_owned());
        assert_eq!(error, NotFound { message, resource: Some("r".to_owned()) }, "{text}");
    }
}

#[test]
fn bodies_that_are_no_errors() {
    let error = |text: &str| xml::read_error(text.as_bytes()).unwrap_err().to_string();
    assert_eq!(error(""), "the error response is empty (at byte 0)");
    assert_eq!(error("<html></html>"), "the error response holds no `Error` element (at byte 13)");
    assert_eq!(error("Bad Gateway"), "the XML text has text outside of its outermost element (at byte 11)");
    let mut shape = Documents::from_json("{}").unwrap();
    assert!(xml::read_error_structure(b"<Error><One/></Error>", XmlSettings::DEFAULT, &mut shape).is_err());
}
