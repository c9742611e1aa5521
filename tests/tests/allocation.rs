//! What comes from outside is never answered with memory out of proportion to it.

use std::alloc::System;
use std::sync::{Mutex, MutexGuard};

use cap::Cap;
use tinsmith_aws::{Shape, quicksight, sts, verifiedpermissions};
use tinsmith_runtime::codec::json;

#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

/// Bytes of memory for a byte of text, and for any text.
const FACTOR: usize = 16;
const BASE: usize = 2 * 1024 * 1024;

/// The allocator counts for the whole program: one test at a time.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(|error| error.into_inner())
}

/// All memory that was asked for while this ran, freed or not: never less than what was in use at once.
fn asked_for<R>(run: impl FnOnce() -> R) -> (usize, R) {
    let before = ALLOCATOR.total_allocated();
    let result = run();
    (ALLOCATOR.total_allocated() - before, result)
}

#[track_caller]
fn costs_in_proportion<R>(text: &str, read: impl Fn(&str) -> R) {
    let (used, _) = asked_for(|| read(text));
    let limit = text.len() * FACTOR + BASE;
    let start: String = text.chars().take(60).collect();
    assert!(used <= limit, "{used} bytes of memory for {} bytes of text, {limit} allowed: {start}", text.len());
}

fn elements(element: &str, count: usize) -> String {
    vec![element; count].join(",")
}

/// Entries of an object, each with a key of its own.
fn entries(value: &str, count: usize) -> String {
    (0..count).map(|key| format!("\"{key:x}\":{value}")).collect::<Vec<_>>().join(",")
}

#[test]
fn hostile_json_costs_memory_in_proportion() {
    let _alone = alone();
    let many = 100_000;
    for text in [
        format!("{{\"UserList\":[{}]}}", elements("{}", many)),
        format!("{{\"UserList\":[{}]}}", elements("null", many)),
        format!("{{\"UserList\":[{}]}}", elements("{\"Arn\":\"\"}", many)),
        format!("{{\"UserList\":[{}]}}", elements("{\"\\u0041rn\":\"\\n\"}", many)),
        format!("{{\"UserList\":[{}]}}", "[".repeat(many)),
        format!("{{{}\"Status\":1}}", "\"UserList\":[{}],".repeat(many)),
        format!("{{{}\"Status\":1}}", "\"RequestId\":\"x\",".repeat(many)),
        format!("{{\"Unknown\":{}", "{\"a\":".repeat(many)),
        format!("{{{}}}", elements("\"Unknown\":{}", many)),
        format!("{{{}}}", elements("\"\\u0041\":[[{}]]", many)),
        format!("{{\"Unknown\":\"{}\"}}", "\\u0041".repeat(many)),
        format!("{{\"RequestId\":\"{}\"}}", "\\n".repeat(many)),
        format!("{{\"RequestId\":\"{}\\n\"}}", "x".repeat(many)),
        format!("{{\"Status\":{}}}", "9".repeat(many)),
    ] {
        costs_in_proportion(&text, quicksight::ListUsersResponse::from_json);
    }
    for text in [
        format!("{{\"entityList\":[{}]}}", elements("{}", many)),
        format!("{{\"entityList\":[{}]}}", elements("{\"identifier\":{}}", many)),
        format!("{{\"entityList\":[{}]}}", elements("{\"attributes\":{\"\":{}}}", many)),
        format!("{{\"entityList\":[{{\"attributes\":{{{}}}}}]}}", entries("{}", many)),
        format!("{{\"entityList\":[{{\"attributes\":{{{}}}}}]}}", entries("{\"set\":[]}", many)),
        format!("{{\"entityList\":[{{\"attributes\":{{\"a\":{{\"set\":[{}]}}}}}}]}}", elements("{\"x\":0}", many)),
        format!("{{\"entityList\":[{{\"attributes\":{{\"a\":{}", "{\"set\":[".repeat(many)),
        format!("{{\"entityList\":[{{\"attributes\":{{\"a\":{}", "{\"record\":{\"\":".repeat(many)),
    ] {
        costs_in_proportion(&text, verifiedpermissions::EntitiesDefinition::from_json);
    }
    let deep = format!("{}{{}}{}", "{\"record\":{\"\":".repeat(60), "}}".repeat(60));
    let text = format!("{{\"entityList\":[{{\"attributes\":{{{}}}}}]}}", entries(&deep, 2_000));
    costs_in_proportion(&text, verifiedpermissions::EntitiesDefinition::from_json);
    // Boxes within boxes, each for the few bytes of a key and two braces.
    let boxes = "{\"BarChartVisual\":{\"ChartConfiguration\":{\"FieldWells\":{\"BarChartAggregatedFieldWells\":{}}}}}";
    let text = format!("{{\"Definition\":{{\"Sheets\":[{{\"Visuals\":[{}]}}]}}}}", elements(boxes, 50_000));
    costs_in_proportion(&text, quicksight::DescribeAnalysisDefinitionResponse::from_json);
    let text = format!("{{\"Definition\":{{\"Sheets\":[{}]}}}}", elements("{\"Visuals\":[{}]}", 100_000));
    costs_in_proportion(&text, quicksight::DescribeAnalysisDefinitionResponse::from_json);
}

#[test]
fn hostile_documents_cost_memory_in_proportion() {
    let _alone = alone();
    let many = 100_000;
    for text in [
        format!("[{}]", elements("[]", many)),
        format!("[{}]", elements("[0]", many)),
        format!("[{}]", elements("{}", many)),
        format!("[{}]", elements("{\"\":0}", many)),
        format!("[{}]", elements("[[[[{\"a\":{\"\":[{}]}}]]]]", many)),
        format!("[{}]", elements("0", many)),
        format!("[{}]", elements("1e9999", many)),
        format!("[{}]", elements("\"\"", many)),
        format!("[{}]", elements("\"\\n\"", many)),
        format!("[{}]", elements(&format!("[{}]", elements("0", 100)), 3_000)),
        format!("[0,[0,[0,[{}]]]]", elements("0", many)),
        format!("{{{}}}", entries("0", many)),
        format!("{{\"z\":0,{}}}", entries("[]", many)),
        format!("{{{}}}", elements("\"a\":0", many)),
        format!("\"{}\"", "\\u0041".repeat(many)),
        "1".repeat(many),
        format!("1e{}", "1".repeat(many)),
        "[".repeat(many),
        "{\"\":".repeat(many),
    ] {
        costs_in_proportion(&text, |text| json::read_document(text.as_bytes()));
        let text = format!("{{\"KnowledgeBaseConfiguration\":{{\"templateConfiguration\":{{\"template\":{text}}}}}}}");
        costs_in_proportion(&text, quicksight::CreateKnowledgeBaseRequest::from_json);
    }
}

#[test]
fn hostile_xml_costs_memory_in_proportion() {
    let _alone = alone();
    let many = 60_000;
    let attributes = |value: &str| (0..50_000).map(|n| format!("a{n}='{value}' ")).collect::<String>();
    for text in [
        format!("<R><Tags>{}</Tags></R>", "<member/>".repeat(many)),
        format!("<R><Tags>{}</Tags></R>", "<member></member>".repeat(many)),
        format!("<R><Tags>{}</Tags></R>", "<member><Key>&#65;</Key></member>".repeat(many)),
        format!("<R>{}</R>", "<Tags><member/></Tags>".repeat(many)),
        format!("<R>{}</R>", "<Policy>\r\n</Policy>".repeat(many)),
        format!("<R>{}</R>", "<a/>".repeat(many)),
        format!("<R>{}</R>", "<a>".repeat(many)),
        format!("<R>{}</R>", "<a></a>".repeat(many)),
        format!("<{0}/>", "a".repeat(many)),
        format!("<{0}><{0}><{0}/></{0}></{0}>", "a".repeat(many)),
        format!("<R>{}</R>", format!("<{}/>", "a".repeat(100)).repeat(5_000)),
        format!("<R><Policy>{}</Policy></R>", "&#65;".repeat(many)),
        format!("<R><Policy>{}</Policy></R>", "&amp;x".repeat(many)),
        format!("<R><Policy>{}</Policy></R>", "x\r".repeat(many)),
        format!("<R><Policy>{}</Policy></R>", "<![CDATA[\r]]>".repeat(many)),
        format!("<R {}/>", attributes("")),
        format!("<R {}/>", attributes("&#65;\n")),
        format!("<R><Tags><member {}/></Tags></R>", attributes("")),
    ] {
        costs_in_proportion(&text, sts::AssumeRoleRequest::from_xml);
    }
    for text in [
        format!("<R><UserList>{}</UserList></R>", "<member/>".repeat(many)),
        format!("<R><UserList>{}</UserList></R>", "<member a='1'/>".repeat(many)),
    ] {
        costs_in_proportion(&text, quicksight::ListUsersResponse::from_xml);
    }
    let entries = "<entry><key/><value/></entry>".repeat(many);
    let text = format!("<E><entityList><member><attributes>{entries}</attributes></member></entityList></E>");
    costs_in_proportion(&text, verifiedpermissions::EntitiesDefinition::from_xml);
    let entries: String =
        (0..many).map(|key| format!("<entry><key>{key}</key><value><set/></value></entry>")).collect();
    let text = format!("<E><entityList><member><attributes>{entries}</attributes></member></entityList></E>");
    costs_in_proportion(&text, verifiedpermissions::EntitiesDefinition::from_xml);
}

#[test]
fn hostile_errors_cost_memory_in_proportion() {
    let _alone = alone();
    let many = 60_000;
    let members = format!("\"message\":\"{}\",\"x\":[{}]", "\\u0041".repeat(many), elements("{}", many));
    for text in [
        format!("{{\"__type\":\"ThrottlingException\",{members}}}"),
        format!("{{{members},\"__type\":\"ThrottlingException\"}}"),
        format!("{{\"__type\":\"{}\"}}", "x".repeat(many)),
        format!("{{{}\"code\":\"ThrottlingException\"}}", "\"message\":\"no\",".repeat(many)),
        format!("{{{}\"code\":1}}", "\"code\":\"\\n\",".repeat(many)),
        format!("<html><title>{}</title>", "&#65;".repeat(many)),
        "[".repeat(many),
        "\0".repeat(many),
    ] {
        costs_in_proportion(&text, |text| quicksight::operations::LIST_USERS.parse(&failure(text)));
        costs_in_proportion(&text, |text| verifiedpermissions::operations::GET_POLICY.parse(&failure(text)));
    }
    for inner in [
        format!("<Code>Throttling</Code><Message>{}</Message>", "&#65;".repeat(many)),
        format!("<Code>Throttling</Code>{}", "<Message/>".repeat(many)),
        format!("{}<Code>Throttling</Code>", "<Detail><a/></Detail>".repeat(many)),
        format!("<Code>{}</Code>", "&#65;".repeat(many)),
    ] {
        let text = format!("<ErrorResponse><Error>{inner}</Error><RequestId>1</RequestId></ErrorResponse>");
        costs_in_proportion(&text, |text| sts::operations::GET_CALLER_IDENTITY.parse(&failure(text)));
    }
}

fn failure(body: &str) -> http::Response<bytes::Bytes> {
    http::Response::builder().status(400).body(bytes::Bytes::copy_from_slice(body.as_bytes())).unwrap()
}

#[test]
fn large_responses_are_read() {
    let _alone = alone();
    let user = "{\"Arn\":\"arn:aws:quicksight:us-east-1:111122223333:user/default/ada\",\"UserName\":\"ada\",\
        \"Email\":\"ada@example.com\",\"Role\":\"READER\",\"Active\":true,\"PrincipalId\":\"federated/iam/AIDA\"}";
    let text = format!("{{\"UserList\":[{}]}}", elements(user, 20_000));
    assert!(text.len() > 1_000_000);
    let (used, read) = asked_for(|| quicksight::ListUsersResponse::from_json(&text).unwrap());
    assert_eq!(read.user_list.as_ref().map(Vec::len), Some(20_000));
    println!("{used} bytes of memory for a list of {} bytes", text.len());
    let (used, again) = asked_for(|| quicksight::ListUsersResponse::from_xml(&read.to_xml().unwrap()).unwrap());
    assert!(again == read);
    println!("{used} bytes of memory for the same in XML, written and read");
    let document = "{\"type\":\"paragraph\",\"id\":17,\"text\":\"a line\",\"bounds\":[12.25,40.5,300.125,52.75]}";
    let text = format!("[{}]", elements(document, 15_000));
    let (used, read) = asked_for(|| json::read_document(text.as_bytes()).unwrap());
    assert_eq!(read.as_array().map(<[_]>::len), Some(15_000));
    println!("{used} bytes of memory for a document of {} bytes", text.len());
    let entity = "{\"identifier\":{\"entityType\":\"User\",\"entityId\":\"ada\"},\
        \"attributes\":{\"department\":{\"string\":\"mathematics\"},\"level\":{\"long\":3}},\"parents\":[]}";
    let text = format!("{{\"entityList\":[{}]}}", elements(entity, 8_000));
    let (used, read) = asked_for(|| verifiedpermissions::EntitiesDefinition::from_json(&text).unwrap());
    println!("{used} bytes of memory for entities of {} bytes", text.len());
    assert_eq!(read.to_json().unwrap().len(), text.len());
}

#[test]
fn a_page_of_sparse_elements_is_read() {
    let _alone = alone();
    let text = format!("{{\"UserList\":[{}]}}", elements("{}", 1_000));
    assert_eq!(
        quicksight::ListUsersResponse::from_json(&text).unwrap().user_list.map(|users| users.len()),
        Some(1_000)
    );
    let text = format!("{{\"DataSources\":[{}]}}", elements("{}", 1_000));
    let read = quicksight::ListDataSourcesResponse::from_json(&text).unwrap();
    assert_eq!(read.data_sources.map(|sources| sources.len()), Some(1_000));
    let text = format!("{{\"policies\":[{}]}}", elements("{}", 1_000));
    assert_eq!(verifiedpermissions::ListPoliciesOutput::from_json(&text).unwrap().policies.len(), 1_000);
    println!("a user {} bytes, a data source {}", size_of::<quicksight::User>(), size_of::<quicksight::DataSource>());
}
