# The privacy policy. One message for each promise of charter/*.toml, named after it; no digit may stand here: every number,
# date, country and recipient comes from the promise. What begins with policy-, section-, word- or name- is no promise.

policy-title = { $operator }, privacy policy
policy-intro = Version { $version }, told on { $noticed }, in force from { $effective }. Questions and requests go to { $contact }; no account is needed. Each sentence below is a promise that the program executes; the name after it is where to look it up, prove it and trace it.
policy-no-transfer = No data crosses a border between regions.
policy-no-processor = Nobody else receives data: the studio runs on its operator's own machine.

section-never = What is never possible
section-purpose = Why data is used
section-class = What is held, and how long
section-region = Where it lies
section-transfer = Across borders
section-processor = Who else receives it
section-role = Who may do what
section-right = What you may ask for
section-answer = When you are answered
section-regime = What the law adds
section-licence = What you allow
section-training = Learning from content
section-ages = Age
section-cookie = Cookies
section-notice = Changes
section-breach = If something leaks
section-backup = Backups
section-review = What is looked at again

word-none = none
word-at-once = at once
word-term = as long as the subscription runs
word-date = { $day } { $month } { $year }
word-january = January
word-february = February
word-march = March
word-april = April
word-may = May
word-june = June
word-july = July
word-august = August
word-september = September
word-october = October
word-november = November
word-december = December
word-hours =
    { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
word-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
word-business-days =
    { $count ->
        [one] { $count } working day
       *[other] { $count } working days
    }
word-months =
    { $count ->
        [one] { $count } calendar month
       *[other] { $count } calendar months
    }
word-years =
    { $count ->
        [one] { $count } year
       *[other] { $count } years
    }
word-contract = the contract with you
word-consent = your own yes, which you can take back at any time
word-interest = a legitimate interest
word-law = a legal obligation
word-collected = from when it was collected
word-used = from when it was last used
word-closed = from when the case or the account was closed
word-term-end = from the end of the subscription
word-shred = Then its key is destroyed and the bytes go.
word-delete = Then it is deleted.
word-aggregate = Then it becomes counts about nobody.
word-adequacy = an adequacy decision
word-scc = standard contractual clauses
word-dpf = the Data Privacy Framework
word-bcr = binding corporate rules
word-own = what is about nobody but yourself
word-project = projects somebody was let into
word-workspace = one workspace
word-installation = the whole installation
word-essential = essential
word-preference = preference
word-analytics = analytics
word-marketing = marketing
word-session = staying signed in
word-language = the language you chose
word-separation = telling administrators from viewers
word-security = that nobody acts in your name
word-looks = the looks you chose
word-counting = counting visits

name-purpose-service = the service
name-purpose-account = your account
name-purpose-payment = payment
name-purpose-contact = messages about the service
name-purpose-support = support
name-purpose-security = security
name-purpose-analytics = usage statistics
name-purpose-training = training
name-purpose-research = research
name-purpose-marketing = news
name-purpose-legal = legal duties
name-purpose-transfer = a change of ownership
name-class-account = account
name-class-footage = footage
name-class-edit = edits
name-class-prompt = prompts
name-class-message = messages
name-class-meeting = meetings
name-class-billing = bills
name-class-consent = consents
name-class-request = requests
name-class-case = cases
name-class-configuration = settings
name-class-audit = access log
name-class-device = address and device
name-class-diagnostics = diagnostics
name-class-usage = usage
name-class-subscription = news address
name-class-working = working files
name-role-person = everybody
name-role-producer = a producer
name-role-editor = an editor
name-role-viewer = a viewer
name-role-guest = a guest
name-role-admin = an administrator
name-role-dpo = a data protection officer
name-role-operator = an operator
name-role-machine = one of the studio's own jobs
name-region-eu = the European Union
name-region-us = the United States
name-region-sg = Singapore

never-train-without-own-yes = No model learns from anybody's content without the own yes of every person in it.
never-leave-region = Content does not leave the region its workspace is pinned to.
never-read-restricted = What is under restriction is stored, and read by nobody.
never-read-erased = What was erased is read by nobody, not even from a restored backup.
never-market-to-minors = Nobody under age is sent news.
never-market-without-double-opt-in = News go only to addresses that said yes, and confirmed it.
never-disclose-outside-register = Nobody receives data who is not named on this page.
never-admin-reads-own-request = An administrator can neither read nor stop the request a member makes for himself.
never-consent-for-another = Nobody says yes for somebody else.
never-content-as-service-data = Content is never treated as data about the service.
never-train-as-something-else = No model learns under the name of another purpose.
never-erase-held = What the law holds back is not erased while it does.
never-use-objected = What somebody objected to stops.
never-cross-workspaces = Nobody sees the inside of a workspace that is not theirs.
never-look-without-elevation = An operator sees content only after giving a reason that was approved, for a while, in view of the customer.

purpose-service = To make, review and publish films. Basis: { $basis }.
purpose-account = To let you in, and nobody else as you. Basis: { $basis }.
purpose-payment = To be paid. Basis: { $basis }.
purpose-contact = To tell you what happens in your projects. Basis: { $basis }.
purpose-support = To help you when you ask. Basis: { $basis }.
purpose-security = To keep burglars out and to notice them. Basis: { $basis }, weighed against yours; weighed again by { $review }.
purpose-analytics = To see what is used, as counts. Basis: { $basis }.
purpose-training = To train models. Basis: { $basis }.
purpose-research = To try new things with you. Basis: { $basis }.
purpose-marketing = To send you news. Basis: { $basis }.
purpose-legal = To do what the law demands. Basis: { $basis } ({ $law }).
purpose-transfer = To hand the studio over to another owner, after telling you. Basis: { $basis } ({ $law }).

class-account = Your user name, address and credential, for { $purposes }; kept { $keep }, { $from }. { $end }
class-footage = Your rushes: pictures and voices, for { $purposes }; kept { $keep }, { $from }. { $end }
class-edit = Cuts, renders, notes and drawings, for { $purposes }; kept { $keep }, { $from }. { $end }
class-prompt = Prompts and what was made of them, for { $purposes }; kept { $keep }, { $from }. { $end }
class-message = Messages, for { $purposes }; kept { $keep }, { $from }. { $end }
class-meeting = Recordings of meetings to which each participant said yes, for { $purposes }; kept { $keep }, { $from }. { $end }
class-billing = Bills, for { $purposes }; kept { $keep }, { $from }. { $end }
class-consent = What you agreed to and took back, for { $purposes }; kept { $keep }, { $from }. { $end }
class-request = Your requests and our answers, for { $purposes }; kept { $keep }, { $from }. { $end }
class-case = What was done about breaches, holds and authorities, for { $purposes }; kept { $keep }, { $from }. { $end }
class-configuration = The settings of a workspace, for { $purposes }; kept { $keep }, { $from }. { $end }
class-audit = Who did what and when, for { $purposes }; kept { $keep }, { $from }. { $end }
class-device = Address and browser of a sign-in, for { $purposes }; kept { $keep }, { $from }. { $end }
class-diagnostics = Why an automatic edit failed, without its content, for { $purposes }; kept { $keep }, { $from }. { $end }
class-usage = Which functions are used, for { $purposes }; kept { $keep }, { $from }. { $end }
class-subscription = The address news go to, for { $purposes }; kept { $keep }, { $from }. { $end }
class-working = What a job needs while it runs, for { $purposes }; kept { $keep }, { $from }. { $end }

region-eu = European Union: { $countries }.
region-us = United States: { $countries }.
region-sg = Singapore: { $countries }.
region = { $countries }.
transfer = From { $from } to { $to } by { $mechanism }, looked at again by { $review }.
processor = { $name }: { $role }, in { $place }, sees { $fields }. { $safeguards }. Agreement of { $agreement }.

role-person = Everybody, within { $within }: sees { $read }; changes { $write }.
role-producer = A producer, within { $within }: sees { $read }; changes { $write }.
role-editor = An editor, within { $within }: sees { $read }; changes { $write }.
role-viewer = A viewer, within { $within }: sees { $read }; changes { $write }.
role-guest = A guest with a link, within { $within }: sees { $read }; changes { $write }.
role-admin = An administrator, within { $within }: sees { $read }; changes { $write }; decides whether an operator may look.
role-dpo = A data protection officer, within { $within }: sees { $read }; decides about requests.
role-operator = An operator, within { $within }: sees { $read }; changes { $write }; decides whether another operator may look; with an approved reason, for a while, in one workspace: sees { $elevated }.
role-machine = The studio's own jobs, within { $within }: see { $read }; change { $write }.

right-access = See everything held about you, and get a copy.
right-rectification = Have what is wrong or missing put right.
right-erasure = Have it erased, everywhere and in backups.
right-restriction = Have it stored and left alone.
right-portability = Take it elsewhere, in a form machines read.
right-objection = Object to a use; it stops until that is looked at.
right-anonymisation = Have it made anonymous instead of erased.
right-do-not-sell = Say that nothing of yours may be sold. Nothing is sold; your word is recorded all the same.
right-complaint = Complain to the authority; every answer says which and how.

answer = Within { $within } of your request, earlier where a law below says so. It costs nothing.
regime-gdpr = In the European Union, the European Economic Area, the United Kingdom and Switzerland: within { $answer }; once { $extend } more, with the reasons told in time.
regime-ccpa = In California: receipt confirmed within { $acknowledge }, answered within { $answer }; once { $extend } more, with the reasons told in time. Requests to know may be limited to { $most } in twelve months; erasure and opt-out never are.
regime-lgpd = In Brazil: a short confirmation { $acknowledge }, everything within { $answer }.
regime = Within { $answer }.

licence = You let us use what you put in for { $purposes } and nothing else. It ends when you delete it.
training = Nothing is learned from your content unless you say yes, for yourself; nobody can say it for you.
ages = You may have an account from the age of { $elsewhere }; in the European Union, the European Economic Area, the United Kingdom and Switzerland, or where the country is not known, from { $stricter }. Invited staff must be of working age, { $working } where no table says otherwise. Nobody under age is drawn into: { $spared }.
cookie = { $name }: { $kind }, for { $serves }; kept { $keep }.
notice-change = Before a change that matters to you takes effect you are told { $before } ahead, and may leave with everything.
notice-processor = Before somebody new receives data you are told { $before } ahead.
breach-authority = The authority is told within { $within }; you too where it may harm you.
breach-authority-brazil = In Brazil the authority and you are told within { $within }.
backup = Backups are encrypted. What is erased cannot be read in them from that moment, and is gone from them after { $window }.

review-cookies = The table of cookies is made anew every { $every }, by { $by }, and with each new partner for statistics.
review-access = Who may see what is looked at every { $every }, by { $by }; what nobody confirms ends.
review-transparency = A report of requests, incidents and what authorities asked for is published every { $every }, by { $by }.
review-recovery = The loss of a whole site is rehearsed every { $every }, by { $by }.
review-penetration = Somebody tries to break in, and what is found is mended, every { $every }, by { $by }.
review-age-checks = How ages are checked is reported every { $every }, by { $by }.
review-self-assessment = Whether these promises are kept is looked at every { $every }, by { $by }.
review-balancing = Each interest that outweighs yours is weighed again every { $every }, by { $by }.
review-impact = What automatic functions mean for people is assessed again every { $every }, by { $by }.
review = Looked at every { $every }, by { $by }.
