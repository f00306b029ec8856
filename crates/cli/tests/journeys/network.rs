//! Not a byte leaves the machine: the job runs where opening a network socket is death.

use std::{collections::BTreeMap, os::unix::process::ExitStatusExt, process::Command, thread};

use crate::desk::Desk;
use seccompiler::{
    SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
};

/// Kills this thread's processes to come when they open an internet socket.
fn forbid_network() {
    let family = |family: i32| {
        let is = SeccompCondition::new(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, family as u64).unwrap();
        SeccompRule::new(vec![is]).unwrap()
    };
    let rules = vec![family(libc::AF_INET), family(libc::AF_INET6)];
    let filter = SeccompFilter::new(
        BTreeMap::from([(libc::SYS_socket, rules)]),
        SeccompAction::Allow,
        SeccompAction::KillProcess,
        std::env::consts::ARCH.try_into().unwrap(),
    );
    let program: seccompiler::BpfProgram = filter.unwrap().try_into().unwrap();
    seccompiler::apply_filter(&program).unwrap();
}

/// proves: EDT-06
#[test]
fn a_job_opens_no_network_socket() {
    let job = thread::spawn(|| {
        forbid_network();
        // The trap works: bash dies of trying.
        let trapped = Command::new("bash").args(["-c", "exec 3<>/dev/tcp/127.0.0.1/9"]).status().unwrap();
        assert_eq!(trapped.signal(), Some(libc::SIGSYS));

        let desk = Desk::with_rush("rush.mp4");
        desk.run(&["cut", "rush.mp4", "-o", "film.mp4", "--export", "film.otio"]).well();
        desk.run(&["render", "film.cut.json", "-o", "whole.mp4", "--render", "full"]).well();
        desk.run(&["show", "film.cut.json"]).well();
        desk.run(&["doctor"]).well();
        desk.run(&["models", "list"]).well();
        assert!(desk.frames("film.mp4") > 0);
    });
    job.join().unwrap();
}
