//! Three calls that build on each other: QuickSight acts on behalf of one of its users.
//!
//! 1. QuickSight gives an identity context of the user.
//! 2. STS gives credentials of a role that carry this context.
//! 3. QuickSight starts a snapshot of a dashboard with these credentials, as that user sees it.
//!
//! Without arguments the calls go to a server in this program. With `--live` they go to AWS: region and credentials are
//! those of the environment (`AWS_REGION`, `AWS_ACCESS_KEY_ID`, …), the role's trust policy must allow them
//! `sts:AssumeRole` and `sts:SetContext`, and the role itself must allow `quicksight:StartDashboardSnapshotJob`.

use std::error::Error;
use std::process::ExitCode;
use std::time::SystemTime;

use tinsmith_aws::Config;
use tinsmith_aws::quicksight::{
    self, GetIdentityContextRequest, SnapshotConfiguration, SnapshotFile, SnapshotFileFormatType, SnapshotFileGroup,
    SnapshotFileSheetSelection, SnapshotFileSheetSelectionScope, StartDashboardSnapshotJobRequest,
    StartDashboardSnapshotJobResponse, UserIdentifier,
};
use tinsmith_aws::runtime::credentials::Credentials;
use tinsmith_aws::sts::{self, AssumeRoleRequest, ProvidedContext};

const USAGE: &str = "usage: identity_enhanced_session [--live ACCOUNT_ID USER_ARN ROLE_ARN DASHBOARD_ID SHEET_ID]

Without arguments: the three calls against a server in this program.
With --live: against AWS, with region and credentials of the environment.
  ACCOUNT_ID    the AWS account of the QuickSight user, 12 digits
  USER_ARN      the QuickSight user to act for
  ROLE_ARN      the role to assume with the user's context
  DASHBOARD_ID  the dashboard to take a snapshot of
  SHEET_ID      the sheet of it that becomes a PDF";

/// A snapshot of a dashboard's sheet as PDF, as a user sees it.
pub(crate) struct Snapshot<'a> {
    /// The account of user and dashboard.
    pub(crate) account_id: &'a str,
    /// The user to act for.
    pub(crate) user_arn: &'a str,
    /// The role whose credentials get the user's context.
    pub(crate) role_arn: &'a str,
    /// The dashboard.
    pub(crate) dashboard_id: &'a str,
    /// The sheet.
    pub(crate) sheet_id: &'a str,
    /// The name of the job; another one for each.
    pub(crate) job_id: &'a str,
}

impl Snapshot<'_> {
    /// Starts the job.
    ///
    /// # Errors
    ///
    /// Those of the three calls, and a response that lacks what the next call needs.
    pub(crate) async fn start(&self, config: &Config) -> Result<StartDashboardSnapshotJobResponse, Box<dyn Error>> {
        let context = self.identity_context(config).await?;
        let credentials = self.identity_enhanced_credentials(config, context).await?;
        let config = config.clone().credentials(credentials);

        let sheet = SnapshotFileSheetSelection::new(self.sheet_id, SnapshotFileSheetSelectionScope::AllVisuals);
        let file = SnapshotFile::new([sheet], SnapshotFileFormatType::Pdf);
        let files = SnapshotConfiguration::new([SnapshotFileGroup::new().files([file])]);
        let request = StartDashboardSnapshotJobRequest::new(self.account_id, self.dashboard_id, self.job_id, files);
        Ok(quicksight::Client::new(&config).start_dashboard_snapshot_job(request).await?.into_output())
    }

    async fn identity_context(&self, config: &Config) -> Result<String, Box<dyn Error>> {
        let user = UserIdentifier::user_arn(self.user_arn);
        let request = GetIdentityContextRequest::new(self.account_id, user);
        let response = quicksight::Client::new(config).get_identity_context(request).await?.into_output();
        Ok(response.context.ok_or("QuickSight gave no identity context")?)
    }

    async fn identity_enhanced_credentials(
        &self,
        config: &Config,
        context: String,
    ) -> Result<Credentials, Box<dyn Error>> {
        let context = ProvidedContext::new()
            .provider_arn("arn:aws:iam::aws:contextProvider/QuickSight")
            .context_assertion(context);
        let request = AssumeRoleRequest::new(self.role_arn, "dashboard-snapshot").provided_contexts([context]);
        let response = sts::Client::new(config).assume_role(request).await?.into_output();
        let credentials = *response.credentials.ok_or("STS gave no credentials")?;
        Ok(Credentials::new(credentials.access_key_id, credentials.secret_access_key.into_exposed())
            .with_session_token(credentials.session_token.into_exposed())
            .with_expiry(credentials.expiration.try_into()?))
    }
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&arguments).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

pub(crate) async fn run(arguments: &[&str]) -> Result<(), Box<dyn Error>> {
    match *arguments {
        [] => offline().await,
        ["--live", account_id, user_arn, role_arn, dashboard_id, sheet_id] => {
            let seconds = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH)?.as_secs();
            let job_id = &format!("snapshot-{seconds}");
            let snapshot = Snapshot { account_id, user_arn, role_arn, dashboard_id, sheet_id, job_id };
            report(&snapshot.start(&Config::load().await?).await?);
            Ok(())
        }
        _ => Err(USAGE.into()),
    }
}

async fn offline() -> Result<(), Box<dyn Error>> {
    let server = tinsmith_tests::aws::stand_in()?;
    let config =
        Config::new("us-east-1").endpoint(server.url()).credentials(Credentials::new("AKIDEXAMPLE", "a secret"));
    let snapshot = Snapshot {
        account_id: "123456789012",
        user_arn: "arn:aws:quicksight:us-east-1:123456789012:user/default/alice",
        role_arn: "arn:aws:iam::123456789012:role/snapshots",
        dashboard_id: "sales",
        sheet_id: "overview",
        job_id: "monday",
    };
    let response = snapshot.start(&config).await?;
    for received in server.received() {
        println!("{} {}\n{}\n", received.method, received.target, String::from_utf8_lossy(&received.body));
    }
    report(&response);
    Ok(())
}

fn report(response: &StartDashboardSnapshotJobResponse) {
    let job = response.snapshot_job_id.as_deref().unwrap_or("without id");
    println!("job {job} started: {}", response.arn.as_deref().unwrap_or("without ARN"));
}
