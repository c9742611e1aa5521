use super::{Endpoint, EndpointError, EndpointSettings, Partition, partition_of};

/// The endpoint of a service without endpoint rules: the override, or
/// `https://{endpoint_prefix}.{region}.{DNS suffix of the region's partition}`.
///
/// # Errors
/// [`EndpointError::NotSet`] without a prefix, [`EndpointError::MissingParameter`] without a region, [`EndpointError::NoPartition`] without partitions,
/// [`EndpointError::Refused`] where the partition has no FIPS or dual-stack endpoints.
pub fn default_endpoint(
    endpoint_prefix: &str,
    settings: &EndpointSettings,
    partitions: &'static [Partition],
) -> Result<Endpoint, EndpointError> {
    if let Some(url) = &settings.endpoint {
        return Ok(Endpoint::new(url.clone()));
    }
    if endpoint_prefix.is_empty() {
        return Err(EndpointError::NotSet);
    }
    let Some(region) = settings.region.as_deref() else {
        return Err(EndpointError::MissingParameter { name: "Region", built_in: Some("AWS::Region") });
    };
    let outputs = partition_of(partitions, region).ok_or(EndpointError::NoPartition)?;
    if settings.use_fips && !outputs.supports_fips {
        return Err(EndpointError::Refused(format!("the partition `{}` does not support FIPS", outputs.name)));
    }
    if settings.use_dual_stack && !outputs.supports_dual_stack {
        return Err(EndpointError::Refused(format!("the partition `{}` does not support dual stack", outputs.name)));
    }
    let fips = if settings.use_fips { "-fips" } else { "" };
    let suffix = if settings.use_dual_stack { outputs.dual_stack_dns_suffix } else { outputs.dns_suffix };
    Ok(Endpoint::new(format!("https://{endpoint_prefix}{fips}.{region}.{suffix}")))
}
