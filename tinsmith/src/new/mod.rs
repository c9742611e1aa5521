//! What a new crate is made of.

mod configuration;
mod service;
mod wanted;

use serde_json::Value;

pub(crate) use self::configuration::tinsmith_toml;
pub(crate) use self::service::{NewService, of_botocore, of_model};
pub(crate) use self::wanted::Wanted;

/// What lies in a crate before it is generated.
#[derive(Debug, Default)]
pub(crate) struct Contents {
    /// The services, as they were asked for.
    pub services: Vec<NewService>,
    /// The partitions of AWS, where services of it are among them.
    pub partitions: Option<Value>,
}

/// Where the partitions lie in the crate.
pub(crate) const PARTITIONS: &str = "models/partitions.json";

impl Contents {
    /// Adds a service.
    ///
    /// # Errors
    ///
    /// One of that name is there already.
    pub fn add(&mut self, service: NewService) -> Result<(), String> {
        if self.services.iter().any(|other| other.module == service.module) {
            return Err(format!("there are two services `{}`\n  hint: name each once", service.module));
        }
        self.services.push(service);
        Ok(())
    }

    /// The files of the crate, by their paths with `/`.
    pub fn files(&self) -> impl Iterator<Item = (String, String)> {
        let text = |value: &Value| format!("{value:#}\n");
        let services = self.services.iter().flat_map(move |service| {
            let overlay = service.overlay.map(|overlay| (service.overlay_path(), overlay.to_owned()));
            std::iter::once((service.path.clone(), text(&service.model))).chain(overlay)
        });
        services.chain(self.partitions.iter().map(move |partitions| (PARTITIONS.to_owned(), text(partitions))))
    }
}
