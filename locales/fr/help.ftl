# L’aide : help-<commande>[-<argument>] ; un argument de plusieurs commandes est help-arg-<argument>.

help-usage = Usage :
help-commands = Commandes
help-command-name = COMMANDE
help-arguments = Arguments
help-options = Options
help-help = Affiche cette aide
help-version = Affiche la version
help-values = [au choix : { $values }]
help-default = [par défaut : { $value }]

help = Des rushes au film dérushé : coupe les temps morts, garde chaque mot, explique chaque décision.
help--after =
    Premiers pas :
      incamera cut rushes/*.mp4 -o film.mp4     tout monter, il décide seul
      incamera show film.cut.json               voir ce qui est écarté, et pourquoi
      incamera restore film.cut.json r1s4       remettre un passage
      incamera render film.cut.json -o film.mp4 --yes

    Les rushes ne sont jamais modifiés, rien n’est envoyé nulle part. Ce qui a été mesuré, paroles
    comprises, est gardé dans un dossier à vous (incamera cache show).

    Codes de sortie : 0 fait · 1 échec, rien n’est fait · 2 ligne de commande fausse · 3 fait, mais des
    rushes ont été laissés de côté ; ou refusé par une promesse, ou promesses non prouvées · 4 un tiers a refusé
    · 130 interrompu par Ctrl-C · 143 arrêté par SIGTERM

help-arg-ui-lang = Langue des messages : en ou fr ; sinon LC_ALL, LC_MESSAGES ou LANG décide
help-arg-json = Écrit des lignes JSON sur la sortie standard, et rien d’autre
help-arg-no-cache = N’utilise ni ne garde rien de ce qui est mesuré (le cache contient des transcriptions)
help-arg-unconfined = Continue là où les processus de travail ne peuvent être confinés ; pour des fichiers sûrs seulement
help-arg-yes = Remplace les fichiers existants sans demander
help-arg-rushes = Fichiers vidéo ou son ; rangés par timecode, sinon par date de création, sinon par nom
help-arg-lang = Langue parlée : auto, ou un code tel que en, fr
help-arg-model = Modèle de parole à utiliser, au lieu du meilleur installé pour la langue ; none n’écoute aucun mot
help-arg-captions = Sous-titres : fichiers à côté du film (srt, vtt) ou dans l’image (burn)
help-arg-loudness = Sonie à atteindre, en LUFS (-14 convient au web), ou off
help-arg-denoise = Enlève le bruit de fond (RNNoise)
help-arg-aspect = Recadre à ce format en suivant l’action : 9:16, 1:1, 4:5
help-arg-height = Met à l’échelle sur tant de lignes : 1080, 720
help-arg-format = Taille et cadence du film, au lieu de celles de son premier rush : 1920x1080@25, @29.97
help-arg-render = Copie ce qui peut l’être (smart), ou encode chaque image (full)

help-cut = Monte des rushes en un film sans temps morts
help-cut-output = Le film : .mp4, .mov, .mkv ou .webm, ou .m4a pour le son seul ; son document de montage est écrit à côté
help-cut-preset = Manière de dérusher ; ou un profil à vous, un fichier .toml
help-cut-drop = Écarte aussi pour ces raisons : silence, filler, retake, black, frozen, blur, shake, noise
help-cut-keep = N’écarte jamais pour ces raisons
help-cut-margin = Garde cela avant et après la parole : 0.2, 150ms [par défaut : selon le préréglage]
help-cut-min-silence = Laisse entières les pauses plus courtes : 0.8, 500ms [par défaut : selon le préréglage]
help-cut-cut = Où écrire le document de montage [par défaut : le nom du film avec .cut.json]
help-cut-export = Écrit aussi ce fichier : .otio, .fcpxml, .edl, .csv (marqueurs), .srt, .vtt, .txt
help-cut-dry-run = Montre ce qui serait écarté, n’écrit rien
help-cut--after =
    Exemples :
      incamera cut rushes/*.mp4 -o film.mp4
      incamera cut cours.mov -o cours.mp4 --preset lecture --captions srt --lang fr
      incamera cut a.mp4 b.mp4 -o court.mp4 --aspect 9:16 --captions burn --loudness -14
      incamera cut rush.mp4 --dry-run

help-render = Fait un film d’un montage, avec chaque décision telle qu’elle est maintenant
help-render-cut = Le document de montage (.cut.json)
help-render-output = Le film : .mp4, .mov, .mkv ou .webm, ou .m4a pour le son seul
help-render--after =
    Exemple :
      incamera render film.cut.json -o film.mp4 --yes

help-show = Montre un montage : un tableau de ce qui est écarté et pourquoi, et un dessin
help-show-cut = Le document de montage (.cut.json)
help-show-picture = Le dessine ici : .svg ou .png [par défaut : un SVG à côté du montage]
help-show-no-picture = Le tableau seulement
help-show-all = Liste aussi ce qui est gardé
help-show--after =
    Exemples :
      incamera show film.cut.json
      incamera show film.cut.json -p film.png -p film.svg

help-restore = Remet des passages dans le film
help-restore-cut = Le document de montage ; il est modifié
help-restore-spans = Un passage (r1s4), une raison (silence), all, ou des temps d’un rush (r1@1:05-1:12.5)
help-restore--after =
    Exemples :
      incamera restore film.cut.json r1s4 r1s9
      incamera restore film.cut.json retake
      incamera restore film.cut.json r2@0:40-0:44.5

help-drop = Retire des passages du film, ou rétablit une décision
help-drop-cut = Le document de montage ; il est modifié
help-drop-spans = Un passage (r1s4), une raison suggérée (filler), ou des temps d’un rush (r1@1:05-1:12.5, r1@300f-420f)
help-drop--after =
    Exemples :
      incamera drop film.cut.json r1@1:05-1:12.5
      incamera drop film.cut.json r1s4          (défait restore)

help-export = Écrit un montage pour d’autres logiciels
help-export-cut = Le document de montage (.cut.json)
help-export-files = .otio, .fcpxml, .edl, .csv (marqueurs Resolve), .srt, .vtt, .txt (transcription)
help-import = Ramène dans son montage une timeline modifiée ailleurs
help-import-timeline = Le fichier .otio, .fcpxml ou .edl
help-import-cut = Le montage dont il vient ; il est modifié, sauf si -o en nomme un autre
help-import-output = Écrit plutôt ici le montage modifié
help-import--after =
    Exemple :
      incamera export film.cut.json film.otio
      (modifiez-le dans votre logiciel, exportez en OTIO)
      incamera import modifie.otio --cut film.cut.json

help-probe = Dit ce que sont des rushes : flux, cadences, timecode, couleur
help-scan = Mesure des rushes : parole, sonie, plans, passages noirs, figés, flous et bougés, mots
help-scan-only = Ne mesure que cela
help-models = Modèles de parole : list, fetch, verify, add, remove
help-models-list = Liste les modèles connus et installés
help-models-fetch = Installe des modèles par pip, vérifiés par empreinte
help-models-fetch-ids = Modèles, tels que `models list` les nomme
help-models-verify = Vérifie l’empreinte des modèles installés
help-models-verify-ids = Modèles [par défaut : tous ceux installés]
help-models-add = Installe un modèle que vous avez : un fichier whisper.cpp ou un dossier CTranslate2
help-models-add-file = Un fichier ggml-*.bin, ou un dossier avec model.bin et vocabulary.txt
help-models-remove = Efface des modèles installés
help-models-remove-ids = Modèles
help-cache = Ce qui est retenu de vos rushes : analyses et transcriptions
help-cache-show = Dit où c’est et combien cela occupe
help-cache-clear = Oublie tout
help-charter = Les promesses de ce studio : check, text, rules, prove, comparer, publier
help-charter-check = Vérifie une charte : fichier et ligne de tout ce qui ne va pas
help-charter-text = Dit la politique de confidentialité, en Markdown
help-charter-text-lang = Langue de la politique [par défaut : celle des messages]
help-charter-rules = Écrit les règles selon lesquelles on décide, en politiques Cedar
help-charter-prove = Prouve ce qui ne doit jamais être possible, pour tout ce qui peut être
help-charter-prove-policies = D’autres règles que celles que la charte produit : un dossier de fichiers .cedar
help-charter-prove-solver = Le solveur
help-charter-prove-keep = Garde le résultat à côté de la version publiée
help-charter-diff = Dit ce qui change d’une charte à l’autre, ce que cela pèse, et à partir de quand cela peut valoir
help-charter-diff-old = Ce qui valait : un dossier de charte, ou une version publiée
help-charter-diff-new = Ce qui doit valoir : un dossier de charte, ou une version publiée
help-charter-diff-lang = Langue des changements [par défaut : celle des messages]
help-charter-publish = Publie la version suivante : vérifiée, prouvée, et écrite une seule fois
help-charter-publish-folder = La charte : un dossier de ses fichiers
help-charter-publish--after =
    Exemples :
      incamera charter diff versions/1.json la-mienne
      incamera charter publish la-mienne --into versions --reason class.device="Les intrusions se voient plus tard."

    Une version qui vaut avant la fin de son préavis, change une promesse sans raison, ou rompt une
    interdiction est refusée : code 3.
help-charter-versions = Liste les versions publiées, et vérifie qu’aucune n’a été altérée, retirée ou ajoutée
help-charter-versions-folder = Le dossier où elles sont publiées
help-charter-draft = Une version avant sa publication : elle reçoit des commentaires, et chacun a sa réponse
help-charter-draft-new = Commence un projet
help-charter-draft-revise = Prend d’autres fichiers dans un projet ; les commentaires restent
help-charter-draft-show = Liste les commentaires et les réponses
help-charter-draft-comment = Commente un projet
help-charter-draft-comment-text = Ce qui est dit
help-charter-draft-comment-about = La promesse concernée, comme la politique la nomme [par défaut : le tout]
help-charter-draft-answer = Répond à un commentaire ; une réponse remplace la précédente
help-charter-draft-answer-number = Le numéro du commentaire
help-charter-draft-answer-text = Ce qui est répondu
help-charter-draft-publish = Publie un projet dont chaque commentaire a sa réponse
help-arg-folder = Un dossier de charte
help-arg-draft = Le projet, un fichier JSON
help-arg-into = Le dossier des versions publiées
help-arg-reason = Pourquoi une promesse a changé : class.device="pourquoi" ; une fois pour chacune
help-arg-reasons = Un fichier TOML de raisons : "class.device" = "pourquoi"
help-arg-dry-run = Fait tout, sauf écrire
help-arg-unproved = Publie ce qui n’est pas prouvé ; la version le dit
help-arg-solver = Le solveur
help-ledger = Ce qui s’est passé, dans un registre que chacun peut vérifier : verify, receipt, checkpoint, witness
help-ledger-verify = Vérifier un registre entier avec sa clé publique, ou un export, ou un dossier de preuves
help-ledger-verify-since = Un point de contrôle gardé d’avant : rien de ce qui précède ne doit avoir changé
help-ledger-verify-witness = Clé publique d’un témoin, ou le fichier qui la contient : dire s’il a signé le point de contrôle, et quand
help-ledger-verify-sink = Le fichier d’un puits en ajout seul : nommer la première entrée où il diffère
help-ledger-receipt = Vérifier un reçu et dire ce qu’il prouve, ou en écrire un avec --from
help-ledger-receipt-from = Écrire un reçu du registre dans ce dossier
help-ledger-receipt-entry = Quelle entrée, comptée à partir de 0
help-ledger-receipt-id = Quelle entrée, par son identifiant ; il se peut que tout le registre soit lu
help-ledger-receipt-output = Où va le reçu
help-ledger-checkpoint = Écrire le point de contrôle signé tel quel, pour le garder ou le publier
help-ledger-checkpoint-folder = Le dossier du registre
help-ledger-checkpoint-add = Ajouter les lignes de signature de ce fichier, si un --witness les a faites pour exactement ce point de contrôle
help-ledger-checkpoint-witness = Clé publique d’un témoin, ou le fichier qui la contient
help-ledger-witness = Suivre un registre comme témoin : vérifier qu’il prolonge ce qui fut signé en dernier, et écrire une ligne de signature
help-ledger-witness-folder = Le dossier du registre, ou une copie
help-ledger-witness-state = Où est gardé le dernier point de contrôle signé
help-ledger-witness-secret = Le secret du témoin
help-ledger-witness-name = Faire d’abord un nouveau secret pour un témoin de ce nom
help-arg-key = La clé publique du registre, ou le fichier qui la contient
help-charter-register = Écrire tous les registres dans un dossier : traitements, sous-traitants, cookies, transferts, fichiers pour machines
help-charter-register-folder = Où ils vont
help-ledger-verify-folder = Le dossier du registre, ou le zip
help-ledger-receipt-receipt = Un fichier .tlog-proof
help-arg-charter = Une autre charte que celle livrée : un dossier de ses fichiers, ou une version publiée
help-arg-locales = D’autres phrases que celles livrées : un dossier avec LANG/policy.ftl
help-init = Commencer une installation : sa base, son registre, et les clés dans un dossier à elles
help-init-demo = La remplir de deux personnes inventées qui partagent un film, pour tout essayer
help-init-rushes = Des rushes pour ce film : le premier montre les deux, les autres l’une d’elles
help-init--after =
    Exemples :
      incamera init --data studio
      incamera init --data studio --demo rushes/*.mp4
help-subject = Tout sur une personne : find, export, erase, restrict
help-subject-find = Lister ce qui est détenu sur une personne, où cela se trouve et jusqu’à quand
help-subject-export = Tout réunir sur une personne dans un zip, pour elle
help-subject-export-output = Le zip
help-subject-export-lang = Langue de la page qu’il contient [défaut : celle de la personne]
help-subject-export-ccpa = Avec le rapport californien : cinq parties, deux listes, les douze derniers mois
help-subject-export-age = Le chiffrer pour ce destinataire age
help-subject-erase = Montrer ce qui partirait et ce qui reste, puis effacer et dire où cela en est
help-subject-erase-dry-run = Montrer le plan et ne rien faire
help-subject-erase-yes = Effacer sans demander
help-subject-erase-output = Où va le reçu
help-subject-restrict = Garder les données et ne rien laisser les ouvrir
help-subject-restrict-lift = Lever la limitation
help-subject-restrict-dry-run = Dire ce qui serait limité et ne rien faire
help-subject--after =
    Exemples :
      incamera subject find ben@studio.example
      incamera subject export ben@studio.example -o ben.zip
      incamera subject erase ben@studio.example --dry-run
help-request = Ce que les gens demandent : open, list, show, answer, extend, refuse
help-request-open = Noter une demande venue par lettre ; ses délais sont calculés
help-request-open-right = access, rectification, erasure, restriction, portability, objection, anonymisation, do-not-sell ou complaint
help-request-open-contact = Où va la réponse
help-request-open-lang = Langue des réponses [défaut : celle des messages]
help-request-open-place-of = Où la personne vit ou d’où elle écrit, comme FR ou US-CA ; toutes les lois valent pour qui vient d’on ne sait où
help-request-open-statement = Ce qui est demandé, dans ses mots
help-request-list = Lister les demandes ouvertes, la plus pressée d’abord
help-request-show = Montrer une demande et ce qui lui est arrivé
help-request-answer = Répondre à une demande ; la lettre est imprimée pour être envoyée
help-request-answer-text = La réponse, dans la langue de la personne
help-request-answer-undone = Ce qui n’a pas été fait, et pourquoi
help-request-extend = Reporter une réponse, avec la raison, tant que la loi le permet
help-request-extend-reason = La raison, dans la langue de la personne
help-request-refuse = Refuser une demande, pour l’un des motifs que la loi connaît
help-request-refuse-ground = unverified, no-mandate, unfounded, excessive, too-many, others, legal-duty …
help-request-refuse-reason = En toutes lettres, dans la langue de la personne
help-arg-request = L’identifiant de la demande
help-backup = Tout sauf les clés, scellé : create, list, restore
help-backup-create = Faire une sauvegarde et la relire
help-backup-list = Lister les sauvegardes, et si elles ont été relues
help-backup-restore = Restaurer une sauvegarde dans un lieu vide, et effacer à nouveau ce qui l’a été depuis
help-backup-restore-backup = La sauvegarde, ID.backup
help-backup-restore-dry-run = Dire ce qui se passerait et ne rien faire
help-backup--after =
    Les clés à côté du lieu restauré doivent être celles de l’installation, avec leur journal des
    effacements : sans lui personne ne sait ce qui ne doit pas revenir.
help-keys = Ce qui ouvre tout : status, rotate, copy
help-keys--after =
    La clé racine est un fichier à côté du trousseau. INCAMERA_PASSPHRASE scelle ce fichier ; INCAMERA_PKCS11
    nomme la bibliothèque d’un jeton à sa place, avec INCAMERA_PKCS11_TOKEN, INCAMERA_PKCS11_KEY et INCAMERA_PKCS11_PIN.
help-keys-status = Dire où est la clé racine, et combien de clés il y a
help-keys-rotate = Envelopper toutes les clés à nouveau sous une nouvelle racine
help-keys-rotate-dry-run = Dire où en sont les clés et ne rien faire
help-keys-copy = Copier le trousseau, pour une sauvegarde à lui
help-keys-copy-output = Où va la copie
help-evidence = Réunir ce qu’il faut à un auditeur : charte, règles, registres, carte comptée des données, effacements
help-evidence-output = Le zip
help-evidence-since = Un point de contrôle gardé : le dossier prouve que rien d’avant n’a changé
help-sweep = Faire ce qu’une promesse rend dû : conservation, sauvegardes, effacements en cours, délais
help-sweep-watch = Encore chaque minute, jusqu’à ce qu’on l’arrête
help-sweep-reviewed = La plus ancienne revue de cette promesse est faite : c’est consigné, elle n’attend plus
help-serve = Servir le studio aux navigateurs : pages, API, envois
help-serve-listen = Où écouter
help-serve-behind-tls = Un mandataire placé devant parle TLS : les navigateurs sont tenus d’y rester
help-arg-data = Le dossier de l’installation ; ses clés sont à côté, dans DIR.keys [défaut : ~/.local/share/incamera, ou INCAMERA_DATA]
help-arg-database = Les lignes ailleurs que dans ce dossier : postgres://USER@HOST/NAME
help-arg-objects = Les objets scellés ailleurs que dans ce dossier : s3://SEAU/PRÉFIXE?endpoint=https://HÔTE
help-arg-sink = Écrire aussi le registre dans ce fichier, ligne par ligne ; peut être donné plusieurs fois
help-arg-who = Une adresse que la personne a donnée, ou son identifiant
help-arg-workspace = Dans ce seul espace [défaut : tous]
help-doctor = Examine cette machine : confinement, modèles, polices, encodeurs, solveur, cache
help-trace = D’une exigence aux tests qui la prouvent, et à ce qu’ils ont donné
help-trace-rows = Des exigences, telles que POL-02 ; elles doivent être prouvées, sinon code 3 [par défaut : toutes]
help-trace-file = Ce qu’a écrit cargo xtask trace --json
help-completions = Écrit un script de complétion pour un shell
help-completions-shell = Le shell
help-completions--after =
    Exemple :
      incamera completions bash > ~/.local/share/bash-completion/completions/incamera
help-man = Écrit la page de manuel, ou une page par commande dans un dossier
help-man-folder = Le dossier
