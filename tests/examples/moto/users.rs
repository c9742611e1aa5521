//! Users of QuickSight.

use tinsmith_aws::quicksight::{
    Client, CreateGroupMembershipRequest, CreateGroupRequest, DeleteGroupRequest, DeleteUserRequest,
    DescribeUserRequest, IdentityType, ListUserGroupsRequest, ListUsersRequest, RegisterUserRequest, Tag,
    UpdateUserRequest, UserRole,
};

use crate::table::{Case, NO_CONTENT, Outcome, Table, equal, error, is_not_found};
use crate::{ACCOUNT, NAMESPACE};

const NAMES: [&str; 5] = ["amélie@example.com", "bob", "carol/admin", "dave 1", "eve"];

pub(crate) async fn run(client: &Client, table: &mut Table) {
    let mut add = |operation, what, case| table.add("QuickSight", operation, what, case);
    add("RegisterUser", "five users, with tags", register(client).await);
    add("DescribeUser", "one, by a name that is encoded in the path", describe(client).await);
    add("DescribeUser", "one whose name has an encoded slash", describe_with_slash(client).await);
    add("UpdateUser", "another address and role", update(client).await);
    add("ListUsers", "by pages of two", list(client).await);
    add("ListUserGroups", "of one who is in two groups, by pages of one", list_groups(client).await);
    add("DeleteUser", "one", delete(client).await);
    add("DescribeUser", "one that is not there any more", describe_missing(client).await);
}

fn email(name: &str) -> String {
    format!("{}@example.com", name.split('@').next().unwrap_or(name))
}

async fn register(client: &Client) -> Case {
    for name in NAMES {
        let request =
            RegisterUserRequest::new(IdentityType::Quicksight, email(name), UserRole::Reader, ACCOUNT, NAMESPACE)
                .user_name(name)
                .tags([Tag::new("team", "sales & more")]);
        let response = client.register_user(request).await?;
        let user = response.user.as_ref().ok_or("no user")?;
        equal(user.user_name.as_deref(), Some(name))?;
        equal(user.email.clone(), Some(email(name)))?;
        equal(user.role.clone(), Some(UserRole::Reader))?;
        equal(user.identity_type.clone(), Some(IdentityType::Quicksight))?;
        equal(user.active, Some(false))?;
    }
    Ok(Outcome::AsModeled)
}

async fn describe(client: &Client) -> Case {
    let response = client.describe_user(DescribeUserRequest::new(NAMES[0], ACCOUNT, NAMESPACE)).await?;
    let user = response.user.as_ref().ok_or("no user")?;
    equal(user.user_name.as_deref(), Some(NAMES[0]))?;
    equal(user.role.clone(), Some(UserRole::Reader))?;
    Ok(Outcome::AsModeled)
}

async fn describe_with_slash(client: &Client) -> Case {
    let error = error(client.describe_user(DescribeUserRequest::new(NAMES[2], ACCOUNT, NAMESPACE)).await)?;
    equal((error.code(), error.status()), (None, Some(404)))?;
    Ok(Outcome::AgainstModel(
        "`%2F` of a label is taken for a `/` of the path; the client says that it got a page of HTML",
    ))
}

async fn update(client: &Client) -> Case {
    let request = UpdateUserRequest::new(NAMES[1], ACCOUNT, NAMESPACE, "robert@example.com", UserRole::AuthorPro);
    let response = client.update_user(request).await?;
    let user = response.user.as_ref().ok_or("no user")?;
    equal(user.email.as_deref(), Some("robert@example.com"))?;
    equal(user.role.clone(), Some(UserRole::AuthorPro))?;
    Ok(Outcome::AsModeled)
}

async fn list(client: &Client) -> Case {
    let mut pages = Vec::new();
    let mut request = ListUsersRequest::new(ACCOUNT, NAMESPACE).max_results(2);
    loop {
        let page = client.list_users(request.clone()).await?.into_output();
        pages.push(page.user_list.unwrap_or_default());
        let Some(next) = page.next_token else { break };
        request = request.next_token(next);
    }
    equal(pages.iter().map(Vec::len).collect::<Vec<_>>(), vec![2, 2, 1])?;
    let names: Vec<_> = pages.iter().flatten().filter_map(|user| user.user_name.as_deref()).collect();
    equal(names, NAMES.to_vec())?;
    Ok(Outcome::AsModeled)
}

async fn list_groups(client: &Client) -> Case {
    let groups = ["east", "west"];
    for group in groups {
        client.create_group(CreateGroupRequest::new(group, ACCOUNT, NAMESPACE)).await?;
        client.create_group_membership(CreateGroupMembershipRequest::new(NAMES[1], group, ACCOUNT, NAMESPACE)).await?;
    }
    let mut found = Vec::new();
    let mut request = ListUserGroupsRequest::new(NAMES[1], ACCOUNT, NAMESPACE).max_results(1);
    loop {
        let page = client.list_user_groups(request.clone()).await?.into_output();
        let groups = page.group_list.unwrap_or_default();
        equal(groups.len(), 1)?;
        found.extend(groups.into_iter().filter_map(|group| group.group_name));
        let Some(next) = page.next_token else { break };
        request = request.next_token(next);
    }
    equal(found, groups.map(str::to_owned).to_vec())?;
    for group in groups {
        client.delete_group(DeleteGroupRequest::new(group, ACCOUNT, NAMESPACE)).await?;
    }
    Ok(Outcome::AsModeled)
}

async fn delete(client: &Client) -> Case {
    let response = client.delete_user(DeleteUserRequest::new(NAMES[1], ACCOUNT, NAMESPACE)).await?;
    equal(response.status, 204)?;
    Ok(NO_CONTENT)
}

async fn describe_missing(client: &Client) -> Case {
    is_not_found(client.describe_user(DescribeUserRequest::new(NAMES[1], ACCOUNT, NAMESPACE)).await)
}
