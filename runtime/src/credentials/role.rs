//! What assuming a role takes, whoever vouches for it.

use std::time::UNIX_EPOCH;

use super::clients::sts;
use super::inner_call::{carried, incomplete};
use super::{Credentials, CredentialsError, ProviderContext};

/// The name of the session, where nobody gave one.
pub(super) fn session_name(context: &ProviderContext) -> String {
    let since = context.clock().now().duration_since(UNIX_EPOCH).unwrap_or_default();
    format!("tinsmith-{}", since.as_millis())
}

/// The credentials that STS answers with, and the account of the role.
pub(super) fn credentials(
    credentials: Option<&sts::Credentials>,
    user: Option<&sts::AssumedRoleUser>,
) -> Result<Credentials, CredentialsError> {
    let credentials = carried(credentials.ok_or_else(|| incomplete("STS", "credentials"))?)?;
    Ok(match user.and_then(|user| account_id(&user.arn)) {
        Some(account_id) => credentials.with_account_id(account_id),
        None => credentials,
    })
}

/// The account in an ARN.
fn account_id(arn: &str) -> Option<&str> {
    arn.split(':').nth(4).filter(|account_id| !account_id.is_empty())
}

#[cfg(test)]
mod tests {
    use super::account_id;

    #[test]
    fn the_account_is_the_fifth_part_of_an_arn() {
        assert_eq!(account_id("arn:aws:sts::123456789012:assumed-role/a/b"), Some("123456789012"));
        assert_eq!((account_id("arn:aws:iam::"), account_id("role")), (None, None));
    }
}
