//! Without network and clock: a request to bytes, bytes to a result.

use bytes::Bytes;
use tinsmith_aws::runtime::request::RequestSettings;
use tinsmith_aws::verifiedpermissions::GetPolicyStoreInput;
use tinsmith_aws::verifiedpermissions::operations::GET_POLICY_STORE;

pub(crate) fn main() -> Result<(), Box<dyn std::error::Error>> {
    let input = GetPolicyStoreInput::new("PSEXAMPLEabcdefg111111");
    let request = GET_POLICY_STORE.request(&input, "https://example.com", &RequestSettings::default())?;
    println!("{} {}\n{:?}", request.method(), request.uri(), request.body().as_bytes());

    let body = Bytes::from_static(br#"{"__type": "ResourceNotFoundException", "message": "no such policy store"}"#);
    let response = http::Response::builder().status(400).body(body)?;
    println!("{}", GET_POLICY_STORE.parse(&response).unwrap_err());
    Ok(())
}
