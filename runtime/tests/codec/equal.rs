//! Shapes against what `derive(PartialEq)` says.

use proptest::prelude::*;
use tinsmith_runtime::generated::equal;

use crate::shapes::{Choice, Everything};
use crate::values::everything;

/// Takes over each member alone, and holds the two shapes against each other.
macro_rules! differences {
    ($left:ident, $right:ident: $($field:ident)*) => {
        $({
            let mut mixed = $left.clone();
            mixed.$field = $right.$field.clone();
            prop_assert_eq!(equal(&$left, &mixed), $left == mixed, "{}", stringify!($field));
        })*
    };
}

proptest! {
    #[test]
    fn shapes_are_equal_where_all_members_are(left in everything(), right in everything()) {
        // Not a number is not equal to itself.
        prop_assert_eq!(equal(&left, &left.clone()), left == left.clone());
        differences!(left, right: required boolean byte short integer long float double big text color size blob date_time
            secret list matrix people map renamed_map flat_map sparse_list sparse_map node choice);
    }
}

#[test]
fn unions_floats_and_maps() {
    let unknown = |name: &str| Choice::Unknown(name.to_owned());
    assert!(equal(&unknown("a"), &unknown("a")));
    assert!(!equal(&unknown("a"), &unknown("b")));
    assert!(!equal(&unknown(""), &Choice::Number(0)));
    assert!(!equal(&Choice::Text("0".to_owned()), &Choice::Number(0)));
    let with = |change: fn(&mut Everything)| {
        let mut everything: Everything = tinsmith_runtime::value::Value::empty();
        change(&mut everything);
        everything
    };
    let zero = with(|it| it.double = Some(0.0));
    assert!(equal(&zero, &with(|it| it.double = Some(-0.0))));
    assert!(!equal(&zero, &with(|_| {})));
    let nan = with(|it| it.double = Some(f64::NAN));
    assert!(!equal(&nan, &nan));
    let map = |keys: &[&str]| Some(keys.iter().map(|&key| (key.to_owned(), String::new())).collect());
    let (mut left, mut right) = (with(|_| {}), with(|_| {}));
    (left.map, right.map) = (map(&["a", "b", "c", "d"]), map(&["d", "c", "b", "a"]));
    assert!(equal(&left, &right));
    right.map = map(&["a", "b", "c", "e"]);
    assert!(!equal(&left, &right));
}
