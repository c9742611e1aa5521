//! What setters and constructors of generated types take, as a program writes it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use tinsmith_aws::quicksight::{Anchor, ClusterMarker, DescribeAnalysisRequest, SimpleClusterMarker};
use tinsmith_aws::sts::{AssumeRoleRequest, PolicyDescriptorType, Tag};
use tinsmith_aws::verifiedpermissions::{
    BatchGetPolicyInput, BatchIsAuthorizedInput, CreatePolicyStoreInput, DeletionProtection, EntityIdentifier,
    TagResourceInput, UntagResourceInput, ValidationMode, ValidationSettings,
};

fn request() -> AssumeRoleRequest {
    AssumeRoleRequest::new("role", "session")
}

#[test]
fn a_text_is_set_by_what_turns_into_one() {
    struct Policy;
    impl From<Policy> for String {
        fn from(_: Policy) -> Self {
            "{}".to_owned()
        }
    }
    let text = "{}".to_owned();
    for request in [
        request().policy("{}"),
        request().policy(&text),
        request().policy(text.clone()),
        request().policy(Policy),
        request().policy(Some(text.clone())),
        request().policy(Some(&text).cloned()),
        request().policy("".parse::<i32>().ok().map_or(text.clone(), |_| String::new())),
    ] {
        assert_eq!(request.policy.as_deref(), Some("{}"));
    }
}

#[test]
fn nothing_takes_a_value_away() {
    let set = request().policy("{}").duration_seconds(900).tags([Tag::new("a", "b")]).transitive_tag_keys(["a"]);
    let unset = set.policy(None).duration_seconds(None).tags(None).transitive_tag_keys(None);
    assert_eq!(unset, request());
}

#[test]
fn a_number_is_set_by_a_literal_or_an_option() {
    assert_eq!(request().duration_seconds(900).duration_seconds, Some(900));
    assert_eq!(request().duration_seconds(Some(900)).duration_seconds, Some(900));
    assert_eq!(request().duration_seconds("900".parse::<i32>().ok()).duration_seconds, Some(900));
}

#[test]
fn an_enum_is_set_by_a_value_or_its_text() {
    let new = || CreatePolicyStoreInput::new(ValidationSettings::new("STRICT"));
    assert_eq!(new().validation_settings.mode, ValidationMode::Strict);
    for input in [
        new().deletion_protection("ENABLED"),
        new().deletion_protection("ENABLED".to_owned()),
        new().deletion_protection(DeletionProtection::Enabled),
        new().deletion_protection(Some(DeletionProtection::Enabled)),
    ] {
        assert_eq!(input.deletion_protection, Some(DeletionProtection::Enabled));
    }
    assert_eq!(new().deletion_protection(None), new());
}

#[test]
fn a_structure_is_set_by_one_or_a_box_or_an_option() {
    let marker = SimpleClusterMarker::new().color("#123456");
    let set = Some(Box::new(marker.clone()));
    assert_eq!(ClusterMarker::new().simple_cluster_marker(marker.clone()).simple_cluster_marker, set);
    assert_eq!(ClusterMarker::new().simple_cluster_marker(Box::new(marker.clone())).simple_cluster_marker, set);
    assert_eq!(ClusterMarker::new().simple_cluster_marker(Some(marker.clone())).simple_cluster_marker, set);
    assert_eq!(ClusterMarker::new().simple_cluster_marker(marker).simple_cluster_marker(None), ClusterMarker::new());
}

#[test]
fn a_list_is_set_by_arrays_collections_slices_and_iterators() {
    let keys = vec!["a".to_owned(), "b".to_owned()];
    for request in [
        request().transitive_tag_keys(["a", "b"]),
        request().transitive_tag_keys(["a".to_owned(), "b".to_owned()]),
        request().transitive_tag_keys(vec!["a", "b"]),
        request().transitive_tag_keys(&keys),
        request().transitive_tag_keys(keys.as_slice()),
        request().transitive_tag_keys(keys.iter().map(String::as_str)),
        request().transitive_tag_keys("a,b".split(',')),
        request().transitive_tag_keys(BTreeSet::from(["b", "a"])),
        request().transitive_tag_keys(Some(keys.clone())),
        request().transitive_tag_keys(keys.clone()),
    ] {
        assert_eq!(request.transitive_tag_keys.as_ref(), Some(&keys));
    }
    let arns = request().policy_arns((0..40).map(|number| PolicyDescriptorType::new().arn(format!("arn:{number}"))));
    assert_eq!(arns.policy_arns.map(|arns| arns.len()), Some(40));
}

#[test]
fn an_empty_list_needs_no_type() {
    assert_eq!(BatchIsAuthorizedInput::new("store", []).requests, []);
    assert_eq!(BatchIsAuthorizedInput::new("store", vec![]).requests, []);
    assert_eq!(BatchGetPolicyInput::new(Vec::new()).requests, []);
    assert!(UntagResourceInput::new("arn", []).tag_keys.is_empty());
    assert!(TagResourceInput::new("arn", []).tags.is_empty());
    assert_eq!(request().tags([]).tags, Some(Vec::new()));
    assert_eq!(request().transitive_tag_keys([]).transitive_tag_keys, Some(Vec::new()));
}

#[test]
fn a_map_is_set_by_pairs() {
    let tags = HashMap::from([("team".to_owned(), "blue".to_owned())]);
    for input in [
        TagResourceInput::new("arn", [("team", "blue")]),
        TagResourceInput::new("arn", vec![("team", "blue".to_owned())]),
        TagResourceInput::new("arn", &tags),
        TagResourceInput::new("arn", tags.clone()),
        TagResourceInput::new("arn", BTreeMap::from([("team", "blue")])),
        TagResourceInput::new("arn", tags.iter().map(|(key, value)| (key.as_str(), value.as_str()))),
        TagResourceInput::new("arn", []).tags([("team", "blue")]),
    ] {
        assert_eq!(input.tags, tags);
    }
    let new = || CreatePolicyStoreInput::new(ValidationSettings::new("OFF"));
    assert_eq!(new().tags(Some(tags.clone())).tags, Some(tags));
    assert_eq!(new().tags([("team", "blue")]).tags(None), new());
}

#[test]
fn required_members_are_set_by_name() {
    let swapped = AssumeRoleRequest::new("session", "role");
    assert_eq!(swapped.role_arn("role").role_session_name("session"), request());
    let entity = EntityIdentifier::new("User", "alice");
    assert_eq!(EntityIdentifier::new("?", "?").entity_type("User").entity_id("alice"), entity);
    let untag = UntagResourceInput::new("arn", ["a"]).tag_keys(["b", "c"]);
    assert_eq!(untag.tag_keys, ["b", "c"]);
    let analysis = DescribeAnalysisRequest::new("1", "2").analysis_id("3").aws_account_id("4");
    assert_eq!(analysis, DescribeAnalysisRequest::new("4", "3"));
    assert_eq!(Anchor::new().offset(3).offset, Some(3));
}
