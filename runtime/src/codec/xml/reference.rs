//! References in XML: to characters by number, and to the five entities that XML defines.

/// What a reference stands for that cannot be resolved. There are no other entities without a DOCTYPE.
pub(super) enum Unresolved {
    Character,
    Entity,
}

/// The character that a reference of this name, without `&` and `;`, stands for.
pub(super) fn resolve(name: &str) -> Result<char, Unresolved> {
    Ok(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#').ok_or(Unresolved::Entity)?;
            let (digits, radix) = number.strip_prefix('x').map_or((number, 10), |digits| (digits, 16));
            // Rust takes a sign too.
            let code = u32::from_str_radix(digits, radix).ok().filter(|code| *code != 0 && !digits.starts_with('+'));
            code.and_then(char::from_u32).ok_or(Unresolved::Character)?
        }
    })
}
