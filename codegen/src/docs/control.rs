//! Characters that are never written.

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
