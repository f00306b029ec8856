//! The four mixes of GDPRbench (PVLDB 13(7), 2020) as lists of operations, written anew: its own client does not compile. Both
//! sides are handed the same list.

use crate::Engine;

/// One operation, on records by their number and people by theirs.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Op {
    /// A new record about somebody.
    Create { person: usize },
    /// Everything about somebody goes.
    DeletePerson { person: usize },
    /// Somebody objects to a purpose, for everything of his.
    ObjectPerson { person: usize, purpose: usize },
    /// Somebody reads everything of his.
    ReadPerson { person: usize },
    /// Somebody, or a regulator, reads what is known about everything of his.
    FactsPerson { person: usize, regulator: bool },
    /// A record is written anew.
    Update { record: usize },
    /// Somebody objects to a purpose, for one record.
    Object { record: usize, purpose: usize },
    /// A record goes.
    Delete { record: usize },
    /// A program reads a record.
    Read { record: usize },
    /// A program reads a page of records that may serve a purpose.
    ReadPurpose { purpose: usize, after: usize },
    /// A regulator reads the log.
    Log { at: usize },
    /// A regulator asks for proof that something is gone.
    Gone { which: usize },
}

/// Which mix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mix {
    Controller,
    Customer,
    Processor,
    Regulator,
}

impl Mix {
    pub(crate) const ALL: [Self; 4] = [Self::Controller, Self::Customer, Self::Processor, Self::Regulator];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Controller => "controller",
            Self::Customer => "customer",
            Self::Processor => "processor",
            Self::Regulator => "regulator",
        }
    }
}

/// Purposes that are objected to: none of those a record is read for, so that it can be.
pub(crate) const PURPOSES: [&str; 6] =
    ["security", "analytics", "training", "research", "marketing", "support"];

/// What people object to through the kernel, which lets nobody object to what rests on a yes or a contract.
pub(crate) const OBJECTED: &str = "security";

/// Chance that is the same each time (SplitMix64).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        (self.roll() % n as u64) as usize
    }

    fn unit(&mut self) -> f64 {
        (self.roll() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// Zipf's law with the exponent of YCSB, 0.99, scattered over all.
struct Zipf {
    sums: Vec<f64>,
}

impl Zipf {
    fn over(n: usize) -> Self {
        let mut sum = 0.0;
        let sums = (1..=n).map(|rank| {
            sum += (rank as f64).powf(-0.99);
            sum
        });
        Self { sums: sums.collect() }
    }

    fn draw(&self, dice: &mut Dice) -> usize {
        let n = self.sums.len();
        let at = dice.unit() * self.sums[n - 1];
        let rank = self.sums.partition_point(|sum| *sum < at).min(n - 1);
        (rank as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) as usize % n
    }
}

/// How many records belong to each person.
pub(crate) const EACH: usize = 10;

/// The operations of a mix over so many records. What is deleted is not asked for again.
pub(crate) fn plan(mix: Mix, records: usize, operations: usize, gone: usize) -> Vec<Op> {
    let (people, mut dice) = (records / EACH, Dice(mix as u64 + 1));
    let zipf = Zipf::over(records);
    let mut dead = vec![false; records];
    let mut left = vec![false; people];
    (0..operations)
        .map(|_| {
            let share = dice.below(100);
            let mut person = dice.below(people);
            while left[person] {
                person = dice.below(people);
            }
            let mut record = zipf.draw(&mut dice);
            while dead[record] || left[record / EACH] {
                record = (record + 1) % records;
            }
            let purpose = dice.below(PURPOSES.len());
            match (mix, share) {
                (Mix::Controller, 0..25) => Op::Create { person },
                (Mix::Controller, 25..50) => {
                    left[person] = true;
                    Op::DeletePerson { person }
                }
                (Mix::Controller, _) => Op::ObjectPerson { person, purpose },
                (Mix::Customer, 0..20) => Op::ReadPerson { person: record / EACH },
                (Mix::Customer, 20..40) => Op::FactsPerson { person: record / EACH, regulator: false },
                (Mix::Customer, 40..60) => Op::Update { record },
                (Mix::Customer, 60..80) => Op::Object { record, purpose },
                (Mix::Customer, _) => {
                    dead[record] = true;
                    Op::Delete { record }
                }
                (Mix::Processor, 0..80) => Op::Read { record },
                (Mix::Processor, _) => Op::ReadPurpose { purpose, after: dice.below(records) },
                (Mix::Regulator, 0..46) => Op::FactsPerson { person, regulator: true },
                (Mix::Regulator, 46..77) => Op::Log { at: dice.below(10_000) },
                (Mix::Regulator, _) => Op::Gone { which: dice.below(gone) },
            }
        })
        .collect()
}

/// The text of a record: so many bytes, none like another's.
pub(crate) fn text(number: usize, bytes: usize) -> String {
    let mut dice = Dice(number as u64 ^ 0x7e57);
    let mut text = String::with_capacity(bytes + 16);
    while text.len() < bytes {
        text += &hex::encode(dice.roll().to_be_bytes());
    }
    text.truncate(bytes);
    text
}

impl Engine {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}
