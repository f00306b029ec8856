# What stands in the files that people get about themselves.

export-title = { $operator }: everything held about you
export-skip = To the content
export-intro = Packed on { $at }. This page shows what { $operator } holds about you; the files beside it hold all of it. Questions: { $contact }.
export-held = What is held
export-held-caption = How many entries of each kind there are, and how much of them you get
export-kept = Kept as: { $class }. It has no last day yet: it is kept while the subscription runs, or until the case is closed.
export-kept-until = Kept as: { $class }. The first entry is kept until { $day }.
export-rows = All of them stand in { $file }
export-withheld = What you do not get
export-withheld-intro = Each thing stands in data/withheld.json with the promise it rests on. If you think that something is kept back wrongly, write to { $contact }, or to your data protection authority.
export-reason-others = Others are in it too; you get what is yours alone.
export-reason-mention = It only names you; where it does stands in data/index.json.
export-reason-attached = It belongs to something of yours, and is about somebody else or nobody.
export-reason-confidential = It is confidential by law or for the protection of others.
export-reason-secret = It would let whoever reads this file into your account.
export-reason-erased = It is erased, or on its way.
export-reason-region = It lies in another region, and may not be brought here: ask for it there.
export-reason-unreadable = Its key is gone or its bytes are damaged.
export-reason-promise = Another promise stands against it.
export-went = Who received it
export-went-nowhere = Nothing about you went to anybody else.
export-went-caption = All of it stands in { $file }
export-more = More
export-copies = Backups may hold sealed copies; a backup made today is gone on { $window }.
export-files = Why data is used, on which basis and how long stands in ropa.csv and processing; your consents in consents; what proves all this in proofs.
export-rights = You may have this corrected, erased, restricted or moved, object to its use, and complain to an authority: write to { $contact }.

export-readme =
    Everything that { $operator } holds about you. Open index.html to read it.

        index.html       the page to read
        data             the rows, for machines (JSON-LD); index.json lists everything held, withheld.json what you do not get and why
        media            originals and films about you alone
        consents         what you agreed to, in which words
        disclosures.csv  who received what
        ropa.csv         why data is used, on which basis, how long
        proofs           what the ledger says of this file

    To check that nothing was changed, without us:
        incamera ledger verify FILE
    or by hand: the { $sha } of each file stands in manifest.json; proofs/parcel.tlog-proof is the receipt of a ledger entry that commits
    to manifest.json, signed with this key: { $key }

    Codes by which rows are found (digests under a secret key) are left out: they say nothing. Other people are numbered. Questions: { $contact }

export-head-what = What
export-head-whole = Given whole
export-head-part = Given in part
export-head-withheld = Not given
export-head-which = Which part
export-head-number = How many
export-head-why = Why
export-head-recipient = Recipient
export-head-purpose = Purpose
export-head-when = When

export-table-people = Account
export-table-credentials = Ways to sign in
export-table-keys = Keys for programs
export-table-sessions = Sessions
export-table-devices = Devices
export-table-workspaces = Workspaces
export-table-members = Seats in workspaces
export-table-invitations = Invitations
export-table-engagements = Engagements
export-table-links = Links for guests
export-table-projects = Films
export-table-milestones = Milestones
export-table-rushes = Rushes
export-table-uploads = Rushes on their way in
export-table-pieces = Sealed bytes of rushes and what is made from them
export-table-reels = Sealed bytes of finished films
export-table-lines = Cuts through their versions
export-table-uses = Rushes that cuts use
export-table-scans = Measurements of rushes
export-table-cuts = Cuts
export-table-renders = Finished films
export-table-reviews = Reviews
export-table-notes = Notes on frames
export-table-drawings = Drawings on frames
export-table-approvals = Decisions on reviews
export-table-messages = Messages
export-table-publications = Publications
export-table-generations = Generated images
export-table-meetings = Meetings
export-table-jobs = Jobs of the program
export-table-activities = Activity log
export-table-elevations = Extended access
export-table-subscriptions = Letters
export-table-consents = Consents
export-table-requests = Requests
export-table-steps = Steps of requests
export-table-proofs = Proofs of identity
export-table-holds = Holds
export-table-incidents = Incidents
export-table-stages = Steps of cases
export-table-authorities = Requests of authorities
export-table-disclosures = Disclosures
export-table-assessments = Assessments
export-table-corpora = Training sets
export-table-lessons = Items of training sets

export-column-everything = everything
export-column-media = file
export-column-person = person
export-column-author = author
export-column-actor = who
export-column-email = e-mail address
export-column-contact = address
export-column-name = name
export-column-title = title
export-column-text = text
export-column-brief = brief
export-column-language = language
export-column-country = country
export-column-created = created
export-column-closed = closed
export-column-since = since
export-column-until = until
export-column-written = written
export-column-at = when
export-column-role = role
export-column-project = film
export-column-review = review
export-column-frame = frame
export-column-last = last frame
export-column-parent = made from
export-column-resolved = settled
export-column-uploader = brought by
export-column-duration = length in milliseconds
export-column-state = state
export-column-purpose = purpose
export-column-act = said
export-column-version = version
export-column-wording = words shown
export-column-method = how
export-column-yes = about which consent
export-column-only = only for
export-column-recipient = recipient
export-column-datum = what
export-column-case = case
export-column-right = right
export-column-statement = in your words
export-column-places = where you live
export-column-answer = answer
export-column-received = received
export-column-due = due
export-column-promise = promise
export-column-expires = until
export-column-used = last used
export-column-address = network address
export-column-description = description
export-column-client = program
export-column-inviter = invited by
export-column-accepted = accepted
export-column-revoked = taken back
export-column-producer = producer
export-column-editor = editor
export-column-begins = from
export-column-ends = to
export-column-prompt = prompt
export-column-model = model
export-column-made = made
export-column-decision = decision
export-column-decided = decided
export-column-strokes = strokes
export-column-what = what
export-column-target = with what
export-column-region = region
export-column-reason = reason
export-column-approver = agreed by
export-column-list = letters
export-column-confirmed = confirmed
export-column-secret = secret
export-column-analytics = sees figures
export-column-footage = sees footage
export-column-billing = sees bills
