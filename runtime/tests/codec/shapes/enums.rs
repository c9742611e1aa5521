use tinsmith_runtime::value::{IntEnum, Slot, StringEnum, Value, View};

#[derive(Clone, Debug, PartialEq)]
pub enum Color {
    Red,
    Green,
    Unknown(String),
}

impl StringEnum for Color {
    fn as_str(&self) -> &str {
        match self {
            Self::Red => "RED",
            Self::Green => "GREEN",
            Self::Unknown(value) => value,
        }
    }

    fn set(&mut self, value: &str) {
        *self = match value {
            "RED" => Self::Red,
            "GREEN" => Self::Green,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

impl Value for Color {
    fn empty() -> Self {
        Self::Unknown(String::new())
    }

    fn view(&self) -> View<'_> {
        View::String(self.as_str())
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Enum(self)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum Size {
    Small,
    Unknown(i32),
}

impl IntEnum for Size {
    fn value(&self) -> i32 {
        match self {
            Self::Small => 1,
            Self::Unknown(value) => *value,
        }
    }

    fn set(&mut self, value: i32) {
        *self = if value == 1 { Self::Small } else { Self::Unknown(value) }
    }
}

impl Value for Size {
    fn empty() -> Self {
        Self::Unknown(0)
    }

    fn view(&self) -> View<'_> {
        View::Integer(self.value().into())
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::IntEnum(self)
    }
}
