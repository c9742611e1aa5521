//! Values of the inputs, where they are more than a word.

/// The web identity token, in the form of the JSON Web Tokens that are sent there.
pub const TOKEN: &str = concat!(
    "eyJraWQiOiJLRVlJRCIsImFsZyI6IlJTMjU2In0.eyJzdWIiOiJBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUEiLCJhdWQiOiJh",
    "MWIyYzNkNGU1ZjZnN2g4aTlqMGthbGJtYyIsImlzcyI6Imh0dHBzOi8vaWRwLmV4YW1wbGUuY29tIiwiZXhwIjoxOTAwMDAwMDAwfQ.",
    "c2lnbmF0dXJlLXNpZ25hdHVyZS1zaWduYXR1cmUtc2lnbmF0dXJlLXNpZ25hdHVyZS1zaWduYXR1cmUtc2lnbmF0dXJlLXNpZ25hdHVyZQ"
);

/// The keys that requests are signed with.
pub const KEY_ID: &str = "AKIDEXAMPLE";
pub const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

/// The request that is signed where signing is measured alone, and its body.
pub fn unsigned() -> (http::Request<()>, &'static [u8]) {
    let body = "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fdemo\
        &RoleSessionName=testAssumeRoleSession&DurationSeconds=3600&ExternalId=123ABC"
        .as_bytes();
    let request = http::Request::post("https://sts.us-east-1.amazonaws.com/")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("content-length", body.len())
        .header("host", "sts.us-east-1.amazonaws.com")
        .header("user-agent", "bench/1")
        .body(())
        .expect("a request");
    (request, body)
}
