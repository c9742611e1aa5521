//! Documentation of models, which is CommonMark with HTML in it, as lines of Markdown that rustdoc takes without warnings.

mod code_span;
mod control;
mod html;
mod inline;
mod markdown;
mod render;

pub use code_span::code_span;
pub use control::is_control;

/// Renders documentation to lines.
#[must_use]
pub fn to_markdown(text: &str) -> Vec<String> {
    let text: String = text.chars().filter(|c| matches!(c, '\n' | '\t') || !is_control(*c)).collect();
    let tokens = html::tokens(&text);
    let blocks = tokens.iter().any(html::Token::is_block);
    let mut lines = if blocks { render::lines(&tokens) } else { markdown::lines(&text) };
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

#[cfg(test)]
mod tests;
