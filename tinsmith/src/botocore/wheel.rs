use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use serde_json::Value;
use thiserror::Error;
use tinsmith_codegen::nearest;
use zip::ZipArchive;

use crate::import::ServiceFiles;

/// More than any file of botocore; what is longer is not read.
const MAX_FILE_BYTES: u64 = 256 * 1024 * 1024;

/// Where botocore's data is read from.
pub enum Source {
    /// A wheel of the Python package index.
    Wheel(PathBuf, Box<ZipArchive<File>>),
    /// The `data` folder of an unpacked wheel.
    Folder(PathBuf),
}

/// Why botocore's data can't be read.
#[derive(Debug, Error)]
pub enum SourceError {
    /// A file can't be opened or read.
    #[error("{path}: can't read it: {error}")]
    Read {
        /// The file, or the wheel and the file in it.
        path: String,
        /// Why.
        error: io::Error,
    },
    /// The file is no wheel.
    #[error("{path}: not a wheel: {error}\n  hint: give a .whl file, or a folder with botocore/data")]
    Wheel {
        /// The file.
        path: String,
        /// Why.
        error: zip::result::ZipError,
    },
    /// A file is not JSON.
    #[error("{path}: not JSON: {error}")]
    Json {
        /// The file, or the wheel and the file in it.
        path: String,
        /// Where and why.
        error: serde_json::Error,
    },
    /// The service is not in the package.
    #[error("{path}: there is no service `{service}`{similar}")]
    NoService {
        /// Wheel or folder.
        path: String,
        /// The name asked for.
        service: String,
        /// A hint with names like it.
        similar: String,
    },
    /// A file that must be there is not.
    #[error("{path}: the file is missing\n  hint: is this all of botocore's data folder?")]
    Missing {
        /// The file.
        path: String,
    },
}

impl Source {
    /// Opens a wheel, an unpacked wheel, or its `botocore` or `botocore/data` folder.
    ///
    /// # Errors
    ///
    /// When there is no such file or folder, or the file is no zip archive.
    pub fn open(path: &Path) -> Result<Source, SourceError> {
        if path.is_dir() {
            let folders = [path.join("botocore/data"), path.join("data")];
            let data = folders.into_iter().find(|folder| folder.is_dir());
            return Ok(Source::Folder(data.unwrap_or_else(|| path.to_owned())));
        }
        let file = File::open(path).map_err(|error| SourceError::Read { path: path.display().to_string(), error })?;
        let archive =
            ZipArchive::new(file).map_err(|error| SourceError::Wheel { path: path.display().to_string(), error })?;
        Ok(Source::Wheel(path.to_owned(), Box::new(archive)))
    }

    /// The newest API version of a service. Hyphens of its name may be left out, as they are in namespaces.
    ///
    /// # Errors
    ///
    /// When the package lacks the service, or a file can't be read or is not JSON.
    pub fn service(&mut self, name: &str) -> Result<ServiceFiles, SourceError> {
        let folders = self.entries("")?;
        let is_it = |folder: &&String| *folder == name || folder.replace('-', "") == name;
        let folder = folders.iter().find(is_it).map_or(name, String::as_str);
        let versions = self.entries(folder)?;
        // Versions are dates, so that the last in order is the newest.
        let Some(version) = versions.into_iter().max() else {
            return Err(self.no_service(name));
        };
        let mut file = |file: &str| self.json(&format!("{folder}/{version}/{file}"));
        let Some(service) = file("service-2.json")? else {
            return Err(self.missing(&format!("{folder}/{version}/service-2.json")));
        };
        Ok(ServiceFiles {
            name: folder.to_owned(),
            service,
            service_extras: file("service-2.sdk-extras.json")?,
            paginators: file("paginators-1.json")?,
            paginators_extras: file("paginators-1.sdk-extras.json")?,
            waiters: file("waiters-2.json")?,
            endpoint_rules: file("endpoint-rule-set-1.json")?,
        })
    }

    /// The partitions that `aws.partition` of the endpoint rules looks regions up in.
    ///
    /// # Errors
    ///
    /// When the file is missing or not JSON.
    pub fn partitions(&mut self) -> Result<Value, SourceError> {
        match self.json("partitions.json")? {
            Some(partitions) => Ok(partitions),
            None => Err(self.missing("partitions.json")),
        }
    }

    /// The file, or the same with `.gz`.
    fn json(&mut self, path: &str) -> Result<Option<Value>, SourceError> {
        for path in [path.to_owned(), format!("{path}.gz")] {
            let Some(bytes) = self.bytes(&path)? else {
                continue;
            };
            let bytes = if path.ends_with(".gz") {
                read(GzDecoder::new(bytes.as_slice()))
                    .map_err(|error| SourceError::Read { path: self.place(&path), error })?
            } else {
                bytes
            };
            return match serde_json::from_slice(&bytes) {
                Ok(value) => Ok(Some(value)),
                Err(error) => Err(SourceError::Json { path: self.place(&path), error }),
            };
        }
        Ok(None)
    }

    fn bytes(&mut self, path: &str) -> Result<Option<Vec<u8>>, SourceError> {
        let result = match self {
            Source::Folder(folder) => File::open(folder.join(path)).and_then(read),
            Source::Wheel(_, archive) => match archive.by_name(&format!("botocore/data/{path}")) {
                Ok(file) => read(file),
                Err(error) => Err(error.into()),
            },
        };
        match result {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(SourceError::Read { path: self.place(path), error }),
        }
    }

    /// Names of the folders in a folder, `""` for the services.
    fn entries(&self, folder: &str) -> Result<Vec<String>, SourceError> {
        match self {
            Source::Wheel(_, archive) => {
                let prefix =
                    if folder.is_empty() { "botocore/data/".to_owned() } else { format!("botocore/data/{folder}/") };
                let names = archive.file_names().filter_map(|name| {
                    let name = name.ok()?;
                    let (entry, _) = name.strip_prefix(&prefix)?.split_once('/')?;
                    Some(entry.to_owned())
                });
                Ok(names.collect())
            }
            Source::Folder(data) => {
                let path = data.join(folder);
                if !path.is_dir() {
                    return Ok(Vec::new());
                }
                let failed = |error| SourceError::Read { path: path.display().to_string(), error };
                let mut names = Vec::new();
                for entry in path.read_dir().map_err(failed)? {
                    let entry = entry.map_err(failed)?;
                    if entry.path().is_dir() {
                        names.push(entry.file_name().to_string_lossy().into_owned());
                    }
                }
                Ok(names)
            }
        }
    }

    fn no_service(&self, name: &str) -> SourceError {
        let mut services: Vec<String> = self.entries("").unwrap_or_default();
        services.sort();
        services.dedup();
        let contains = |other: &&String| other.contains(name) || name.contains(other.as_str());
        let mut similar: Vec<&str> = services.iter().filter(contains).map(String::as_str).collect();
        if similar.is_empty() {
            similar.extend(nearest(name, services.iter().map(String::as_str)));
        }
        let similar = match similar.as_slice() {
            [] => "\n  hint: services are named as botocore's data folders are".to_owned(),
            [one] => format!("\n  hint: did you mean `{one}`?"),
            names => format!("\n  hint: is it one of {}?", names.join(", ")),
        };
        SourceError::NoService { path: self.place(""), service: name.to_owned(), similar }
    }

    fn missing(&self, path: &str) -> SourceError {
        SourceError::Missing { path: self.place(path) }
    }

    fn place(&self, path: &str) -> String {
        match self {
            Source::Wheel(wheel, _) => format!("{}: botocore/data/{path}", wheel.display()),
            Source::Folder(folder) => folder.join(path).display().to_string(),
        }
    }
}

fn read(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(MAX_FILE_BYTES).read_to_end(&mut bytes)?;
    Ok(bytes)
}
