# What incamera says about people's rights, and what is due to them.

init-begun =
    Begun. Data lie in { $data }, keys in { $keys }.
    Back both up, apart from each other: whoever has the one without the other has nothing.
init-there = There is an installation already: data in { $data }, keys in { $keys }.
init-demo =
    Ada ({ $ada }) and Ben ({ $ben }) share a film in workspace { $workspace }, with { $rushes ->
        [0] no rush yet
        [one] 1 rush
       *[other] { $rushes } rushes
    }.
    Try:  incamera subject find { $ben }
          incamera subject erase { $ben } --dry-run

error-no-installation = There is no installation: { $path } holds no keys.
    .next = Begin one with `incamera init`, or say where it is with --data.
error-no-home = There is no home folder to keep data in.
    .next = Say where with --data DIR.
error-kernel = { $detail }
error-refused = { $promise } stands against it: { $detail }
    .next = `incamera charter text` tells this promise in words.
error-database = The database would not: { $detail }
    .next = See that it runs and that --database names it.
error-objects = The store of the objects would not: { $detail }
    .next = See that it can be reached, and that its credentials hold.
error-no-such = There is no { $kind } { $id }.
    .next = It was erased, or never made.
error-nobody = Nobody is known as { $who }.
    .next = Use the address somebody gave, or an id.
error-several = Several are known as { $who }: { $ids }
    .next = Name one of these ids.
error-unconfirmed = Nothing was done: nobody said yes.
    .next = Say yes, or give --yes.
error-there = { $path } exists already.
    .next = Give --yes to replace it.
error-ground = { $ground } is no ground to refuse a request.
    .next = Use one of: { $all }

find-person = { $person }: { $count ->
        [one] 1 datum
       *[other] { $count } data
    }
find-owns = { $objects ->
        [0] about this person alone
        [one] about this person alone, 1 with an object
       *[other] about this person alone, { $objects } with an object
    }
find-shares = shared with others
find-mentions = mentions this person
find-erased = erased, or on its way
find-stands = { $kind } ({ $purpose }) in { $workspace }

export-done =
    { $path }: { $whole } given whole, { $part } in part, { $withheld } withheld with the reason; { $files } files.
    This file is not sealed: hand it to the person it is about, and delete it.

ask-erase = Erase { $who } as shown? What goes cannot be brought back. [y/N]
erase-plan = In workspace { $workspace }:
erase-nothing = Nothing is held about { $who } that could go.
erase-goes = goes: keys destroyed, rows removed
erase-goes-objects =
    { $objects ->
        [one] goes, with 1 sealed object
       *[other] goes, with { $objects } sealed objects
    }
erase-stays-law = stays until { $until }: { $ground }
erase-stays-hold = stays as long as a hold keeps it
erase-until-unknown = its case is closed
erase-shared-name = shared
erase-shared = stays with the others, and forgets this person
erase-mentions-name = mentions
erase-mentions = stays, without the name
erase-done = Erased; nothing is left to wait for. Tombstone { $tombstone }.
erase-waiting = Erased here; the last sealed copy leaves the backups by { $until }. Tombstone { $tombstone }.
erase-target-done = done
erase-target-waiting = waited for
erase-receipt = The receipt is in { $path }.

restrict-stands = { $who } in { $workspace }: data stay, and nothing opens them but an answer to this person.
restrict-lifted = { $who } in { $workspace }: the restriction is lifted.

keys-root = root key
keys-workspaces = workspaces’ keys
keys-people = people’s keys
keys-objects = objects’ keys
keys-fields = keys of shared fields
keys-rotated = Every key is wrapped anew, under a new root.
keys-copied = The keyring is copied to { $path }; the root key opens it.
warning-keys-copied = An old copy of the keyring brings back keys that were destroyed since.
    .next = Keep it for 72 hours at most, apart from every backup of the data.
warning-software-root = The root key is a file: whoever reads it and the keyring opens everything.
    .next = Keep it in a PKCS#11 token where there is one.

backup-made = Made and read back: { $path }, { $bytes } bytes. It holds no key.
backup-tested = read back { $at }
backup-untested = never read back: it counts for nothing
backup-gone = rotated out { $at }
restore-plan = { $path } would be restored to { $data }; what was erased since would be erased again before anything is served.
restore-done =
    Restored { $data } rows and { $objects } objects. { $tombstones ->
        [0] Nothing was erased since
        [one] 1 erasure since was done again
       *[other] { $tombstones } erasures since were done again
    }; { $ended } data had come back and are gone.

request-opened = Request { $request } is open; to be answered by { $due } ({ $promise }).
request-queue =
    { $open ->
        [0] No request is open.
        [one] 1 request is open, { $overdue } overdue.
       *[other] { $open } requests are open, { $overdue } overdue.
    }
request-statement = in their words
request-laws = laws
request-letter = To be sent to { $to }:

sweep-reviewed = Written down: { $promise } was looked at again, due { $due }.
sweep-met =
    { $met ->
        [0] Nothing was due.
        [one] 1 obligation was met.
       *[other] { $met } obligations were met.
    }
warning-review = { $promise } waits for a person since { $due }.
warning-postponed = { $task } could not be done, and is tried again at { $until }: { $why }
warning-overdue = { $task } ({ $promise }) was due { $due }, and is not done.
warning-gap = Nothing was swept from { $from } to { $to }: promises may have been late.

parcel-holds =
    { $path } holds: { $files } files as they were packed, under entry { $index } of the ledger of { $key }.
error-parcel = { $path } does not hold: { $detail }
    .next = Ask for it again, from whoever packed it.
error-ledger-no-key = A log is verified with its public key.
    .next = Give it with --key: it lies in the log's folder, and better, where you kept it.
warning-parcel-key = The key was taken from the file itself: it says nothing of who packed it.
    .next = Give the key you know with --key.
evidence-done = { $path }: { $files } files, under entry { $index } of the ledger. Anybody checks it with `incamera ledger verify`.

serve-open = The studio is at { $url }; its data in { $data }.
serve-setup =
    The studio is at { $url }; its data in { $data }.
    It has no owner yet. Set it up, once, at { $setup }
error-listen = { $address } cannot be listened at: { $detail }
    .next = Choose another one with --listen 127.0.0.1:8485, or stop what listens there.
