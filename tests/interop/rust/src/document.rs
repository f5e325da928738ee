use std::fs;

use data_encoding::BASE64;
use serde_json::Value;

use crate::fault::Fault;

/// The bytes of a document: `base64`, `text`, or a file at `path`.
pub fn content(source: &Value) -> Result<Vec<u8>, Fault> {
    if let Some(encoded) = source["base64"].as_str() {
        return BASE64.decode(encoded.as_bytes()).map_err(Fault::driver);
    }
    if let Some(text) = source["text"].as_str() {
        return Ok(text.into());
    }
    match source["path"].as_str().or(source.as_str()) {
        Some(path) => Ok(fs::read(path)?),
        None => Err(Fault::driver("the request has no document")),
    }
}
