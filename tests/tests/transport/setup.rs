//! What the transport asks of the program and the platform: a runtime, certificates, proxies.

use tinsmith_runtime::transport::{HyperTransport, Transport as _, TransportErrorKind, TransportOptions};
use tinsmith_tests::stand_in::Answer;

use super::{answering, get, send, transport};

#[test]
fn without_a_runtime_it_says_so() {
    let transport = transport();
    let mut future = transport.send(get("http://127.0.0.1:1/"), TransportOptions::default());
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(Err(error)) = future.as_mut().poll(&mut context) else { panic!("it waits") };
    assert_eq!(error.kind(), TransportErrorKind::Configuration);
    let expected = "sending a request to 127.0.0.1:1: this transport works only within a tokio runtime";
    assert_eq!(error.to_string(), expected);
}

#[test]
fn a_runtime_that_lacks_something_is_told_what_to_enable() {
    let mut without_timers = tokio::runtime::Builder::new_current_thread();
    let mut without_io = tokio::runtime::Builder::new_current_thread();
    for (builder, hint) in [
        (without_timers.enable_io(), "`enable_time` or `enable_all`"),
        (without_io.enable_time(), "`enable_io` or `enable_all`"),
    ] {
        let runtime = builder.build().unwrap();
        let error = runtime.block_on(send(&transport(), get("http://127.0.0.1:1/"))).unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::Configuration);
        assert!(!error.may_have_been_sent());
        assert!(error.to_string().contains(hint), "{error}");
        assert!(error.to_string().contains("127.0.0.1:1"), "{error}");
    }
}

#[test]
fn wrong_certificates_are_an_error_of_building() {
    for (pem, message) in [
        ("nothing", "reading the root certificates that were given: there is no certificate in the PEM text"),
        (
            "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n",
            "reading the root certificates that were given: ",
        ),
    ] {
        let error = HyperTransport::builder().root_certificates(pem).build().unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::Configuration);
        assert!(format!("{error:#}").starts_with(message), "{error:#}");
    }
}

/// Runs itself again in a process for which the certificates are somewhere else.
#[cfg(target_os = "linux")]
#[test]
fn a_platform_without_certificates_is_an_error_of_the_first_tls_connection() {
    const INNER: &str = "TINSMITH_TEST_WITHOUT_CERTIFICATES";
    if std::env::var_os(INNER).is_none() {
        let status = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "setup::a_platform_without_certificates_is_an_error_of_the_first_tls_connection"])
            .envs([(INNER, "1"), ("SSL_CERT_FILE", "absent"), ("SSL_CERT_DIR", "absent")])
            .status();
        assert!(status.unwrap().success());
        return;
    }
    let transport = transport();
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let server = answering(Answer::new(200, "plain"));
        assert_eq!(send(&transport, get(server.url())).await.unwrap().body(), "plain");

        let error = send(&transport, get(server.url().replace("http:", "https:"))).await.unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::Configuration);
        assert!(!error.may_have_been_sent());
        let text = error.to_string();
        assert!(text.contains(": setting up TLS with the platform's certificates"), "{text}");
    });
}
