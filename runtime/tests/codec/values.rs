//! Arbitrary values.

use std::collections::HashMap;

use proptest::collection::{btree_map, hash_map, vec};
use proptest::option::of;
use proptest::prelude::*;
use tinsmith_runtime::timestamp::Timestamp;
use tinsmith_runtime::types::{BigNumber, Blob, Document, Number};

use crate::shapes::{Choice, Color, Everything, Node, Person, Size};

/// Any text, much of it of characters that some format escapes.
pub fn text() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        4 => any::<char>(),
        4 => "[a-z0-9 ]".prop_map(|text| text.chars().next().unwrap_or('a')),
        2 => proptest::sample::select(vec![
            '"', '\\', '/', '<', '>', '&', '\'', ']', '\r', '\n', '\t', '\0', '\u{1f}', '\u{7f}', '\u{85}', '\u{2028}',
            '\u{fffd}', '+', '%', '=', ';', '~', '\u{1f600}',
        ]),
    ];
    vec(character, 0..12).prop_map(String::from_iter)
}

/// Any text of characters that XML 1.0 has.
pub fn xml_text() -> impl Strategy<Value = String> {
    text().prop_map(|text| {
        let legal = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
        text.chars().filter(legal).collect()
    })
}

pub fn finite() -> impl Strategy<Value = f64> {
    any::<u64>().prop_map(f64::from_bits).prop_filter("finite", |value| value.is_finite())
}

fn finite_f32() -> impl Strategy<Value = f32> {
    any::<u32>().prop_map(f32::from_bits).prop_filter("finite", |value| value.is_finite())
}

/// Any digits that JSON has.
pub fn digits() -> impl Strategy<Value = String> {
    "-?(0|[1-9][0-9]{0,40})(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,4})?"
}

fn number() -> impl Strategy<Value = Number> {
    digits().prop_filter_map("a number", |digits| digits.parse().ok())
}

pub fn document() -> impl Strategy<Value = Document> {
    document_of(number())
}

/// Documents whose numbers are 64-bit integers or floats.
pub fn document_of_floats() -> impl Strategy<Value = Document> {
    document_of(finite().prop_map(Number::from))
}

fn document_of(number: impl Strategy<Value = Number> + 'static) -> impl Strategy<Value = Document> {
    let leaf = prop_oneof![
        Just(Document::Null),
        any::<bool>().prop_map(Document::from),
        any::<u64>().prop_map(Document::from),
        any::<i64>().prop_map(Document::from),
        finite().prop_map(Document::from),
        number.prop_map(Document::from),
        text().prop_map(Document::from),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(Document::Array),
            btree_map(text(), inner, 0..5).prop_map(|entries| Document::Object(entries.into())),
        ]
    })
}

/// Within the years 0000 to 9999.
fn timestamp() -> impl Strategy<Value = Timestamp> {
    (-62_167_219_200_i64..=253_402_300_799, 0_u32..1_000_000_000)
        .prop_map(|(seconds, nanos)| Timestamp::new(seconds, nanos).unwrap())
}

fn color() -> impl Strategy<Value = Color> {
    prop_oneof![Just(Color::Red), Just(Color::Green), "[A-Z_]{1,4}x".prop_map(Color::Unknown)]
}

fn size() -> impl Strategy<Value = Size> {
    prop_oneof![Just(Size::Small), (2..=i32::MAX).prop_map(Size::Unknown), (i32::MIN..=0).prop_map(Size::Unknown)]
}

fn person() -> impl Strategy<Value = Person> {
    (of(xml_text()), of(any::<i32>())).prop_map(|(name, age)| Person { name, age })
}

fn node() -> impl Strategy<Value = Node> {
    let leaf = of(xml_text()).prop_map(|value| Node { value, ..Node::default() });
    leaf.prop_recursive(4, 16, 3, |inner| {
        let choice = prop_oneof![
            xml_text().prop_map(Choice::Text),
            any::<i32>().prop_map(Choice::Number),
            vec(xml_text(), 1..4).prop_map(Choice::Items),
            inner.clone().prop_map(|node| Choice::Node(Box::new(node))),
        ];
        let next = of(inner.clone().prop_map(Box::new));
        let named = of(hash_map(xml_text(), inner.clone(), 0..3));
        (next, of(vec(inner, 0..3)), named, of(choice), of(xml_text()))
            .prop_map(|(next, children, named, choice, value)| Node { next, children, named, choice, value })
    })
}

/// Values that every codec can write, and that read back equal.
pub fn everything() -> impl Strategy<Value = Everything> {
    let big = "-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,9})?([eE][+-]?[0-9]{1,3})?";
    let numbers = (
        (of(any::<bool>()), of(any::<i8>()), of(any::<i16>()), of(any::<i32>()), of(any::<i64>())),
        (of(finite_f32()), of(finite()), of(big.prop_filter_map("a number", BigNumber::new)), of(size())),
    );
    let texts = (
        (xml_text(), of(xml_text()), of(color()), of(vec(any::<u8>(), 0..9).prop_map(Blob::from))),
        (of(xml_text()), of(xml_text()), of(timestamp()), of(timestamp()), of(timestamp())),
    );
    let lists = (
        of(vec(xml_text(), 0..4)),
        of(vec(any::<i32>(), 0..4)),
        vec(xml_text(), 0..4),
        of(vec(vec(finite(), 0..3), 0..3)),
        of(vec(person(), 0..3)),
        of(vec(of(xml_text()), 0..4)),
    );
    let maps = (
        of(hash_map(xml_text(), xml_text(), 0..4)),
        of(hash_map(xml_text(), color(), 0..4)),
        hash_map(xml_text(), person(), 0..3),
        of(hash_map(xml_text(), of(any::<i64>()), 0..4)),
    );
    (numbers, texts, lists, maps, of(node())).prop_map(|(numbers, texts, lists, maps, node)| {
        let ((boolean, byte, short, integer, long), (float, double, big, size)) = numbers;
        let ((required, text, color, blob), (secret, attribute, date_time, http_date, epoch)) = texts;
        let (list, renamed, flat, matrix, people, sparse_list) = lists;
        let (map, renamed_map, flat_map, sparse_map): (_, _, HashMap<_, _>, _) = maps;
        let secret = secret.map(Into::into);
        // An http-date has whole seconds only.
        let http_date = http_date.map(|time| Timestamp::from_unix_seconds(time.seconds()));
        let choice = node.clone().and_then(|node: Node| node.choice);
        let node = node.map(Box::new);
        Everything {
            required,
            boolean,
            byte,
            short,
            integer,
            long,
            float,
            double,
            big,
            text,
            color,
            size,
            blob,
            date_time,
            http_date,
            epoch,
            secret,
            attribute,
            list,
            renamed,
            flat,
            matrix,
            people,
            map,
            renamed_map,
            flat_map,
            sparse_list,
            sparse_map,
            node,
            choice,
        }
    })
}

/// Replaces, inserts, removes or doubles some bytes.
pub fn mutate(bytes: &[u8], mutations: &[(usize, u8, u8)]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for &(position, kind, byte) in mutations {
        let position = position % (bytes.len() + 1);
        match kind % 4 {
            0 => bytes.insert(position, byte),
            1 if position < bytes.len() => drop(bytes.remove(position)),
            2 if position < bytes.len() => bytes[position] = byte,
            _ => {
                let end = (position + usize::from(byte) % 16).min(bytes.len());
                let part = bytes[position..end].to_vec();
                bytes.splice(position..position, part);
            }
        }
    }
    bytes
}

/// Bytes that tokens of JSON and XML are made of, more often than others.
pub fn mutations() -> impl Strategy<Value = Vec<(usize, u8, u8)>> {
    let byte =
        prop_oneof![proptest::sample::select(br#"{}[]",:\/u0123456789eE+-.tfn <>&;!?='#x"#.to_vec()), any::<u8>(),];
    vec((any::<usize>(), any::<u8>(), byte), 1..6)
}
