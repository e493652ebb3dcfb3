//! What a machine needs before it can run or test: Debian's packages, Node, the packages of the pages, a
//! driver.

use crate::{
    debian::{self, FOR_RUN, FOR_TESTS},
    driver,
    errand::Failure,
    node,
    workshop::Workshop,
};

/// All that `cargo xtask run` needs, with the pages built.
pub fn for_run(workshop: &Workshop) -> Result<(), Failure> {
    node::check_version()?;
    debian::provide(&FOR_RUN.iter().collect::<Vec<_>>())?;
    node::build_pages(workshop)
}

/// All that `cargo xtask test` needs beside it.
pub fn for_tests(workshop: &Workshop) -> Result<(), Failure> {
    node::check_version()?;
    debian::provide(&FOR_RUN.iter().chain(FOR_TESTS).collect::<Vec<_>>())?;
    node::build_pages(workshop)?;
    if cfg!(target_os = "linux") {
        driver::provide(workshop)?;
    }
    Ok(())
}
