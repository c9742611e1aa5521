//! Calls to the server of moto, an AWS that others wrote. `cargo xtask moto` starts it and runs this with its URL.

mod dashboards;
mod data_sets;
mod data_sources;
mod folders;
mod groups;
mod sts;
mod table;
mod users;

use std::process::ExitCode;

use tinsmith_aws::Config;
use tinsmith_aws::runtime::credentials::Credentials;

use self::table::Table;

/// The account in which moto puts whoever calls.
const ACCOUNT: &str = "123456789012";

const NAMESPACE: &str = "default";

#[tokio::main]
async fn main() -> ExitCode {
    let Some(url) = std::env::args().nth(1) else {
        eprintln!("it takes the URL of a server of moto; `cargo xtask moto` starts one");
        return ExitCode::FAILURE;
    };
    let config = Config::new("us-east-1").endpoint(url).credentials(Credentials::new("AKIDEXAMPLE", "secret"));
    let mut table = Table::default();
    sts::run(&config, &mut table).await;
    let quicksight = tinsmith_aws::quicksight::Client::new(&config);
    groups::run(&quicksight, &mut table).await;
    users::run(&quicksight, &mut table).await;
    data_sources::run(&quicksight, &mut table).await;
    data_sets::run(&quicksight, &mut table).await;
    dashboards::run(&quicksight, &mut table).await;
    folders::run(&quicksight, &mut table).await;
    print!("{table}");
    if table.failed() == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
