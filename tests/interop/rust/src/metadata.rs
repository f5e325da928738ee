use data_encoding::BASE64;
use in_toto::interchange::{DataInterchange, Json};
use in_toto::models::{Metablock, MetadataWrapper};
use serde_json::{json, Value};

use crate::document::content;
use crate::fault::{Fault, Outcome};
use crate::keys::{private_key, public_key};

pub fn canonical(request: &Value) -> Outcome {
    let tree: Value = serde_json::from_slice(&content(request)?)?;
    Ok(json!(BASE64.encode(&Json::canonicalize(&tree)?)))
}

fn metablock(request: &Value) -> Result<Metablock, Fault> {
    Ok(serde_json::from_slice(&content(request)?)?)
}

/// The crate writes no files itself: `file` is the Metablock as it serialises.
fn described(metablock: &Metablock) -> Outcome {
    let kind = match metablock.metadata {
        MetadataWrapper::Layout(_) => "layout",
        MetadataWrapper::Link(_) => "link",
    };
    let signed = String::from_utf8(metablock.metadata.to_bytes()?)?.replace("\\n", "\n");
    Ok(json!({
        "container": "metablock",
        "type": kind,
        "payload": serde_json::to_string(&metablock.metadata)?,
        "signed": BASE64.encode(signed.as_bytes()),
        "file": BASE64.encode(&serde_json::to_vec(metablock)?),
    }))
}

pub fn parse(request: &Value) -> Outcome {
    described(&metablock(request)?)
}

pub fn create(request: &Value) -> Outcome {
    if request["container"] != "metablock" {
        return Err("Unsupported: the crate makes no envelopes".into());
    }
    let mut keys = Vec::new();
    for source in request["signers"].as_array().unwrap_or(&Vec::new()) {
        keys.push(private_key(source)?);
    }
    let metadata = MetadataWrapper::try_from_bytes(&content(request)?)?;
    described(&Metablock::new(metadata, &keys.iter().collect::<Vec<_>>())?)
}

pub fn sign(request: &Value) -> Outcome {
    let mut existing = metablock(request)?;
    let key = private_key(&request["signer"])?;
    let signed = Metablock::new(existing.metadata.clone(), &[&key])?;
    if request["existing"] == "replace" {
        existing.signatures.clear();
    }
    existing.signatures.extend(signed.signatures);
    let mut description = described(&existing)?;
    description["keyid"] = json!(key.key_id());
    Ok(description)
}

pub fn check_signature(request: &Value) -> Outcome {
    metablock(request)?.verify(1, [&public_key(&request["key"])?])?;
    Ok(json!(true))
}
