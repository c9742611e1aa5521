//! Which scheme authorizes a call, and as whom.

use std::sync::Arc;

use super::Client;
use super::endpoint::Target;
use crate::credentials::CredentialsError;
use crate::endpoint::EndpointAuthScheme;
use crate::error::{ErrorDetails, ErrorKind};
use crate::identity::{Identity, IdentitySources};
use crate::schema::{AuthOption, AuthScheme, OperationSchema};
use crate::structure::Structure;
use crate::user_agent::Features;

/// A scheme that was found to work, with what it works with.
pub(super) struct Authorization {
    pub(super) option: AuthOption,
    pub(super) identity: Identity,
    pub(super) target: Arc<Target>,
    /// What the endpoint says of the scheme, by position.
    endpoint: Option<usize>,
}

impl Authorization {
    /// What the endpoint says of the scheme.
    pub(super) fn endpoint(&self) -> Option<&EndpointAuthScheme> {
        self.target.auth_schemes.as_ref()?.get(self.endpoint?)
    }

    /// What the user agent says of identity and endpoint.
    pub(super) fn features(&self) -> Features {
        self.identity.features().and(self.target.features)
    }
}

/// An operation that lists nothing is not authorized.
static NOBODY: [AuthOption; 1] = [AuthOption::new(&crate::auth::NO_AUTH, &[])];

/// Finds the first of the operation's schemes for which there is an identity, and which the endpoint takes.
///
/// A scheme that nobody set an identity up for is passed over. One whose identity could not be had is not: the call would
/// go out as somebody else, or as nobody.
pub(super) async fn authorize(
    client: &Client,
    operation: &'static OperationSchema,
    input: &dyn Structure,
) -> Result<Authorization, ErrorDetails> {
    let options = operation.auth();
    let options = if options.is_empty() { &NOBODY } else { options };
    let mut not_configured: Option<CredentialsError> = None;
    let mut refused: Option<Arc<Target>> = None;
    for option in options {
        let identity = match identity(client, option.scheme).await {
            Ok(identity) => identity,
            Err(error) if error.is_not_configured() => {
                not_configured.get_or_insert(error);
                continue;
            }
            Err(error) => return Err(ErrorDetails::caused_by(ErrorKind::Credentials, operation.name, error)),
        };
        let target = client.0.endpoints.resolve(operation, input, identity.account_id())?;
        match position(&target, option.scheme) {
            Ok(endpoint) => return Ok(Authorization { option: *option, identity, target, endpoint }),
            Err(()) => refused = Some(target),
        }
    }
    Err(match (refused, not_configured) {
        (Some(target), _) => ErrorDetails::new(ErrorKind::Signing, operation.name, no_common_scheme(options, &target)),
        (None, Some(error)) => ErrorDetails::caused_by(ErrorKind::Credentials, operation.name, error),
        (None, None) => {
            ErrorDetails::new(ErrorKind::Credentials, operation.name, "there is no way to authorize the call")
        }
    })
}

async fn identity(client: &Client, scheme: &AuthScheme) -> Result<Identity, CredentialsError> {
    let config = client.0.config.settings();
    let sources = IdentitySources {
        credentials: &config.credentials,
        token: config.token.as_ref(),
        api_key: config.api_key.as_ref(),
        login: config.login.as_ref(),
        context: &client.0.context,
    };
    (scheme.identity)(&sources).await
}

/// Where the endpoint's list has the scheme; an error where it has a list without it. Endpoints have no names for some
/// schemes, and leave those to the model.
fn position(target: &Target, scheme: &AuthScheme) -> Result<Option<usize>, ()> {
    let (Some(schemes), Some(name)) = (&target.auth_schemes, scheme.endpoint_name) else { return Ok(None) };
    schemes.iter().position(|scheme| scheme.name == name).map(Some).ok_or(())
}

fn no_common_scheme(options: &[AuthOption], target: &Target) -> String {
    let list =
        |names: &mut dyn Iterator<Item = &str>| names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let offered = list(&mut target.auth_schemes.iter().flatten().map(|scheme| scheme.name.as_str()));
    let offered = if offered.is_empty() { "schemes without a name".to_owned() } else { offered };
    let spoken = list(&mut options.iter().map(|option| option.scheme.id));
    format!("the endpoint takes {offered} only, and the operation can be authorized by {spoken}")
}
