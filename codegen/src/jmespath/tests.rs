use serde_json::json;

use super::Expression::{self, *};
use super::*;

fn parsed(text: &str) -> Expression {
    parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn name(text: &str) -> Expression {
    Identifier(text.to_owned())
}

fn boxed(expression: Expression) -> Box<Expression> {
    Box::new(expression)
}

#[test]
fn steps_become_one_chain() {
    let chain = Chain(vec![name("a"), name("b"), Index(-1), name("c")]);
    for text in ["a.b[-1].c", "a | b | [-1].c", "(a.b)[-1] | @ | c", "@.a.b[-1].c"] {
        assert_eq!(parsed(text), chain, "{text}");
    }
    assert_eq!(parsed("@ | @"), Current);
}

#[test]
fn projections_take_what_follows_them() {
    let projected = Projection(boxed(name("a")), boxed(Chain(vec![name("b"), Index(0)])));
    assert_eq!(parsed("a[*].b[0]"), projected);
    assert_eq!(parsed("a[*].b[0] | c"), Chain(vec![projected, name("c")]));
    assert_eq!(parsed("a.*"), ValueProjection(boxed(name("a")), boxed(Current)));
    let slice = Slice { start: None, stop: Some(2), step: 1 };
    assert_eq!(parsed("a[:2].b"), Projection(boxed(Chain(vec![name("a"), slice])), boxed(name("b"))));
    let flattened = Projection(boxed(Flatten(boxed(name("a")))), boxed(name("b")));
    assert_eq!(parsed("a[].b"), flattened);
    let filtered = Filter(boxed(name("a")), boxed(name("b")), boxed(name("c")));
    assert_eq!(parsed("a[?b].c"), filtered);
}

#[test]
fn operators_bind_as_the_specification_says() {
    let and = And(boxed(name("b")), boxed(Not(boxed(name("c")))));
    assert_eq!(parsed("a || b && !c"), Or(boxed(name("a")), boxed(and)));
    let less = Comparison(Comparator::Less, boxed(name("a")), boxed(Literal(json!(1))));
    assert_eq!(parsed("a<`1` && b"), And(boxed(less), boxed(name("b"))));
}

#[test]
fn literals_are_json_and_raw_strings() {
    for (text, value) in [
        (r#"`{"a": [1, 2.5, null]}`"#, json!({"a": [1, 2.5, null]})),
        (r#"` "a\`b" `"#, json!("a`b")),
        (r"'it\'s \n'", json!(r"it's \n")),
        (r"'\\'", json!(r"\\")),
        ("'é`\"'", json!("é`\"")),
    ] {
        assert_eq!(parsed(text), Literal(value), "{text}");
    }
    assert_eq!(parsed(r#""a\u00e9\"""#), name("aé\""));
}

#[test]
fn calls_have_the_arguments_of_their_function() {
    let arguments = vec![name("a"), Reference(boxed(Chain(vec![name("b"), name("c")])))];
    assert_eq!(parsed("sort_by(a, &b.c)"), Call(Function::SortBy, arguments));
    assert_eq!(parsed("not_null(a, b, c)"), Call(Function::NotNull, vec![name("a"), name("b"), name("c")]));
    for (text, error) in [
        ("nothing(a)", "there is no function `nothing` at character 1"),
        ("a.abs(b, c)", "`abs` takes 1 argument, not 2, at character 3"),
        ("merge()", "`merge` takes at least 1 argument, not 0, at character 1"),
        ("abs(&a)", "expected a value, found `&` at character 5"),
        ("map(a, b)", "expected an expression with `&` before it, found the name `a` at character 5"),
        ("&a", "expected an expression, found `&` at character 1"),
        ("(abs)(a)", "expected the end, found `(` at character 6"),
        ("\"abs\"(a)", "expected the end, found `(` at character 6"),
        ("abs(a,)", "expected an expression, found `)` at character 7"),
    ] {
        assert_eq!(parse(text).unwrap_err().to_string(), error, "{text}");
    }
}

#[test]
fn errors_say_where_and_what() {
    for (text, error) in [
        ("", "expected an expression, found the end at character 1"),
        ("é", "`é` begins nothing that an expression can have at character 1"),
        ("'é' #", "`#` begins nothing that an expression can have at character 5"),
        ("a[0", "expected `]`, found the end at character 4"),
        ("a['b']", "expected an index, a slice or `*`, found a literal at character 3"),
        ("a[::0]", "the step of a slice is 0 at character 5"),
        ("a[99999999999999999999]", "a number does not fit 64 bits at character 3"),
        ("a[-]", "`-` stands before no digit at character 3"),
        ("'a", "a string is not closed by `'` at character 1"),
        ("`{`", "a literal is no JSON: EOF while parsing an object at line 1 column 1, at character 1"),
        ("a[*]*", "expected `.`, `[` or `[?` behind the projection, found `*` at character 5"),
        ("{a: b,}", "expected a name, found `}` at character 7"),
    ] {
        assert_eq!(parse(text).unwrap_err().to_string(), error, "{text}");
    }
}

#[test]
fn depth_is_bounded_whatever_nests() {
    let deep = |open: &str, close: &str, count: usize| format!("{}a{}", open.repeat(count), close.repeat(count));
    for (open, close) in [
        ("(", ")"),
        ("!", ""),
        ("[", "]"),
        ("{a:", "}"),
        ("to_array(", ")"),
        ("map(&", ", b)"),
        ("", "[]"),
        ("", " || a"),
        ("", ".*"),
    ] {
        let text = deep(open, close, 100_000);
        assert!(parse(&text).unwrap_err().message.contains("nests deeper than 64 levels"), "{open}a{close}");
        assert!(parse(&deep(open, close, 20)).is_ok(), "{open}a{close}");
    }
    let literal = format!("`{}{}`", "[".repeat(100), "]".repeat(100));
    assert_eq!(parse(&literal).unwrap_err().message, "it nests deeper than 64 levels");
}

#[test]
fn every_function_has_a_name_that_finds_it() {
    for text in ["abs(a)", "join(a, b)", "max_by(a, &b)", "type(a)"] {
        let Call(function, _) = parsed(text) else { panic!("{text}") };
        assert!(text.starts_with(&format!("{}(", function.name())), "{text}");
    }
}
