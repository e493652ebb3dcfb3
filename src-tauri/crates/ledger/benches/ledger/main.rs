//! `cargo xtask bench` and `cargo xtask generate-book`: everything is in `harness`, which a test runs too.

mod harness;

fn main() -> std::process::ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match harness::command::carry_out(&arguments) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(words) => {
            eprintln!("{words}");
            std::process::ExitCode::FAILURE
        }
    }
}
