# Briefe an alle, die um etwas gebeten haben. Jede Zahl, jeder Tag und jeder Name wird eingesetzt.

letter-day = { $day }. { $name ->
        [january] Januar
        [february] Februar
        [march] März
        [april] April
        [may] Mai
        [june] Juni
        [july] Juli
        [august] August
        [september] September
        [october] Oktober
        [november] November
       *[december] Dezember
    } { $year }

letter-acknowledgement-subject = Ihr Antrag vom { $received }
letter-acknowledgement =
    Wir haben Ihren Antrag am { $received } erhalten: { $right }.
    Unsere Antwort haben Sie spätestens am { $due }.
letter-next-identify = Damit niemand anders bekommt, was Ihnen gehört, stellen wir zuerst fest, dass Sie es sind. Sie erhalten dafür einen Link. Sonst verlangen wir nichts von Ihnen.
letter-next-working = Er wird bearbeitet.
letter-held = Wir haben Daten über Sie. Die vollständige Auskunft folgt bis zu dem oben genannten Tag.

letter-link-subject = Bitte bestätigen Sie Ihren Antrag vom { $received }
letter-link =
    Am { $received } wurde bei uns dies beantragt: { $right }.
    Wenn Sie es waren, folgen Sie bitte bis zum { $until } diesem Link; er gilt einmal und führt zu einem Code:

    { $link }

    Wenn Sie es nicht waren, brauchen Sie nichts zu tun.
letter-code-subject = Ihr Code für Ihren Antrag vom { $received }
letter-code =
    Ihr Code:

    { $code }

    Er gilt { $minutes } Minuten und nur für diesen Antrag. Bitte geben Sie ihn dort ein, wohin der Link Sie geführt hat. Niemand von uns wird Sie je danach fragen.
letter-question-subject = Eine Frage zu Ihrem Antrag vom { $received }
letter-question =
    Damit wir tun können, worum Sie bitten ({ $right }), müssen wir wissen:

    { $question }

    Bitte antworten Sie. Die Frist für unsere Antwort läuft weiter: Sie endet am { $due }.
letter-estimate-subject = Die Kosten Ihres Antrags vom { $received }
letter-estimate =
    Anträge sind kostenlos. Worum Sie bitten ({ $right }), geht darüber hinaus: { $reason }
    Bevor wir etwas tun, sagen wir Ihnen, was es kosten würde: { $cost }. Bitte antworten Sie, ob Sie es weiterhin wollen; bis dahin kostet es nichts.
letter-extension-subject = Ihr Antrag vom { $received } dauert länger
letter-extension =
    Wir können bis zum { $due } nicht tun, worum Sie bitten ({ $right }). Unsere Antwort haben Sie spätestens am { $until }.
    Der Grund: { $reason }
letter-refusal-subject = Ihr Antrag vom { $received } ist abgelehnt
letter-refusal =
    Wir können nicht tun, worum Sie am { $received } gebeten haben: { $right }.
    Der Grund: { $ground }
    Das Gesetz: { $law }.
letter-answer-subject = Unsere Antwort auf Ihren Antrag vom { $received }
letter-answer =
    Am { $received } haben Sie um dies gebeten: { $right }. Unsere Antwort:

    { $answer }
letter-undone = Was nicht getan wurde, und warum: { $undone }
letter-steps = Was mit Ihrem Antrag geschah:
letter-step = { $day }: { $step }
letter-free = All das ist kostenlos.
letter-officer = Sie können sich jederzeit an unsere Datenschutzbeauftragte oder unseren Datenschutzbeauftragten wenden: { $contact }.
letter-authority = Sie können sich bei der Aufsichtsbehörde beschweren: { $authority }. Auch der Weg zu den Gerichten steht Ihnen offen.
letter-authority-unknown = Sie können sich bei der Datenschutzbehörde des Landes beschweren, in dem Sie leben oder arbeiten. Auch der Weg zu den Gerichten steht Ihnen offen.
letter-end =
    { $operator }
    Nummer Ihres Antrags: { $request }

letter-right-access = zu sehen, was über Sie gespeichert ist
letter-right-rectification = berichtigen zu lassen, was falsch ist oder fehlt
letter-right-erasure = Ihre Daten löschen zu lassen
letter-right-restriction = Ihre Daten zu speichern und sonst nicht zu verwenden
letter-right-portability = Ihre Daten in maschinenlesbarer Form zu erhalten
letter-right-objection = einer Verwendung Ihrer Daten zu widersprechen
letter-right-anonymisation = Ihre Daten anonymisieren zu lassen
letter-right-do-not-sell = dass nichts von Ihnen verkauft oder weitergegeben wird
letter-right-complaint = sich über den Umgang mit Ihren Daten zu beschweren

letter-ground-unverified = Wir konnten nicht feststellen, wer den Antrag stellt.
letter-ground-no-mandate = Wir konnten nicht feststellen, dass Sie für die betroffene Person handeln dürfen.
letter-ground-unfounded = Der Antrag ist offenkundig unbegründet.
letter-ground-excessive = Der Antrag ist exzessiv, weil er immer wieder gestellt wird.
letter-ground-too-many = Innerhalb von zwölf Monaten haben wir so viele solcher Anträge beantwortet, wie das Gesetz vorsieht.
letter-ground-others = Es würde die Rechte anderer verletzen.
letter-ground-not-provided = Eine maschinenlesbare Kopie steht Ihnen von dem zu, was Sie selbst aufgrund eines Vertrags oder Ihrer Einwilligung bereitgestellt haben; diese Daten gehören nicht dazu.
letter-ground-accurate = Was gespeichert ist, ist richtig und vollständig.
letter-ground-still-needed = Die Daten werden für ihren Zweck noch gebraucht, und das Gesetz nennt keinen Grund, sie zu löschen.
letter-ground-expression = Die Daten dienen der freien Meinungsäußerung und Information.
letter-ground-legal-duty = Ein Gesetz verpflichtet uns, die Daten aufzubewahren.
letter-ground-research = Die Daten dienen Archiven, der Forschung oder der Statistik im öffentlichen Interesse.
letter-ground-claims = Die Daten werden gebraucht, um Rechtsansprüche geltend zu machen, auszuüben oder zu verteidigen.
letter-ground-no-case = Keiner der Fälle, in denen das Gesetz die Verwendung einschränkt, liegt vor.
letter-ground-overriding = Für diese Verwendung gibt es zwingende Gründe, die Ihre überwiegen.
letter-ground-no-breach = Wir haben geprüft, worüber Sie sich beschweren; die Daten werden behandelt, wie es das Gesetz verlangt.

letter-law-gdpr = Datenschutz-Grundverordnung, Artikel { $at }
letter-law-ccpa = Kalifornisches Zivilgesetzbuch, Abschnitt { $at }
letter-law-lgpd = Brasilianisches Allgemeines Datenschutzgesetz, Artikel { $at }

letter-step-received = eingegangen
letter-step-mandate = die Vollmacht wurde festgehalten
letter-step-acknowledged = der Eingang wurde bestätigt
letter-step-link = ein Link wurde gesendet
letter-step-code = ein Code wurde gesendet
letter-step-confirmed = der Code war richtig
letter-step-verified-credential = festgestellt, wer den Antrag stellt: durch Anmeldung
letter-step-verified-held = festgestellt, wer den Antrag stellt: durch die Adresse, die wir haben
letter-step-verified-given = festgestellt, wer den Antrag stellt: durch die angegebene Adresse
letter-step-verified-attested = festgestellt, wer den Antrag stellt: persönlich geprüft
letter-step-verified-waived = dafür muss niemand zeigen, wer er ist
letter-step-asked = eine Frage wurde gestellt
letter-step-estimated = die Kosten wurden Ihnen vorher genannt
letter-step-replied = eine Antwort kam
letter-step-extended = die Antwort wurde verschoben
letter-step-proof-deleted = was zur Feststellung gedient hat, wurde gelöscht
letter-step-answered = beantwortet
letter-step-refused = abgelehnt
letter-step-revoked = zurückgezogen
