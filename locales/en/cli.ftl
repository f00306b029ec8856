# What incamera says while it works and when it is done.

console-error = error:
console-warning = warning:
console-stopped = stopped:
console-yes = y yes

ask-replace =
    { $count ->
        [one] { $names } exists already. Replace it? [y/N]
       *[other] These files exist already: { $names }. Replace them? [y/N]
    }

# Stages; the rush is a file name.
stage-read = Reading { $rush }
stage-sound = Listening to { $rush }
stage-picture = Looking at { $rush }
stage-words = Transcribing { $rush }
stage-render = Making the film
stage-thumbnails = Small pictures of { $rush }

so-far = { $before } → { $after } so far, by sound alone.
dry-run = Nothing was written (--dry-run).

# The end of a job.
lengths =
    { $before } → { $after }   { $less }% shorter, { $joints ->
        [0] no joint
        [one] 1 joint
       *[other] { $joints } joints
    }
times =
    { $count ->
        [one] once
       *[other] { $count } ×
    }
suggested = { $reason } (suggested, kept)
restored = put back
nothing-dropped = Nothing was dropped.
made-smart = { $percent }% of the pictures were copied untouched, { $encoded } were encoded around the joints.
made-sound = It is sound alone.
made-full = All { $encoded } pictures were encoded.
made-full-codec = All { $encoded } pictures were encoded: this codec can be copied but not matched at the joints here.
made-full-interlaced = All { $encoded } pictures were encoded, because the rushes are interlaced.
made-full-format = All { $encoded } pictures were encoded, because the rushes differ in size, rate or format.
made-full-filter = All { $encoded } pictures were encoded, because a filter touches each of them.
made-full-container = All { $encoded } pictures were encoded, because this kind of film cannot hold the codec of the rush.
made-full-disorder = All { $encoded } pictures were encoded, because timestamps in a rush are out of order.
file-film = Film
file-cut = Cut
file-export = File
hint-show = See the cut:
hint-restore = Put one back ({ $why }):
hint-render = Then make the film again:
hint-called = Here, type { $called } instead of incamera.

reason-silence = silence
reason-filler = filler
reason-retake = retake
reason-black = black
reason-frozen = frozen
reason-blur = blur
reason-shake = shake
reason-noise = noise
reason-manual = by hand

evidence-words = “{ $words }”
evidence-retake = said again: “{ $words }”
evidence-level = { $level } dB, room { $floor } dB
evidence-jolt = jolts of { $percent } % of the picture a frame
evidence-also = also { $also }

# Editing a cut.
edited = The film is now { $after } long, of { $before }.
edited-next = To make it: incamera render { $cut } -o FILM
imported =
    The cut follows the time line: { $was } → { $is }, { $segments ->
        [one] 1 piece
       *[other] { $segments } pieces
    }.
exported = Wrote { $path }

# Odd rushes.
warning-twice = { $path } was named twice; it is used once.
warning-left-out =
    { $count ->
        [one] One rush was left out; the reason stands above.
       *[other] { $count } rushes were left out; the reasons stand above.
    }
warning-truncated = { $rush } ends before its headers say; what is there was used.
    .next = If you still have the original card, copy the file again.
warning-jumping-time = The timestamps of { $rush } jump; sound and picture follow the timestamps as far as they make sense.
    .next = Watch the joints in the film; --render full helps if one stutters.
warning-broken-index = The index of { $rush } is missing or wrong; the whole file was read instead.
warning-damaged = Some packets of { $rush } could not be decoded and were passed over.
    .next = If you still have the original card, copy the file again.
warning-impossible-rate = { $rush } states an impossible frame rate; it was taken from the timestamps.
warning-variable-rate = { $rush } has a variable frame rate; cuts count on its nominal rate.
warning-no-audio = { $rush } has no sound; it is cut by its picture alone.
warning-no-video = { $rush } has no picture; it is cut by its sound alone.
warning-sound-only = { $rush } has no picture and the other rushes have one; it is left out.
    .next = Cut it by itself: incamera cut { $rush } -o sound.m4a
warning-no-words = { $rush } was not transcribed: { $detail }. It is cut by sound and picture.
warning-no-model = No speech model is installed, so retakes and fillers are not looked for and there are no captions.
    .next = Install one: incamera models fetch { $model }
warning-no-picture = No picture was drawn: { $detail }.
warning-rush-gone = { $path } is not where the cut says; it is shown without pictures.
    .next = Put the file back there, or correct the path in the cut document.

# Cache.
cache-none = There is no cache: neither INCAMERA_CACHE, XDG_CACHE_HOME nor HOME is set.
cache-held =
    { $folder } holds { $count ->
        [one] 1 entry
       *[other] { $count } entries
    }, { $bytes }: scans and transcripts of your rushes.
cache-cleared =
    Forgot { $count ->
        [one] 1 entry
       *[other] { $count } entries
    }, { $bytes }, in { $folder }.

man-written =
    { $count ->
        [one] Wrote 1 manual page to { $folder }
       *[other] Wrote { $count } manual pages to { $folder }
    }

# Probe and scan.
probe-file = { $container }, { $length }, { $size }
probe-picture = picture  { $codec } { $profile } { $width }×{ $height }, { $rate } frames/s, { $depth } bits
probe-picture-more = { $note }
probe-sound = sound    { $codec } { $layout }, { $rate } Hz
probe-subtitle = text     { $codec } { $language }
probe-created = recorded { $when }
probe-timecode = timecode { $timecode }
probe-variable = variable frame rate
probe-rotated = turned by { $degrees }°
probe-interlaced = interlaced
probe-hdr = HDR
probe-edit-list = edit list
scan-speech =
    speech   { $count ->
        [one] 1 island
       *[other] { $count } islands
    }, { $length } of { $whole }
scan-loudness = loudness { $integrated } LUFS, range { $range } LU, peak { $peak } dBFS, room { $floor } dBFS
scan-quiet = loudness too quiet to be measured
scan-shots =
    picture  { $count ->
        [one] 1 shot
       *[other] { $count } shots
    }
scan-faults =
    { $count ->
        [one] 1 span
       *[other] { $count } spans
    }, { $length }
scan-words =
    words    { $count ->
        [one] 1 word
       *[other] { $count } words
    } ({ $language }, { $model })

# Models.
models-installed = installed
models-missing = not installed
models-added = added by hand
models-fetching = Fetching { $id }
models-fetched = { $id } is installed: { $path }
models-removed = { $id } was removed.
models-whole = { $id } is whole.
models-none = No model is installed.
    .next = Install one: incamera models fetch base
models-folder = Models are in { $folder }

# Doctor.
doctor-good = ok
doctor-bad = missing
doctor-mind = note
doctor-ffmpeg = FFmpeg { $versions }
doctor-encoders = Encoders: { $names }
doctor-no-encoder = Encoder { $name } is missing: { $codec } cannot be encoded.
    .next = Install FFmpeg’s libraries with { $name } (Debian: libavcodec-extra).
doctor-confined = Workers are confined: landlock { $landlock }, seccomp { $seccomp }, limits { $limits }
doctor-unconfined = Workers cannot be confined here: { $detail }
    .next = Use a kernel with landlock and seccomp (5.13 or later); or, for files you trust, pass --unconfined.
doctor-fully = in full
doctor-partly = in part
doctor-not = not ({ $why })
doctor-model = Speech model { $id }: { $path }
doctor-no-model = No speech model: no transcripts, captions, retakes or fillers.
    .next = incamera models fetch base
doctor-font = Font for captions and pictures: { $path }
doctor-no-font = No font for burnt captions and PNG pictures.
    .next = Install DejaVu Sans (Debian: fonts-dejavu-core), or set INCAMERA_FONT to a TrueType file.
doctor-solver = Solver for proofs: { $version }
doctor-no-solver = No solver: what must never be possible is not proved, and a charter is published as “not proved” only.
    .next = Install cvc5 (Debian: apt-get install cvc5).
doctor-pkcs11 = PKCS#11 module: { $path } is there, and this build does not use it: keys are wrapped by a root key in a file.
    .next = Unset INCAMERA_PKCS11, or keep the root key file as safely as you would the device.
doctor-no-pkcs11 = INCAMERA_PKCS11 names the module { $path }, which is not there.
    .next = Install it (Debian: softhsm2 or opensc), correct the path, or unset INCAMERA_PKCS11.
doctor-cache = Cache: { $folder }, { $bytes }
doctor-cache-unwritable = The cache { $folder } cannot be written: { $detail }
    .next = Set INCAMERA_CACHE to a folder of yours, or pass --no-cache.
doctor-cores =
    { $count ->
        [one] 1 processor core
       *[other] { $count } processor cores
    }
doctor-well = Everything is in place. Try: incamera cut RUSH -o film.mp4
doctor-ill = What is marked “missing” limits what works; the lines below it say what to do.

# Trace.
trace-proved = proved
trace-not-run = not run
trace-failed = failed
trace-no-test = no test
trace-passed = passed
trace-ignored = left out
trace-sum = At { $at }: { $proved } rows proved, { $unrun } not run, { $failed } failed, { $untested } without a test.
error-trace = { $path } is no trace: { $detail }.
    .next = Write one in the repository: cargo xtask trace --json > trace.json
error-trace-row = There is no requirement { $row }.
    .next = Without a row, all are listed.
