//! Checksums beyond the one that the runtime computes:
//! <https://smithy.io/2.0/aws/aws-core.html#aws-protocols-httpchecksum-trait>.

use serde_json::Value;

use super::places::operations;
use crate::model::Model;
use crate::problem::{Problem, Problems};
use crate::select::Selection;
use crate::traits::ids;

/// Reports operations whose requests would lack a checksum that they must have, or that a member of the input asks for.
/// What is said of responses alone has no effect.
pub fn check_checksums(model: &Model, selection: &Selection, problems: &mut Problems) {
    for (id, shape, _) in operations(model, selection) {
        let Some(checksum) = shape.traits.get(ids::HTTP_CHECKSUM) else { continue };
        let member = checksum.get("requestAlgorithmMember").and_then(Value::as_str);
        let (reason, hint) = if checksum.get("requestChecksumRequired") == Some(&Value::Bool(true)) {
            let hint = "leave the operation out with `except` in tinsmith.toml";
            ("its requests must carry a checksum that clients cannot compute yet".to_owned(), hint)
        } else if let Some(member) = member {
            let hint = "leave the operation out with `except` in tinsmith.toml, or take the trait off with an overlay, and \
                        never set the member";
            let member = member.escape_debug();
            (format!("`{member}` of its input asks for a checksum that clients cannot compute yet"), hint)
        } else {
            continue;
        };
        problems.push(Problem::new(id, reason, hint).about_trait(ids::HTTP_CHECKSUM));
    }
}
