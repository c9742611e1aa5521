use super::{code_span, to_markdown};

#[track_caller]
fn assert(text: &str, expected: &[&str]) {
    assert_eq!(to_markdown(text), expected, "{text}");
}

#[test]
fn paragraphs_and_spans() {
    assert(
        "<p>Takes a <code>role &lt;name&gt;</code>, <b> or </b><i>none</i>.</p> <p>See <a href=\"https://a.example/b(c)\">there</a> & <a>here</a>.</p>",
        &["Takes a `role <name>`, **or** *none*.", "", "See [there](https://a.example/b%28c%29) & here."],
    );
}

#[test]
fn lists_are_nested() {
    assert(
        "<p>Either:</p><ul><li><p>One</p></li><li>Two:<ol><li>first</li><li><p>second</p><p>more</p></li></ol></li><li>Three</li></ul><p>End</p>",
        &["Either:", "", "- One", "- Two:", "  1. first", "  2. second", "", "     more", "", "- Three", "", "End"],
    );
}

#[test]
fn labels_terms_and_code() {
    assert(
        "<fullname>Name</fullname><note><p>Mind it.</p></note><dl><dt>Term</dt><dd>What it is.</dd></dl><pre>let a\n  = `b`;</pre>",
        &[
            "**Name**",
            "",
            "**Note:** Mind it.",
            "",
            "- Term",
            "",
            "  What it is.",
            "",
            "```text",
            "let a",
            "  = `b`;",
            "```",
        ],
    );
}

#[test]
fn what_means_something_to_rustdoc_is_escaped() {
    assert(
        "<p>a [b] *c* _d_ e_f `g` Vec<T> http://h.example/i. \\ &lt;p&gt; #1 &amp;lt;</p>",
        &[r"a \[b\] \*c\* \_d\_ e_f \`g\` Vec\<T> <http://h.example/i>. \\ \<p> #1 \&lt;"],
    );
    assert("<p># a</p><p>1. b</p><p>- c</p>", &["\\# a", "", "1\\. b", "", "\\- c"]);
    assert("<p>a <b>b <i>c</p><p>d</p></ul>e", &["a **b *c***", "", "d", "", "e"]);
}

#[test]
fn lines_are_broken_but_not_in_code() {
    let text = format!("<p>{}<code>{}</code> end</p>", "word ".repeat(18), "x ".repeat(10));
    let code = ["x"; 10].join(" ");
    let first = ["word"; 18].join(" ");
    assert(&text, &[&first, &format!("`{code}` end")]);
}

#[test]
fn markdown_stays_markdown() {
    assert(
        "# Title\n\nSome *text* with `a [b]` and [a link](https://a.example).\n- one\n- two\n\n```\nlet x;\n```",
        &[
            "# Title",
            "",
            "Some *text* with `a [b]` and [a link](https://a.example).",
            "- one",
            "- two",
            "",
            "```text",
            "let x;",
            "```",
        ],
    );
    assert("a [b] `c https://d.example, <E> <b>f</b>", &[r"a \[b\] \`c <https://d.example>, \<E> **f**"]);
    assert("    let run = 1;", &["let run = 1;"]);
    assert("```rust\npanic!()", &["```text", "panic!()", "```"]);
}

#[test]
fn nothing_hides_from_the_reader() {
    assert("a\u{202e}b\0c\rd", &["abcd"]);
    assert(
        "<p>a&#x202e;b&#0;c */ \"</p>",
        &["a&#x202e;b&#0;c \\*/ \""].map(|line| line.replace('&', "\\&")).each_ref().map(String::as_str),
    );
}

#[test]
fn code_spans_hold_backticks() {
    assert_eq!(code_span("a"), "`a`");
    assert_eq!(code_span("`a``"), "``` `a`` ```");
    assert_eq!(code_span("a\nb"), "`a b`");
}

#[test]
fn nothing_panics_or_takes_long() {
    for text in ["<", "<a", "&", "&#", "&#x110000;", "`", "[", "[](", "</", "<p", "é<b>é", "[é](é)"] {
        let _ = to_markdown(&text.repeat(2_000));
        let _ = to_markdown(&format!("<p>{}", text.repeat(2_000)));
    }
    let _ = to_markdown(&"<ul><li>".repeat(20_000));
    let _ = to_markdown(&"<b>".repeat(20_000));
}
