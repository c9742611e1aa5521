//! The header itself.

use std::borrow::Cow;
use std::env::consts::{ARCH, OS};
use std::sync::OnceLock;

use http::HeaderValue;

use super::{Feature, Features};
use crate::config::Settings;
use crate::recent::Recent;
use crate::retry::RetryMode;
use crate::schema::Service;

/// The built-in parameter of endpoint rules that says how account ids are used.
const ACCOUNT_ID_ENDPOINT_MODE: &str = "AWS::Auth::AccountIdEndpointMode";

/// The header of a client's calls, which differs by their features alone.
pub(crate) struct UserAgent {
    /// All but the features.
    beginning: String,
    /// Those of every call.
    features: Features,
    /// The calls of most clients have the same features.
    first: OnceLock<(Features, HeaderValue)>,
    others: Recent<Features, HeaderValue>,
}

impl UserAgent {
    pub(crate) fn new(service: &Service, settings: &Settings) -> Self {
        let environment = settings.system.variable("AWS_EXECUTION_ENV");
        Self {
            beginning: beginning(service, environment.as_deref(), settings.app_id.as_deref()),
            features: features(service, settings),
            first: OnceLock::new(),
            others: Recent::new(),
        }
    }

    /// The header of a call with these features beside those of every call.
    pub(crate) fn value(&self, features: Features) -> HeaderValue {
        let (first, value) = self.first.get_or_init(|| (features, self.written(features)));
        if *first == features {
            return value.clone();
        }
        self.others.get(|known| *known == features).unwrap_or_else(|| {
            let value = self.written(features);
            self.others.insert(features, value.clone());
            value
        })
    }

    fn written(&self, features: Features) -> HeaderValue {
        let features = self.features.and(features);
        let text =
            if features.is_empty() { self.beginning.clone() } else { format!("{} m/{features}", self.beginning) };
        // Every character of it is one that a header may have.
        HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("tinsmith"))
    }
}

/// Program, format, service, platform, language, where it runs, and what it calls itself.
fn beginning(service: &Service, environment: Option<&str>, app_id: Option<&str>) -> String {
    let mut text = concat!("tinsmith/", env!("CARGO_PKG_VERSION"), " ua/2.1").to_owned();
    if !service.sdk_id.is_empty() {
        text.push_str(" api/");
        text.push_str(&token(&service.sdk_id.to_lowercase()));
        if !service.version.is_empty() {
            text.push('#');
            text.push_str(&token(service.version));
        }
    }
    match OS {
        "linux" | "macos" | "windows" | "android" | "ios" | "watchos" | "tvos" => text.push_str(&format!(" os/{OS}")),
        _ => text.push_str(&format!(" os/other md/{}", token(OS))),
    }
    text.push_str(&format!(" md/arch#{} lang/rust", token(ARCH)));
    for (prefix, value) in [(" exec-env/", environment), (" app/", app_id)] {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            text.push_str(prefix);
            text.push_str(&token(value));
        }
    }
    text
}

/// What of the settings counts as a feature.
fn features(service: &Service, settings: &Settings) -> Features {
    let mut features = Features::new();
    if settings.endpoint.endpoint.is_some() || settings.service_endpoint(service.sdk_id).is_some() {
        features = features.with(Feature::EndpointOverride);
    }
    match settings.retry.mode_in_force() {
        RetryMode::Standard => features = features.with(Feature::RetryModeStandard),
        RetryMode::Adaptive => features = features.with(Feature::RetryModeAdaptive),
        RetryMode::Off => {}
    }
    let asks_for_mode = service.endpoint_rules.is_some_and(|rules| {
        rules.parameters.iter().any(|parameter| parameter.built_in == Some(ACCOUNT_ID_ENDPOINT_MODE))
    });
    if asks_for_mode {
        features = features.with(match settings.endpoint.account_id_endpoint_mode.as_deref() {
            Some("disabled") => Feature::AccountIdModeDisabled,
            Some("required") => Feature::AccountIdModeRequired,
            _ => Feature::AccountIdModePreferred,
        });
    }
    features
}

/// With a dash for each character that the format does not allow.
fn token(text: &str) -> Cow<'_, str> {
    let is_allowed = |character: char| {
        character.is_ascii_alphanumeric() || (character.is_ascii() && "!$%&'*+-.^_`|~,#".contains(character))
    };
    if text.chars().all(is_allowed) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|character| if is_allowed(character) { character } else { '-' }).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::AWS_QUERY;
    use crate::retry::RetrySettings;

    static SERVICE: Service =
        Service::new("com.example#Storage", "Cloud Storage", &AWS_QUERY).with_version("2011-06-15");

    #[test]
    fn characters_that_are_not_allowed_are_dashes() {
        let text = beginning(&SERVICE, Some("AWS_Lambda rust(1)"), Some("Größe, 1/2\r\nX: y#z"));
        let platform = format!("os/{OS} md/arch#{ARCH} lang/rust");
        let start = concat!("tinsmith/", env!("CARGO_PKG_VERSION"), " ua/2.1 api/cloud-storage#2011-06-15 ");
        assert_eq!(text, format!("{start}{platform} exec-env/AWS_Lambda-rust-1- app/Gr--e,-1-2--X--y#z"));
        assert!(HeaderValue::try_from(text).is_ok());
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        let text = beginning(&Service::new("com.example#A", "A", &AWS_QUERY), Some(""), None);
        assert!(text.contains(" api/a os/") && text.ends_with(" lang/rust"), "{text}");
    }

    #[test]
    fn features_are_those_of_the_client_and_of_the_call() {
        let mut settings = Settings::default();
        settings.endpoint.endpoint = Some("http://127.0.0.1:1".to_owned());
        let agent = UserAgent::new(&SERVICE, &settings);
        for (features, expected) in [
            (Features::new(), " m/E,N"),
            (Feature::CredentialsCode.into(), " m/E,N,e"),
            (Feature::CredentialsImds.into(), " m/E,N,0"),
            (Feature::CredentialsCode.into(), " m/E,N,e"),
        ] {
            let value = agent.value(features);
            assert!(value.to_str().unwrap().ends_with(expected), "{value:?}");
        }
        settings.endpoint.endpoint = None;
        settings.retry = RetrySettings::new().mode(RetryMode::Adaptive);
        let value = UserAgent::new(&SERVICE, &settings).value(Features::new());
        assert!(value.to_str().unwrap().ends_with(" m/F"), "{value:?}");
        settings.retry = RetrySettings::off();
        let value = UserAgent::new(&SERVICE, &settings).value(Features::new());
        assert!(value.to_str().unwrap().ends_with(" lang/rust"), "{value:?}");
    }
}
