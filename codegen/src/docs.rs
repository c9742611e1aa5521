//! Documentation of models, which is CommonMark with HTML in it, as lines of Markdown that rustdoc takes without warnings.

/// Renders documentation to lines.
#[must_use]
pub fn to_markdown(text: &str) -> Vec<String> {
    text.lines().map(|line| line.chars().filter(|character| !character.is_control()).collect()).collect()
}
