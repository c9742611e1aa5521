//! Folders of QuickSight, which moto does not have.

use tinsmith_aws::quicksight::{
    Client, CreateFolderRequest, DeleteFolderRequest, DescribeFolderRequest, ListFoldersRequest,
};

use crate::ACCOUNT;
use crate::table::{Table, is_not_in_moto};

pub(crate) async fn run(client: &Client, table: &mut Table) {
    let mut add = |operation, what, case| table.add("QuickSight", operation, what, case);
    let create = client.create_folder(CreateFolderRequest::new(ACCOUNT, "reports").name("Reports")).await;
    add("CreateFolder", "one", is_not_in_moto(create, 404));
    let describe = client.describe_folder(DescribeFolderRequest::new(ACCOUNT, "reports")).await;
    add("DescribeFolder", "the one", is_not_in_moto(describe, 404));
    let list = client.list_folders(ListFoldersRequest::new(ACCOUNT).max_results(2)).await;
    add("ListFolders", "the first page", is_not_in_moto(list, 404));
    let delete = client.delete_folder(DeleteFolderRequest::new(ACCOUNT, "reports")).await;
    add("DeleteFolder", "the one", is_not_in_moto(delete, 404));
}
