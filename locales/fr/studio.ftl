# Ce que dit le studio dans le navigateur.

## Le cadre

skip = Aller au contenu
home = Accueil
where = Où vous êtes
demo = Studio de démonstration
demo-open = Montrez-moi avec la démonstration
demo-remove = Retirer la démonstration
demo-remove-what = Le studio de démonstration disparaît, avec tout son contenu : ses clés sont détruites d’abord, puis les lignes et les objets. C’est le même effacement que chacun peut demander ici ; vous voyez ce qu’il a fait.
demo-going = Effacement…
demo-gone = La démonstration a disparu.
demo-closed = Plus personne n’y avait accès à partir du { $at }.
demo-on = Vers mon studio
receipt-where = Où
receipt-state = État
receipt-count = Éléments
receipt-done = fait
receipt-waiting = en cours
receipt-name = Reçu
workspaces = Espaces de travail
workspaces-none = Vous n’êtes dans aucun espace de travail. Demandez une invitation à qui en dirige un.
projects = Projets
projects-open =
    { $count ->
        [0] aucun projet en cours
        [one] 1 projet en cours
       *[other] { $count } projets en cours
    }
privacy-policy = Politique de confidentialité
privacy-centre = Vie privée
sign-out = Se déconnecter
theme-auto = Comme l’appareil
theme-light = Clair
theme-dark = Sombre
role-producer = Production
role-editor = Montage
role-viewer = Lecture
role-admin = Administration
role-dpo = Protection des données
role-guest = Invité
loading = Chargement…
try-again = Réessayer
close = Fermer
cancel = Annuler
save = Enregistrer
hide = Masquer
more-of = Plus pour { $name }
rename = Renommer
name = Nom
optional = facultatif
time-left = reste { $time }
not-found = Cette page n’existe pas
not-found-next = L’adresse est peut-être fausse, ou ce qui était ici a été effacé.
went-wrong = Quelque chose s’est mal passé
went-wrong-next = Rechargez la page. Ce que vous avez enregistré est intact.
problem-offline = Le studio ne répond pas. Vérifiez la connexion, puis réessayez.
problem-status = Le studio a répondu par une erreur ({ $status }).
problem-number = Numéro de cette erreur : { $number }
refused-title = Une promesse ne le permet pas
refused-promise = Lire la promesse ({ $promise })

## Projets

waiting-for-you = On vous attend
reviews-open =
    { $count ->
        [one] 1 relecture ouverte
       *[other] { $count } relectures ouvertes
    }
rushes-count =
    { $count ->
        [0] aucun rush
        [one] 1 rush
       *[other] { $count } rushes
    }
cuts-count =
    { $count ->
        [0] aucun montage
        [one] 1 montage
       *[other] { $count } montages
    }
projects-none = Un projet, c’est un film à faire : son brief, ses rushes, ses montages et ses relectures. Il n’y en a pas encore.
project-new = Nouveau projet
project-title = Comment s’appelle le film ?
project-create = Créer le projet
project-erase = Effacer le projet
project-erase-what = Ses rushes, montages, films, relectures et messages partent avec lui. Plus personne n’y accède dès maintenant ; c’est définitif.
project-erase-confirm = Tapez son titre pour confirmer
nav-project = Projet
nav-rushes = Rushes
nav-cuts = Montages
nav-reviews = Relectures
brief = Brief
brief-none = Personne n’a encore dit ce que ce film doit être.
brief-edit = Modifier le brief
brief-goal = But
brief-audience = Public
brief-platforms = Plateformes
brief-platforms-hint = Séparées par des virgules
brief-length = Durée
brief-tone = Ton
brief-must = Doit y être
brief-must_not = Ne doit pas y être
milestones = Étapes
milestones-none = Aucune étape datée pour l’instant.
milestone-title = Étape
milestone-due = Échéance
milestone-add = Ajouter une étape
milestone-missed = manquée
milestone-late = en retard
milestone-erase = Effacer l’étape { $title }
messages = Messages
messages-none = Personne n’a encore écrit. Tout le projet lit ce qui s’écrit ici.
message-write = Écrire un message
message-send = Envoyer

## Rushes

rushes-lead = Les originaux tels que reçus : scellés, jamais modifiés. Déposez des fichiers n’importe où sur cette page.
rushes-add = Ajouter des rushes
rushes-none = Les rushes sont vos originaux. Ajoutez le premier : déposez des fichiers n’importe où sur cette page, ou choisissez-les.
drop-here = Déposez pour ajouter aux rushes
uploads = Envois
upload-sending = En route
upload-paused = En pause
upload-failed = Arrêté par une erreur
upload-interrupted = Interrompu
upload-done = Arrivé
upload-pause = Mettre en pause
upload-resume = Continuer
upload-discard = Abandonner
upload-choose-again = Choisir à nouveau le fichier
upload-interrupted-next = Choisissez à nouveau le même fichier et l’envoi reprend d’ici : rien n’est envoyé deux fois.
upload-goes-on = Ce qui est arrivé est gardé. « Continuer » repart de là.
rush-receiving = Réception
rush-waiting = En attente d’analyse
rush-scanning = Analyse
rush-ready = Prêt
rush-broken = Illisible.
rush-sound-only = Son seul
rush-mute = sans son
rush-choose = Choisir { $name }
rush-erase = Effacer le rush
rush-erase-what = « { $name } », ses images, ses mots et sa place dans chaque montage sont effacés. C’est définitif.
consent-is =
    { $state ->
        [given] consentement donné
        [withdrawn] consentement retiré
        [asked] consentement demandé
       *[other] consentement : { $state }
    }
rush-twin = le même fichier est ici deux fois
person-unknown = quelqu’un qui y figure
watch = Regarder
film-coming = La version de lecture de ce rush se prépare. Elle apparaîtra d’elle-même.
film-not-played = Ce film ne se lit pas ici. Rechargez la page ; si rien ne change, sa version de lecture n’a pas été faite : regardez l’état du rush.
search = Chercher
search-words = Mots dits dans les rushes
search-found =
    { $count ->
        [0] « { $words } » n’est pas dit dans ces rushes
        [one] « { $words } » est dit une fois
       *[other] « { $words } » est dit { $count } fois
    }
derush = Dérusher
derush-all = Tout dérusher
derush-chosen =
    { $count ->
        [one] Dérusher 1 rush
       *[other] Dérusher { $count } rushes
    }
derush-what =
    { $count ->
        [one] Un montage est fait d’un rush. Rien n’est perdu : chaque décision peut être reprise.
       *[other] Un montage est fait de { $count } rushes. Rien n’est perdu : chaque décision peut être reprise.
    }
preset = Préréglage
preset-interview = Interview
preset-interview-what = Les pauses sont coupées, la respiration reste.
preset-vlog = Vlog
preset-vlog-what = Une personne face caméra : serré.
preset-podcast = Podcast
preset-podcast-what = Les pauses ont un sens, les défauts d’image ne comptent pas.
preset-lecture = Conférence
preset-lecture-what = Une image qui ne bouge pas n’est pas un défaut.
preset-raw = Brut
preset-raw-what = Seulement les longs silences, le noir et les images figées.

## Montages et dérushage

cuts-lead = Ce qui est gardé et ce qui est écarté, décision par décision. Les rushes restent tels quels.
cuts-none = Un montage naît du dérushage : choisissez des rushes, et tout ce qui est écarté l’est avec sa raison.
frames-of = { $after } images sur { $before }
shorter-by = { $part } de moins
version = Version { $version }
transcript = Transcription
player = Lecteur
timeline = Son et images
position = Position
rush = Rush
zoom-in = Agrandir
zoom-out = Réduire
in-film = dans le film
not-in-film = hors du film : { $reason }
play = Lire
pause = Pause
frame-back = Une image en arrière
frame-on = Une image en avant
frame-number = image { $frame }
play-whole = Le rush entier
film-at = film { $at }
panels = Panneaux
panel-decisions = Décisions
panel-settings = Réglages
panel-history = Historique
decisions = Décisions
decisions-none = Rien n’est écarté et rien n’est suggéré.
decisions-filtered = Aucune décision de ce genre.
filter-reason = Montrer cette raison
filter-state = Montrer cet état
every-reason = Toutes les raisons
every-state = Écarté ou non
state-dropped = Écarté
state-restored = Remis
state-suggested = Suggéré
put-back = Remettre
take-out = Écarter
turn-chosen = Garder ou écarter la sélection
take-back-here = Remettre ce passage
drop-here-now = Écarter ce passage
nothing-chosen = Rien à écarter ici : choisissez des mots avec Maj et un clic, ou marquez des images avec I et O.
no-decision-after = Il n’y a pas de décision après.
no-decision-before = Il n’y a pas de décision avant.
suggested-what = Une suggestion seulement : c’est dans le film.
restored-was = remis : { $reason }
evidence-words = « { $words } »
evidence-retake = Redit plus loin : « { $words } »
evidence-level = Son à { $level } dBFS
evidence-also = Aussi : { $reasons }
evidence-sure = sûr à { $percent } %
reason-silence = silence
reason-silence-what = Personne ne parle.
reason-filler = hésitation
reason-filler-what = « Euh » : aucune phrase n’en a besoin.
reason-retake = reprise
reason-retake-what = Redit plus loin, en mieux.
reason-black = noir
reason-black-what = Rien à voir.
reason-frozen = image figée
reason-frozen-what = L’image ne bouge pas du tout.
reason-blur = flou
reason-blur-what = Pas de mise au point.
reason-shake = secousse
reason-shake-what = La caméra est ballottée.
reason-noise = bruit
reason-noise-what = Fort, mais ce n’est pas une voix.
reason-manual = à la main
margin = Marge autour de la parole, en millisecondes
margin-now = Actuellement { $before } avant et { $after } après.
apply = Appliquer
drop-for = Écarter pour ces raisons
settings-what = Changer un réglage dérushe à nouveau et garde ce que vous avez décidé à la main. C’est une seule étape : on peut l’annuler.
undo = Annuler
redo = Rétablir
undo-named = Annuler « { $name } »
redo-named = Rétablir « { $name } »
step-derush = Dérushé
step-restore = Remis
step-drop = Écarté
step-keep = Remis dans le film
step-settings = Réglages changés
step-edits = Plusieurs changements
step-saved = Enregistré
step-rush-erased = Un rush a été effacé
step-undone = annulé
history-none = Aucune étape pour l’instant.
export = Exporter
export-otio = OpenTimelineIO (.otio)
export-fcpxml = Final Cut Pro (.fcpxml)
export-edl = Liste de montage (.edl)
export-srt = Sous-titres (.srt)
export-vtt = Sous-titres (.vtt)
export-markers = Marqueurs (.csv)
total-spoken = De { $before } à { $after }
changed-by-other = Quelqu’un d’autre a changé le montage : { $name }
clash-title = Quelqu’un d’autre a changé ce montage entre-temps
clash-text = Votre dernière étape n’a pas été faite. Vous pouvez la refaire sur sa version, ou regarder d’abord la sienne.
clash-again = Refaire mon étape
clash-theirs = Voir sa version
render = Fabriquer
render-what = Des groupes d’images entiers sont copiés ; seul ce qu’une coupe ou un sous-titre touche est encodé.
render-captions = Incruster les sous-titres dans l’image
render-loudness = Amener le niveau sonore à celui du web
render-aspect = Format
render-height = Hauteur
as-the-rush = Comme le rush
renders = Films de ce montage
renders-none = Aucun pour l’instant.
rendering = Fabrication
render-cancel = Arrêter la fabrication
render-download = Télécharger le film
render-cancelled = Arrêté
render-broken = La fabrication a échoué.
send-to-review = Envoyer en relecture
review-what = La version { $version } est montrée telle qu’elle est maintenant. Ce que vous changerez ensuite fera une autre version.
review-rule = Quand est-ce approuvé ?
review-rule-all = Quand toutes ces personnes approuvent
review-rule-any = Quand une seule approuve
keys = Clavier
keys-on = Les touches seules font ce qui est écrit ici
key-play = Lire et mettre en pause
key-shuttle = Lire à l’envers ; lire, et plus vite
key-frame = Une image en arrière ou en avant
key-ten = Dix images en arrière ou en avant
key-decision = À la décision précédente ou suivante
key-turn = Garder ou écarter ce passage ou la sélection
key-range = Marquer le début ou la fin
key-unmark = Ne rien choisir
key-undo = Annuler et rétablir
key-help = Cette aide

## Relecture

review = Relecture
reviews-lead = Une version d’un montage, montrée à des personnes : elles annotent à l’image près, puis approuvent ou demandent des changements.
reviews-none = Rien n’est en relecture. Ouvrez un montage et envoyez-le en relecture.
review-preparing = En préparation
review-open = Ouverte
review-approved = Approuvée
review-refused = Changements demandés
review-preparing-what = Le film de cette relecture est en fabrication, pour que chaque image ait son adresse. Cette page le montre d’elle-même dès qu’il est prêt.
review-not-played = Le film ne se lit pas ici. Rechargez la page ; si rien ne change, dites-le à qui vous a envoyé le lien.
waits-for-you = On vous attend
version-choose = Version
approve = Approuver
approve-what = Vous approuvez la version { $version } telle qu’elle est montrée ici.
ask-for-changes = Demander des changements
ask-for-changes-what = Dites ce qui doit changer. Les notes restent telles quelles.
decision-words = Un mot, si vous voulez
decision-changes = Qu’est-ce qui doit changer ?
decision-approved = a approuvé
decision-refused = demande des changements
decision-none = n’a pas encore décidé
rule-all = Approuvé quand toutes ces personnes approuvent.
rule-any = Approuvé quand une seule approuve.
notes = Notes et décisions
notes-list = Notes
notes-count =
    { $count ->
        [0] Aucune note
        [one] 1 note, { $open } à traiter
       *[other] { $count } notes, { $open } à traiter
    }
notes-none = Pas encore de note. Arrêtez-vous sur une image et écrivez ce que vous voyez.
notes-filtered = Aucune note de ce genre.
filter-notes = Montrer ces notes
notes-every = Toutes
notes-open = À traiter
notes-resolved = Traitées
notes-mine = Les miennes
note-at = À { $at }
note-range = De { $from } à { $last }
note-write = Écrire une note à cet endroit
note-send = Ajouter
note-clear = Vider
note-resolve = Traité
note-reopen = Rouvrir
note-erase = Effacer
answer = Répondre
guest-none = On ne vous a rien demandé de regarder, ou ce n’est plus montré.
guest = invité
with-drawing = Avec un dessin
draw = Dessiner
colour = Couleur
colour-number = Couleur { $number }
stroke-undo = Annuler le trait
drawing-of =
    { $count ->
        [0] Rien n’est dessiné ici
        [one] Dessin sur l’image, 1 trait
       *[other] Dessin sur l’image, { $count } traits
    }
frame-of = image { $frame } sur { $last }
key-note = À la note précédente ou suivante
key-write = Écrire une note
key-draw = Dessiner
key-approve = Approuver
share = Partager
share-what = Qui a le lien donne un nom, voit cette relecture et écrit des notes. Rien d’autre n’est visible.
share-days = Durée en jours
share-make = Créer un lien
share-link = Lien
share-once = Il n’est montré que cette fois : copiez-le maintenant.
share-links = Liens valables
share-none = Aucun.
share-until = Jusqu’au { $time }
share-end = Y mettre fin
copy = Copier
copied = Copié

## Vie privée

privacy-lead = Ce que ce studio a sur vous, où cela se trouve, qui l’a regardé, et ce que vous pouvez y faire.
data-map = Où est chaque octet
data-map-what = Établi à partir de ce qui est réellement stocké.
data-map-none = Rien n’est stocké sur vous.
place-rows = lignes scellées sur cette machine
place-objects = objets scellés
table-of = Tableau : { $what }
map-what = Quoi
map-count = Éléments
map-where = Où
map-region = Région
map-until = Jusqu’à
map-why = Pourquoi
consents = Consentements
consents-none = On ne vous a demandé aucun consentement, et vous n’en avez donné aucun.
consent-withdraw = Retirer
consent-keep = Le laisser donné
sessions = Où vous êtes connecté
session-unknown = Navigateur inconnu
session-this = ce navigateur
session-since = depuis le { $time }
session-used = utilisé le { $time }
session-until = prend fin le { $time }
session-end = Fermer
access-log = Qui a regardé ce qui vous concerne
access-log-what = Les consultations par autorisation spéciale, et ce qui a été fait à vos accès. Chaque lecture de contenu est une entrée du registre ; elles ne sont pas encore listées ici.
access-log-none = Rien n’est listé.
log-at = Quand
log-who = Qui
log-did = Acte
log-what = Quoi
log-purpose = Pourquoi
show-more = Montrer la suite ({ $count })
requests = Vos demandes
requests-what = Ce que vous demandez a un délai, et le délai est tenu.
requests-none = Vous n’avez rien demandé.
request-new = Demander quelque chose
request-kind = Que demandez-vous ?
request-access = Accès
request-access-what = Une copie de tout ce qui vous concerne.
request-rectification = Rectification
request-rectification-what = Quelque chose sur vous est faux ou manque.
request-erasure = Effacement
request-erasure-what = Ce qui vous concerne doit disparaître.
request-portability = Portabilité
request-portability-what = Vos données sous une forme qu’un autre service sait lire.
request-restriction = Limitation
request-restriction-what = Vos données restent, mais personne ne s’en sert entre-temps.
request-objection = Opposition
request-objection-what = Un certain usage de vos données doit cesser.
request-words = Avec vos mots
request-send = Envoyer la demande
request-opened = demandé le { $day }
request-due = réponse due le { $day } ({ $left })
request-answered = répondu le { $day }
request-clock = Temps écoulé : { $kind }
my-data = Une copie de vos données
my-data-what = Tout ce qui vous concerne en un fichier, avec la liste de ce qu’il contient.
my-data-download = Télécharger mes données
my-data-packing = Préparation…
erasure = M’effacer
erasure-what = Vous voyez d’abord le plan : ce qui part, ce qui reste et pourquoi, et qui est prévenu. Rien n’est effacé avant votre confirmation.
erasure-plan = Voir le plan
erasure-goes = Part
erasure-stays = Reste
erasure-owed = Reste à faire
erasure-nothing = Rien.
erasure-confirm = Tapez votre adresse e-mail pour confirmer
erasure-confirm-name = Tapez votre nom pour confirmer
erasure-go = Effacer tout ce qui part
erasure-done = C’est fait. Voici le reçu ; il se vérifie sans nous.
erasure-leave = Partir
receipt-keep = Garder le reçu

## Membres

members = Membres
members-lead = Qui est dans { $workspace }, et ce que chaque personne peut y faire.
role = Rôle
role-of = Rôle de { $name }
role-producer-what = Crée les projets, invite, approuve.
role-editor-what = Travaille les rushes et les montages, et les envoie en relecture.
role-viewer-what = Regarde les relectures et écrit des notes.
role-admin-what = Décide qui est dans l’espace de travail, et de ses réglages.
role-dpo-what = Suit les demandes, les incidents et les registres.
member-one-film = dans un seul film
member-remove = Retirer
member-remove-what = { $name } perd l’accès aussitôt. Ce que cette personne a fait reste dans les projets.
invite = Inviter
invite-make = Créer une invitation
invite-link = Lien de l’invitation
email = E-mail
invitations = Invitations en attente
invitations-none = Aucune.
invitation-until = jusqu’au { $day }
invitation-revoke = Annuler l’invitation
