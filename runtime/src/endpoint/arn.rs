use super::value::Value;

/// `aws.parseArn`: partition, service and resource must not be empty; region and account may be.
pub(super) fn parse_arn<'a>(text: &str) -> Option<Value<'a>> {
    let mut parts = text.splitn(6, ':');
    if parts.next() != Some("arn") {
        return None;
    }
    let (partition, service, region, account) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let resource = parts.next()?;
    if partition.is_empty() || service.is_empty() || resource.is_empty() {
        return None;
    }
    Some(Value::Record(vec![
        ("partition", Value::string(partition.to_owned())),
        ("service", Value::string(service.to_owned())),
        ("region", Value::string(region.to_owned())),
        ("accountId", Value::string(account.to_owned())),
        ("resourceId", Value::strings(resource.split([':', '/']))),
    ]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_arns_apart() {
        let cases: &[(&str, [&str; 4], &[&str])] = &[
            ("arn:aws:sns:us-west-2:012345678910:topic", ["aws", "sns", "us-west-2", "012345678910"], &["topic"]),
            (
                "arn:aws:ec2:us-east-1:012345678910:vpc/vpc-0",
                ["aws", "ec2", "us-east-1", "012345678910"],
                &["vpc", "vpc-0"],
            ),
            ("arn:aws:iam::012345678910:user/johndoe", ["aws", "iam", "", "012345678910"], &["user", "johndoe"]),
            ("arn:aws:s3:::bucket_name", ["aws", "s3", "", ""], &["bucket_name"]),
            (
                "arn:aws:s3:us-east-1:1:accesspoint:a/b:c/",
                ["aws", "s3", "us-east-1", "1"],
                &["accesspoint", "a", "b", "c", ""],
            ),
            ("arn:aws:s3:r:a::", ["aws", "s3", "r", "a"], &["", ""]),
            ("arn:aws:s3:r:a:/", ["aws", "s3", "r", "a"], &["", ""]),
        ];
        for (text, [partition, service, region, account], resource) in cases {
            let expected = Value::Record(vec![
                ("partition", Value::string(*partition)),
                ("service", Value::string(*service)),
                ("region", Value::string(*region)),
                ("accountId", Value::string(*account)),
                ("resourceId", Value::strings(resource.iter().copied())),
            ]);
            assert_eq!(parse_arn(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_arn() {
        for text in [
            "",
            "11111111-2222-3333-4444-555555555555",
            "arn",
            "arn:aws:s3::",
            "arn:aws:s3:::",
            "arn::s3:::bucket",
            "arn:aws::::bucket",
            "ARN:aws:s3:::bucket",
            " arn:aws:s3:::bucket",
        ] {
            assert_eq!(parse_arn(text), None, "{text}");
        }
    }
}
