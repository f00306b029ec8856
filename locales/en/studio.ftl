# What the studio says in the browser.

## The shell

skip = Skip to the content
home = Home
where = Where you are
demo = Demo studio
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
loading = Loading…
try-again = Try again
close = Close
cancel = Cancel
save = Save
hide = Hide
more = More
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
watch = Watch
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
