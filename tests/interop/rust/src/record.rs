use in_toto::runlib::record_artifacts;
use serde_json::{json, Value};

use crate::fault::Outcome;

fn words(list: &Value) -> Option<Vec<&str>> {
    Some(list.as_array()?.iter().filter_map(Value::as_str).collect())
}

pub fn record(request: &Value) -> Outcome {
    let artifacts = record_artifacts(
        &words(&request["artifacts"]).unwrap_or_default(),
        words(&request["algorithms"]).as_deref(),
        words(&request["lstrip_paths"]).as_deref(),
    )?;
    Ok(json!(artifacts))
}
