//! Numbers of documents.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use super::BigNumber;
use super::big_number::is_number;
use crate::codec::json;

/// A number of a [`Document`](super::Document): exact, however many digits it has.
///
/// Two numbers are equal when their values are: `1`, `1.0` and `10e-1` are. The digits are kept as they came, and are what
/// is printed and sent.
///
/// ```
/// # use tinsmith_runtime::types::Number;
/// let number: Number = "123456789012345678901234567890.50".parse().unwrap();
/// assert_eq!(number.to_string(), "123456789012345678901234567890.50");
/// assert_eq!(number.as_i64(), None);
/// assert_eq!("1e2".parse(), Ok(Number::from(100)));
/// ```
#[derive(Clone)]
pub struct Number(Digits);

#[derive(Clone)]
enum Digits {
    /// Zero or more.
    Positive(u64),
    /// Less than zero.
    Negative(i64),
    /// Printed as the shortest digits that give this float.
    Float(f64),
    /// What the others would print otherwise.
    Text(Box<str>),
}

impl Number {
    /// Takes digits that are known to follow the grammar of JSON.
    pub(crate) fn from_digits(digits: &str) -> Self {
        if let Ok(value) = digits.parse() {
            return Self(Digits::Positive(value));
        }
        if let Ok(value) = digits.parse::<i64>()
            && value < 0
        {
            return Self(Digits::Negative(value));
        }
        let float = digits.parse::<f64>().ok().filter(|&value| prints(value, digits));
        Self(float.map_or_else(|| Digits::Text(digits.into()), Digits::Float))
    }

    /// The number as a float, rounded if need be; infinite beyond the largest of them.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "documented")]
    pub fn as_f64(&self) -> f64 {
        match &self.0 {
            Digits::Positive(number) => *number as f64,
            Digits::Negative(number) => *number as f64,
            Digits::Float(number) => *number,
            Digits::Text(digits) => digits.parse().unwrap_or(f64::NAN),
        }
    }

    /// The number as an integer, where its value is one that fits: of `1e3` as of `1000`.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        match &self.0 {
            Digits::Positive(number) => (*number).try_into().ok(),
            Digits::Negative(number) => Some(*number),
            Digits::Float(_) | Digits::Text(_) => {
                let (negative, number) = self.decimal(|decimal| Some((decimal.negative, decimal.integer()?)))?;
                let number = i128::from(number);
                i64::try_from(if negative { -number } else { number }).ok()
            }
        }
    }

    /// The number as an integer without sign, where its value is one that fits.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        match &self.0 {
            Digits::Positive(number) => Some(*number),
            Digits::Negative(_) => None,
            Digits::Float(_) | Digits::Text(_) => {
                self.decimal(|decimal| decimal.integer().filter(|&number| number == 0 || !decimal.negative))
            }
        }
    }

    /// Whether it is a number at all, as JSON has them: not NaN, not an infinity.
    #[must_use]
    pub fn is_finite(&self) -> bool {
        !matches!(self.0, Digits::Float(number) if !number.is_finite())
    }

    /// Writes what is printed.
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        match &self.0 {
            Digits::Positive(number) => json::number::write_unsigned(*number, out),
            Digits::Negative(number) => json::number::write_integer(*number, out),
            Digits::Float(number) => json::number::write_double(*number, out),
            Digits::Text(digits) => out.extend_from_slice(digits.as_bytes()),
        }
    }

    /// Shows the value; `None` where it has no digits.
    fn decimal<R>(&self, look: impl FnOnce(&Decimal<'_>) -> Option<R>) -> Option<R> {
        match &self.0 {
            Digits::Text(digits) => look(&Decimal::new(digits)?),
            _ if !self.is_finite() => None,
            _ => look(&Decimal::new(&self.to_string())?),
        }
    }
}

/// Digits taken apart: before and after the point, without zeros that do not count.
struct Decimal<'a> {
    negative: bool,
    whole: &'a str,
    fraction: &'a str,
    /// How many places the point stands further to the right.
    exponent: i128,
}

impl<'a> Decimal<'a> {
    /// `None` for an exponent beyond all bounds.
    fn new(digits: &'a str) -> Option<Self> {
        let (negative, digits) = digits.strip_prefix('-').map_or((false, digits), |digits| (true, digits));
        let (mantissa, exponent) = match digits.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, i128::from(exponent.parse::<i64>().ok()?)),
            None => (digits, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let fraction = fraction.trim_end_matches('0');
        let whole = whole.trim_start_matches('0');
        Some(Self { negative, whole, fraction, exponent })
    }

    /// The digits from the first to the last that are not zero, and how many of them stand before the point.
    fn normal(&self) -> (impl Iterator<Item = u8>, i128) {
        let lead = if self.whole.is_empty() { self.fraction.len() - self.significant_fraction().len() } else { 0 };
        let first = i128::try_from(self.whole.len()).unwrap_or(i128::MAX) - i128::try_from(lead).unwrap_or(0);
        let fraction = if self.whole.is_empty() { self.significant_fraction() } else { self.fraction };
        let whole = if fraction.is_empty() { self.whole.trim_end_matches('0') } else { self.whole };
        (whole.bytes().chain(fraction.bytes()), self.exponent + first)
    }

    fn significant_fraction(&self) -> &'a str {
        self.fraction.trim_start_matches('0')
    }

    fn is_zero(&self) -> bool {
        self.whole.is_empty() && self.fraction.is_empty()
    }

    /// The value without its sign, where it is an integer that fits.
    fn integer(&self) -> Option<u64> {
        let (digits, point) = self.normal();
        let mut value: u64 = 0;
        let mut count = 0;
        for digit in digits {
            value = value.checked_mul(10)?.checked_add(u64::from(digit - b'0'))?;
            count += 1;
        }
        if value == 0 {
            return Some(0);
        }
        let zeros = u32::try_from(point.checked_sub(count)?).ok()?;
        value.checked_mul(10_u64.checked_pow(zeros)?)
    }
}

impl PartialEq for Decimal<'_> {
    fn eq(&self, other: &Self) -> bool {
        if self.is_zero() || other.is_zero() {
            return self.is_zero() && other.is_zero();
        }
        let ((left, left_point), (right, right_point)) = (self.normal(), other.normal());
        self.negative == other.negative && left_point == right_point && left.cmp(right) == Ordering::Equal
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Digits::Positive(left), Digits::Positive(right)) => left == right,
            (Digits::Negative(left), Digits::Negative(right)) => left == right,
            (Digits::Positive(_), Digits::Negative(_)) | (Digits::Negative(_), Digits::Positive(_)) => false,
            (Digits::Float(left), Digits::Float(right)) => left == right,
            (Digits::Text(left), Digits::Text(right)) if left == right => true,
            _ => self.decimal(|left| other.decimal(|right| Some(left == right))).unwrap_or(false),
        }
    }
}

/// Whether a float is printed as these digits.
fn prints(value: f64, digits: &str) -> bool {
    is_shortest(digits) || prints_slowly(value, digits)
}

/// Whether these digits are known to be what the float that they are read as is printed as: up to 15 of them are, as no
/// two texts of so many digits are the same float, where they are written as a float is. Most numbers are such, and to
/// print them for comparison takes ten times the instructions of reading them.
fn is_shortest(digits: &str) -> bool {
    let Some((whole, fraction)) = digits.strip_prefix('-').unwrap_or(digits).split_once('.') else { return false };
    let written_so = fraction == "0" || !(fraction.ends_with('0') || whole == "0" && fraction.starts_with("0000"));
    written_so && whole.len() + fraction.len() <= 15 && fraction.bytes().all(|byte| byte.is_ascii_digit())
}

fn prints_slowly(value: f64, digits: &str) -> bool {
    struct Rest<'a>(&'a str);

    impl fmt::Write for Rest<'_> {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            self.0 = self.0.strip_prefix(text).ok_or(fmt::Error)?;
            Ok(())
        }
    }

    let mut rest = Rest(digits);
    fmt::Write::write_fmt(&mut rest, format_args!("{value:?}")).is_ok() && rest.0.is_empty()
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Digits::Positive(number) => write!(f, "{number}"),
            Digits::Negative(number) => write!(f, "{number}"),
            Digits::Float(number) => write!(f, "{number:?}"),
            Digits::Text(digits) => f.write_str(digits),
        }
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Number({self})")
    }
}

/// A text that is not a number as JSON has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseNumberError(pub(super) ());

impl fmt::Display for ParseNumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the text is no JSON number: an optional minus, digits, an optional fraction and exponent")
    }
}

impl std::error::Error for ParseNumberError {}

impl FromStr for Number {
    type Err = ParseNumberError;

    fn from_str(digits: &str) -> Result<Self, Self::Err> {
        if is_number(digits.as_bytes()) { Ok(Self::from_digits(digits)) } else { Err(ParseNumberError(())) }
    }
}

impl From<u64> for Number {
    fn from(value: u64) -> Self {
        Self(Digits::Positive(value))
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self(u64::try_from(value).map_or(Digits::Negative(value), Digits::Positive))
    }
}

impl From<u32> for Number {
    fn from(value: u32) -> Self {
        u64::from(value).into()
    }
}

impl From<i32> for Number {
    fn from(value: i32) -> Self {
        i64::from(value).into()
    }
}

impl From<f64> for Number {
    fn from(value: f64) -> Self {
        Self(Digits::Float(value))
    }
}

impl From<BigNumber> for Number {
    fn from(value: BigNumber) -> Self {
        Self::from_digits(value.as_str())
    }
}
