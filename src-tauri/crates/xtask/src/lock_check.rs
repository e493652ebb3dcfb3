//! `package-lock.json` names packages and their sums, and no address they were downloaded from:
//! an address would tie every checkout to one registry.

use std::fs;

use serde_json::Value;

use crate::{errand::Failure, workshop::Workshop};

/// Fails with the names of packages that carry an address, or no sum.
pub fn check(workshop: &Workshop) -> Result<(), Failure> {
    let path = workshop.ui().join("package-lock.json");
    let text = fs::read_to_string(&path)
        .map_err(|error| Failure::of(&format!("could not read {}", path.display()), &error))?;
    let lock: Value = serde_json::from_str(&text)
        .map_err(|error| Failure::of(&format!("could not understand {}", path.display()), &error))?;
    let faults = faults_of(&lock);
    if faults.is_empty() {
        println!("package-lock.json holds no download address");
        return Ok(());
    }
    Err(Failure::new(format!(
        "package-lock.json has to hold sums and no download addresses. In ui/, with the .npmrc that is there, \
         run `npm install --package-lock-only`. At fault:\n  {}",
        faults.join("\n  ")
    )))
}

fn faults_of(lock: &Value) -> Vec<String> {
    let Some(packages) = lock["packages"].as_object() else {
        return vec!["the file has no list of packages".into()];
    };
    packages
        .iter()
        .filter(|(name, _)| !name.is_empty())
        .filter_map(|(name, package)| match (package.get("resolved"), package.get("integrity")) {
            (Some(_), _) => Some(format!("{name}: has an address")),
            (None, None) => Some(format!("{name}: has no sum")),
            (None, Some(_)) => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_address_or_a_missing_sum_is_named() {
        let lock = json!({ "packages": {
            "": { "name": "tallyman-ui" },
            "node_modules/good": { "integrity": "sha512-x" },
            "node_modules/tied": { "integrity": "sha512-x", "resolved": "https://registry.example/" },
            "node_modules/bare": { "version": "1.0.0" },
        }});
        let faults = faults_of(&lock);
        assert_eq!(faults.len(), 2, "the good one and the project itself are not at fault: {faults:?}");
        assert!(faults.iter().any(|fault| fault == "node_modules/tied: has an address"), "{faults:?}");
        assert!(faults.iter().any(|fault| fault == "node_modules/bare: has no sum"), "{faults:?}");
    }
}
