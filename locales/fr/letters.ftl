# Lettres à qui a demandé quelque chose. Chaque nombre, chaque jour et chaque nom est rempli.

letter-day = { $day } { $name ->
        [january] janvier
        [february] février
        [march] mars
        [april] avril
        [may] mai
        [june] juin
        [july] juillet
        [august] août
        [september] septembre
        [october] octobre
        [november] novembre
       *[december] décembre
    } { $year }

letter-acknowledgement-subject = Votre demande du { $received }
letter-acknowledgement =
    Nous avons reçu votre demande le { $received } : { $right }.
    Vous aurez notre réponse le { $due } au plus tard.
letter-next-identify = Pour que personne d’autre n’obtienne ce qui est à vous, nous nous assurons d’abord que c’est bien vous qui demandez. Vous recevrez un lien pour cela. Nous ne vous demandons rien d’autre.
letter-next-working = Elle est en cours de traitement.
letter-held = Nous détenons des données sur vous. La déclaration complète suit au plus tard le jour indiqué ci-dessus.

letter-link-subject = Veuillez confirmer votre demande du { $received }
letter-link =
    Quelqu’un nous a demandé ceci le { $received } : { $right }.
    Si c’était vous, veuillez suivre ce lien le { $until } au plus tard ; il ne sert qu’une fois et mène à un code :

    { $link }

    Si ce n’était pas vous, il n’y a rien à faire.
letter-code-subject = Votre code pour votre demande du { $received }
letter-code =
    Votre code :

    { $code }

    Il vaut { $minutes } minutes et pour cette seule demande. Veuillez l’écrire là où le lien vous a mené. Personne chez nous ne vous le demandera jamais.
letter-question-subject = Une question sur votre demande du { $received }
letter-question =
    Pour faire ce que vous demandez ({ $right }), nous devons savoir :

    { $question }

    Veuillez répondre. Le délai de notre réponse continue de courir : il se termine le { $due }.
letter-estimate-subject = Le coût de votre demande du { $received }
letter-estimate =
    Les demandes sont gratuites. Ce que vous demandez ({ $right }) va au-delà : { $reason }
    Avant de faire quoi que ce soit, nous vous disons ce que cela coûterait : { $cost }. Veuillez répondre si vous le voulez encore ; cela ne coûte rien tant que vous ne l’avez pas dit.
letter-extension-subject = Votre demande du { $received } prend plus de temps
letter-extension =
    Nous ne pouvons pas faire ce que vous demandez ({ $right }) d’ici au { $due }. Vous aurez notre réponse le { $until } au plus tard.
    La raison : { $reason }
letter-refusal-subject = Votre demande du { $received } est refusée
letter-refusal =
    Nous ne pouvons pas faire ce que vous avez demandé le { $received } : { $right }.
    Le motif : { $ground }
    La loi : { $law }.
letter-answer-subject = Notre réponse à votre demande du { $received }
letter-answer =
    Le { $received }, vous avez demandé ceci : { $right }. Notre réponse :

    { $answer }
letter-undone = Ce qui n’a pas été fait, et pourquoi : { $undone }
letter-steps = Ce qui s’est passé avec votre demande :
letter-step = { $day } : { $step }
letter-free = Tout cela est gratuit.
letter-officer = Vous pouvez vous adresser à tout moment à notre délégué à la protection des données : { $contact }.
letter-authority = Vous pouvez saisir l’autorité : { $authority }. Vous pouvez aussi saisir la justice.
letter-authority-unknown = Vous pouvez saisir l’autorité de protection des données du pays où vous vivez ou travaillez. Vous pouvez aussi saisir la justice.
letter-end =
    { $operator }
    Numéro de votre demande : { $request }

letter-right-access = voir tout ce qui est détenu sur vous
letter-right-rectification = faire corriger ce qui est faux ou manque
letter-right-erasure = faire effacer vos données
letter-right-restriction = faire conserver vos données sans qu’on y touche
letter-right-portability = obtenir vos données sous une forme que les machines lisent
letter-right-objection = vous opposer à une utilisation de vos données
letter-right-anonymisation = faire rendre vos données anonymes
letter-right-do-not-sell = que rien de vous ne soit vendu ni partagé
letter-right-complaint = vous plaindre de la façon dont vos données sont traitées

letter-ground-unverified = nous n’avons pas pu établir qui demande.
letter-ground-no-mandate = nous n’avons pas pu établir que vous pouvez agir pour la personne concernée.
letter-ground-unfounded = la demande est manifestement infondée.
letter-ground-excessive = la demande est excessive, car répétée sans cesse.
letter-ground-too-many = en douze mois, nous avons répondu à autant de demandes de ce genre que la loi en prévoit.
letter-ground-others = elle porterait atteinte aux droits d’autrui.
letter-ground-not-provided = une copie lisible par les machines est due de ce que vous avez fourni vous-même, par contrat ou avec votre consentement ; ces données n’en sont pas.
letter-ground-accurate = ce qui est détenu est exact et complet.
letter-ground-still-needed = les données sont encore nécessaires à ce pour quoi elles ont été recueillies, et la loi ne nomme aucune raison de les effacer.
letter-ground-expression = les données servent la liberté d’expression et d’information.
letter-ground-legal-duty = une loi nous oblige à conserver les données.
letter-ground-research = les données servent des archives, la recherche ou des statistiques d’intérêt public.
letter-ground-claims = les données sont nécessaires pour constater, exercer ou défendre des droits en justice.
letter-ground-no-case = aucun des cas pour lesquels la loi limite l’utilisation des données n’est donné.
letter-ground-overriding = cette utilisation a des raisons impérieuses qui l’emportent sur les vôtres.
letter-ground-no-breach = nous avons examiné ce dont vous vous plaignez, et les données sont traitées comme la loi le veut.

letter-law-gdpr = règlement général sur la protection des données, article { $at }
letter-law-ccpa = Code civil de Californie, section { $at }
letter-law-lgpd = loi générale brésilienne sur la protection des données, article { $at }

letter-step-received = reçue
letter-step-mandate = le mandat a été noté
letter-step-acknowledged = la réception a été confirmée
letter-step-link = un lien a été envoyé
letter-step-code = un code a été envoyé
letter-step-confirmed = le code était juste
letter-step-verified-credential = on sait qui demande, par la connexion
letter-step-verified-held = on sait qui demande, par l’adresse que nous détenons
letter-step-verified-given = on sait qui demande, par l’adresse donnée
letter-step-verified-attested = on sait qui demande, un délégué l’a vérifié
letter-step-verified-waived = personne n’a à montrer qui il est pour cela
letter-step-asked = une question a été posée
letter-step-estimated = le coût vous a été annoncé
letter-step-replied = une réponse est arrivée
letter-step-extended = la réponse a été reportée
letter-step-proof-deleted = ce qui a servi à établir qui demande a été supprimé
letter-step-answered = réponse donnée
letter-step-refused = refusée
letter-step-revoked = retirée
