//! HTML as Markdown.

use super::code_span::code_span;
use super::html::Token;
use super::inline::{FIXED_SPACE, escape, link_target, width_beside, wrap};

/// Lists and emphasis deeper than this are written as if they were not nested.
const MAX_DEPTH: usize = 12;

/// Renders tokens to lines.
pub fn lines(tokens: &[Token]) -> Vec<String> {
    let mut renderer = Renderer::default();
    for token in tokens {
        renderer.token(token);
    }
    while !renderer.spans.is_empty() {
        renderer.close_span();
    }
    renderer.end_code();
    renderer.end_preformatted();
    renderer.end_paragraph();
    renderer.lines
}

#[derive(Default)]
struct Renderer {
    lines: Vec<String>,
    /// The paragraph that is being read, as Markdown.
    text: String,
    /// Emphasis and links that are open, outermost first, each with the text before it.
    spans: Vec<(Span, String)>,
    /// Lists that are open: the number of the next item, or none where they are not numbered.
    lists: Vec<Option<usize>>,
    /// What stands before the first line of the next paragraph, if it begins an item.
    bullet: Option<String>,
    code: Option<String>,
    preformatted: Option<String>,
}

enum Span {
    Strong,
    Emphasis,
    Link(Option<String>),
}

impl Renderer {
    fn token(&mut self, token: &Token) {
        match token {
            Token::Text(text) => self.text(text),
            Token::Close(name) if name == "pre" || name == "programlisting" => self.end_preformatted(),
            _ if self.preformatted.is_some() => {}
            Token::Close(name) if is_code(name) => self.end_code(),
            _ if self.code.is_some() && !token.is_block() => {}
            Token::Open(name, href) => self.open(name, href.as_deref()),
            Token::Close(name) => self.close(name),
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(preformatted) = &mut self.preformatted {
            preformatted.push_str(text);
        } else if let Some(code) = &mut self.code {
            code.push_str(text);
        } else {
            self.text.push_str(&escape(text));
        }
    }

    fn open(&mut self, name: &str, href: Option<&str>) {
        match name {
            "b" | "strong" => self.open_span(Span::Strong),
            "i" | "em" | "replaceable" | "var" => self.open_span(Span::Emphasis),
            "a" => self.open_span(Span::Link(href.and_then(link_target))),
            name if is_code(name) => self.code = Some(String::new()),
            "pre" | "programlisting" => {
                self.end_paragraph();
                self.preformatted = Some(String::new());
            }
            "ul" | "dl" => self.open_list(None),
            "ol" => self.open_list(Some(1)),
            "li" | "dt" => self.open_item(),
            "note" | "tip" | "important" | "caution" | "warning" => {
                self.end_paragraph();
                let (first, rest) = name.split_at(1);
                self.text = format!("**{}{rest}:** ", first.to_ascii_uppercase());
            }
            "fullname" | "title" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_paragraph();
                self.open_span(Span::Strong);
            }
            // The paragraph of a note goes on after its label.
            "p" if self.text.ends_with(":** ") => {}
            "td" | "th" => self.text.push(' '),
            _ if is_inline(name) => {}
            _ => self.end_paragraph(),
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "b" | "strong" | "i" | "em" | "replaceable" | "var" | "a" => self.close_span(),
            "ul" | "ol" | "dl" => {
                self.end_paragraph();
                self.bullet = None;
                self.lists.pop();
            }
            "td" | "th" => {}
            _ if is_inline(name) => {}
            _ => self.end_paragraph(),
        }
    }

    fn open_span(&mut self, span: Span) {
        if self.spans.len() < MAX_DEPTH {
            self.spans.push((span, std::mem::take(&mut self.text)));
        }
    }

    fn close_span(&mut self) {
        let Some((span, before)) = self.spans.pop() else { return };
        let inner = std::mem::replace(&mut self.text, before);
        let trimmed = inner.trim();
        let has_space = |c: Option<char>| c.is_some_and(char::is_whitespace);
        let marked = match span {
            _ if trimmed.is_empty() => String::new(),
            Span::Strong => format!("**{trimmed}**"),
            Span::Emphasis => format!("*{trimmed}*"),
            Span::Link(Some(target)) if trimmed == format!("<{target}>") => trimmed.to_owned(),
            // An address in the text of a link would be a link in a link.
            Span::Link(Some(target)) => format!("[{}]({target})", trimmed.replace(['<', '>'], "")),
            Span::Link(None) => trimmed.to_owned(),
        };
        if has_space(inner.chars().next()) {
            self.text.push(' ');
        }
        self.text.push_str(&marked);
        if has_space(inner.chars().next_back()) {
            self.text.push(' ');
        }
    }

    fn end_code(&mut self) {
        let Some(code) = self.code.take() else { return };
        let words: Vec<&str> = code.split_whitespace().collect();
        if !words.is_empty() {
            self.text.push_str(&code_span(&words.join(" ")).replace(' ', &FIXED_SPACE.to_string()));
        }
    }

    fn open_list(&mut self, number: Option<usize>) {
        self.end_paragraph();
        self.lists.push(number);
    }

    fn open_item(&mut self) {
        self.end_paragraph();
        if self.lists.is_empty() {
            self.lists.push(None);
        }
        let bullet = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "- ".to_owned(),
        };
        self.bullet = Some(bullet);
    }

    /// How far the text of the innermost list stands from the left.
    fn indentation(&self) -> usize {
        self.lists.iter().take(MAX_DEPTH).map(|number| if number.is_some() { 3 } else { 2 }).sum()
    }

    fn end_paragraph(&mut self) {
        self.end_code();
        while !self.spans.is_empty() {
            self.close_span();
        }
        let text = std::mem::take(&mut self.text);
        let indentation = self.indentation();
        let lines = wrap(&text, width_beside(indentation));
        self.push(lines);
    }

    fn end_preformatted(&mut self) {
        let Some(text) = self.preformatted.take() else { return };
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat((longest + 1).max(3));
        let body = text.trim_matches('\n').lines().map(|line| line.replace('\t', "    ").trim_end().to_owned());
        if !text.trim().is_empty() {
            let lines = std::iter::once(format!("{fence}text")).chain(body).chain([fence.clone()]).collect();
            self.push(lines);
        }
    }

    /// Adds a paragraph: within a list under its item, and apart from what stands before.
    fn push(&mut self, lines: Vec<String>) {
        if lines.is_empty() {
            return;
        }
        let indentation = " ".repeat(self.indentation());
        let bullet = self.bullet.take();
        let tight = bullet.is_some() && self.lines.last().is_some_and(|last| is_item(last));
        if !self.lines.is_empty() && !tight {
            self.lines.push(String::new());
        }
        for (number, line) in lines.into_iter().enumerate() {
            let mut start = indentation.clone();
            if let Some(bullet) = bullet.as_ref().filter(|_| number == 0) {
                start.truncate(indentation.len().saturating_sub(if bullet == "- " { 2 } else { 3 }));
                start.push_str(bullet);
            }
            self.lines.push(if line.is_empty() { line } else { format!("{start}{line}") });
        }
    }
}

fn is_code(name: &str) -> bool {
    matches!(name, "code" | "literal" | "kbd" | "tt" | "userinput")
}

fn is_inline(name: &str) -> bool {
    matches!(name, "font" | "img" | "small" | "span" | "sub" | "sup" | "u")
}

/// Whether a line is an item of one line.
fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("- ") || line.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(". ")
}
