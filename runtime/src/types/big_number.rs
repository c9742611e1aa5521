//! Numbers of arbitrary size.

use std::fmt;
use std::str::FromStr;

use super::ParseNumberError;
use crate::value::{Slot, Value, View};

/// A `bigInteger` or `bigDecimal`: its digits, so that nothing is rounded. Parse them with the number crate of your choice.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BigNumber(String);

impl BigNumber {
    /// Takes a JSON number: optional minus, digits, optional fraction and exponent. `None` for anything else.
    ///
    /// ```
    /// # use tinsmith_runtime::types::BigNumber;
    /// assert!(BigNumber::new("123456789012345678901234567890.5").is_some());
    /// assert!(BigNumber::new("1,5").is_none());
    /// assert!("1,5".parse::<BigNumber>().is_err());
    /// ```
    #[must_use]
    pub fn new(digits: impl Into<String>) -> Option<Self> {
        let digits = digits.into();
        is_number(digits.as_bytes()).then_some(Self(digits))
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for BigNumber {
    type Err = ParseNumberError;

    /// As [`new`](BigNumber::new).
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::new(text).ok_or(ParseNumberError(()))
    }
}

/// The number grammar of RFC 8259.
pub(super) fn is_number(text: &[u8]) -> bool {
    let digits = |text: &[u8]| text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let text = text.strip_prefix(b"-").unwrap_or(text);
    let whole = digits(text);
    if whole == 0 || (whole > 1 && text.first() == Some(&b'0')) {
        return false;
    }
    let mut rest = text.get(whole..).unwrap_or_default();
    if let Some(fraction) = rest.strip_prefix(b".") {
        let length = digits(fraction);
        if length == 0 {
            return false;
        }
        rest = fraction.get(length..).unwrap_or_default();
    }
    if let [b'e' | b'E', exponent @ ..] = rest {
        let exponent = exponent.strip_prefix(b"-").or_else(|| exponent.strip_prefix(b"+")).unwrap_or(exponent);
        return !exponent.is_empty() && digits(exponent) == exponent.len();
    }
    rest.is_empty()
}

impl fmt::Display for BigNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Value for BigNumber {
    fn empty() -> Self {
        Self("0".to_owned())
    }

    fn view(&self) -> View<'_> {
        View::BigNumber(&self.0)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::BigNumber(self)
    }
}
