//! The inputs of the calls, made from plain values: the builders that the clients' methods fill too.

use std::collections::HashMap;

use aws_sdk_quicksight::operation::create_analysis::builders::CreateAnalysisInputBuilder;
use aws_sdk_quicksight::operation::describe_analysis_definition::builders::DescribeAnalysisDefinitionInputBuilder;
use aws_sdk_quicksight::operation::get_identity_context::builders::GetIdentityContextInputBuilder;
use aws_sdk_quicksight::types::{AnalysisDefinition, UserIdentifier};
use aws_sdk_sts::operation::assume_role::builders::AssumeRoleInputBuilder;
use aws_sdk_sts::operation::assume_role_with_web_identity::builders::AssumeRoleWithWebIdentityInputBuilder;
use aws_sdk_sts::types::{ProvidedContext, Tag};
use aws_sdk_verifiedpermissions::operation::batch_is_authorized::builders::BatchIsAuthorizedInputBuilder;
use aws_sdk_verifiedpermissions::operation::create_identity_source::builders::CreateIdentitySourceInputBuilder;
use aws_sdk_verifiedpermissions::types::{
    ActionIdentifier, AttributeValue, BatchIsAuthorizedInputItem, CognitoUserPoolConfiguration, Configuration,
    ContextDefinition, EntityIdentifier,
};
use aws_smithy_types::DateTime;
use harness::inputs::TOKEN;

pub(crate) fn assume_role_with_web_identity() -> AssumeRoleWithWebIdentityInputBuilder {
    AssumeRoleWithWebIdentityInputBuilder::default()
        .role_arn("arn:aws:iam::123456789012:role/FederatedWebIdentityRole")
        .role_session_name("app1")
        .web_identity_token(TOKEN)
        .provider_id("www.amazon.com")
        .duration_seconds(3600)
}

pub(crate) fn assume_role() -> AssumeRoleInputBuilder {
    let tag = |key: &str, value: &str| Tag::builder().key(key).value(value).build().expect("a tag");
    let context = |provider: &str, assertion: &str| {
        ProvidedContext::builder().provider_arn(provider).context_assertion(assertion).build()
    };
    AssumeRoleInputBuilder::default()
        .role_arn("arn:aws:iam::123456789012:role/demo")
        .role_session_name("testAssumeRoleSession")
        .external_id("123ABC")
        .duration_seconds(3600)
        .tags(tag("Project", "Unicorn"))
        .tags(tag("Team", "Automation"))
        .tags(tag("Cost-Center", "12345"))
        .transitive_tag_keys("Project")
        .transitive_tag_keys("Cost-Center")
        .provided_contexts(context("arn:aws:iam::aws:contextProvider/IdentityCenter", TOKEN))
        .provided_contexts(context("arn:aws:iam::123456789012:contextProvider/Other", "short-assertion"))
}

pub(crate) fn create_identity_source() -> CreateIdentitySourceInputBuilder {
    let pool = CognitoUserPoolConfiguration::builder()
        .user_pool_arn("arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_1a2b3c4d5")
        .client_ids("a1b2c3d4e5f6g7h8i9j0kalbmc")
        .build()
        .expect("a pool");
    CreateIdentitySourceInputBuilder::default()
        .policy_store_id("C7v5xMplfFH3i3e4Jrzb1a")
        .configuration(Configuration::CognitoUserPoolConfiguration(pool))
        .client_token("a1b2c3d4-e5f6-a1b2-c3d4-TOKEN1111111")
        .principal_entity_type("AWS::User")
}

pub(crate) fn batch_is_authorized() -> BatchIsAuthorizedInputBuilder {
    let entity =
        |of: &str, id: String| EntityIdentifier::builder().entity_type(of).entity_id(id).build().expect("an entity");
    let text = |value: &str| AttributeValue::String(value.into());
    let item = |index: i64| {
        let context = HashMap::from([
            ("authenticated".to_owned(), AttributeValue::Boolean(true)),
            ("ip".to_owned(), AttributeValue::Ipaddr(format!("10.0.0.{index}"))),
            ("count".to_owned(), AttributeValue::Long(index * 1000)),
            ("tags".to_owned(), AttributeValue::Set(vec![text("a"), text("b")])),
        ]);
        let action = ActionIdentifier::builder().action_type("PhotoFlash::Action").action_id("ViewPhoto");
        BatchIsAuthorizedInputItem::builder()
            .principal(entity("PhotoFlash::User", format!("user-{index}")))
            .action(action.build().expect("an action"))
            .resource(entity("PhotoFlash::Photo", format!("photo-{index}.jpg")))
            .context(ContextDefinition::ContextMap(context))
            .build()
    };
    BatchIsAuthorizedInputBuilder::default()
        .policy_store_id("C7v5xMplfFH3i3e4Jrzb1a")
        .set_requests(Some((0..30).map(item).collect()))
}

pub(crate) fn get_identity_context() -> GetIdentityContextInputBuilder {
    GetIdentityContextInputBuilder::default()
        .aws_account_id("123456789012")
        .user_identifier(UserIdentifier::UserName("alice".into()))
        .namespace("default")
        .session_expires_at(DateTime::from_secs(1_800_000_000))
}

pub(crate) fn describe_analysis_definition() -> DescribeAnalysisDefinitionInputBuilder {
    DescribeAnalysisDefinitionInputBuilder::default().aws_account_id("123456789012").analysis_id("sales-overview")
}

pub(crate) fn create_analysis(definition: &AnalysisDefinition) -> CreateAnalysisInputBuilder {
    CreateAnalysisInputBuilder::default()
        .aws_account_id("123456789012")
        .analysis_id("sales-overview")
        .name("Sales overview")
        .definition(definition.clone())
}
