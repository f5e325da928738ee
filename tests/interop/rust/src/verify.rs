use std::collections::HashMap;
use std::fs;
use std::panic::{catch_unwind, AssertUnwindSafe};

use in_toto::models::Metablock;
use in_toto::verifylib::in_toto_verify;
use serde_json::{json, Value};

use crate::fault::{Fault, Outcome};
use crate::keys::public_key;

fn summary(request: &Value) -> Result<String, Fault> {
    let path = request["layout"].as_str().unwrap_or_default();
    let layout: Metablock = serde_json::from_slice(&fs::read(path)?)?;
    let mut keys = HashMap::new();
    for source in request["keys"].as_array().unwrap_or(&Vec::new()) {
        let key = public_key(source)?;
        keys.insert(key.key_id().clone(), key);
    }
    let folder = request["link_dir"].as_str().unwrap_or(".");
    let link = in_toto_verify(&layout, keys, folder, request["step_name"].as_str())?;
    Ok(serde_json::to_string(&link.metadata)?)
}

/// A verdict for every request; a panic of the crate is a failure too. Parameters cannot be given.
pub fn verify(request: &Value) -> Outcome {
    let outcome = catch_unwind(AssertUnwindSafe(|| summary(request)));
    match outcome.unwrap_or_else(|panic| Err(Fault::panic(panic))) {
        Ok(summary) => Ok(json!({ "verdict": "pass", "summary": summary })),
        Err(fault) => {
            Ok(json!({ "verdict": "fail", "type": fault.name, "message": fault.message }))
        }
    }
}
