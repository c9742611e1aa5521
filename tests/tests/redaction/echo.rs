//! A service that tells all that it was told.

use tinsmith_runtime::body::Body;
use tinsmith_runtime::transport::{SendFuture, Transport, TransportOptions};

/// How it answers.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Answer {
    /// With an error that the model knows; its message is the request.
    Modeled,
    /// With an error that it does not; code, message and request id are the request.
    Unknown,
    /// With success, and the request in place of a document.
    Unreadable,
    /// With a page of HTML that has the request.
    Page,
    /// With an output.
    Output,
}

/// What answers.
#[derive(Clone, Debug)]
pub(crate) struct Echo {
    pub(crate) answer: Answer,
    /// Of an error that the model knows.
    pub(crate) code: &'static str,
    /// An output as JSON, and as XML in an element of its own.
    pub(crate) outputs: (String, String),
}

impl Transport for Echo {
    fn send(&self, request: http::Request<Body>, _options: TransportOptions) -> SendFuture<'_> {
        let (head, body) = request.into_parts();
        let body = String::from_utf8_lossy(body.as_bytes().map_or(&[], |body| body)).into_owned();
        let mut told = format!("{} {}\n", head.method, head.uri);
        for (name, value) in &head.headers {
            told.push_str(&format!("{name}: {}\n", String::from_utf8_lossy(value.as_bytes())));
        }
        told.push_str(&body);
        let action = body.strip_prefix("Action=").and_then(|rest| rest.split('&').next());
        let (status, body) = self.response(&told, action);
        let response = http::Response::builder().status(status).body(Body::from(body));
        Box::pin(std::future::ready(Ok(response.expect("the parts are right"))))
    }
}

impl Echo {
    fn response(&self, told: &str, action: Option<&str>) -> (u16, String) {
        match (self.answer, action) {
            (Answer::Unreadable, _) => (200, told.to_owned()),
            (Answer::Page, _) => (502, format!("<html><head><title>{told}</title></head><body>{told}</body></html>")),
            (Answer::Modeled, None) => (400, error_in_json(self.code, told, "r-1")),
            (Answer::Modeled, Some(_)) => (400, error_in_xml(self.code, told, "r-1")),
            (Answer::Unknown, None) => (400, error_in_json(told, told, told)),
            (Answer::Unknown, Some(_)) => (400, error_in_xml(told, told, told)),
            (Answer::Output, None) => (200, self.outputs.0.clone()),
            (Answer::Output, Some(action)) => {
                (200, format!("<{action}Response>{}</{action}Response>", renamed(&self.outputs.1, action)))
            }
        }
    }
}

pub(crate) fn error_in_json(code: &str, message: &str, request_id: &str) -> String {
    serde_json::json!({ "__type": code, "message": message, "Message": message, "RequestId": request_id }).to_string()
}

pub(crate) fn error_in_xml(code: &str, message: &str, request_id: &str) -> String {
    let [code, message, request_id] =
        [code, message, request_id].map(|text| text.replace('&', "&amp;").replace('<', "&lt;"));
    format!(
        "<ErrorResponse><Error><Code>{code}</Code><Message>{message}</Message></Error>\
         <RequestId>{request_id}</RequestId></ErrorResponse>"
    )
}

/// The document with `…Result` of the action for its outermost element.
fn renamed(document: &str, action: &str) -> String {
    let (from, to) = (document.find('>').map_or(0, |at| at + 1), document.rfind("</").unwrap_or(document.len()));
    let inner = document.get(from..to).unwrap_or_default();
    format!("<{action}Result>{inner}</{action}Result>")
}
