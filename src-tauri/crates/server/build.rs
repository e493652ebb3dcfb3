//! The pages are part of the program: a new screen is a new program.

fn main() {
    println!("cargo:rerun-if-changed=../../../ui/dist");
}
