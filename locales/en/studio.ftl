# What the studio says in the browser.

## The shell

skip = Skip to the content
home = Home
where = Where you are
demo = Demo studio
demo-open = Show me with the demo
demo-remove = Remove the demo
demo-remove-what = The demo studio goes, with everything in it: its keys are destroyed first, then rows and objects. It is the same erasure that everybody here can ask for; you see what it did.
demo-going = Erasing…
demo-gone = The demo is gone.
demo-closed = Nobody was let near from { $at } on.
demo-on = To my studio
receipt-where = Where
receipt-state = State
receipt-count = Items
receipt-done = done
receipt-waiting = under way
receipt-name = Receipt
workspaces = Workspaces
workspaces-none = You are in no workspace. Ask whoever runs one for an invitation.
projects = Projects
projects-open =
    { $count ->
        [0] no open project
        [one] 1 open project
       *[other] { $count } open projects
    }
privacy-policy = Privacy policy
privacy-centre = Privacy centre
sign-out = Sign out
theme-auto = As the device
theme-light = Light
theme-dark = Dark
role-producer = Producer
role-editor = Editor
role-viewer = Viewer
role-admin = Admin
role-dpo = Data protection officer
role-guest = Guest
loading = Loading…
try-again = Try again
close = Close
cancel = Cancel
save = Save
hide = Hide
more-of = More for { $name }
rename = Rename
name = Name
optional = optional
time-left = { $time } left
not-found = There is no such page
not-found-next = The address may be wrong, or what stood here was erased.
went-wrong = Something went wrong
went-wrong-next = Load the page again. What you saved is safe.
problem-offline = The studio does not answer. Check the connection, then try again.
problem-status = The studio answered with an error ({ $status }).
problem-number = Number of this error: { $number }
refused-title = A promise does not allow this
refused-promise = Read the promise ({ $promise })

## Projects

waiting-for-you = Waiting for you
reviews-open =
    { $count ->
        [one] 1 open review
       *[other] { $count } open reviews
    }
rushes-count =
    { $count ->
        [0] no rushes
        [one] 1 rush
       *[other] { $count } rushes
    }
cuts-count =
    { $count ->
        [0] no cut
        [one] 1 cut
       *[other] { $count } cuts
    }
projects-none = A project is one film to make: its brief, its rushes, its cuts and its reviews. There is none yet.
project-new = New project
project-title = What is the film called?
project-create = Create project
project-erase = Erase project
project-erase-what = Its rushes, cuts, renders, reviews and messages go with it. Nobody is let near them from now on; this cannot be undone.
project-erase-confirm = Type its title to confirm
nav-project = Project
nav-rushes = Rushes
nav-cuts = Cuts
nav-reviews = Reviews
brief = Brief
brief-none = Nobody has said yet what this film must be.
brief-edit = Edit brief
brief-goal = Goal
brief-audience = Audience
brief-platforms = Platforms
brief-platforms-hint = Separated by commas
brief-length = Length
brief-tone = Tone
brief-must = Must be in it
brief-must_not = Must not be in it
milestones = Milestones
milestones-none = No dated step yet.
milestone-title = Step
milestone-due = Due
milestone-add = Add milestone
milestone-missed = missed
milestone-late = late
milestone-erase = Erase milestone { $title }
messages = Messages
messages-none = Nobody has written yet. Everyone in the project reads what is written here.
message-write = Write a message
message-send = Send

## Rushes

rushes-lead = Originals as received: sealed, never altered. Drop files anywhere on this page.
rushes-add = Add rushes
rushes-none = Rushes are your originals. Add the first: drop files anywhere on this page, or choose them.
drop-here = Drop to add to the rushes
uploads = Uploads
upload-sending = On its way
upload-paused = Paused
upload-failed = Stopped by an error
upload-interrupted = Interrupted
upload-done = Arrived
upload-pause = Pause
upload-resume = Go on
upload-discard = Discard
upload-choose-again = Choose the file again
upload-interrupted-next = Choose the same file again, and it goes on from here: nothing is sent twice.
upload-goes-on = What has arrived is kept. “Go on” continues from there.
rush-receiving = Receiving
rush-waiting = Waiting for its scan
rush-scanning = Scanning
rush-ready = Ready
rush-broken = Cannot be read.
rush-sound-only = Sound only
rush-mute = no sound
rush-choose = Choose { $name }
rush-erase = Erase rush
rush-erase-what = “{ $name }”, its pictures, its words and its place in every cut are erased. This cannot be undone.
consent-is =
    { $state ->
        [given] consent given
        [withdrawn] consent withdrawn
        [asked] asked for consent
       *[other] consent: { $state }
    }
rush-twin = the same file is here twice
person-unknown = somebody in it
watch = Watch
film-coming = What browsers play of this rush is being made. It appears by itself.
film-not-played = This film cannot be played here. Load the page again; if it stays so, its proxy was not made: look at the rush’s state.
search = Search
search-words = Words spoken in the rushes
search-found =
    { $count ->
        [0] “{ $words }” is not spoken in these rushes
        [one] “{ $words }” is spoken once
       *[other] “{ $words }” is spoken { $count } times
    }
derush = Derush
derush-all = Derush all
derush-chosen =
    { $count ->
        [one] Derush 1 rush
       *[other] Derush { $count } rushes
    }
derush-what =
    { $count ->
        [one] A cut is made of 1 rush. Nothing is lost: each decision can be taken back.
       *[other] A cut is made of { $count } rushes. Nothing is lost: each decision can be taken back.
    }
preset = Preset
preset-interview = Interview
preset-interview-what = Pauses are cut, breathing stays.
preset-vlog = Vlog
preset-vlog-what = One person to the camera: tight.
preset-podcast = Podcast
preset-podcast-what = Pauses carry meaning, picture faults do not matter.
preset-lecture = Lecture
preset-lecture-what = A picture that stands still is no fault.
preset-raw = Raw
preset-raw-what = Only long silences, black and frozen pictures.

## Cuts and derushing

cuts-lead = What is kept and what is dropped, decision by decision. The rushes themselves stay as they are.
cuts-none = A cut is made by derushing: choose rushes, and everything that is dropped is told with its reason.
frames-of = { $after } of { $before } frames
shorter-by = { $part } shorter
version = Version { $version }
transcript = Transcript
player = Player
timeline = Sound and pictures
position = Position
rush = Rush
zoom-in = Zoom in
zoom-out = Zoom out
in-film = in the film
not-in-film = not in the film: { $reason }
play = Play
pause = Pause
frame-back = One frame back
frame-on = One frame on
frame-number = frame { $frame }
play-whole = The whole rush
film-at = film { $at }
panels = Panels
panel-decisions = Decisions
panel-settings = Settings
panel-history = History
decisions = Decisions
decisions-none = Nothing is dropped and nothing is suggested.
decisions-filtered = No decision is of this kind.
filter-reason = Show this reason
filter-state = Show this state
every-reason = Every reason
every-state = Dropped or not
state-dropped = Dropped
state-restored = Put back
state-suggested = Suggested
put-back = Put back
take-out = Drop
turn-chosen = Keep or drop what is chosen
take-back-here = Put back what stands here
drop-here-now = Drop what stands here
nothing-chosen = Nothing to drop here: choose words with Shift and a click, or mark frames with I and O.
no-decision-after = There is no decision after this.
no-decision-before = There is no decision before this.
suggested-what = Only a suggestion: it is in the film.
restored-was = put back: { $reason }
evidence-words = “{ $words }”
evidence-retake = Said again later: “{ $words }”
evidence-level = Sound at { $level } dBFS
evidence-also = Also: { $reasons }
evidence-sure = { $percent } % sure
reason-silence = silence
reason-silence-what = Nobody speaks.
reason-filler = filler
reason-filler-what = “Um”, “er”: no sentence needs it.
reason-retake = retake
reason-retake-what = Said again later, better.
reason-black = black
reason-black-what = Nothing to see.
reason-frozen = frozen
reason-frozen-what = The picture does not move at all.
reason-blur = blur
reason-blur-what = Out of focus.
reason-shake = shake
reason-shake-what = The camera is thrown about.
reason-noise = noise
reason-noise-what = Loud, but not speech.
reason-manual = by hand
margin = Margin around speech, in milliseconds
margin-now = Now { $before } before and { $after } after.
apply = Apply
drop-for = Drop for these reasons
settings-what = A change of settings derushes anew and keeps what you decided by hand. It is one step: undo takes it back.
undo = Undo
redo = Redo
undo-named = Undo “{ $name }”
redo-named = Redo “{ $name }”
step-derush = Derushed
step-restore = Put back
step-drop = Dropped
step-keep = Put into the film
step-settings = Settings changed
step-edits = Several changes
step-saved = Saved
step-rush-erased = A rush was erased
step-undone = undone
history-none = No step has been taken yet.
export = Export
export-otio = OpenTimelineIO (.otio)
export-fcpxml = Final Cut Pro (.fcpxml)
export-edl = Edit decision list (.edl)
export-srt = Captions (.srt)
export-vtt = Captions (.vtt)
export-markers = Markers (.csv)
total-spoken = From { $before } to { $after }
changed-by-other = Somebody else changed the cut: { $name }
clash-title = Somebody else changed this cut meanwhile
clash-text = Your last step was not taken. You can take it again on their version, or look at theirs first.
clash-again = Take my step again
clash-theirs = Show their version
render = Render
render-what = Whole groups of pictures are copied; only what a joint or a caption touches is encoded.
render-captions = Burn the captions into the picture
render-loudness = Bring the loudness to that of the web
render-aspect = Shape
render-height = Height
as-the-rush = As the rush
renders = Renders of this cut
renders-none = None yet.
rendering = Rendering
render-cancel = Cancel the render
render-download = Download the film
render-cancelled = Cancelled
render-broken = The render failed.
send-to-review = Send to review
review-what = Version { $version } is shown as it is now. What you change afterwards becomes another version.
review-rule = When is it approved?
review-rule-all = When all of them approve
review-rule-any = When one of them approves
keys = Keyboard
keys-on = Single keys do what stands here
key-play = Play and pause
key-shuttle = Play backwards; play, and faster
key-frame = One frame back or on
key-ten = Ten frames back or on
key-decision = To the decision before or after
key-turn = Keep or drop what stands here or is chosen
key-range = Mark the beginning or the end
key-unmark = Choose nothing
key-undo = Undo and redo
key-help = This help

## Review

review = Review
reviews-lead = A version of a cut, shown to people: they note by the frame, then approve or ask for changes.
reviews-none = Nothing is being reviewed. Open a cut and send it to review.
review-preparing = Being prepared
review-open = Open
review-approved = Approved
review-refused = Changes asked for
review-preparing-what = The film for this review is being made, so that every frame can be addressed. This page shows it by itself when it is there.
review-not-played = The film does not play here. Load the page again; if it stays so, tell whoever sent you the link.
waits-for-you = Waits for you
version-choose = Version
approve = Approve
approve-what = You approve version { $version } as it is shown here.
ask-for-changes = Ask for changes
ask-for-changes-what = Say what has to change. The notes stay as they are.
decision-words = A word about it, if you like
decision-changes = What has to change?
decision-approved = approved
decision-refused = asked for changes
decision-none = has not decided
rule-all = Approved when all of them approve.
rule-any = Approved when one of them approves.
notes = Notes and decisions
notes-list = Notes
notes-count =
    { $count ->
        [0] No notes
        [one] 1 note, { $open } open
       *[other] { $count } notes, { $open } open
    }
notes-none = No note yet. Stop at a frame and write what you see.
notes-filtered = No note is of this kind.
filter-notes = Show these notes
notes-every = All
notes-open = Open
notes-resolved = Done
notes-mine = Mine
note-at = At { $at }
note-range = From { $from } to { $last }
note-write = Write a note for this place
note-send = Add note
note-clear = Clear
note-resolve = Done
note-reopen = Open again
note-erase = Erase
answer = Answer
guest-none = You were asked to look at nothing, or it is no longer shown.
guest = guest
with-drawing = With a drawing
draw = Draw
colour = Colour
colour-number = Colour { $number }
stroke-undo = Undo stroke
drawing-of =
    { $count ->
        [0] Nothing is drawn here
        [one] Drawing on the picture, 1 stroke
       *[other] Drawing on the picture, { $count } strokes
    }
frame-of = frame { $frame } of { $last }
key-note = To the note before or after
key-write = Write a note
key-draw = Draw
key-approve = Approve
share = Share
share-what = Whoever has the link gives a name, sees this review and writes notes. They see nothing else.
share-days = Days it works
share-make = Make a link
share-link = Link
share-once = It is shown this once only: copy it now.
share-links = Links that work
share-none = None.
share-until = Until { $time }
share-end = End it
copy = Copy
copied = Copied

## Privacy centre

privacy-lead = What this studio has about you, where it lies, who looked, and what you can do about it.
data-map = Where each byte is
data-map-what = Made from what is really stored.
data-map-none = Nothing is stored about you.
place-rows = sealed rows on this machine
place-objects = sealed objects
table-of = Table: { $what }
map-what = What
map-count = Items
map-where = Where
map-region = Region
map-until = Until
map-why = Why
consents = Consents
consents-none = You were asked for no consent, and gave none.
consent-withdraw = Withdraw
consent-keep = Leave it given
sessions = Where you are signed in
session-unknown = Unknown browser
session-this = this browser
session-since = since { $time }
session-used = last used { $time }
session-until = ends { $time }
session-end = End
access-log = Who looked at what is about you
access-log-what = Looks with special leave, and what was done to your seats. Each read of content is an entry of the ledger; those are not listed here yet.
access-log-none = Nothing is listed.
log-at = When
log-who = Who
log-did = Did
log-what = What
log-purpose = Why
show-more = Show more ({ $count })
requests = Your requests
requests-what = What you ask for has a clock, and the clock is kept.
requests-none = You have asked for nothing.
request-new = Ask for something
request-kind = What do you ask for?
request-access = Access
request-access-what = A copy of everything about you.
request-rectification = Correction
request-rectification-what = Something about you is wrong or missing.
request-erasure = Erasure
request-erasure-what = What is about you is to go.
request-portability = Portability
request-portability-what = Your data in a form another service can read.
request-restriction = Restriction
request-restriction-what = Your data stays, but nobody uses it meanwhile.
request-objection = Objection
request-objection-what = A certain use of your data is to stop.
request-words = In your words
request-send = Send request
request-opened = asked on { $day }
request-due = answer due { $day } ({ $left })
request-answered = answered on { $day }
request-clock = Time gone by: { $kind }
my-data = A copy of your data
my-data-what = Everything about you in one file, with a list of what is in it.
my-data-download = Download my data
my-data-packing = Packing…
erasure = Erase me
erasure-what = First you see the plan: what goes, what stays and why, and who is told. Nothing is erased before you confirm.
erasure-plan = Show the plan
erasure-goes = Goes
erasure-stays = Stays
erasure-owed = Still to be done
erasure-nothing = Nothing.
erasure-confirm = Type your e-mail address to confirm
erasure-confirm-name = Type your name to confirm
erasure-go = Erase everything that goes
erasure-done = It is done. This is the receipt; it can be verified without us.
erasure-leave = Leave
receipt-keep = Keep the receipt

## Members

members = Members
members-lead = Who is in { $workspace }, and what they may do.
role = Role
role-of = Role of { $name }
role-producer-what = Makes projects, invites people, approves.
role-editor-what = Works on rushes and cuts, and sends them to review.
role-viewer-what = Watches reviews and writes notes.
role-admin-what = Decides who is in the workspace, and its settings.
role-dpo-what = Looks after requests, incidents and registers.
member-one-film = in one film only
member-remove = Remove
member-remove-what = { $name } loses access at once. What they made stays in the projects.
invite = Invite
invite-make = Make an invitation
invite-link = Link of the invitation
email = E-mail
invitations = Open invitations
invitations-none = None.
invitation-until = until { $day }
invitation-revoke = Revoke
