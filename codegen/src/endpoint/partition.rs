use serde_json::{Map, Value};

use super::PatternPart;
use super::document::join;
use super::pattern::parse_pattern;
use crate::problem::{Problem, Problems, Source};

/// A group of regions with DNS names of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Partition {
    /// Such as `aws` or `aws-cn`.
    pub id: String,
    /// What `aws.partition` returns for its regions.
    pub outputs: PartitionOutputs,
    /// The regions known by name.
    pub regions: Vec<String>,
    /// Regions whose outputs differ from the partition's.
    pub overrides: Vec<(String, PartitionOutputs)>,
    /// The form of its regions' names.
    pub region_pattern: Vec<PatternPart>,
}

/// What `aws.partition` returns.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the partitions data")]
pub struct PartitionOutputs {
    pub name: String,
    pub dns_suffix: String,
    pub dual_stack_dns_suffix: String,
    pub implicit_global_region: String,
    pub supports_fips: bool,
    pub supports_dual_stack: bool,
}

/// Parses the data behind `aws.partition`, a `partitions.json`.
///
/// # Errors
/// All that is wrong, among it region patterns that the runtime cannot match.
pub fn parse_partitions(partitions: &Value) -> Result<Vec<Partition>, Vec<Problem>> {
    let mut problems = Problems::default();
    let parsed = parse_all(partitions, &mut problems);
    let of_partitions = |problem: Problem| problem.of(Source::Partitions);
    problems.or(parsed).map_err(|problems| problems.into_iter().map(of_partitions).collect())
}

fn parse_all(document: &Value, problems: &mut Problems) -> Option<Vec<Partition>> {
    let document = problems.object(document, "")?;
    let partitions = problems.array(document, "partitions", "")?;
    let parsed: Vec<Partition> = partitions
        .iter()
        .enumerate()
        .filter_map(|(index, partition)| parse_partition(partition, &format!("partitions[{index}]"), problems))
        .collect();
    if problems.is_empty() && !parsed.iter().any(|partition| partition.id == "aws") {
        problems.add("partitions", "has no partition `aws`, which regions of no other partition belong to");
    }
    Some(parsed)
}

fn parse_partition(value: &Value, path: &str, problems: &mut Problems) -> Option<Partition> {
    let object = problems.object(value, path)?;
    let id = problems.string(object, "id", path)?;
    let outputs = match object.get("outputs") {
        Some(outputs) => problems.object(outputs, &join(path, "outputs"))?,
        None => {
            problems.add(path, "lacks `outputs`, which must be an object");
            return None;
        }
    };
    let region_pattern = problems.string(object, "regionRegex", path).and_then(|regex| {
        let pattern = parse_pattern(regex);
        pattern
            .map_err(|reason| problems.add(&join(path, "regionRegex"), format!("`{regex}` cannot be used: {reason}")))
            .ok()
    });
    let mut regions = Vec::new();
    let mut overrides = Vec::new();
    if let Some(declared) = object.get("regions") {
        for (region, special) in problems.object(declared, &join(path, "regions"))? {
            let path = format!("{path}.regions.{region}");
            let special = problems.object(special, &path)?;
            regions.push(region.clone());
            if special.keys().any(|key| outputs.contains_key(key)) {
                let mut merged = outputs.clone();
                merged.extend(special.clone());
                overrides.extend(parse_outputs(id, &merged, &path, problems).map(|outputs| (region.clone(), outputs)));
            }
        }
    }
    let outputs = parse_outputs(id, outputs, &join(path, "outputs"), problems)?;
    Some(Partition { id: id.to_owned(), outputs, regions, overrides, region_pattern: region_pattern? })
}

fn parse_outputs(
    id: &str,
    object: &Map<String, Value>,
    path: &str,
    problems: &mut Problems,
) -> Option<PartitionOutputs> {
    let dns_suffix = problems.string(object, "dnsSuffix", path);
    let dual_stack_dns_suffix = problems.string(object, "dualStackDnsSuffix", path);
    let implicit_global_region = problems.string(object, "implicitGlobalRegion", path);
    let supports_fips = problems.boolean(object, "supportsFIPS", path);
    let supports_dual_stack = problems.boolean(object, "supportsDualStack", path);
    Some(PartitionOutputs {
        name: id.to_owned(),
        dns_suffix: dns_suffix?.to_owned(),
        dual_stack_dns_suffix: dual_stack_dns_suffix?.to_owned(),
        implicit_global_region: implicit_global_region?.to_owned(),
        supports_fips: supports_fips?,
        supports_dual_stack: supports_dual_stack?,
    })
}
