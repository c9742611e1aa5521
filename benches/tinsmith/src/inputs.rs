//! The inputs of the calls, made from plain values.

use harness::inputs::TOKEN;
use tinsmith_aws::quicksight::{
    AnalysisDefinition, CreateAnalysisRequest, DescribeAnalysisDefinitionRequest, GetIdentityContextRequest,
    UserIdentifier,
};
use tinsmith_aws::runtime::timestamp::Timestamp;
use tinsmith_aws::sts::{AssumeRoleRequest, AssumeRoleWithWebIdentityRequest, ProvidedContext, Tag};
use tinsmith_aws::verifiedpermissions::{
    ActionIdentifier, AttributeValue, BatchIsAuthorizedInput, BatchIsAuthorizedInputItem, CognitoUserPoolConfiguration,
    Configuration, ContextDefinition, CreateIdentitySourceInput, EntityIdentifier,
};

pub(crate) fn assume_role_with_web_identity() -> AssumeRoleWithWebIdentityRequest {
    let role = "arn:aws:iam::123456789012:role/FederatedWebIdentityRole";
    AssumeRoleWithWebIdentityRequest::new(role, "app1", TOKEN).provider_id("www.amazon.com").duration_seconds(3600)
}

pub(crate) fn assume_role() -> AssumeRoleRequest {
    let context =
        |provider: &str, assertion: &str| ProvidedContext::new().provider_arn(provider).context_assertion(assertion);
    AssumeRoleRequest::new("arn:aws:iam::123456789012:role/demo", "testAssumeRoleSession")
        .external_id("123ABC")
        .duration_seconds(3600)
        .tags([Tag::new("Project", "Unicorn"), Tag::new("Team", "Automation"), Tag::new("Cost-Center", "12345")])
        .transitive_tag_keys(["Project", "Cost-Center"])
        .provided_contexts([
            context("arn:aws:iam::aws:contextProvider/IdentityCenter", TOKEN),
            context("arn:aws:iam::123456789012:contextProvider/Other", "short-assertion"),
        ])
}

pub(crate) fn create_identity_source() -> CreateIdentitySourceInput {
    let pool = "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_1a2b3c4d5";
    let pool = CognitoUserPoolConfiguration::new(pool).client_ids(["a1b2c3d4e5f6g7h8i9j0kalbmc"]);
    let configuration = Configuration::CognitoUserPoolConfiguration(Box::new(pool));
    CreateIdentitySourceInput::new("C7v5xMplfFH3i3e4Jrzb1a", configuration)
        .client_token("a1b2c3d4-e5f6-a1b2-c3d4-TOKEN1111111")
        .principal_entity_type("AWS::User")
}

pub(crate) fn batch_is_authorized() -> BatchIsAuthorizedInput {
    let item = |index: i64| {
        let context = ContextDefinition::context_map([
            ("authenticated", AttributeValue::boolean(true)),
            ("ip", AttributeValue::ipaddr(format!("10.0.0.{index}"))),
            ("count", AttributeValue::long(index * 1000)),
            ("tags", AttributeValue::set([AttributeValue::string("a"), AttributeValue::string("b")])),
        ]);
        BatchIsAuthorizedInputItem::new()
            .principal(EntityIdentifier::new("PhotoFlash::User", format!("user-{index}")))
            .action(ActionIdentifier::new("PhotoFlash::Action", "ViewPhoto"))
            .resource(EntityIdentifier::new("PhotoFlash::Photo", format!("photo-{index}.jpg")))
            .context(context)
    };
    BatchIsAuthorizedInput::new("C7v5xMplfFH3i3e4Jrzb1a", (0..30).map(item).collect::<Vec<_>>())
}

pub(crate) fn get_identity_context() -> GetIdentityContextRequest {
    GetIdentityContextRequest::new("123456789012", UserIdentifier::user_name("alice"))
        .namespace("default")
        .session_expires_at(Timestamp::from_unix_seconds(1_800_000_000))
}

pub(crate) fn describe_analysis_definition() -> DescribeAnalysisDefinitionRequest {
    DescribeAnalysisDefinitionRequest::new("123456789012", "sales-overview")
}

pub(crate) fn create_analysis(definition: &AnalysisDefinition) -> CreateAnalysisRequest {
    CreateAnalysisRequest::new("123456789012", "sales-overview", "Sales overview").definition(definition.clone())
}
