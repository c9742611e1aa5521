//! The calls of the examples, answered as AWS would.

use crate::stand_in::{Answer, Received, StandIn};

const REQUEST_ID: &str = "b1c8b1e4-7c3f-4a55-9f0e-6d2d5f1c7a10";

/// Starts a server that knows the operations of the examples.
///
/// The web identity token `an expired token` gives an `ExpiredTokenException`.
///
/// # Errors
///
/// When no port can be had.
pub fn stand_in() -> std::io::Result<StandIn> {
    StandIn::start(answer)
}

fn answer(received: &Received) -> Answer {
    let body = String::from_utf8_lossy(&received.body);
    match (received.header("x-amz-target"), received.target.as_str()) {
        (Some("VerifiedPermissions.IsAuthorized"), "/") => json(
            "application/x-amz-json-1.0",
            r#"{"decision": "ALLOW", "determiningPolicies": [{"policyId": "SPEXAMPLEabcdefg111111"}], "errors": []}"#,
        ),
        (Some("VerifiedPermissions.CreateIdentitySource"), "/") => json(
            "application/x-amz-json-1.0",
            r#"{"createdDate": "2026-07-01T12:00:00Z", "identitySourceId": "ISEXAMPLEabcdefg111111",
                "lastUpdatedDate": "2026-07-01T12:00:00Z", "policyStoreId": "PSEXAMPLEabcdefg111111"}"#,
        ),
        (None, "/") => form(&body),
        (None, path) if path.ends_with("/identity-context") => {
            json("application/json", &format!(r#"{{"RequestId": "{REQUEST_ID}", "Context": "an identity context"}}"#))
        }
        (None, path) if path.ends_with("/snapshot-jobs") => json(
            "application/json",
            &format!(
                r#"{{"RequestId": "{REQUEST_ID}", "SnapshotJobId": "monday", "Arn": "arn:aws:quicksight:us-east-1:123456789012:dashboard/sales/snapshot-job/monday"}}"#
            ),
        ),
        _ => Answer::new(404, r#"{"__type": "UnknownOperationException"}"#),
    }
}

fn form(body: &str) -> Answer {
    let action = body.strip_prefix("Action=").and_then(|rest| rest.split('&').next()).unwrap_or_default();
    match action {
        "AssumeRoleWithWebIdentity" if body.contains("WebIdentityToken=an%20expired%20token") => xml(
            400,
            &format!(
                "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type>\
                 <Code>ExpiredTokenException</Code><Message>Token expired: current date/time must be before the expiration \
                 date/time</Message></Error><RequestId>{REQUEST_ID}</RequestId></ErrorResponse>"
            ),
        ),
        "AssumeRole" | "AssumeRoleWithWebIdentity" => result(
            action,
            "<Credentials><AccessKeyId>ASIAIOSFODNN7EXAMPLE</AccessKeyId>\
             <SecretAccessKey>wJalrXUtnFEMI/K7MDENG/bPxRfiCYzEXAMPLEKEY</SecretAccessKey>\
             <SessionToken>a session token</SessionToken><Expiration>2026-07-01T13:00:00Z</Expiration></Credentials>\
             <AssumedRoleUser><AssumedRoleId>AROA3XFRBF535PLBIFPI4:deploy</AssumedRoleId>\
             <Arn>arn:aws:sts::123456789012:assumed-role/deploy/deploy</Arn></AssumedRoleUser>",
        ),
        _ => Answer::new(404, "<ErrorResponse><Error><Code>InvalidAction</Code></Error></ErrorResponse>"),
    }
}

fn result(action: &str, result: &str) -> Answer {
    xml(
        200,
        &format!(
            "<{action}Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><{action}Result>{result}</{action}Result>\
             <ResponseMetadata><RequestId>{REQUEST_ID}</RequestId></ResponseMetadata></{action}Response>"
        ),
    )
}

fn xml(status: u16, body: &str) -> Answer {
    Answer::new(status, body).header("Content-Type", "text/xml")
}

fn json(content_type: &str, body: &str) -> Answer {
    Answer::new(200, body).header("Content-Type", content_type).header("x-amzn-RequestId", REQUEST_ID)
}
