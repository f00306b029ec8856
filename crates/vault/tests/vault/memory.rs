//! Keys in memory: gone from it when nobody holds them any more.

use std::{
    fs::{self, File},
    os::unix::fs::FileExt,
    process::Command,
};

use incamera_gate::{Read, Write};
use incamera_vault::Under;

use crate::{Studio, film, holds, person, rush};

/// How often these bytes stand in this process's writable memory. They are given with each bit turned, so that the question is
/// not its own answer.
fn copies(turned: &[u8; 32]) -> usize {
    let memory = File::open("/proc/self/mem").unwrap();
    let maps = fs::read_to_string("/proc/self/maps").unwrap();
    let mut found = 0;
    for line in maps.lines().filter(|l| l.contains(" rw") && !l.contains("[v")) {
        let (from, to) = line.split_once(' ').unwrap().0.split_once('-').unwrap();
        let [from, to] = [from, to].map(|n| u64::from_str_radix(n, 16).unwrap());
        let mut bytes = vec![0; (to - from) as usize];
        if memory.read_exact_at(&mut bytes, from).is_err() {
            continue;
        }
        found += bytes.windows(32).filter(|w| w.iter().zip(turned).all(|(a, b)| *a == !*b)).count();
        // What was read is not read again.
        bytes.fill(0);
        std::hint::black_box(&mut bytes);
    }
    found
}

/// Alone in its process: what other tests leave in memory is not its.
#[test]
#[ignore = "run by no_copy_of_a_root_key_is_left_in_memory"]
fn memory_child() {
    let studio = Studio::new();
    let vault = studio.open().unwrap();
    // Read behind the vault's back, a digit at a time, and turned before it lies anywhere.
    let mut turned = [0; 32];
    {
        let mut text = fs::read(studio.at("root")).unwrap();
        for (n, byte) in turned.iter_mut().enumerate() {
            let digits = str::from_utf8(&text[2 * n..2 * n + 2]).unwrap();
            *byte = !u8::from_str_radix(digits, 16).unwrap();
        }
        text.fill(0);
        std::hint::black_box(&mut text);
    }
    let datum = rush(1, 1);
    for n in 0..20 {
        studio.put(&vault, &rush(n, n as u8), &film(20_000));
        studio.get(&vault, &rush(n, n as u8)).unwrap();
    }
    let name =
        vault.seal_field(&studio.permit::<Write>(&datum), Under::Person(person(1)), "name", "Ada").unwrap();
    vault.open_field(&studio.permit::<Read>(&datum), "name", &name).unwrap();
    assert_eq!(copies(&turned), 1, "the one that is used");
    drop(vault);
    assert_eq!(copies(&turned), 0, "none when the vault is closed");
    println!("memory read");
}

/// proves: SEC-04
#[test]
fn no_copy_of_a_root_key_is_left_in_memory() {
    let out = Command::new(std::env::current_exe().unwrap())
        .args(["memory::memory_child", "--exact", "--ignored", "--nocapture", "--test-threads=1"])
        .output()
        .unwrap();
    assert!(holds(&out.stdout, b"memory read"), "{}", String::from_utf8_lossy(&out.stderr));
}
