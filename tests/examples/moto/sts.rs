//! STS.

use std::error::Error;
use std::time::{Duration, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tinsmith_aws::runtime::config::System;
use tinsmith_aws::runtime::credentials::Credentials;
use tinsmith_aws::runtime::timestamp::Timestamp;
use tinsmith_aws::sts::{
    AssumeRoleRequest, AssumeRoleWithSamlRequest, AssumeRoleWithWebIdentityRequest, AssumeRootRequest, Client,
    DecodeAuthorizationMessageRequest, GetAccessKeyInfoRequest, GetCallerIdentityRequest, GetFederationTokenRequest,
    GetSessionTokenRequest, PolicyDescriptorType, Tag,
};
use tinsmith_aws::{Config, sts};

use crate::ACCOUNT;
use crate::table::{Case, Outcome, Table, equal, error, is_not_in_moto};

const ROLE: &str = "arn:aws:iam::123456789012:role/deploy";
const ROLE_ELSEWHERE: &str = "arn:aws:iam::210987654321:role/deploy";

pub(crate) async fn run(config: &Config, table: &mut Table) {
    let client = &Client::new(config);
    let mut add = |operation, what, case| table.add("STS", operation, what, case);
    add("GetCallerIdentity", "with keys that moto does not know", identity(client).await);
    add("AssumeRole", "with a policy, tags and a duration", assume(client).await);
    add("AssumeRole", "then GetCallerIdentity with what it gave, of another account", assume_and_use(config).await);
    add("AssumeRole", "through a chain of profiles, two roles long", profiles(config).await);
    add("AssumeRoleWithWebIdentity", "by variables of the environment", web_identity_of_environment(config).await);
    add("AssumeRole", "with a session name of 65 characters", assume_with_long_name(client).await);
    add("AssumeRoleWithWebIdentity", "unsigned", web_identity(client).await);
    add("AssumeRoleWithSAML", "unsigned", saml(client).await);
    add("GetSessionToken", "for an hour", session(client).await);
    add("GetFederationToken", "for an hour", federation(client).await);
    add("GetFederationToken", "with a policy of 2,049 characters", federation_with_long_policy(client).await);
    add("GetAccessKeyInfo", "of a key", key_info(client).await);
    let decode = client.decode_authorization_message(DecodeAuthorizationMessageRequest::new("a message")).await;
    add("DecodeAuthorizationMessage", "of anything", is_not_in_moto(decode, 500));
    let task = PolicyDescriptorType::new().arn("arn:aws:iam::aws:policy/root-task/IAMAuditRootUserCredentials");
    let root = client.assume_root(AssumeRootRequest::new(ACCOUNT, task)).await;
    add("AssumeRoot", "of an account", is_not_in_moto(root, 500));
}

/// Credentials of a response, which must be whole.
fn whole(credentials: Option<&sts::Credentials>) -> Result<&sts::Credentials, Box<dyn Error>> {
    let credentials = credentials.ok_or("no credentials")?;
    let key = &credentials.access_key_id;
    if !(key.starts_with("ASIA") || key.starts_with("AKIA")) {
        return Err(format!("`{key}` is no access key").into());
    }
    if credentials.secret_access_key.expose().is_empty() || credentials.session_token.expose().is_empty() {
        return Err("a secret or session token is empty".into());
    }
    Ok(credentials)
}

/// That credentials expire in so many seconds, give or take a minute.
fn lasts(credentials: &sts::Credentials, seconds: u64) -> Result<(), Box<dyn Error>> {
    let (now, minute) = (SystemTime::now() + Duration::from_secs(seconds), Duration::from_secs(60));
    let expected = Timestamp::from(now - minute)..Timestamp::from(now + minute);
    if expected.contains(&credentials.expiration) {
        return Ok(());
    }
    Err(format!("they expire at {} in place of within {expected:?}", credentials.expiration).into())
}

async fn identity(client: &Client) -> Case {
    let response = client.get_caller_identity(GetCallerIdentityRequest::new()).await?;
    equal(response.account.as_deref(), Some(ACCOUNT))?;
    equal(response.arn.as_deref(), Some("arn:aws:sts::123456789012:user/moto"))?;
    Ok(Outcome::AsModeled)
}

async fn assume(client: &Client) -> Case {
    let request = AssumeRoleRequest::new(ROLE, "deploy")
        .policy(r#"{"Version": "2012-10-17", "Statement": []}"#)
        .tags([Tag::new("team", "sales & more"), Tag::new("größe", "1+1=2")])
        .duration_seconds(900)
        .external_id("an external id");
    let response = client.assume_role(request).await?;
    lasts(whole(response.credentials.as_deref())?, 900)?;
    let user = response.assumed_role_user.as_ref().ok_or("no user")?;
    equal(user.arn.as_str(), "arn:aws:sts::123456789012:assumed-role/deploy/deploy")?;
    Ok(Outcome::AsModeled)
}

async fn assume_and_use(config: &Config) -> Case {
    let response = Client::new(config).assume_role(AssumeRoleRequest::new(ROLE_ELSEWHERE, "deploy")).await?;
    let credentials = Credentials::try_from(whole(response.credentials.as_deref())?)?;
    let client = Client::new(&config.clone().credentials(credentials));
    let response = client.get_caller_identity(GetCallerIdentityRequest::new()).await?;
    equal(response.account.as_deref(), Some("210987654321"))?;
    equal(response.arn.as_deref(), Some("arn:aws:sts::210987654321:assumed-role/deploy/deploy"))?;
    Ok(Outcome::AsModeled)
}

/// Who calls with the credentials that are found in these variables and files.
async fn found(config: &Config, variables: &[(&str, &str)], files: &[(&str, &str)]) -> Result<String, Box<dyn Error>> {
    let url = config.endpoint_settings().endpoint.clone().unwrap_or_default();
    let own = [("HOME", "/home"), ("AWS_REGION", "us-east-1"), ("AWS_ENDPOINT_URL", url.as_str())];
    let system = System::in_memory(own.into_iter().chain(variables.iter().copied()), files.iter().copied());
    let config = Config::default().system(system).resolve().await?;
    let response = Client::new(&config).get_caller_identity(GetCallerIdentityRequest::new()).await?;
    Ok(response.arn.clone().unwrap_or_default())
}

async fn profiles(config: &Config) -> Case {
    let file = format!(
        "[profile last]\nrole_arn = {ROLE_ELSEWHERE}\nsource_profile = middle\nrole_session_name = chain\n\
         [profile middle]\nrole_arn = {ROLE}\nsource_profile = first\n\
         [profile first]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = secret\n"
    );
    let arn = found(config, &[("AWS_PROFILE", "last")], &[("/home/.aws/config", &file)]).await?;
    equal(arn.as_str(), "arn:aws:sts::210987654321:assumed-role/deploy/chain")?;
    Ok(Outcome::AsModeled)
}

async fn web_identity_of_environment(config: &Config) -> Case {
    let variables =
        [("AWS_ROLE_ARN", ROLE), ("AWS_ROLE_SESSION_NAME", "pod"), ("AWS_WEB_IDENTITY_TOKEN_FILE", "/token")];
    let arn = found(config, &variables, &[("/token", "a.web.token")]).await?;
    equal(arn.as_str(), "arn:aws:sts::123456789012:assumed-role/deploy/pod")?;
    Ok(Outcome::AsModeled)
}

async fn assume_with_long_name(client: &Client) -> Case {
    let error = error(client.assume_role(AssumeRoleRequest::new(ROLE, "d".repeat(65))).await)?;
    equal((error.code(), error.status()), (Some("ValidationError"), Some(400)))?;
    Ok(Outcome::AsModeled)
}

async fn web_identity(client: &Client) -> Case {
    let request = AssumeRoleWithWebIdentityRequest::new(ROLE, "deploy", "a.web.token").duration_seconds(900);
    let response = client.assume_role_with_web_identity(request).await?;
    lasts(whole(response.credentials.as_deref())?, 900)?;
    let user = response.assumed_role_user.as_ref().ok_or("no user")?;
    equal(user.arn.as_str(), "arn:aws:sts::123456789012:assumed-role/deploy/deploy")?;
    Ok(Outcome::AsModeled)
}

async fn saml(client: &Client) -> Case {
    let attribute = |name: &str, value: &str| {
        format!(
            "<saml:Attribute Name=\"https://aws.amazon.com/SAML/Attributes/{name}\">\
             <saml:AttributeValue>{value}</saml:AttributeValue></saml:Attribute>"
        )
    };
    let provider = format!("arn:aws:iam::{ACCOUNT}:saml-provider/example");
    let assertion = format!(
        "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" \
         xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\"><saml:Assertion><saml:AttributeStatement>{}{}{}\
         </saml:AttributeStatement></saml:Assertion></samlp:Response>",
        attribute("RoleSessionName", "deploy"),
        attribute("SessionDuration", "900"),
        attribute("Role", &format!("{ROLE},{provider}")),
    );
    let request = AssumeRoleWithSamlRequest::new(ROLE, provider, STANDARD.encode(assertion));
    let response = client.assume_role_with_saml(request).await?;
    lasts(whole(response.credentials.as_deref())?, 900)?;
    equal(response.subject_type.as_deref(), Some("persistent"))?;
    let user = response.assumed_role_user.as_ref().ok_or("no user")?;
    equal(user.arn.as_str(), "arn:aws:sts::123456789012:assumed-role/deploy/deploy")?;
    Ok(Outcome::AsModeled)
}

async fn session(client: &Client) -> Case {
    let response = client.get_session_token(GetSessionTokenRequest::new().duration_seconds(3600)).await?;
    lasts(whole(response.credentials.as_deref())?, 3600)?;
    Ok(Outcome::AsModeled)
}

async fn federation(client: &Client) -> Case {
    let request = GetFederationTokenRequest::new("amelie").duration_seconds(3600);
    let response = client.get_federation_token(request).await?;
    lasts(whole(response.credentials.as_deref())?, 3600)?;
    let user = response.federated_user.as_ref().ok_or("no user")?;
    equal(user.federated_user_id.as_str(), "123456789012:amelie")?;
    Ok(Outcome::AsModeled)
}

async fn federation_with_long_policy(client: &Client) -> Case {
    let request = GetFederationTokenRequest::new("amelie").policy("p".repeat(2049));
    let error = error(client.get_federation_token(request).await)?;
    equal((error.code(), error.status()), (Some("ValidationError"), Some(400)))?;
    Ok(Outcome::AsModeled)
}

async fn key_info(client: &Client) -> Case {
    let response = client.get_access_key_info(GetAccessKeyInfoRequest::new("AKIAIOSFODNN7EXAMPLE")).await?;
    equal(response.account.as_deref(), Some(ACCOUNT))?;
    Ok(Outcome::AsModeled)
}
