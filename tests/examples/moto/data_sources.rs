//! Data sources of QuickSight.

use tinsmith_aws::quicksight::{
    AthenaParameters, Client, CreateDataSourceRequest, CredentialPair, DataSourceCredentials, DataSourceParameters,
    DataSourceType, DeleteDataSourceRequest, DescribeDataSourceRequest, ListDataSourcesRequest,
    ListTagsForResourceRequest, ResourceStatus, SslProperties, Tag, TagResourceRequest, UntagResourceRequest,
    UpdateDataSourceRequest,
};
use tinsmith_aws::runtime::types::Sensitive;

use crate::ACCOUNT;
use crate::table::{Case, Outcome, Table, equal, is_not_found, is_recent};

const IDS: [&str; 3] = ["east", "north", "west"];

pub(crate) async fn run(client: &Client, table: &mut Table) {
    let mut add = |operation, what, case| table.add("QuickSight", operation, what, case);
    add("CreateDataSource", "three, with a union, secrets and tags", create(client).await);
    add("DescribeDataSource", "each", describe(client).await);
    add("ListDataSources", "by pages of two", list(client).await);
    add("UpdateDataSource", "another name", update(client).await);
    add("ListTagsForResource", "of an ARN, which is encoded in the path", tags(client).await);
    add("TagResource", "one tag more", tag(client).await);
    add("UntagResource", "two tags less, named in the query", untag(client).await);
    add("DeleteDataSource", "each", delete(client).await);
    add("DescribeDataSource", "one that is not there any more", describe_missing(client).await);
}

fn arn(id: &str) -> String {
    format!("arn:aws:quicksight:us-east-1:{ACCOUNT}:datasource/{id}")
}

fn parameters() -> DataSourceParameters {
    DataSourceParameters::AthenaParameters(Box::new(AthenaParameters::new().work_group("primary")))
}

async fn create(client: &Client) -> Case {
    for id in IDS {
        let credentials = DataSourceCredentials::new().credential_pair(CredentialPair::new("reader", "a password"));
        let request = CreateDataSourceRequest::new(ACCOUNT, id, format!("Sales {id}"), DataSourceType::Athena)
            .data_source_parameters(parameters())
            .credentials(Sensitive::new(credentials))
            .ssl_properties(SslProperties::new().disable_ssl(false))
            .tags([Tag::new("team", "sales & more")]);
        let response = client.create_data_source(request).await?;
        equal(response.data_source_id.as_deref(), Some(id))?;
        equal(response.arn.clone(), Some(arn(id)))?;
        equal(response.creation_status.clone(), Some(ResourceStatus::CreationSuccessful))?;
        equal(response.status, 200)?;
    }
    Ok(Outcome::AsModeled)
}

async fn describe(client: &Client) -> Case {
    for id in IDS {
        let response = client.describe_data_source(DescribeDataSourceRequest::new(ACCOUNT, id)).await?;
        let source = response.data_source.as_ref().ok_or("no data source")?;
        equal(source.name.clone(), Some(format!("Sales {id}")))?;
        equal(source.r#type.clone(), Some(DataSourceType::Athena))?;
        equal(source.data_source_parameters.as_deref(), Some(&parameters()))?;
        is_recent(source.created_time)?;
        is_recent(source.last_updated_time)?;
    }
    Ok(Outcome::AgainstModel("dates as text without an offset in place of seconds; the client reads them, as of UTC"))
}

async fn list(client: &Client) -> Case {
    let response = client.list_data_sources(ListDataSourcesRequest::new(ACCOUNT).max_results(2)).await?;
    let found = response.data_sources.iter().flatten().filter_map(|source| source.data_source_id.as_deref());
    equal(found.collect::<Vec<_>>(), IDS.to_vec())?;
    equal(response.next_token.clone(), None)?;
    Ok(Outcome::AgainstModel("`max-results` is passed over, and all come on one page; the client gives what came"))
}

async fn update(client: &Client) -> Case {
    let request = UpdateDataSourceRequest::new(ACCOUNT, IDS[0], "Sales & more").data_source_parameters(parameters());
    let response = client.update_data_source(request).await?;
    equal(response.update_status.clone(), Some(ResourceStatus::UpdateSuccessful))?;
    Ok(Outcome::AsModeled)
}

async fn keys(client: &Client) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let response = client.list_tags_for_resource(ListTagsForResourceRequest::new(arn(IDS[0]))).await?;
    Ok(response.tags.iter().flatten().map(|tag| tag.key.clone()).collect())
}

async fn tags(client: &Client) -> Case {
    let response = client.list_tags_for_resource(ListTagsForResourceRequest::new(arn(IDS[0]))).await?;
    equal(response.tags.clone(), Some(vec![Tag::new("team", "sales & more")]))?;
    Ok(Outcome::AsModeled)
}

async fn tag(client: &Client) -> Case {
    client.tag_resource(TagResourceRequest::new(arn(IDS[0]), [Tag::new("größe", "1"), Tag::new("c", "3")])).await?;
    equal(keys(client).await?, vec!["team".to_owned(), "größe".to_owned(), "c".to_owned()])?;
    Ok(Outcome::AsModeled)
}

async fn untag(client: &Client) -> Case {
    client.untag_resource(UntagResourceRequest::new(arn(IDS[0]), ["team", "größe"])).await?;
    equal(keys(client).await?, vec!["c".to_owned()])?;
    Ok(Outcome::AsModeled)
}

async fn delete(client: &Client) -> Case {
    for id in IDS {
        let response = client.delete_data_source(DeleteDataSourceRequest::new(ACCOUNT, id)).await?;
        equal(response.arn.clone(), Some(arn(id)))?;
    }
    Ok(Outcome::AsModeled)
}

async fn describe_missing(client: &Client) -> Case {
    is_not_found(client.describe_data_source(DescribeDataSourceRequest::new(ACCOUNT, IDS[0])).await)
}
