# incamera charter: what is wrong with a charter, and what to write.

charter-holds = Version { $version } of the charter is whole: { $promises } promises, told in { $languages }, in force from { $effective }.
warning-unenforced = Nothing in this build executes these promises yet.
    .next = Do not publish this text before the studio that keeps it is there.
error-charter =
    { $count ->
        [one] The charter is refused: one thing is wrong with it.
       *[other] The charter is refused: { $count } things are wrong with it.
    }
    .next = Mend what is named above; nothing of a charter holds until all of it does.
error-charter-language = The charter is not told in { $lang }.
    .next = It is told in { $spoken }.
error-charter-message = The policy cannot be told: { $name } is missing.
    .next = incamera charter check says which file and line.

fault-syntax = { $detail }
    .next = The shipped file of the same name shows how it is written.
fault-no-file = This file of the charter is missing.
    .next = Copy it from the shipped charter and change what is different here.
fault-name = { $name } is no name.
    .next = Use small letters, digits and hyphens, a letter first.
fault-unknown = { $word } is no { $kind } that is known here.
    .next = Write one that stands in the charter, or add it there first.
fault-unknown-near = { $word } is no { $kind } that is known here.
    .next = Write one of: { $near }.
fault-no-retention = The class { $class } has no retention: nothing says when it ends.
    .next = Write: retention = {"{"} keep = "30 days", from = "collected", ground = "why that long", end = "shred" {"}"}
fault-idle = The class { $class } serves no purpose, or is about nobody.
    .next = Name its purposes and whom it is about, or take the class out.
fault-no-basis = The purpose { $purpose } has no lawful basis.
    .next = Write: basis = "contract", "consent", "interest" or "law".
fault-no-balancing = The purpose { $purpose } rests on an interest that nobody weighed against those of the people concerned.
    .next = Add [purpose.{ $purpose }.balancing] with interest, necessity, impact, decided and review.
fault-no-law = The purpose { $purpose } rests on a legal obligation that has no name.
    .next = Write: law = "the law and its article".
fault-overdue = { $what } should have been looked at again by { $due }.
    .next = Look at it, then write the date of the next time as review.
fault-wildcard = { $word } is no purpose: it allows anything.
    .next = Name each purpose for itself.
fault-advertising = { $word } is advertising or the sale of data, which this program has no way to do.
    .next = Take it out.
fault-broad = "{ $word }" makes the licence on content broader than the service.
    .next = Write: purposes = ["service"] and ends = "deletion", and nothing more.
fault-no-agreement = The processor { $processor } has no written agreement.
    .next = Write when it was signed: agreement = 2026-11-24.
fault-no-assessment = Nobody looked at the processor { $processor }.
    .next = Write: assessment = {"{"} controls = DATE, finances = DATE, compliance = DATE, review = DATE {"}"}
fault-too-early = This is before the notice has run.
    .next = Write { $earliest } or later.
fault-length = "{ $text }" is no length of time.
    .next = Write for example "30 days", "24 hours", "12 months", "5 years", or "term" for as long as the subscription runs.
fault-digit = { $message } holds a digit: "{ $text }".
    .next = Let the number come from the promise, as { "{" } $count { "}" }.
fault-sentence = { $detail }
    .next = Compare it with the other messages of this file.
fault-unfilled = { $message } cannot be told: { $detail }.
    .next = Name only what its promise gives.
fault-unspoken = No message speaks of the promise { $name }.
    .next = Add a message of that name to this file.
fault-unbacked = { $message } says what no promise backs.
    .next = Take it out, or add the promise to the charter.
fault-mute = The charter is told in { $lang }, and there are no sentences in it.
    .next = Add this file, or take the language out of charter.toml.

# incamera charter prove

proved = Proved: { $proved }. Broken: { $broken }. Not proved: { $unknown }.
warning-no-proof = What was not proved may hold or not: { $solver } did not answer.
    .next = Install it (apt-get install cvc5), or name another with --solver.
error-policies = The rules cannot be used. { $detail }
    .next = Rules are Cedar policies over the schema that the charter compiles to.
error-policies-none = There are no policies in { $path }.
    .next = Put files ending in .cedar there; incamera charter rules writes the shipped ones.
proof-proved = proved
proof-broken = broken
proof-unknown = not proved
counterexample = What could happen: { $role } could { $act } { $class }, for { $purpose }.
counterexample-although = What could happen: { $role } could { $act } { $class }, for { $purpose }, although { $although }.
although-nobody = nobody is known whom it is about
although-no-yes =
    { $yes ->
        [0] nobody it is about said yes
       *[other] only { $yes } of the { $about } people it is about said yes
    }
although-restricted = it is under restriction
although-minor = somebody it is about is under age
although-held = the law holds it back
although-erased = it was erased
although-objected = somebody it is about objected to that
although-elsewhere = that is not where it must stay
although-other-workspace = that is another workspace's
although-unregistered = the register does not let the recipient have it
act-read = read
act-write = change
act-process = have a program work on
act-train = let a model learn from
act-disclose = hand to a processor
act-erase = erase
act-answer = decide about

charter-registered = { $count } registers are written to { $folder }.
ledger-holds = The ledger of { $origin } holds: { $entries } entries, root { $root }.
ledger-proved = Entry { $index } stands in the ledger of { $origin }:
ledger-witnessed = { $name } witnessed this checkpoint at { $time }.
ledger-sink-holds = { $path } holds the same { $entries } entries.
ledger-receipt-written = The receipt of entry { $index } is written to { $path }.
ledger-checkpoint = The ledger of { $origin } has { $entries } entries, root { $root }.
ledger-witness-key = The public key of this witness is { $key }
warning-unwitnessed = No witness whose key you gave signed this checkpoint: only who kept an earlier one can tell whether the log was forked.
    .next = Keep this checkpoint, and give it to --since next time; or ask who witnesses the log, and give the key with --witness.
warning-not-cosigned = { $name } did not sign this checkpoint.
    .next = Ask this witness for its signature line; incamera ledger checkpoint --add takes it in.
warning-witness-begins = { $path } is not there yet: this witness knows no earlier checkpoint, and takes what came before as it is.
    .next = If you signed for this log before, find that file, and do not use the signature.
warning-sink-behind = { $path } holds the first { $held } of { $entries } entries, and they are the same.
    .next = The server ships the rest while it runs; if it stays so, look at what it says of its sinks.
error-ledger-missing = { $path } is not whole: { $file } is missing, or cannot be read.
    .next = Fetch the log again; if it stays so, ask the operator why.
error-ledger-altered = { $path } was altered: { $file } is not what the checkpoint signs.
    .next = Keep it as it is, as evidence, and ask the operator for the untouched one.
error-ledger-signature = { $path } is not signed by the key of { $origin }.
    .next = Check the key with the operator, by another way than you got this file.
error-ledger-forked = { $path } does not continue the checkpoint you kept: something up to entry { $entry } was cut, changed or forked.
    .next = Keep both: together they prove it.
error-ledger-unproved = { $path } does not prove that its entry is in the log.
    .next = Ask for a new receipt.
error-ledger-malformed = { $path } cannot be read: { $detail }.
    .next = Check that this is the right file, and that it is whole.
error-ledger-sink = { $path } differs from the ledger first at entry { $entry }: it says { $line }
    .next = Keep both as they are: one of them was altered, and together they show where.
error-ledger-busy = { $path } is being written by another process.
    .next = Stop the server first.
error-ledger-no-entry = { $path } has { $entries } entries, counted from 0: there is no entry { $entry }.
    .next = Give a smaller number, or --id.
error-ledger-no-id = { $path } has no entry { $id }.
    .next = Check the id, and that this is the right ledger.
error-ledger-secret = { $path } holds no secret of a witness.
    .next = Give the file that --name made, or make one with --name.
error-ledger-secret-exists = { $path } is there already.
    .next = Leave --name away to sign with it, or name another file.
error-ledger-witness-name = { $name } cannot name a witness.
    .next = Use a name without spaces and without +, like witness.example/anna.
error-ledger-witness-key = This is no public key of a witness.
    .next = Give the line name+number+key that the witness publishes, or the file that holds it.
error-ledger-key = This is no public key of a ledger.
    .next = Give the line name+number+key that the operator publishes, or the file that holds it.

# incamera charter diff

weight-material = material
weight-tightening = stricter
weight-neutral = wording
diff-none = Nothing differs.
diff-sum = Material: { $material }. Stricter: { $tightening }. Wording: { $neutral }.
diff-earliest = Told on { $noticed }, it may hold from { $earliest }.
diff-asked = Everybody who said yes is asked again about: { $purposes }.
warning-diff-early = It says that it holds from { $effective }: so early it will not be published.
    .next = Write the later date as effective in charter.toml.

# incamera charter publish

version-published = Version { $version }, told on { $noticed }, in force from { $effective }. Digest { $digest }
warning-published-unproved = Of { $count } prohibitions nobody knows whether they hold. The version says “not proved”.
    .next = Install a solver (apt-get install cvc5), and run incamera charter prove --keep.
refused-number = The charter says version { $found }: the next is { $expected }.
    .next = Write version = { $expected } in charter.toml.
refused-unchanged = Nothing changed since the last version: there is nothing to publish.
    .next = Change a promise or its words first.
refused-backdated = People are told on { $noticed }, which is past.
    .next = Write noticed = { $today } or later in charter.toml.
refused-too-early = The version would hold from { $effective }, before the notice that people were promised has run.
    .next = Write effective = { $earliest } or later in charter.toml.
refused-unreasoned = No reason is given for what changed: { $promises }.
    .next = Give one for each: --reason { $first }="why", or a file with --reasons.
refused-unfounded = A reason is given for what did not change: { $promises }.
    .next = Take it out; incamera charter diff says what changed.
refused-unanswered =
    { $count ->
        [one] One comment on the draft has no answer.
       *[other] { $count } comments on the draft have no answer.
    }
    .next = Answer each: incamera charter draft show lists them.
refused-other = The version is not published: { $detail }.
error-publish-broken =
    { $count ->
        [one] The version breaks a prohibition; the case stands above. Nothing was published.
       *[other] The version breaks { $count } prohibitions; the cases stand above. Nothing was published.
    }
    .next = Mend the charter; incamera charter prove tries again.
error-publish-unproved =
    { $count ->
        [one] One prohibition is not proved, so nothing was published.
       *[other] { $count } prohibitions are not proved, so nothing was published.
    }
    .next = Install a solver (apt-get install cvc5), or name another than { $solver } with --solver; with --unproved the version is published and says “not proved”.
error-reasons = { $path } holds no reasons: { $detail }.
    .next = Write a line for each promise that changed: "class.device" = "why"
error-version = { $path } is no published version of a charter: { $detail }.
    .next = Give a file that incamera charter publish wrote, or the folder of a charter.
error-version-altered = { $path } was altered: it says of itself { $said }, and is { $is }.
    .next = Keep it as evidence, and take another copy; the ledger holds the digest.
error-version-chain = { $path } does not follow version { $number }: one in between is missing, or was replaced.
    .next = Take the folder from a backup; the ledger holds the digest of each version.
error-version-there = { $path } exists already: a version is never written over.
    .next = Somebody published meanwhile; look at incamera charter versions, and try again.
error-proofs = { $path } does not say what was proved of version { $number }: it is broken, or belongs to another.
    .next = Delete it, and prove again with incamera charter prove --keep; the version itself is whole.

# incamera charter versions, check and text

state-proved = proved on { $on } by { $solver } in { $millis } ms
state-broken = broken, tried on { $on } by { $solver }
state-unknown = not proved
versions-number = version
versions-published = published
versions-effective = in force
versions-digest = digest
versions-proofs = proofs
versions-proved = { $count } proved
versions-none = No version is published there yet.
versions-whole =
    { $count ->
        [one] One version, unaltered.
       *[other] { $count } versions, each the one after the one before, unaltered.
    }

# incamera charter draft

draft-commented = Comment { $number } is kept.
draft-answered = Comment { $number } is answered.
draft-open = no answer yet
draft-silent = Nobody said anything yet.
error-draft = { $path } is no draft: { $detail }.
    .next = Give a file that incamera charter draft new wrote.
error-draft-there = { $path } exists already.
    .next = incamera charter draft revise takes other files and keeps the comments.
error-no-comment = The draft has no comment { $number }.
    .next = incamera charter draft show lists them, from 0.
error-no-promise = The draft has no promise { $promise }.
    .next = Name it as the policy does: class.footage, answer.
error-keep = Only of a published version anything is kept.
    .next = Name one: --charter versions/1.json
