//! Joins the browser's ports to the app and mounts it.

fn main() {}
