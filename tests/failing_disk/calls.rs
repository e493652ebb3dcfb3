//! The system calls that SQLite's files are read and written with, taken by this test program itself: the
//! linker binds SQLite's `pwrite64`, `fsync` … to the functions here, which hand every call on to the
//! kernel but those that are to fail. Nothing is preloaded, nothing is written in C, and a fault can be
//! put at any call in turn.
//!
//! Only calls on files named `ledger.*` are counted, and only between [`arm`] and the end of what it gives.
//! The rest of the program must not notice: the functions do what the C library's do.

#![allow(unsafe_code, reason = "a C function that is called by SQLite is given pointers")]

use std::ffi::{CStr, c_char, c_int, c_long, c_void};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard};

/// Which calls are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    Read,
    Write,
    Sync,
    Truncate,
}

/// What becomes of the chosen call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// The disk does not answer (EIO).
    Fails,
    /// No room (ENOSPC).
    Full,
    /// The file system has become read-only (EROFS); from then on nothing is opened for writing either.
    ReadOnly,
    /// Only half of it is written, without an error: the rest has to be written again.
    Half,
}

#[derive(Clone, Copy, Debug)]
pub struct Fault {
    pub call: Call,
    pub how: How,
    /// The first call that it befalls, from 1.
    pub first: u64,
    /// And all that follow.
    pub lasts: bool,
}

static ARMED: AtomicBool = AtomicBool::new(false);
static COUNTED: AtomicU64 = AtomicU64::new(0);
static FAULT: Mutex<Option<Fault>> = Mutex::new(None);
/// One fault at a time, although tests of one program may run beside each other.
static TURN: Mutex<()> = Mutex::new(());

/// While it lives, faults happen.
pub struct Armed(#[expect(dead_code, reason = "held, not read")] MutexGuard<'static, ()>);

pub fn arm(fault: Fault) -> Armed {
    let turn = TURN.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    *FAULT.lock().expect("nothing panics while it holds this") = Some(fault);
    COUNTED.store(0, Ordering::SeqCst);
    ARMED.store(true, Ordering::SeqCst);
    Armed(turn)
}

impl Armed {
    /// Calls of the chosen kind so far.
    pub fn counted(&self) -> u64 {
        COUNTED.load(Ordering::SeqCst)
    }
}

impl Drop for Armed {
    fn drop(&mut self) {
        ARMED.store(false, Ordering::SeqCst);
    }
}

/// What is to become of this call; `None` when it goes to the kernel as it is.
fn befalls(call: Call, fd: c_int) -> Option<How> {
    if !ARMED.load(Ordering::SeqCst) {
        return None;
    }
    let fault = (*FAULT.lock().expect("nothing panics while it holds this"))?;
    let file = std::fs::read_link(format!("/proc/self/fd/{fd}")).ok()?;
    let is_ledger = file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("ledger."));
    if fault.call != call || !is_ledger {
        return None;
    }
    let number = COUNTED.fetch_add(1, Ordering::SeqCst) + 1;
    (number == fault.first || (fault.lasts && number > fault.first)).then_some(fault.how)
}

/// Whether the file system is read-only by now, for whoever opens a file on it.
fn is_read_only(path: &CStr, flags: c_int) -> bool {
    if !ARMED.load(Ordering::SeqCst) || flags & (libc::O_WRONLY | libc::O_RDWR) == 0 {
        return false;
    }
    let fault = *FAULT.lock().expect("nothing panics while it holds this");
    let is_ledger =
        path.to_bytes().rsplit(|byte| *byte == b'/').next().is_some_and(|name| name.starts_with(b"ledger."));
    is_ledger
        && fault
            .is_some_and(|fault| fault.how == How::ReadOnly && COUNTED.load(Ordering::SeqCst) >= fault.first)
}

/// The error as the C library reports it.
fn refused(how: How) -> c_long {
    let number = match how {
        How::Fails | How::Half => libc::EIO,
        How::Full => libc::ENOSPC,
        How::ReadOnly => libc::EROFS,
    };
    // SAFETY: the C library gives every thread a place for its error number.
    unsafe { *libc::__errno_location() = number };
    -1
}

/// As pwrite(2).
///
/// # Safety
/// `data` points at `length` bytes that may be read.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pwrite64(fd: c_int, data: *const c_void, length: usize, offset: i64) -> isize {
    let length = match befalls(Call::Write, fd) {
        None => length,
        // Of a single byte there is no half.
        Some(How::Half) => length.div_ceil(2),
        Some(how) => return refused(how) as isize,
    };
    // SAFETY: what the caller promised, handed on.
    unsafe { libc::syscall(libc::SYS_pwrite64, fd, data, length, offset) as isize }
}

/// As pread(2).
///
/// # Safety
/// `data` points at `length` bytes that may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn pread64(fd: c_int, data: *mut c_void, length: usize, offset: i64) -> isize {
    if let Some(how) = befalls(Call::Read, fd) {
        return refused(how) as isize;
    }
    // SAFETY: what the caller promised, handed on.
    unsafe { libc::syscall(libc::SYS_pread64, fd, data, length, offset) as isize }
}

/// As open(2), whose mode the caller leaves out where nothing is made.
///
/// # Safety
/// `path` is a text with a zero behind it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn open64(path: *const c_char, flags: c_int, mode: libc::mode_t) -> c_int {
    // SAFETY: what the caller promised.
    if is_read_only(unsafe { CStr::from_ptr(path) }, flags) {
        return refused(How::ReadOnly) as c_int;
    }
    // SAFETY: what the caller promised, handed on.
    unsafe { libc::syscall(libc::SYS_openat, libc::AT_FDCWD, path, flags, mode) as c_int }
}

/// As fsync(2).
#[unsafe(no_mangle)]
pub extern "C" fn fsync(fd: c_int) -> c_int {
    match befalls(Call::Sync, fd) {
        Some(how) => refused(how) as c_int,
        // SAFETY: a number is all it is given.
        None => unsafe { libc::syscall(libc::SYS_fsync, fd) as c_int },
    }
}

/// As fdatasync(2).
#[unsafe(no_mangle)]
pub extern "C" fn fdatasync(fd: c_int) -> c_int {
    match befalls(Call::Sync, fd) {
        Some(how) => refused(how) as c_int,
        // SAFETY: a number is all it is given.
        None => unsafe { libc::syscall(libc::SYS_fdatasync, fd) as c_int },
    }
}

/// As ftruncate(2).
#[unsafe(no_mangle)]
pub extern "C" fn ftruncate64(fd: c_int, length: i64) -> c_int {
    match befalls(Call::Truncate, fd) {
        Some(how) => refused(how) as c_int,
        // SAFETY: numbers are all it is given.
        None => unsafe { libc::syscall(libc::SYS_ftruncate, fd, length) as c_int },
    }
}
