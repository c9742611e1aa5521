//! The length and range traits on one value.

use std::fmt;

use crate::schema::Constraints;
use crate::value::View;

/// Whether there is anything to check: greatest lengths are only when `strict`.
#[inline]
pub(super) fn applies(constraints: &Constraints, strict: bool) -> bool {
    let Constraints { length_min, length_max, range_min, range_max } = constraints;
    length_min.is_some() || range_min.is_some() || range_max.is_some() || strict && length_max.is_some()
}

/// Whether a string is as long as it must be, as its bytes tell; where they do not, it may still be.
///
/// Characters take 1 to 4 bytes, so that mostly nothing needs to be counted.
#[inline]
pub(super) fn is_kept(constraints: &Constraints, value: &str, strict: bool) -> bool {
    within(constraints, value.len().div_ceil(4), value.len(), strict)
}

/// What the value must be and is not; `None` where it is.
pub(super) fn broken(constraints: &Constraints, view: View<'_>, strict: bool) -> Option<String> {
    length(constraints, view, strict).or_else(|| range(constraints, view))
}

#[inline]
fn within(constraints: &Constraints, least: usize, most: usize, strict: bool) -> bool {
    constraints.length_min.is_none_or(|min| least as u64 >= min)
        && (!strict || constraints.length_max.is_none_or(|max| most as u64 <= max))
}

fn length(constraints: &Constraints, view: View<'_>, strict: bool) -> Option<String> {
    let (length, one, many) = match view {
        View::String(value) => (value.chars().count(), "character", "characters"),
        View::Blob(bytes) => (bytes.len(), "byte", "bytes"),
        View::List(list) => (list.length(), "element", "elements"),
        View::Map(map) => (map.length(), "entry", "entries"),
        _ => return None,
    };
    if within(constraints, length, length, strict) {
        return None;
    }
    let (min, max) = (constraints.length_min, constraints.length_max);
    // A greatest length that is not checked is told only where it is the least as well.
    let max = max.filter(|max| strict || min == Some(*max));
    let unit = if max.or(min) == Some(1) { one } else { many };
    Some(format!("must have {} {unit}", bounds(min, max)))
}

fn range(constraints: &Constraints, view: View<'_>) -> Option<String> {
    let (min, max) = (constraints.range_min, constraints.range_max);
    if min.is_none() && max.is_none() {
        return None;
    }
    let number = match view {
        #[expect(clippy::cast_precision_loss, reason = "bounds are floats")]
        View::Integer(value) => value as f64,
        View::Float(value) => value.into(),
        View::Double(value) => value,
        View::BigNumber(digits) => digits.parse().ok()?,
        _ => return None,
    };
    let inside = min.is_none_or(|min| number >= min) && max.is_none_or(|max| number <= max);
    (!inside).then(|| format!("must be {}", bounds(min, max)))
}

fn bounds<T: fmt::Display + PartialEq>(min: Option<T>, max: Option<T>) -> String {
    match (min, max) {
        (Some(min), Some(max)) if min == max => format!("exactly {min}"),
        (Some(min), Some(max)) => format!("between {min} and {max}"),
        (Some(min), None) => format!("at least {min}"),
        (None, Some(max)) => format!("at most {max}"),
        (None, None) => "within bounds".to_owned(),
    }
}
