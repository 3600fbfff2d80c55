//! The `petajalan` program.

fn main() -> std::process::ExitCode {
    petajalan::cli::run(std::env::args_os().collect())
}
