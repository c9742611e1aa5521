//! Groups of QuickSight, and who is in them.

use tinsmith_aws::quicksight::{
    Client, CreateGroupMembershipRequest, CreateGroupRequest, DeleteGroupRequest, DescribeGroupMembershipRequest,
    DescribeGroupRequest, GroupFilterAttribute, GroupFilterOperator, GroupSearchFilter, ListGroupMembershipsRequest,
    ListGroupsRequest, SearchGroupsRequest, UpdateGroupRequest,
};

use crate::table::{Case, NO_CONTENT, Outcome, Table, equal, is_not_found};
use crate::{ACCOUNT, NAMESPACE};

/// With what a path has to encode.
const NAMES: [&str; 3] = ["authors", "readers and writers", "größe 1+1=2?"];

const MEMBERS: [&str; 2] = ["amélie@example.com", "bob"];

pub(crate) async fn run(client: &Client, table: &mut Table) {
    let mut add = |operation, what, case| table.add("QuickSight", operation, what, case);
    add("CreateGroup", "three groups", create(client).await);
    add("DescribeGroup", "each, by a name that is encoded in the path", describe(client).await);
    add("UpdateGroup", "another description", update(client).await);
    add("ListGroups", "by pages of two", list(client).await);
    add("SearchGroups", "by the beginning of the name", search(client).await);
    add("CreateGroupMembership", "two members", create_memberships(client).await);
    add("DescribeGroupMembership", "one of them", describe_membership(client).await);
    add("ListGroupMemberships", "by pages of one", list_memberships(client).await);
    add("DeleteGroup", "each", delete(client).await);
    add("DescribeGroup", "one that is not there any more", describe_missing(client).await);
}

async fn create(client: &Client) -> Case {
    for name in NAMES {
        let request = CreateGroupRequest::new(name, ACCOUNT, NAMESPACE).description("those who write");
        let response = client.create_group(request).await?;
        let group = response.group.as_ref().ok_or("no group")?;
        equal(group.group_name.as_deref(), Some(name))?;
        equal(group.description.as_deref(), Some("those who write"))?;
    }
    Ok(Outcome::AsModeled)
}

async fn describe(client: &Client) -> Case {
    for name in NAMES {
        let response = client.describe_group(DescribeGroupRequest::new(name, ACCOUNT, NAMESPACE)).await?;
        equal(response.group.as_ref().and_then(|group| group.group_name.as_deref()), Some(name))?;
        equal(response.status, 200)?;
    }
    Ok(Outcome::AsModeled)
}

async fn update(client: &Client) -> Case {
    let request = UpdateGroupRequest::new(NAMES[0], ACCOUNT, NAMESPACE).description("„those“ & <others>");
    let response = client.update_group(request).await?;
    let description = response.group.as_ref().and_then(|group| group.description.as_deref());
    equal(description, Some("„those“ & <others>"))?;
    Ok(Outcome::AsModeled)
}

async fn list(client: &Client) -> Case {
    let mut pages = Vec::new();
    let mut request = ListGroupsRequest::new(ACCOUNT, NAMESPACE).max_results(2);
    loop {
        let page = client.list_groups(request.clone()).await?.into_output();
        pages.push(page.group_list.unwrap_or_default());
        let Some(next) = page.next_token else { break };
        request = request.next_token(next);
    }
    equal(pages.iter().map(Vec::len).collect::<Vec<_>>(), vec![2, 1])?;
    let names: Vec<_> = pages.iter().flatten().filter_map(|group| group.group_name.as_deref()).collect();
    equal(names, NAMES.to_vec())?;
    Ok(Outcome::AsModeled)
}

async fn search(client: &Client) -> Case {
    let filter = GroupSearchFilter::new(GroupFilterOperator::StartsWith, GroupFilterAttribute::GroupName, "read");
    let response = client.search_groups(SearchGroupsRequest::new(ACCOUNT, NAMESPACE, [filter])).await?;
    let found = response.group_list.iter().flatten().filter_map(|group| group.group_name.as_deref());
    equal(found.collect::<Vec<_>>(), vec![NAMES[1]])?;
    Ok(Outcome::AsModeled)
}

async fn create_memberships(client: &Client) -> Case {
    for member in MEMBERS {
        let request = CreateGroupMembershipRequest::new(member, NAMES[2], ACCOUNT, NAMESPACE);
        let response = client.create_group_membership(request).await?;
        equal(response.group_member.as_ref().and_then(|found| found.member_name.as_deref()), Some(member))?;
    }
    Ok(Outcome::AsModeled)
}

async fn describe_membership(client: &Client) -> Case {
    let request = DescribeGroupMembershipRequest::new(MEMBERS[0], NAMES[2], ACCOUNT, NAMESPACE);
    let response = client.describe_group_membership(request).await?;
    equal(response.group_member.as_ref().and_then(|found| found.member_name.as_deref()), Some(MEMBERS[0]))?;
    Ok(Outcome::AsModeled)
}

async fn list_memberships(client: &Client) -> Case {
    let mut found = Vec::new();
    let mut request = ListGroupMembershipsRequest::new(NAMES[2], ACCOUNT, NAMESPACE).max_results(1);
    loop {
        let page = client.list_group_memberships(request.clone()).await?.into_output();
        let members = page.group_member_list.unwrap_or_default();
        equal(members.len(), 1)?;
        found.extend(members.into_iter().filter_map(|member| member.member_name));
        let Some(next) = page.next_token else { break };
        request = request.next_token(next);
    }
    equal(found, MEMBERS.map(str::to_owned).to_vec())?;
    Ok(Outcome::AsModeled)
}

async fn delete(client: &Client) -> Case {
    for name in NAMES {
        let response = client.delete_group(DeleteGroupRequest::new(name, ACCOUNT, NAMESPACE)).await?;
        equal(response.status, 204)?;
    }
    Ok(NO_CONTENT)
}

async fn describe_missing(client: &Client) -> Case {
    is_not_found(client.describe_group(DescribeGroupRequest::new(NAMES[0], ACCOUNT, NAMESPACE)).await)
}
