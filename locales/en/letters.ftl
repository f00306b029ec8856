# Letters to people who asked for something. Every number, day and name is filled in.

letter-day = { $day } { $name ->
        [january] January
        [february] February
        [march] March
        [april] April
        [may] May
        [june] June
        [july] July
        [august] August
        [september] September
        [october] October
        [november] November
       *[december] December
    } { $year }

letter-acknowledgement-subject = Your request of { $received }
letter-acknowledgement =
    We received your request on { $received }: { $right }.
    You will have our answer by { $due } at the latest.
letter-next-identify = So that nobody else gets what is yours, we first make sure that it is you who asks. You will get a link for that. We ask you for nothing else.
letter-next-working = It is being worked on.
letter-held = We hold data about you. The full statement follows by the day named above.

letter-link-subject = Please confirm your request of { $received }
letter-link =
    Somebody asked us for this on { $received }: { $right }.
    If it was you, please follow this link by { $until }; it can be used once, and leads to a code:

    { $link }

    If it was not you, there is nothing to do.
letter-code-subject = Your code for your request of { $received }
letter-code =
    Your code:

    { $code }

    It holds for { $minutes } minutes and for this request alone. Please write it where the link led you. Nobody from us will ever ask you for it.
letter-question-subject = A question about your request of { $received }
letter-question =
    So that we can do what you asked for ({ $right }), we need to know:

    { $question }

    Please reply. The time for our answer runs on: it ends on { $due }.
letter-estimate-subject = The cost of your request of { $received }
letter-estimate =
    Requests are free. What you asked for ({ $right }) goes beyond that: { $reason }
    Before we do anything we tell you what it would cost: { $cost }. Please reply whether you still want it; it costs nothing until you have said so.
letter-extension-subject = Your request of { $received } takes longer
letter-extension =
    We cannot do what you asked for ({ $right }) by { $due }. You will have our answer by { $until }.
    The reason: { $reason }
letter-refusal-subject = Your request of { $received } is refused
letter-refusal =
    We cannot do what you asked for on { $received }: { $right }.
    The ground: { $ground }
    The law: { $law }.
letter-answer-subject = Our answer to your request of { $received }
letter-answer =
    On { $received } you asked for this: { $right }. Our answer:

    { $answer }
letter-undone = What was not done, and why: { $undone }
letter-steps = What happened with your request:
letter-step = { $day }: { $step }
letter-free = All of this is free of charge.
letter-officer = You can turn to our data protection officer at any time: { $contact }.
letter-authority = You can complain to the authority: { $authority }. You can go to court, too.
letter-authority-unknown = You can complain to the data protection authority of the country where you live or work. You can go to court, too.
letter-end =
    { $operator }
    Number of your request: { $request }

letter-right-access = to see everything that is held about you
letter-right-rectification = to have what is wrong or missing put right
letter-right-erasure = to have your data erased
letter-right-restriction = to have your data stored and left alone
letter-right-portability = to get your data in a form that machines read
letter-right-objection = to object to a use of your data
letter-right-anonymisation = to have your data made anonymous
letter-right-do-not-sell = that nothing of yours may be sold or shared
letter-right-complaint = to complain about how your data is treated

letter-ground-unverified = we could not establish who is asking.
letter-ground-no-mandate = we could not establish that you may act for the person concerned.
letter-ground-unfounded = the request is manifestly unfounded.
letter-ground-excessive = the request is excessive because it is repeated over and over.
letter-ground-too-many = within twelve months we have answered as many such requests as the law provides for.
letter-ground-others = it would harm the rights of others.
letter-ground-not-provided = a copy that machines read is owed of what you provided yourself, by contract or with your consent; this is not such data.
letter-ground-accurate = what is held is correct and complete.
letter-ground-still-needed = the data is still needed for the purpose it was collected for, and the law names no reason to erase it.
letter-ground-expression = the data serves the freedom of expression and information.
letter-ground-legal-duty = a law obliges us to keep the data.
letter-ground-research = the data serves archives, research or statistics in the public interest.
letter-ground-claims = the data is needed to establish, exercise or defend legal claims.
letter-ground-no-case = none of the cases for which the law restricts the use of data is given.
letter-ground-overriding = there are compelling reasons for this use that outweigh yours.
letter-ground-no-breach = we looked at what you complain about, and the data is treated as the law wants it.

letter-law-gdpr = General Data Protection Regulation, Article { $at }
letter-law-ccpa = California Civil Code, Section { $at }
letter-law-lgpd = Brazilian General Data Protection Law, Article { $at }

letter-step-received = received
letter-step-mandate = the mandate was noted
letter-step-acknowledged = receipt was confirmed
letter-step-link = a link was sent
letter-step-code = a code was sent
letter-step-confirmed = the code was right
letter-step-verified-credential = it is known who asks: by signing in
letter-step-verified-held = it is known who asks: by the address we hold
letter-step-verified-given = it is known who asks: by the address given
letter-step-verified-attested = it is known who asks: an officer looked at it
letter-step-verified-waived = nobody has to show who he is for this
letter-step-asked = a question was asked
letter-step-estimated = you were told what it would cost
letter-step-replied = a reply came
letter-step-extended = the answer was put off
letter-step-proof-deleted = what was used to establish who asks was deleted
letter-step-answered = answered
letter-step-refused = refused
letter-step-revoked = taken back
