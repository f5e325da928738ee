use std::any::Any;
use std::fmt::{Debug, Display};

use serde_json::{json, Value};

/// Why a request came to nothing, and through whom.
pub struct Fault {
    pub kind: &'static str,
    pub name: String,
    pub message: String,
}

pub type Outcome = Result<Value, Fault>;

impl Fault {
    /// The caller's mistake.
    pub fn driver(message: impl Display) -> Self {
        Fault {
            kind: "driver",
            name: "BadRequest".into(),
            message: message.to_string(),
        }
    }

    pub fn panic(panic: Box<dyn Any + Send>) -> Self {
        let message = match (panic.downcast_ref::<String>(), panic.downcast_ref::<&str>()) {
            (Some(text), _) => text.clone(),
            (_, Some(text)) => (*text).to_string(),
            _ => "no message".into(),
        };
        Fault {
            kind: "peer",
            name: "Panic".into(),
            message,
        }
    }

    pub fn to_json(&self) -> Value {
        json!({ "kind": self.kind, "type": self.name, "message": self.message })
    }
}

/// An error of the driven crate, or of what it uses, named for its variant.
impl<E: Debug + Display> From<E> for Fault {
    fn from(error: E) -> Self {
        let name = format!("{error:?}");
        let end = name
            .find(|letter: char| !letter.is_ascii_alphanumeric())
            .unwrap_or(name.len());
        Fault {
            kind: "peer",
            name: name[..end].into(),
            message: error.to_string(),
        }
    }
}
