//! Drives the crate in-toto over JSON lines: one request per line on stdin, one answer per line on stdout.
//! The protocol is that of the Python driver; "peer" errors are errors and panics of the crate. The crate cannot be
//! interrupted: the caller ends the process where a request takes too long.

mod document;
mod fault;
mod keys;
mod metadata;
mod record;
mod verify;

use std::env;
use std::fs::File;
use std::io::{stdin, BufRead, Write};
use std::os::fd::FromRawFd;
use std::panic::{catch_unwind, set_hook, AssertUnwindSafe};

use fault::{Fault, Outcome};
use serde_json::{json, Value};

fn info(_: &Value) -> Outcome {
    Ok(
        json!({ "name": "in-toto for Rust", "version": "0.4.0", "libraries": { "ring": "0.17.14" } }),
    )
}

fn run(request: &Value) -> Outcome {
    let operation = match request["op"].as_str().unwrap_or_default() {
        "info" => info,
        "verify" => verify::verify,
        "canonical" => metadata::canonical,
        "parse" => metadata::parse,
        "create" => metadata::create,
        "sign" => metadata::sign,
        "check_signature" => metadata::check_signature,
        "load_key" => keys::load_key,
        "record" => record::record,
        name => return Err(Fault::driver(format!("no operation {name}"))),
    };
    let home = env::current_dir().map_err(Fault::driver)?;
    if let Some(folder) = request["cwd"].as_str() {
        env::set_current_dir(folder).map_err(Fault::driver)?;
    }
    let outcome = catch_unwind(AssertUnwindSafe(|| operation(request)));
    env::set_current_dir(home).map_err(Fault::driver)?;
    outcome.unwrap_or_else(|panic| Err(Fault::panic(panic)))
}

fn answer(line: &str) -> Value {
    let request: Value = match serde_json::from_str(line) {
        Ok(request) => request,
        Err(error) => return json!({ "ok": false, "error": Fault::driver(error).to_json() }),
    };
    match run(&request) {
        Ok(result) => json!({ "id": request["id"], "ok": true, "result": result }),
        Err(fault) => json!({ "id": request["id"], "ok": false, "error": fault.to_json() }),
    }
}

/// The crate copies the output of inspections to stdout; it must not get among the answers.
fn take_stdout() -> std::io::Result<File> {
    let nothing = File::options().write(true).open("/dev/null")?;
    // SAFETY: both descriptors are open, and the duplicate belongs to the returned file alone.
    unsafe {
        let answers = libc::dup(1);
        libc::dup2(std::os::fd::AsRawFd::as_raw_fd(&nothing), 1);
        libc::fcntl(answers, libc::F_SETFD, libc::FD_CLOEXEC);
        Ok(File::from_raw_fd(answers))
    }
}

fn main() -> std::io::Result<()> {
    set_hook(Box::new(|_| ()));
    let mut answers = take_stdout()?;
    for line in stdin().lock().lines() {
        answers.write_all(format!("{}\n", answer(&line?)).as_bytes())?;
    }
    Ok(())
}
