# What the server says: its pages, and what goes wrong.

page-skip = Skip to content
page-other-language = Français
page-privacy = Privacy
page-request = Ask for your data, or its deletion
page-continue = Continue

problem-not-signed-in = You are not signed in
problem-not-signed-in-detail = Your session is over or was ended. Sign in again.
problem-no-such = There is nothing here
problem-no-such-detail = It was deleted, never existed, or is not shared with you. Ask whoever sent you here for a new link.
problem-cross-site = This did not come from this site
problem-cross-site-detail = What changes something must come from the studio's own pages. Reload the page and try again.
problem-too-many = Too many attempts
problem-too-many-detail = Wait a little and try again.
problem-unreadable = This cannot be read
problem-unreadable-detail = What was sent is damaged. Send it again.
problem-too-large = This is too large
problem-too-large-detail = More was sent than is taken here. Shorten it, or send it in parts.
problem-not-so = This does not fit
problem-not-so-detail = Look at what you entered and correct it.
problem-refused = A promise forbids this
problem-refused-detail = The privacy page says which and why.
problem-not-now = Not as things stand
problem-not-now-detail = Reload to see how things stand now.
problem-database-away = The database does not answer
problem-database-away-detail = Nothing was changed. Try again in a minute; if it lasts, tell whoever runs this studio.
problem-broken = Something broke here
problem-broken-detail = It is not your fault, and nothing was shown to anybody. Try again; if it lasts, tell whoever runs this studio the number of this request.
problem-wrong-method = This cannot be done here
problem-wrong-method-detail = There is something at this address, but not for this method.

range-beyond = The file ends before that place: ask for an earlier part.
upload-version = This upload speaks another protocol: use tus 1.0.0.
upload-name = A rush has a name of one line, up to 255 characters: rename the file and send it again.
upload-type = Bytes of an upload come as application/offset+octet-stream.
upload-checksum-unknown = A checksum is written as sha256 and 32 bytes in base64.
cut-if-match = Say which state of the cut is meant: send the ETag of what you looked at as If-Match.
cut-title = First cut
problem-upload-version = Another protocol
problem-upload-type = Another kind of body
problem-upload-offset = The upload goes on at another place
problem-upload-longer = More came than was announced
problem-upload-length = A rush of this size cannot be received
problem-upload-short = The upload is not complete
problem-upload-checksum = The bytes were damaged on the way
problem-upload-stretch = This part is too long
problem-range-beyond = The file ends before that
problem-cut-if-match = Which state is meant?
problem-cut-changed = Somebody changed this cut meanwhile

person-gone = Somebody who is gone
language-unknown = The studio speaks English and French: choose one of them.
email-wrong = This is no e-mail address: write one like name@example.org.
code-wrong = This code is not right, or was used before. Wait for the next one and try again.
door-late = This took too long, or was tried too often. Begin again.
studio-name-needed = Give your studio a name of up to 80 characters.
review-by-makers = A producer or an editor shows a cut for review: ask one of them.
erasing-confirm = Type your own e-mail address to confirm. Nothing was erased.
stays-held = A dispute or a law holds it.
consent-effect =
    { $stops ->
        [0] Nothing is used for this now.
        [one] One item is no longer used for this.
       *[other] { $stops } items are no longer used for this.
    } { $erased ->
        [0] { "" }
        [one] One item is held for nothing else and is erased.
       *[other] { $erased } items are held for nothing else and are erased.
    } { $models ->
        [0] { "" }
        [one] It is taken out of one training set.
       *[other] It is taken out of { $models } training sets.
    }

no-owner = This studio has no owner yet
no-owner-detail = Open the set-up link that the program printed when it started.
no-ui = The studio's pages are not built
no-ui-detail = Run ./run in the folder of the program: it builds what is missing and starts again.
too-young = An account is not possible
too-young-detail = The law does not let us give you an account yet. Nothing of what you entered was kept.

age-title = Before you begin
age-why = The law asks us to check your age before there is an account. What you enter is looked at once and not kept.
age-country = Where you live
age-elsewhere = Another country
age-born = Your date of birth
age-no-date = Enter your date of birth as a date.

enrol-title = Your account
enrol-you = You
enrol-name = Name
enrol-email = E-mail
enrol-password = Password
enrol-password-hint = At least { $least } characters. A sentence you remember is best.
enrol-second = Second step
enrol-second-how = Scan this with an authenticator app, then enter the code it shows. Whoever learns your password still cannot sign in.
enrol-secret = Or type this into the app:
enrol-code = Code
enrol-go = Create my account
setup-title = Set up your studio
setup-studio = Your studio
setup-studio-name = What is it called?
setup-go = Open the studio

codes-title = Keep these codes
codes-why = If you lose your phone, each of these signs you in once. They are shown now and never again: print them, or keep them in a password manager.
codes-kept = I have kept them

sign-in-title = Sign in
sign-in-go = Sign in
sign-in-wrong = This address and password do not belong together. Try again, or ask an admin of your studio.
code-title = One more step
code-how = Enter the code from your authenticator app, or one of your recovery codes.

invite-title = You are invited to { $studio }
invite-by = { $inviter } invites { $email }.
invite-for = The invitation is for { $email }.
invite-as-producer = You will be a producer: you begin films and say what they must be.
invite-as-editor = You will be an editor of one film.
invite-as-viewer = You will see the cuts of one film and say what you think.
invite-as-admin = You will be an admin: you decide who sits in the studio.
invite-as-dpo = You will be the data protection officer: you answer what people ask about their data.
invite-join = Take the seat
invite-account = This address has an account here. Sign in to take the seat.

guest-title = { $studio } shows you a film
guest-by = { $maker } asks what you think.
guest-what = You can watch it, write on its frames, and say whether it is right.
guest-kept = Kept: the name you give below, what you write, and when. No address, no account.
guest-until = Until { $until }, when this link ends; what you wrote stays with the film as long as the studio keeps it.
guest-cookie = One cookie, which only keeps you signed in.
guest-right = You can see what is held about you, and have it deleted, at any time.
guest-name = Your name
guest-go = Enter

asking-title = Ask for your data
asking-how = You need no account. You are answered at the address you give, free of charge.
asking-kind = What you ask for
asking-email = Your e-mail address
asking-country = Where you live
asking-anywhere = I would rather not say
asking-words = In your words
asking-go = Send
status-title = Your request
status-opened = It has arrived. You will be answered by { $due } at the latest.
status-link = See how far it is
status-keep = Keep this link: it is the only one.
status-state = State
status-received = Received
status-due = Answered by
state-received = received; we make sure that it is you
state-verifying = we make sure that it is you
state-clarifying = we asked you a question
state-working = somebody is working on it
state-fulfilled = answered
state-denied = refused; the letter says why
state-revoked = taken back

theorem-proved = proved: no rule of this program allows it
theorem-broken = not true of this program's rules: tell whoever runs it
theorem-none = not proved here: no solver was found when the studio started

country-AT = Austria
country-AU = Australia
country-BE = Belgium
country-BG = Bulgaria
country-BR = Brazil
country-CA = Canada
country-CH = Switzerland
country-CN = China
country-CY = Cyprus
country-CZ = Czechia
country-DE = Germany
country-DK = Denmark
country-EE = Estonia
country-ES = Spain
country-FI = Finland
country-FR = France
country-GB = United Kingdom
country-GR = Greece
country-HR = Croatia
country-HU = Hungary
country-IE = Ireland
country-IN = India
country-IS = Iceland
country-IT = Italy
country-JP = Japan
country-KR = South Korea
country-LI = Liechtenstein
country-LT = Lithuania
country-LU = Luxembourg
country-LV = Latvia
country-MA = Morocco
country-MT = Malta
country-MX = Mexico
country-NL = Netherlands
country-NO = Norway
country-NZ = New Zealand
country-PL = Poland
country-PT = Portugal
country-RO = Romania
country-SE = Sweden
country-SI = Slovenia
country-SK = Slovakia
country-TN = Tunisia
country-US = United States

codes-then = You have kept them? Then come in: with a small film that was already derushed, to try everything on, or into your empty studio.
demo-open = Open the demo studio
demo-empty = Start empty
demo-there = The demo studio is open already: you find it beside your own.
demo-studio = Demo studio
demo-film = The banana interview
demo-goal = Show what the studio does with a rush: what it drops, why, and how everything is taken back
demo-audience = You
demo-length = Under a minute
demo-tone = Calm
demo-must = The word banana, once, clearly
demo-must-not = Silence, hesitations, sentences that were begun twice
demo-message = The first cut is up for review. I put one pause back, it gave him time to breathe.
demo-first = Could the first sentence stand alone for a moment longer?
demo-answer = Yes, half a second more is easy.
demo-second = This is the place I meant on the phone.
