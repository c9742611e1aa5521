//! The operations by name: whole calls over a transport in memory, and parts of calls. `…_build` makes the input,
//! `…_serialize` makes it and the request of it (URI, headers, body; not signed), `…_parse` reads the response and drops
//! the output, `…_sign` signs.

use std::time::{Duration, SystemTime};

use aws_sdk_quicksight::operation::create_analysis::CreateAnalysis;
use aws_sdk_quicksight::operation::describe_analysis_definition::DescribeAnalysisDefinition;
use aws_sdk_quicksight::operation::get_identity_context::GetIdentityContext;
use aws_sdk_quicksight::types::AnalysisDefinition;
use aws_sdk_sts::operation::assume_role::AssumeRole;
use aws_sdk_sts::operation::assume_role_with_web_identity::AssumeRoleWithWebIdentity;
use aws_sdk_verifiedpermissions::operation::batch_is_authorized::BatchIsAuthorized;
use aws_sdk_verifiedpermissions::operation::create_identity_source::CreateIdentitySource;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4::SigningParams;
use aws_smithy_runtime_api::client::identity::Identity;
use aws_smithy_runtime_api::client::interceptors::context::Input;
use aws_smithy_runtime_api::client::runtime_plugin::RuntimePlugin;
use aws_smithy_runtime_api::client::ser_de::{
    DeserializeResponse, SerializeRequest, SharedRequestSerializer, SharedResponseDeserializer,
};
use aws_smithy_types::config_bag::ConfigBag;
use harness::calls::{Operation, Run, calls, lengths, part};
use harness::inputs::unsigned;

use crate::client::{self, Canned, answered};
use crate::inputs;

const BUILT: &str = "an input with all that is required";

pub const OPERATIONS: &[Operation] = &[
    ("assume_role_with_web_identity", || {
        let client = aws_sdk_sts::Client::new(&answered("assume_role_with_web_identity.xml"));
        calls(async move || client::assume_role_with_web_identity(&client).await)
    }),
    ("assume_role_with_web_identity_build", || part(|| inputs::assume_role_with_web_identity().build())),
    ("assume_role_with_web_identity_serialize", || {
        serialize(AssumeRoleWithWebIdentity::new(), || inputs::assume_role_with_web_identity().build().expect(BUILT))
    }),
    ("assume_role_with_web_identity_parse", || {
        parse(AssumeRoleWithWebIdentity::new(), "assume_role_with_web_identity.xml")
    }),
    ("assume_role", || {
        let client = aws_sdk_sts::Client::new(&answered("assume_role.xml"));
        calls(async move || client::assume_role(&client).await)
    }),
    ("assume_role_build", || part(|| inputs::assume_role().build())),
    ("assume_role_serialize", || serialize(AssumeRole::new(), || inputs::assume_role().build().expect(BUILT))),
    ("assume_role_sign", assume_role_sign),
    ("assume_role_parse", || parse(AssumeRole::new(), "assume_role.xml")),
    ("create_identity_source", || {
        let client = aws_sdk_verifiedpermissions::Client::new(&answered("create_identity_source.json"));
        calls(async move || client::create_identity_source(&client).await)
    }),
    ("create_identity_source_build", || part(|| inputs::create_identity_source().build())),
    ("create_identity_source_serialize", || {
        serialize(CreateIdentitySource::new(), || inputs::create_identity_source().build().expect(BUILT))
    }),
    ("create_identity_source_parse", || parse(CreateIdentitySource::new(), "create_identity_source.json")),
    ("batch_is_authorized", || {
        let client = aws_sdk_verifiedpermissions::Client::new(&answered("batch_is_authorized.json"));
        calls(async move || client::batch_is_authorized(&client).await)
    }),
    ("batch_is_authorized_build", || part(|| inputs::batch_is_authorized().build())),
    ("batch_is_authorized_serialize", || {
        serialize(BatchIsAuthorized::new(), || inputs::batch_is_authorized().build().expect(BUILT))
    }),
    ("batch_is_authorized_parse", || parse(BatchIsAuthorized::new(), "batch_is_authorized.json")),
    ("get_identity_context", || {
        let client = aws_sdk_quicksight::Client::new(&answered("get_identity_context.json"));
        calls(async move || client::get_identity_context(&client).await)
    }),
    ("get_identity_context_build", || part(|| inputs::get_identity_context().build())),
    ("get_identity_context_serialize", || {
        serialize(GetIdentityContext::new(), || inputs::get_identity_context().build().expect(BUILT))
    }),
    ("get_identity_context_parse", || parse(GetIdentityContext::new(), "get_identity_context.json")),
    ("describe_analysis_definition", || {
        let client = aws_sdk_quicksight::Client::new(&answered("describe_analysis_definition.json"));
        calls(async move || {
            let definition = std::hint::black_box(client::describe_analysis_definition(&client).await);
            definition.sheets().len()
        })
    }),
    ("describe_analysis_definition_parse", || {
        parse(DescribeAnalysisDefinition::new(), "describe_analysis_definition.json")
    }),
    ("create_analysis", || {
        let (client, definition) = (aws_sdk_quicksight::Client::new(&answered("create_analysis.json")), definition());
        calls(async move || client::create_analysis(&client, &definition).await)
    }),
    ("create_analysis_build", || {
        let definition = definition();
        part(move || inputs::create_analysis(&definition).build())
    }),
    ("create_analysis_serialize", || {
        let definition = definition();
        serialize(CreateAnalysis::new(), move || inputs::create_analysis(&definition).build().expect(BUILT))
    }),
];

/// The definition that the response of 1 MB holds.
fn definition() -> AnalysisDefinition {
    let client = aws_sdk_quicksight::Client::new(&answered("describe_analysis_definition.json"));
    harness::calls::runtime().block_on(client::describe_analysis_definition(&client))
}

fn parse(plugin: impl RuntimePlugin, file: &str) -> Run {
    let layer = plugin.config().expect("a configuration");
    let bag = ConfigBag::of_layers(Vec::new());
    let response = Canned::new(file).response();
    part(move || {
        let deserializer = layer.load::<SharedResponseDeserializer>().expect("a deserializer");
        deserializer.deserialize_nonstreaming_with_config(&response, &bag).expect("an output")
    })
}

fn serialize<I, F>(plugin: impl RuntimePlugin + 'static, input: F) -> Run
where
    I: std::fmt::Debug + Send + Sync + 'static,
    F: Fn() -> I + 'static,
{
    let layer = plugin.config().expect("a configuration");
    lengths(move || {
        let serializer = layer.load::<SharedRequestSerializer>().expect("a serializer");
        let request = serializer.serialize_input(Input::erase(input()), &mut ConfigBag::base()).expect("a request");
        request.body().bytes().map(<[u8]>::len).expect("a request with bytes")
    })
}

/// A signature as the SDK's signer makes it. The headers that it adds are taken off, so that the next one finds the same
/// request.
fn assume_role_sign() -> Run {
    let (mut request, body) = unsigned();
    let identity = Identity::from(client::credentials());
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(1_782_907_200);
    Box::new(move |count| {
        for _ in 0..count {
            let parameters = SigningParams::builder()
                .identity(&identity)
                .region("us-east-1")
                .name("sts")
                .time(time)
                .settings(SigningSettings::default())
                .build()
                .expect("all parameters")
                .into();
            let headers =
                request.headers().iter().map(|(name, value)| (name.as_str(), value.to_str().expect("a text")));
            let uri = request.uri().to_string();
            let signable = SignableRequest::new(request.method().as_str(), uri, headers, SignableBody::Bytes(body));
            let signed = sign(signable.expect("a request"), &parameters).expect("a signature");
            signed.into_parts().0.apply_to_request_http1x(&mut request);
            request.headers_mut().remove("authorization");
            request.headers_mut().remove("x-amz-date");
        }
        count
    })
}
