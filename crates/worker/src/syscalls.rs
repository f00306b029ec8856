//! The system calls of a child. Everything that is not named here ends it: `socket`, `connect`, `execve`, `fork`,
//! `ptrace`, `kill`, `io_uring_setup`, ….
//!
//! Three filters are stacked, for one filter of seccompiler has one answer besides "allowed". The kernel takes the
//! strictest answer of all: end the process > error number > allowed.

use std::{collections::BTreeMap, env::consts::ARCH};

use libc::c_long;
use seccompiler::{
    BpfProgram, Error, SeccompAction, SeccompCmpArgLen as Len, SeccompCmpOp as Is,
    SeccompCondition as Condition, SeccompFilter, SeccompRule, apply_filter_all_threads,
};

type Rules = BTreeMap<i64, Vec<SeccompRule>>;

/// Harmless whatever their arguments are.
const ALLOWED: &[c_long] = &[
    // bytes of descriptors that were handed over
    libc::SYS_read,
    libc::SYS_readv,
    libc::SYS_pread64,
    libc::SYS_preadv,
    libc::SYS_write,
    libc::SYS_writev,
    libc::SYS_pwrite64,
    libc::SYS_pwritev,
    libc::SYS_lseek,
    libc::SYS_fstat,
    libc::SYS_fsync,
    libc::SYS_fdatasync,
    libc::SYS_close,
    libc::SYS_dup,
    libc::SYS_fcntl,
    libc::SYS_recvmsg,
    libc::SYS_recvfrom,
    libc::SYS_sendmsg,
    libc::SYS_sendto,
    libc::SYS_shutdown,
    libc::SYS_ppoll,
    // memory
    libc::SYS_brk,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_madvise,
    libc::SYS_membarrier,
    // threads
    libc::SYS_futex,
    libc::SYS_set_robust_list,
    libc::SYS_get_robust_list,
    libc::SYS_set_tid_address,
    libc::SYS_rseq,
    libc::SYS_gettid,
    libc::SYS_getpid,
    libc::SYS_sched_yield,
    libc::SYS_sched_getaffinity,
    libc::SYS_sched_setaffinity,
    libc::SYS_sched_getparam,
    libc::SYS_sched_getscheduler,
    libc::SYS_getcpu,
    libc::SYS_exit,
    libc::SYS_exit_group,
    // signals
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sigaltstack,
    libc::SYS_restart_syscall,
    // time, chance, the machine
    libc::SYS_clock_gettime,
    libc::SYS_clock_getres,
    libc::SYS_clock_nanosleep,
    libc::SYS_nanosleep,
    libc::SYS_gettimeofday,
    libc::SYS_getrusage,
    libc::SYS_times,
    libc::SYS_getrandom,
    libc::SYS_uname,
    libc::SYS_sysinfo,
];

/// Older names that only some machines have.
#[cfg(target_arch = "x86_64")]
const ALLOWED_HERE: &[c_long] = &[libc::SYS_poll, libc::SYS_time, libc::SYS_getrlimit];
#[cfg(not(target_arch = "x86_64"))]
const ALLOWED_HERE: &[c_long] = &[];

/// What libraries try out of habit and can do without: "permission denied".
const DENIED: &[c_long] = &[
    libc::SYS_openat,
    libc::SYS_openat2,
    libc::SYS_statx,
    libc::SYS_faccessat,
    libc::SYS_faccessat2,
    libc::SYS_readlinkat,
    libc::SYS_getcwd,
    libc::SYS_ioctl,
    libc::SYS_getpriority,
    libc::SYS_setpriority,
    libc::SYS_sched_setscheduler,
];
#[cfg(target_arch = "x86_64")]
const DENIED_HERE: &[c_long] = &[
    libc::SYS_open,
    libc::SYS_stat,
    libc::SYS_lstat,
    libc::SYS_access,
    libc::SYS_readlink,
    // whisper.cpp asks for the matrix unit (AMX) where the processor has one.
    libc::SYS_arch_prctl,
];
#[cfg(not(target_arch = "x86_64"))]
const DENIED_HERE: &[c_long] = &[];

/// "No such system call": the C library then takes another way. The arguments of `clone3` lie in memory, where no
/// filter can see whether a thread or a process is asked for; `clone` shows them. x265 looks for memory nodes.
const UNKNOWN: &[c_long] =
    &[libc::SYS_clone3, libc::SYS_get_mempolicy, libc::SYS_set_mempolicy, libc::SYS_mbind];

/// Holds every thread of this process to these calls.
pub(crate) fn restrict() -> Result<(), Error> {
    for program in [denied()?, unknown()?, allowed()?] {
        apply_filter_all_threads(&program)?;
    }
    Ok(())
}

fn denied() -> Result<BpfProgram, Error> {
    let mut rules = plain([DENIED, DENIED_HERE]);
    let executable = libc::PROT_EXEC as u64;
    // Memory never becomes code.
    rules.insert(libc::SYS_mmap, vec![rule(2, Len::Dword, Is::MaskedEq(executable), executable)?]);
    rules.insert(libc::SYS_mprotect, vec![rule(2, Len::Dword, Is::MaskedEq(executable), executable)?]);
    // Asking about a descriptor is fine, asking about a path is not.
    let empty_path = libc::AT_EMPTY_PATH as u64;
    rules.insert(libc::SYS_newfstatat, vec![rule(3, Len::Dword, Is::MaskedEq(empty_path), 0)?]);
    // Threads may be named; giving privileges up is what seccompiler does before each filter. Limits may be read.
    let harmless = [libc::PR_SET_NAME, libc::PR_SET_NO_NEW_PRIVS]
        .map(|option| Condition::new(0, Len::Dword, Is::Ne, option as u64));
    rules.insert(libc::SYS_prctl, vec![SeccompRule::new(harmless.into_iter().collect::<Result<_, _>>()?)?]);
    rules.insert(libc::SYS_prlimit64, vec![rule(2, Len::Qword, Is::Ne, 0)?]);
    filter(rules, SeccompAction::Allow, SeccompAction::Errno(libc::EACCES as u32))
}

fn unknown() -> Result<BpfProgram, Error> {
    filter(plain([UNKNOWN, &[]]), SeccompAction::Allow, SeccompAction::Errno(libc::ENOSYS as u32))
}

fn allowed() -> Result<BpfProgram, Error> {
    let mut rules = plain([ALLOWED, ALLOWED_HERE]);
    // Judged above.
    rules.extend(plain([DENIED, DENIED_HERE]));
    rules.extend(plain([UNKNOWN, &[]]));
    rules.extend(plain([
        &[libc::SYS_mmap, libc::SYS_mprotect, libc::SYS_newfstatat, libc::SYS_prctl, libc::SYS_prlimit64],
        &[],
    ]));
    let thread = libc::CLONE_THREAD as u64;
    rules.insert(libc::SYS_clone, vec![rule(0, Len::Qword, Is::MaskedEq(thread), thread)?]);
    // `abort` signals its own process; nobody else's.
    let own = u64::from(std::process::id());
    rules.insert(libc::SYS_tgkill, vec![rule(0, Len::Dword, Is::Eq, own)?]);
    filter(rules, SeccompAction::KillProcess, SeccompAction::Allow)
}

fn plain(lists: [&[c_long]; 2]) -> Rules {
    lists.into_iter().flatten().map(|call| (*call, Vec::new())).collect()
}

fn rule(argument: u8, length: Len, is: Is, value: u64) -> Result<SeccompRule, Error> {
    Ok(SeccompRule::new(vec![Condition::new(argument, length, is, value)?])?)
}

fn filter(rules: Rules, otherwise: SeccompAction, matched: SeccompAction) -> Result<BpfProgram, Error> {
    Ok(SeccompFilter::new(rules, otherwise, matched, ARCH.try_into()?)?.try_into()?)
}
