# Ce qui se trouve dans les fichiers que les personnes reçoivent sur elles-mêmes.

export-title = { $operator } : tout ce qui est conservé sur vous
export-skip = Aller au contenu
export-intro = Préparé le { $at }. Cette page montre ce que { $operator } conserve sur vous ; les fichiers joints contiennent tout. Questions : { $contact }.
export-held = Ce qui est conservé
export-held-caption = Nombre d’éléments de chaque sorte, et ce que vous en recevez
export-kept = Conservé comme : { $class }. Pas encore de date de fin : conservé tant que dure l’abonnement, ou jusqu’à la clôture du dossier.
export-kept-until = Conservé comme : { $class }. Le premier élément est conservé jusqu’au { $day }.
export-rows = Tous se trouvent dans { $file }
export-withheld = Ce que vous ne recevez pas
export-withheld-intro = Chaque élément figure dans data/withheld.json avec la promesse qui le justifie. Si vous pensez qu’un élément est retenu à tort, écrivez à { $contact } ou à votre autorité de protection des données.
export-reason-others = D’autres personnes y figurent aussi ; vous recevez ce qui n’est qu’à vous.
export-reason-mention = Vous y êtes seulement nommé ; data/index.json dit où.
export-reason-attached = Cela appartient à un élément à vous, et concerne quelqu’un d’autre ou personne.
export-reason-confidential = C’est confidentiel, de par la loi ou pour protéger d’autres personnes.
export-reason-secret = Cela ouvrirait votre compte à quiconque lit ce fichier.
export-reason-erased = C’est effacé, ou en cours d’effacement.
export-reason-region = Cela se trouve dans une autre région et ne peut être apporté ici : demandez-le là-bas.
export-reason-unreadable = Sa clé n’existe plus ou ses octets sont abîmés.
export-reason-promise = Une autre promesse s’y oppose.
export-went = Qui l’a reçu
export-went-nowhere = Rien sur vous n’est allé à quelqu’un d’autre.
export-went-caption = Tout se trouve dans { $file }
export-more = Le reste
export-copies = Des sauvegardes peuvent contenir des copies scellées ; une sauvegarde faite aujourd’hui disparaît le { $window }.
export-files = Pourquoi les données servent, sur quelle base et combien de temps : ropa.csv et processing ; vos accords : consents ; ce qui prouve le tout : proofs.
export-rights = Vous pouvez faire corriger, effacer, limiter ou transférer ces données, vous opposer à leur usage et saisir une autorité : écrivez à { $contact }.

export-readme =
    Tout ce que { $operator } conserve sur vous. Ouvrez index.html pour le lire.

        index.html       la page à lire
        data             les données, pour les machines (JSON-LD) ; index.json liste tout, withheld.json ce que vous ne recevez pas et pourquoi
        media            originaux et films qui ne concernent que vous
        consents         ce que vous avez accepté, et dans quels termes
        disclosures.csv  qui a reçu quoi
        ropa.csv         pourquoi les données servent, sur quelle base, combien de temps
        proofs           ce que le journal dit de ce fichier

    Pour vérifier que rien n’a été modifié, sans nous :
        incamera ledger verify FICHIER
    ou à la main : le { $sha } de chaque fichier se trouve dans manifest.json ; proofs/parcel.tlog-proof est le reçu d’une entrée du journal
    qui engage manifest.json, signée avec cette clé : { $key }

    Les codes qui servent à retrouver des lignes (empreintes sous une clé secrète) sont omis : ils ne disent rien. Les autres personnes sont numérotées. Questions : { $contact }

export-head-what = Quoi
export-head-whole = Donné entier
export-head-part = Donné en partie
export-head-withheld = Non donné
export-head-which = Quelle partie
export-head-number = Combien
export-head-why = Pourquoi
export-head-recipient = Destinataire
export-head-purpose = Finalité
export-head-when = Quand

export-table-people = Compte
export-table-credentials = Moyens de connexion
export-table-keys = Clés pour programmes
export-table-sessions = Sessions
export-table-devices = Appareils
export-table-workspaces = Espaces de travail
export-table-members = Places dans des espaces
export-table-invitations = Invitations
export-table-engagements = Engagements
export-table-links = Liens pour invités
export-table-projects = Films
export-table-milestones = Étapes
export-table-rushes = Rushes
export-table-uploads = Rushes en cours de réception
export-table-pieces = Octets scellés des rushes et de ce qui en est tiré
export-table-reels = Octets scellés des films rendus
export-table-lines = Montages et leurs versions
export-table-uses = Rushes utilisés par les montages
export-table-scans = Mesures des rushes
export-table-cuts = Montages
export-table-renders = Films rendus
export-table-reviews = Relectures
export-table-notes = Notes sur images
export-table-drawings = Dessins sur images
export-table-approvals = Décisions de relecture
export-table-messages = Messages
export-table-publications = Publications
export-table-generations = Images générées
export-table-meetings = Réunions
export-table-jobs = Tâches du programme
export-table-activities = Journal d’activité
export-table-elevations = Accès étendus
export-table-subscriptions = Lettres
export-table-consents = Accords
export-table-requests = Demandes
export-table-steps = Suites des demandes
export-table-proofs = Preuves d’identité
export-table-holds = Conservations forcées
export-table-incidents = Incidents
export-table-stages = Suites des dossiers
export-table-authorities = Demandes d’autorités
export-table-disclosures = Communications à des tiers
export-table-assessments = Analyses d’impact
export-table-corpora = Jeux d’apprentissage
export-table-lessons = Éléments d’apprentissage

export-column-everything = tout
export-column-media = fichier
export-column-person = personne
export-column-author = auteur
export-column-actor = qui
export-column-email = adresse e-mail
export-column-contact = adresse
export-column-name = nom
export-column-title = titre
export-column-text = texte
export-column-brief = cahier des charges
export-column-language = langue
export-column-country = pays
export-column-created = créé
export-column-closed = clos
export-column-since = depuis
export-column-until = jusqu’au
export-column-written = écrit
export-column-at = quand
export-column-role = rôle
export-column-project = film
export-column-review = relecture
export-column-frame = image
export-column-last = dernière image
export-column-parent = fait à partir de
export-column-resolved = réglé
export-column-uploader = apporté par
export-column-duration = durée en millisecondes
export-column-state = état
export-column-purpose = finalité
export-column-act = dit
export-column-version = version
export-column-wording = texte présenté
export-column-method = comment
export-column-yes = sur quel accord
export-column-only = seulement pour
export-column-recipient = destinataire
export-column-datum = quoi
export-column-case = dossier
export-column-right = droit
export-column-statement = dans vos mots
export-column-places = où vous vivez
export-column-answer = réponse
export-column-received = reçu
export-column-due = échéance
export-column-promise = promesse
export-column-expires = jusqu’au
export-column-used = dernier usage
export-column-address = adresse réseau
export-column-description = description
export-column-client = programme
export-column-inviter = invité par
export-column-accepted = accepté
export-column-revoked = retiré
export-column-producer = producteur
export-column-editor = monteur
export-column-begins = du
export-column-ends = au
export-column-prompt = consigne
export-column-model = modèle
export-column-made = fait
export-column-decision = décision
export-column-decided = décidé
export-column-strokes = traits
export-column-what = quoi
export-column-target = avec quoi
export-column-region = région
export-column-reason = raison
export-column-approver = accordé par
export-column-list = lettres
export-column-confirmed = confirmé
export-column-secret = secret
export-column-analytics = voit les chiffres
export-column-footage = voit les rushes
export-column-billing = voit les factures
