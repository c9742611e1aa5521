//! Dashboards of QuickSight.

use tinsmith_aws::quicksight::{
    Client, CreateDashboardRequest, DashboardSourceEntity, DashboardSourceTemplate, DashboardVersionDefinition,
    DataSetIdentifierDeclaration, DataSetReference, DeleteDashboardRequest, DescribeDashboardRequest,
    ListDashboardsRequest, ResourceStatus, SheetDefinition,
};
use tinsmith_aws::runtime::ErrorKind;

use crate::ACCOUNT;
use crate::table::{Case, Outcome, Table, equal, error, is_not_found, is_not_in_moto, is_recent};

const IDS: [&str; 3] = ["east", "north", "west"];

const DEFINED: &str = "south";

pub(crate) async fn run(client: &Client, table: &mut Table) {
    let mut add = |operation, what, case| table.add("QuickSight", operation, what, case);
    add("CreateDashboard", "three, of a template", create(client).await);
    add("CreateDashboard", "one, of a definition", create_by_definition(client).await);
    add("DescribeDashboard", "that of the definition", describe(client).await);
    add("DescribeDashboard", "one of the template", describe_templated(client).await);
    add("DescribeDashboard", "one that is not there", describe_missing(client).await);
    add("ListDashboards", "by pages of two", list(client).await);
    add("DeleteDashboard", "one", delete(client).await);
}

async fn create(client: &Client) -> Case {
    for id in IDS {
        let set = DataSetReference::new("orders", format!("arn:aws:quicksight:us-east-1:{ACCOUNT}:data-set/orders"));
        let template = format!("arn:aws:quicksight:us-east-1:{ACCOUNT}:template/sales");
        let source = DashboardSourceEntity::new().source_template(DashboardSourceTemplate::new([set], template));
        let request = CreateDashboardRequest::new(ACCOUNT, id, format!("Sales {id}")).source_entity(source);
        let response = client.create_dashboard(request).await?;
        equal(response.dashboard_id.as_deref(), Some(id))?;
        equal(response.creation_status.clone(), Some(ResourceStatus::CreationSuccessful))?;
    }
    Ok(Outcome::AsModeled)
}

async fn create_by_definition(client: &Client) -> Case {
    let set = format!("arn:aws:quicksight:us-east-1:{ACCOUNT}:data-set/orders");
    let definition = DashboardVersionDefinition::new([DataSetIdentifierDeclaration::new("orders", set)])
        .sheets([SheetDefinition::new("first").name("Größe & more")]);
    let request = CreateDashboardRequest::new(ACCOUNT, DEFINED, "Sales").definition(definition);
    let response = client.create_dashboard(request).await?;
    equal(response.dashboard_id.as_deref(), Some(DEFINED))?;
    Ok(Outcome::AsModeled)
}

async fn describe(client: &Client) -> Case {
    let response = client.describe_dashboard(DescribeDashboardRequest::new(ACCOUNT, DEFINED)).await?;
    let dashboard = response.dashboard.as_ref().ok_or("no dashboard")?;
    equal(dashboard.name.as_deref(), Some("Sales"))?;
    equal(dashboard.version.as_ref().and_then(|version| version.version_number), Some(1))?;
    is_recent(dashboard.created_time)?;
    Ok(Outcome::AgainstModel("dates as text with a space and no offset in place of seconds; the client reads them"))
}

async fn describe_templated(client: &Client) -> Case {
    let error = error(client.describe_dashboard(DescribeDashboardRequest::new(ACCOUNT, IDS[0])).await)?;
    equal(error.kind(), ErrorKind::Response)?;
    let text = error.to_string();
    equal(text.contains("Dashboard.Version.SourceEntityArn: expected a string, found an object"), true)?;
    Ok(Outcome::AgainstModel("an object in place of the ARN of the source; the client's error names the member"))
}

async fn describe_missing(client: &Client) -> Case {
    is_not_found(client.describe_dashboard(DescribeDashboardRequest::new(ACCOUNT, "up")).await)
}

async fn list(client: &Client) -> Case {
    let response = client.list_dashboards(ListDashboardsRequest::new(ACCOUNT).max_results(2)).await?;
    let found = response.dashboard_summary_list.iter().flatten().filter_map(|found| found.dashboard_id.as_deref());
    equal(found.collect::<Vec<_>>(), [&IDS[..], &[DEFINED]].concat())?;
    equal(response.next_token.clone(), None)?;
    Ok(Outcome::AgainstModel("`max-results` is passed over, and all come on one page; the client gives what came"))
}

async fn delete(client: &Client) -> Case {
    is_not_in_moto(client.delete_dashboard(DeleteDashboardRequest::new(ACCOUNT, IDS[0])).await, 500)
}
