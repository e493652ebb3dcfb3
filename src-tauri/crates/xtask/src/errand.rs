//! Sending for other programs: what was asked is shown, and what went wrong is told in one sentence.

use std::{
    error::Error,
    ffi::OsStr,
    fmt,
    path::PathBuf,
    process::{Command, Stdio},
};

use crate::ending;

/// Why the workshop stopped, in words for the person at the terminal.
#[derive(Debug)]
pub struct Failure(String);

impl Failure {
    pub fn new(words: String) -> Self {
        Self(words)
    }

    /// `words` say what could not be done; the cause is put behind them.
    pub fn of(words: &str, cause: &dyn Error) -> Self {
        Self(format!("{words}: {cause}"))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Error for Failure {}

/// Runs to its end with our own output; anything but success is a failure. Told to end meanwhile, the program is
/// told too, and waited for.
pub fn run(command: &mut Command) -> Result<(), Failure> {
    ending::check()?;
    let line = line_of(command);
    println!("$ {line}");
    let mut child =
        command.spawn().map_err(|error| Failure::of(&format!("could not start `{line}`"), &error))?;
    let status = ending::wait(&mut child)
        .map_err(|error| Failure::of(&format!("could not wait for `{line}`"), &error))?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("`{line}` ended with {status}"))) }
}

/// What a program printed, or nothing when it is not there or did not end well.
pub fn answer(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The first of `names` that lies on the search path.
pub fn on_path(names: &[&str]) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders)
        .flat_map(|folder| {
            names.iter().map(move |name| folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
        })
        .find(|path| path.is_file())
}

/// Cargo as it called us: the same toolchain.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

fn line_of(command: &Command) -> String {
    let program = PathBuf::from(command.get_program());
    let name = program.file_name().unwrap_or(command.get_program());
    let words: Vec<_> = std::iter::once(name).chain(command.get_args()).map(OsStr::to_string_lossy).collect();
    words.join(" ")
}
