//! Documentation of models, which is CommonMark with HTML in it, as lines of Markdown that rustdoc takes without warnings.

mod html;
mod inline;
mod markdown;
mod render;

/// Lines are broken at about this width, but not inside code.
const WIDTH: usize = 100;

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

/// Characters that would hide text from its reader, or that comments of Rust cannot have: controls, and those that change
/// the direction of text.
#[must_use]
pub fn is_control(character: char) -> bool {
    let direction = matches!(
        character,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    );
    character.is_control() || direction || matches!(character, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// Text as code within a line, whatever backticks it has in it.
#[must_use]
pub fn code_span(text: &str) -> String {
    let text: String = text.chars().map(|c| if is_control(c) { ' ' } else { c }).collect();
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let ticks = "`".repeat(longest + 1);
    let space = if text.is_empty() || text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) { " " } else { "" };
    format!("{ticks}{space}{text}{space}{ticks}")
}

#[cfg(test)]
mod tests;
