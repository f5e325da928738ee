use in_toto::crypto::{PrivateKey, PublicKey, SignatureScheme};
use ring::signature::{Ed25519KeyPair, KeyPair};
use serde_json::{json, Value};

use crate::document::content;
use crate::fault::{Fault, Outcome};

const ED25519: &[u8] = &[0x06, 0x03, 0x2b, 0x65, 0x70];
const RSA: &[u8] = &[
    0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01,
];

fn has(der: &[u8], object_identifier: &[u8]) -> bool {
    der.windows(object_identifier.len())
        .any(|window| window == object_identifier)
}

/// The crate wants to be told the scheme: `scheme`, or the usual one for the kind of key.
fn scheme_of(der: &[u8], source: &Value) -> Result<SignatureScheme, Fault> {
    if let Some(name) = source["scheme"].as_str() {
        return Ok(serde_json::from_value(json!(name))?);
    }
    Ok(if has(der, ED25519) {
        SignatureScheme::Ed25519
    } else if has(der, RSA) {
        SignatureScheme::RsaSsaPssSha256
    } else {
        SignatureScheme::EcdsaP256Sha256
    })
}

/// A path or document of PEM, or the key object as it stands in layouts.
///
/// The crate reads SPKI of Ed25519 only with parameters, which RFC 8410 forbids; so its 32 bytes are taken out.
pub fn public_key(source: &Value) -> Result<PublicKey, Fault> {
    if !source["object"].is_null() {
        return Ok(serde_json::from_value(source["object"].clone())?);
    }
    let block = pem::parse(content(source)?)?;
    let der = block.contents();
    if has(der, ED25519) && der.len() == 44 {
        let algorithms = Some(vec!["sha256".to_string(), "sha512".to_string()]);
        return Ok(PublicKey::from_ed25519_with_keyid_hash_algorithms(
            &der[12..],
            algorithms,
        )?);
    }
    Ok(PublicKey::from_spki(der, scheme_of(der, source)?)?)
}

/// A path or document of PEM with PKCS#8.
///
/// The crate reads Ed25519 only where the public key stands beside the private one, which OpenSSL leaves out; so it is added.
pub fn private_key(source: &Value) -> Result<PrivateKey, Fault> {
    let block = pem::parse(content(source)?)?;
    let der = block.contents();
    let scheme = scheme_of(der, source)?;
    if has(der, ED25519) && der.len() == 48 {
        let pair = Ed25519KeyPair::from_seed_unchecked(&der[16..]).map_err(Fault::driver)?;
        let mut complete = vec![0x30, 0x51, 0x02, 0x01, 0x01];
        complete.extend_from_slice(&der[5..]);
        complete.extend_from_slice(&[0x81, 0x21, 0x00]);
        complete.extend_from_slice(pair.public_key().as_ref());
        return Ok(PrivateKey::from_pkcs8(&complete, scheme)?);
    }
    Ok(PrivateKey::from_pkcs8(der, scheme)?)
}

pub fn load_key(request: &Value) -> Outcome {
    let key = public_key(&request["key"])?;
    Ok(json!({ "keyid": key.key_id(), "key": key }))
}
