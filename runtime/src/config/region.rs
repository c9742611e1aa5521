//! The region of the instance that the program runs on.

use std::sync::Arc;
use std::time::Instant;

use super::table::{REGION, SETTINGS};
use super::{Config, ConfigError, ConfigProblem, Declined, Origin};
use crate::credentials::InstanceMetadata;

impl Config {
    /// Asks instance metadata for the region that nobody else named.
    pub(super) async fn with_region_of_instance(mut self) -> Result<Self, ConfigError> {
        if self.0.endpoint.region.is_some() {
            return Ok(self);
        }
        let asked = Instant::now();
        let result = InstanceMetadata::new().region(&self.clone().into()).await;
        let took = Some(asked.elapsed());
        let settings = Arc::make_mut(&mut self.0);
        match result {
            Ok(region) => {
                let setting = SETTINGS.iter().find(|setting| setting.name == REGION);
                let wrong = setting.filter(|setting| (setting.set)(settings, &region).is_none());
                let wrong =
                    wrong.map(|setting| ConfigProblem::value(REGION, &Origin::InstanceMetadata, setting.expected));
                ConfigError::of(wrong.into_iter().collect())?;
                settings.origins.set(REGION, Origin::InstanceMetadata);
            }
            Err(error) => {
                if let Some(resolved) = settings.resolved.as_mut() {
                    let source = "instance metadata".to_owned();
                    let declined = Declined { source, reason: error.to_string(), took };
                    Arc::make_mut(resolved).region_of_instance = Some(declined);
                }
            }
        }
        Ok(self)
    }
}
