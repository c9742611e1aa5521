//! Data sets of QuickSight.

use tinsmith_aws::quicksight::{
    Client, CreateDataSetRequest, CreateIngestionRequest, CustomSql, DataSetImportMode, DescribeDataSetRequest,
    IngestionStatus, InputColumn, InputColumnDataType, PhysicalTable,
};

use crate::ACCOUNT;
use crate::table::{Case, Outcome, Table, equal, is_not_in_moto};

pub(crate) async fn run(client: &Client, table: &mut Table) {
    let mut add = |operation, what, case| table.add("QuickSight", operation, what, case);
    add("CreateDataSet", "one, with a union in a map", create(client).await);
    add("CreateIngestion", "one", ingest(client).await);
    add("DescribeDataSet", "the one", describe(client).await);
}

async fn create(client: &Client) -> Case {
    let source = format!("arn:aws:quicksight:us-east-1:{ACCOUNT}:datasource/east");
    let sql = CustomSql::new(source, "orders", "SELECT id FROM orders")
        .columns([InputColumn::new("id", InputColumnDataType::Integer)]);
    let tables = [("orders".to_owned(), PhysicalTable::CustomSql(Box::new(sql)))];
    let request = CreateDataSetRequest::new(ACCOUNT, "orders", "Orders", tables, DataSetImportMode::Spice);
    let response = client.create_data_set(request).await?;
    equal(response.data_set_id.as_deref(), Some("orders"))?;
    let arn = format!("arn:aws:quicksight:us-east-1:{ACCOUNT}:data-set/orders");
    equal(response.arn.clone(), Some(arn))?;
    Ok(Outcome::AsModeled)
}

async fn ingest(client: &Client) -> Case {
    let response = client.create_ingestion(CreateIngestionRequest::new("orders", "monday", ACCOUNT)).await?;
    equal(response.ingestion_id.as_deref(), Some("monday"))?;
    equal(response.ingestion_status.clone(), Some(IngestionStatus::Initialized))?;
    Ok(Outcome::AsModeled)
}

async fn describe(client: &Client) -> Case {
    is_not_in_moto(client.describe_data_set(DescribeDataSetRequest::new(ACCOUNT, "orders")).await, 404)
}
