//! Which sets a folder holds.

use std::path::{Path, PathBuf};

use crate::files;

/// The files and folders of all sets.
#[derive(Debug)]
pub struct Sets {
    /// `smithy-protocol-tests/*.json`: models with cases in their traits.
    pub protocol_tests: Vec<PathBuf>,
    /// `sigv4/*`: folders with a folder a case.
    pub signing: Vec<PathBuf>,
    /// `endpoints/*.json`: rules and cases.
    pub endpoints: Vec<PathBuf>,
    /// `timestamps/*.json`: points in time and their texts.
    pub timestamps: Vec<PathBuf>,
    /// `endpoint-functions`: rule sets and cases, where there is such a folder.
    pub endpoint_functions: Option<PathBuf>,
    /// `jmespath/*.json`: expressions and what they give.
    pub jmespath: Vec<PathBuf>,
    /// `configuration/*.json`: shared files, where they are, and what they set.
    pub configuration: Vec<PathBuf>,
    /// `credentials/*.json`: where credentials and tokens come from.
    pub credentials: Vec<PathBuf>,
    /// `retries/*.json`: which failures are retried, and how.
    pub retries: Vec<PathBuf>,
    /// `botocore/*.jsonl`: what a second client sent and read.
    pub recorded: Vec<PathBuf>,
    /// `botocore/context.json`: settings of that client.
    pub context: PathBuf,
    /// `endpoints/partitions.json`, or the repository's own.
    pub partitions: PathBuf,
    /// The folder with the services' models.
    pub models: PathBuf,
}

impl Sets {
    /// Looks into the folder. Models are beside it, or where `models` says.
    ///
    /// # Errors
    ///
    /// A folder that is not there or cannot be read.
    pub fn of(folder: &Path, models: Option<&Path>, root: &Path) -> Result<Self, String> {
        if !folder.is_dir() {
            return Err(format!("{}: there is no such folder", folder.display()));
        }
        if let Some(models) = models.filter(|models| !models.is_dir()) {
            return Err(format!("{}: there is no such folder", models.display()));
        }
        let mut endpoints = files::with_extension(&folder.join("endpoints"), "json")?;
        let partitions = folder.join("endpoints/partitions.json");
        endpoints.retain(|path| *path != partitions);
        let mut signing = files::entries(&folder.join("sigv4"))?;
        signing.retain(|path| path.is_dir());
        Ok(Self {
            protocol_tests: files::with_extension(&folder.join("smithy-protocol-tests"), "json")?,
            signing,
            endpoints,
            timestamps: files::with_extension(&folder.join("timestamps"), "json")?,
            endpoint_functions: Some(folder.join("endpoint-functions")).filter(|path| path.is_dir()),
            jmespath: files::with_extension(&folder.join("jmespath"), "json")?,
            configuration: files::with_extension(&folder.join("configuration"), "json")?,
            credentials: files::with_extension(&folder.join("credentials"), "json")?,
            retries: files::with_extension(&folder.join("retries"), "json")?,
            recorded: files::with_extension(&folder.join("botocore"), "jsonl")?,
            context: folder.join("botocore/context.json"),
            partitions: if partitions.is_file() { partitions } else { root.join("models/partitions.json") },
            models: models.map_or_else(|| folder.join("../models"), Path::to_owned),
        })
    }

    /// Models of services beside the cases, where endpoint cases may travel as well.
    ///
    /// # Errors
    ///
    /// A folder that cannot be read.
    pub fn models(&self) -> Result<Vec<PathBuf>, String> {
        files::with_extension(&self.models, "json")
    }
}
