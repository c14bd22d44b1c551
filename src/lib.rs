//! Partner Triage: the map of the crate.
