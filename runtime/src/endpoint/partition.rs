//! Partitions: groups of regions with DNS names of their own.

/// A group of regions with DNS names of its own, from `partitions.json`.
#[derive(Debug)]
#[non_exhaustive]
pub struct Partition {
    /// Such as `aws` or `aws-cn`.
    pub id: &'static str,
    /// What `aws.partition` returns for its regions.
    pub outputs: PartitionOutputs,
    /// The regions known by name.
    pub regions: &'static [&'static str],
    /// Regions whose outputs differ from the partition's.
    pub overrides: &'static [RegionOutputs],
    /// The form of its regions' names, for regions newer than this data.
    pub region_pattern: &'static [PatternPart],
}

/// What `aws.partition` returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PartitionOutputs {
    /// The partition's name.
    pub name: &'static str,
    /// The suffix of host names.
    pub dns_suffix: &'static str,
    /// The suffix of host names with IPv4 and IPv6 addresses.
    pub dual_stack_dns_suffix: &'static str,
    /// The region that global services sign for.
    pub implicit_global_region: &'static str,
    /// Whether there are FIPS endpoints.
    pub supports_fips: bool,
    /// Whether there are dual-stack endpoints.
    pub supports_dual_stack: bool,
}

/// The outputs of one region that differs from its partition.
#[derive(Debug)]
#[non_exhaustive]
pub struct RegionOutputs {
    /// The region's name.
    pub region: &'static str,
    /// Its outputs, complete.
    pub outputs: PartitionOutputs,
}

/// A piece of a region name's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PatternPart {
    /// This text.
    Literal(&'static str),
    /// One of these texts.
    OneOf(&'static [&'static str]),
    /// One or more of `a-z`, `A-Z`, `0-9` and `_`.
    Word,
    /// One or more of `0-9`.
    Digits,
}

/// The partition outputs of a region: by its name, else by its form, else those of the partition `aws`.
/// `None` only if there is no such partition either.
pub fn partition_of(partitions: &'static [Partition], region: &str) -> Option<PartitionOutputs> {
    for partition in partitions {
        if let Some(special) = partition.overrides.iter().find(|special| special.region == region) {
            return Some(special.outputs);
        }
        if partition.regions.contains(&region) {
            return Some(partition.outputs);
        }
    }
    partitions
        .iter()
        .find(|partition| !partition.region_pattern.is_empty() && matches(partition.region_pattern, region))
        .or_else(|| partitions.iter().find(|partition| partition.id == "aws"))
        .map(|partition| partition.outputs)
}

/// Recursion is as deep as the pattern is long.
fn matches(pattern: &[PatternPart], text: &str) -> bool {
    let Some((part, rest)) = pattern.split_first() else {
        return text.is_empty();
    };
    let after = |prefix: &str| text.strip_prefix(prefix).is_some_and(|text| matches(rest, text));
    match part {
        PatternPart::Literal(literal) => after(literal),
        PatternPart::OneOf(literals) => literals.iter().any(|literal| after(literal)),
        PatternPart::Word => {
            repeats(text, |byte| byte.is_ascii_alphanumeric() || byte == b'_', |text| matches(rest, text))
        }
        PatternPart::Digits => repeats(text, |byte| byte.is_ascii_digit(), |text| matches(rest, text)),
    }
}

fn repeats(text: &str, accepts: fn(u8) -> bool, then: impl Fn(&str) -> bool) -> bool {
    let longest = text.bytes().take_while(|byte| accepts(*byte)).count();
    (1..=longest).rev().any(|length| text.get(length..).is_some_and(&then))
}

#[cfg(test)]
mod tests {
    use super::PatternPart::{Digits, Literal, OneOf, Word};
    use super::*;

    const AWS: PartitionOutputs = PartitionOutputs {
        name: "aws",
        dns_suffix: "amazonaws.com",
        dual_stack_dns_suffix: "api.aws",
        implicit_global_region: "us-east-1",
        supports_fips: true,
        supports_dual_stack: true,
    };
    const ISO: PartitionOutputs = PartitionOutputs { name: "aws-iso", dns_suffix: "c2s.ic.gov", ..AWS };
    static PARTITIONS: [Partition; 2] = [
        Partition {
            id: "aws-iso",
            outputs: ISO,
            regions: &["us-iso-east-1", "aws-iso-global"],
            overrides: &[RegionOutputs {
                region: "us-iso-west-1",
                outputs: PartitionOutputs { supports_fips: false, ..ISO },
            }],
            region_pattern: &[Literal("us-iso-"), Word, Literal("-"), Digits],
        },
        Partition {
            id: "aws",
            outputs: AWS,
            regions: &["us-east-1", "aws-global"],
            overrides: &[],
            region_pattern: &[OneOf(&["us", "eu"]), Literal("-"), Word, Literal("-"), Digits],
        },
    ];

    #[test]
    fn finds_regions_by_name_then_by_form_then_falls_back() {
        let name = |region| partition_of(&PARTITIONS, region).unwrap().name;
        assert_eq!(name("us-iso-east-1"), "aws-iso");
        assert_eq!(name("aws-iso-global"), "aws-iso");
        assert_eq!(name("us-iso-north-12"), "aws-iso");
        assert_eq!(name("eu-somewhere_new-12"), "aws");
        assert_eq!(name("us-iso-1"), "aws");
        assert_eq!(name("mars"), "aws");
        assert_eq!(name(""), "aws");
        assert_eq!(partition_of(&PARTITIONS[..1], "mars"), None);
    }

    #[test]
    fn a_region_may_override_its_partition() {
        assert!(!partition_of(&PARTITIONS, "us-iso-west-1").unwrap().supports_fips);
        assert!(partition_of(&PARTITIONS, "us-iso-west-2").unwrap().supports_fips);
    }

    #[test]
    fn patterns_match_whole_names_only() {
        let form = &[OneOf(&["us", "us-gov"]), Literal("-"), Word, Digits];
        assert!(matches(form, "us-east1"));
        assert!(matches(form, "us-gov-east12"));
        assert!(matches(form, "us-11"));
        for wrong in ["", "us", "us-", "us-1", "us-east", "us-east1-", "xus-east1", "us-éast1", "us-gov-"] {
            assert!(!matches(form, wrong), "{wrong}");
        }
    }
}
