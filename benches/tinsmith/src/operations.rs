//! The operations by name: whole calls over a transport in memory, and parts of calls. `…_build` makes the input,
//! `…_serialize` makes it and the request of it (URL, headers, body; not signed), `…_parse` reads the response and drops
//! the output, `…_sign` signs.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use harness::calls::{Operation, Run, calls, lengths, part};
use harness::inputs::{KEY_ID, SECRET, unsigned};
use tinsmith_aws::quicksight::operations::{CREATE_ANALYSIS, DESCRIBE_ANALYSIS_DEFINITION, GET_IDENTITY_CONTEXT};
use tinsmith_aws::quicksight::{self, AnalysisDefinition};
use tinsmith_aws::runtime::body::Body;
use tinsmith_aws::runtime::credentials::Credentials;
use tinsmith_aws::runtime::request::RequestSettings;
use tinsmith_aws::runtime::sign::{KeyCache, SigningOptions, SigningScope, sign};
use tinsmith_aws::runtime::value::Value;
use tinsmith_aws::runtime::{Exception, Structure, Validation, validate};
use tinsmith_aws::sts::operations::{ASSUME_ROLE, ASSUME_ROLE_WITH_WEB_IDENTITY};
use tinsmith_aws::verifiedpermissions::operations::{BATCH_IS_AUTHORIZED, CREATE_IDENTITY_SOURCE};
use tinsmith_aws::{runtime, sts, verifiedpermissions};

use crate::client::{self, Canned, answered};
use crate::inputs;

pub const OPERATIONS: &[Operation] = &[
    ("assume_role_with_web_identity", || {
        let client = sts::Client::new(&answered("assume_role_with_web_identity.xml"));
        calls(async move || client::assume_role_with_web_identity(&client).await)
    }),
    ("assume_role_with_web_identity_build", || part(inputs::assume_role_with_web_identity)),
    ("assume_role_with_web_identity_serialize", || {
        serialize(&ASSUME_ROLE_WITH_WEB_IDENTITY, inputs::assume_role_with_web_identity)
    }),
    ("assume_role_with_web_identity_parse", || {
        parse(&ASSUME_ROLE_WITH_WEB_IDENTITY, "assume_role_with_web_identity.xml")
    }),
    ("assume_role", || {
        let client = sts::Client::new(&answered("assume_role.xml"));
        calls(async move || client::assume_role(&client).await)
    }),
    ("assume_role_build", || part(inputs::assume_role)),
    ("assume_role_serialize", || serialize(&ASSUME_ROLE, inputs::assume_role)),
    ("assume_role_sign", assume_role_sign),
    ("assume_role_parse", || parse(&ASSUME_ROLE, "assume_role.xml")),
    ("create_identity_source", || {
        let client = verifiedpermissions::Client::new(&answered("create_identity_source.json"));
        calls(async move || client::create_identity_source(&client).await)
    }),
    ("create_identity_source_build", || part(inputs::create_identity_source)),
    ("create_identity_source_serialize", || serialize(&CREATE_IDENTITY_SOURCE, inputs::create_identity_source)),
    ("create_identity_source_parse", || parse(&CREATE_IDENTITY_SOURCE, "create_identity_source.json")),
    ("batch_is_authorized", || {
        let client = verifiedpermissions::Client::new(&answered("batch_is_authorized.json"));
        calls(async move || client::batch_is_authorized(&client).await)
    }),
    ("batch_is_authorized_build", || part(inputs::batch_is_authorized)),
    ("batch_is_authorized_serialize", || serialize(&BATCH_IS_AUTHORIZED, inputs::batch_is_authorized)),
    ("batch_is_authorized_parse", || parse(&BATCH_IS_AUTHORIZED, "batch_is_authorized.json")),
    ("get_identity_context", || {
        let client = quicksight::Client::new(&answered("get_identity_context.json"));
        calls(async move || client::get_identity_context(&client).await)
    }),
    ("get_identity_context_build", || part(inputs::get_identity_context)),
    ("get_identity_context_serialize", || serialize(&GET_IDENTITY_CONTEXT, inputs::get_identity_context)),
    ("get_identity_context_parse", || parse(&GET_IDENTITY_CONTEXT, "get_identity_context.json")),
    ("describe_analysis_definition", || {
        let client = quicksight::Client::new(&answered("describe_analysis_definition.json"));
        calls(async move || {
            let definition = std::hint::black_box(client::describe_analysis_definition(&client).await);
            definition.sheets.as_ref().map_or(0, Vec::len)
        })
    }),
    ("describe_analysis_definition_parse", || {
        parse(&DESCRIBE_ANALYSIS_DEFINITION, "describe_analysis_definition.json")
    }),
    ("create_analysis", || {
        let (client, definition) = (quicksight::Client::new(&answered("create_analysis.json")), definition());
        calls(async move || client::create_analysis(&client, &definition).await)
    }),
    ("create_analysis_build", || {
        let definition = definition();
        part(move || inputs::create_analysis(&definition))
    }),
    ("create_analysis_validate", || {
        let input = inputs::create_analysis(&definition());
        lengths(move || validate(std::hint::black_box(&input), Validation::Standard).len())
    }),
    ("create_analysis_serialize", || {
        let definition = definition();
        serialize(&CREATE_ANALYSIS, move || inputs::create_analysis(&definition))
    }),
];

/// The definition that the response of 1 MB holds.
fn definition() -> AnalysisDefinition {
    let client = quicksight::Client::new(&answered("describe_analysis_definition.json"));
    harness::calls::runtime().block_on(client::describe_analysis_definition(&client))
}

fn parse<I: Structure + 'static, O: Structure + Value + 'static, E: Exception + 'static>(
    operation: &'static runtime::Operation<I, O, E>,
    file: &str,
) -> Run {
    let response: http::Response<Bytes> = Canned::new(file).response();
    part(move || operation.parse(&response).expect("an output"))
}

fn serialize<I: Structure + 'static, O: Structure + Value + 'static, E: Exception + 'static>(
    operation: &'static runtime::Operation<I, O, E>,
    input: impl Fn() -> I + 'static,
) -> Run {
    let settings = RequestSettings::default();
    lengths(move || {
        let request = operation.request(&input(), "https://service.us-east-1.amazonaws.com", &settings);
        request.ok().and_then(|request| request.body().as_bytes().map(Bytes::len)).expect("a request with bytes")
    })
}

/// A signature with the key of the day at hand. The headers that it adds are taken off, so that the next one finds the
/// same request.
fn assume_role_sign() -> Run {
    let (request, body) = unsigned();
    let mut request = request.map(|()| Body::from(Bytes::from_static(body)));
    let (credentials, keys) = (Credentials::new(KEY_ID, SECRET), KeyCache::new());
    let (scope, options) = (SigningScope::new("us-east-1", "sts"), SigningOptions::new());
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_782_907_200);
    Box::new(move |count| {
        for _ in 0..count {
            sign(&mut request, &credentials, &scope, time, &options, &keys).expect("a signature");
            request.headers_mut().remove("authorization");
            request.headers_mut().remove("x-amz-date");
        }
        count
    })
}
