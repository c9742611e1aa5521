//! Every shape as JSON, XML and form, and back, whatever its service speaks.

use tinsmith_aws::Shape as _;
use tinsmith_aws::sts::Tag;

pub(crate) fn main() -> Result<(), Box<dyn std::error::Error>> {
    let tag = Tag::from_json(r#"{"Key": "cost center", "Value": "R&D"}"#)?;
    println!("{}", tag.to_json()?);
    println!("{}", tag.to_xml()?);
    println!("{}", tag.to_query()?);
    assert_eq!(Tag::from_xml(&tag.to_xml()?)?, tag);
    Ok(())
}
