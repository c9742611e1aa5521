//! Where lines break: Oppen's algorithm ("Prettyprinting", 1980), with the kinds of breaks that prettyplease has.

use std::fmt::{Display, Write};

/// Columns of a line, and how many it has at least however deep it is indented.
const MARGIN: isize = 89;
const LEAST: isize = 60;

/// Columns of one level.
pub const INDENT: isize = 4;

/// More than any line has: a break of that size is one in any case.
const INFINITE: isize = 0xffff;

/// A text in the making: words, places where lines may break, and groups that are broken or not as a whole.
#[derive(Debug, Default)]
pub struct Layout {
    words: String,
    entries: Vec<Entry>,
    /// The entries whose size is not known yet.
    open: Vec<usize>,
    /// The size of all entries.
    total: isize,
}

#[derive(Debug)]
struct Entry {
    token: Token,
    /// Of a break: up to the next one of its group. Of a group: all of it.
    size: isize,
}

#[derive(Clone, Copy, Debug)]
enum Token {
    Word { start: usize, end: usize },
    Break(Break),
    Begin { offset: isize, consistent: bool },
    End,
}

/// A place where a line may break.
#[derive(Clone, Copy, Debug, Default)]
pub struct Break {
    /// Columns that the next line is indented more than the group.
    pub offset: isize,
    /// Spaces when it does not break.
    pub blank: isize,
    /// What stands at the end of the line when it breaks.
    pub before: &'static str,
    /// What starts the next line.
    pub after: &'static str,
    /// What stands there when it does not break.
    pub unbroken: &'static str,
    /// Whether it goes when nothing follows it in the group.
    pub if_nonempty: bool,
    /// Whether it only ends the size of the break before.
    pub never: bool,
}

impl Layout {
    pub fn word(&mut self, word: impl Display) {
        let start = self.words.len();
        let _ = write!(self.words, "{word}");
        self.add_word(start);
    }

    pub fn text(&mut self, word: &str) {
        let start = self.words.len();
        self.words.push_str(word);
        self.add_word(start);
    }

    fn add_word(&mut self, start: usize) {
        let end = self.words.len();
        let size = (end - start) as isize;
        self.entries.push(Entry { token: Token::Word { start, end }, size });
        self.total += size;
    }

    /// Opens a group in which all breaks break when it does not fit in a line.
    pub fn consistent(&mut self, offset: isize) {
        self.begin(offset, true);
    }

    /// Opens a group in which only those breaks break that have to.
    pub fn inconsistent(&mut self, offset: isize) {
        self.begin(offset, false);
    }

    fn begin(&mut self, offset: isize, consistent: bool) {
        self.open.push(self.entries.len());
        self.entries.push(Entry { token: Token::Begin { offset, consistent }, size: -self.total });
    }

    pub fn end(&mut self) {
        if let [.., before, Entry { token: Token::Break(last), .. }] = self.entries.as_slice() {
            let (blank, empty) = (last.blank, matches!(before.token, Token::Begin { .. }));
            if empty || last.if_nonempty {
                self.entries.pop();
                self.open.pop();
                self.total -= blank;
            }
            if empty {
                self.entries.pop();
                self.open.pop();
                return;
            }
        }
        self.open.push(self.entries.len());
        self.entries.push(Entry { token: Token::End, size: 1 });
    }

    /// Closes the group, which is broken when it is wider than that.
    pub fn end_with_width(&mut self, width: isize) {
        let mut depth = 1;
        for &index in self.open.iter().rev() {
            match self.entries.get(index) {
                Some(Entry { token: Token::Begin { .. }, size }) => {
                    depth -= 1;
                    if depth == 0 {
                        if *size + self.total > width {
                            self.entries.push(Entry { token: Token::Word { start: 0, end: 0 }, size: INFINITE });
                            self.total += INFINITE;
                        }
                        break;
                    }
                }
                Some(Entry { token: Token::End, .. }) => depth += 1,
                _ => {}
            }
        }
        self.end();
    }

    pub fn add_break(&mut self, new: Break) {
        self.close();
        self.open.push(self.entries.len());
        self.entries.push(Entry { token: Token::Break(new), size: -self.total });
        self.total += new.blank;
    }

    /// Moves the last break.
    pub fn offset(&mut self, offset: isize) {
        if let Some(Entry { token: Token::Break(last), .. }) = self.entries.last_mut() {
            last.offset += offset;
        }
    }

    pub fn zero_break(&mut self) {
        self.add_break(Break::default());
    }

    pub fn space(&mut self) {
        self.add_break(Break { blank: 1, ..Break::default() });
    }

    pub fn space_if_nonempty(&mut self) {
        self.add_break(Break { blank: 1, if_nonempty: true, ..Break::default() });
    }

    pub fn hard_break(&mut self) {
        self.add_break(Break { blank: INFINITE, ..Break::default() });
    }

    pub fn hard_break_if_nonempty(&mut self) {
        self.add_break(Break { blank: INFINITE, if_nonempty: true, ..Break::default() });
    }

    pub fn never_break(&mut self) {
        self.add_break(Break { never: true, ..Break::default() });
    }

    /// What follows an element of a list: a comma, after the last one only where the line breaks.
    pub fn comma(&mut self, last: bool) {
        self.list_comma(last, 0);
    }

    /// The same in braces, which have spaces within.
    pub fn comma_or_space(&mut self, last: bool) {
        self.list_comma(last, 1);
    }

    fn list_comma(&mut self, last: bool, blank: isize) {
        if last {
            self.add_break(Break { blank, before: ",", ..Break::default() });
        } else {
            self.text(",");
            self.space();
        }
    }

    /// Gives their sizes to the groups that were closed since the last break, and to that break.
    fn close(&mut self) {
        let mut depth = 0;
        while let Some(entry) = self.open.last().and_then(|index| self.entries.get_mut(*index)) {
            match entry.token {
                Token::Begin { .. } if depth == 0 => return,
                Token::Begin { .. } => {
                    entry.size += self.total;
                    depth -= 1;
                }
                Token::End => depth += 1,
                Token::Break(_) => entry.size += self.total,
                Token::Word { .. } => {}
            }
            let done = depth == 0 && matches!(entry.token, Token::Break(_));
            self.open.pop();
            if done {
                return;
            }
        }
    }

    /// The text. What follows is another.
    pub fn finish(&mut self) -> String {
        self.close();
        let mut text = String::with_capacity(2 * self.words.len());
        let mut lines = Lines { text: &mut text, space: MARGIN, indent: 0, pending: 0, groups: Vec::new() };
        for Entry { token, size } in &self.entries {
            match token {
                Token::Word { start, end } => lines.word(self.words.get(*start..*end).unwrap_or_default()),
                Token::Break(token) => lines.add_break(token, *size),
                Token::Begin { offset, consistent } => lines.begin(*offset, *consistent, *size),
                Token::End => lines.end(),
            }
        }
        self.words.clear();
        self.entries.clear();
        self.open.clear();
        text
    }
}

struct Lines<'a> {
    text: &'a mut String,
    /// Columns left.
    space: isize,
    indent: isize,
    /// Spaces that are written when a word follows.
    pending: isize,
    groups: Vec<Group>,
}

#[derive(Clone, Copy)]
enum Group {
    Fits,
    Broken { indent: isize, consistent: bool },
}

impl Lines<'_> {
    fn word(&mut self, word: &str) {
        self.write_indent();
        self.text.push_str(word);
        self.space -= word.len() as isize;
    }

    fn begin(&mut self, offset: isize, consistent: bool, size: isize) {
        if size > self.space {
            self.groups.push(Group::Broken { indent: self.indent, consistent });
            self.indent += offset;
        } else {
            self.groups.push(Group::Fits);
        }
    }

    fn end(&mut self) {
        if let Some(Group::Broken { indent, .. }) = self.groups.pop() {
            self.indent = indent;
        }
    }

    fn add_break(&mut self, token: &Break, size: isize) {
        let fits = match self.groups.last() {
            _ if token.never => true,
            Some(Group::Fits) => true,
            Some(Group::Broken { consistent: true, .. }) => false,
            _ => size <= self.space,
        };
        if fits {
            self.pending += token.blank;
            self.space -= token.blank;
            self.text.push_str(token.unbroken);
            self.space -= token.unbroken.len() as isize;
        } else {
            if !token.before.is_empty() {
                self.write_indent();
                self.text.push_str(token.before);
            }
            self.text.push('\n');
            self.pending = self.indent + token.offset;
            self.space = LEAST.max(MARGIN - self.pending);
            if !token.after.is_empty() {
                self.word(token.after);
            }
        }
    }

    fn write_indent(&mut self) {
        const SPACES: &str = "                                                                ";
        let mut left = usize::try_from(self.pending).unwrap_or_default();
        while left > 0 {
            let some = left.min(SPACES.len());
            self.text.push_str(&SPACES[..some]);
            left -= some;
        }
        self.pending = 0;
    }
}
