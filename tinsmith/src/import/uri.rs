use serde_json::Value;

use super::context::Context;
use super::node::Node;

/// botocore writes the wire name of a label between the braces of a URI, Smithy the member's name.
pub(super) fn name_labels(context: &Context<'_>, operation: &Node<'_>, shape: &mut Value) {
    let Some(uri) = shape.pointer_mut("/traits/smithy.api#http/uri") else {
        return;
    };
    let Some(text) = uri.as_str() else { return };
    let labels: Vec<(String, String)> = labels(context, operation);
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((label, behind)) = after.split_once('}') else {
            operation.problem(format!("`{text}` has a `{{` without `}}`"), "is the file complete?");
            return;
        };
        let (wire, greedy) = match label.strip_suffix('+') {
            Some(wire) => (wire, "+"),
            None => (label, ""),
        };
        let member = labels.iter().find(|(name, _)| name == wire);
        let Some((_, member)) = member else {
            operation.problem(
                format!("`{text}` has the label `{wire}`, which no member of the input is bound to"),
                "correct the operation in botocore's file or leave it out",
            );
            return;
        };
        out.push_str(before);
        out.push_str(&format!("{{{member}{greedy}}}"));
        rest = behind;
    }
    out.push_str(rest);
    *uri = out.into();
}

fn labels(context: &Context<'_>, operation: &Node<'_>) -> Vec<(String, String)> {
    let input =
        operation.child("input").and_then(|input| input.text("shape")).and_then(|name| context.shapes.get(name));
    let Some(input) = input else {
        return Vec::new();
    };
    input
        .children("members")
        .into_iter()
        .filter(|(_, member)| member.text("location") == Some("uri"))
        .map(|(name, member)| {
            let wire = member.text("locationName").unwrap_or(name);
            (wire.to_owned(), name.to_owned())
        })
        .collect()
}
