//! `triage export`: playbooks in other forms, and the app's data.

use crate::{arguments::Arguments, assets, page::Answer};
use std::path::Path;

/// Writes one of the forms.
///
/// # Errors
/// A form or table that does not exist, a playbook that cannot be used, a folder that cannot be written.
pub fn run(arguments: &Arguments, operands: &[&str]) -> Result<Answer, String> {
    match operands {
        ["assets", folder] => {
            assets::write_assets(Path::new(folder))?;
            Ok(Answer::text(""))
        }
        _ => Err(arguments.unusable()),
    }
}
