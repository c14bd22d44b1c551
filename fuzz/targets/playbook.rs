//! Any bytes, read as a playbook.

#![no_main]

#[path = "../laws.rs"]
#[expect(dead_code, reason = "the other target's law stands beside this one's")]
mod laws;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| laws::playbook(bytes));
