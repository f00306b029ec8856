# Ce que dit le studio dans le navigateur.

## Le cadre

skip = Aller au contenu
home = Accueil
where = Où vous êtes
demo = Studio de démonstration
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
loading = Chargement…
try-again = Réessayer
close = Fermer
cancel = Annuler
save = Enregistrer
hide = Masquer
more = Plus
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
problem-number = Numéro de cette erreur : { $number }
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
projects-none = Un projet, c’est un film à faire : son brief, ses rushes, ses montages et ses relectures. Il n’y en a pas encore.
project-new = Nouveau projet
project-title = Comment s’appelle le film ?
project-create = Créer le projet
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
messages = Messages
messages-none = Personne n’a encore écrit. Tout le projet lit ce qui s’écrit ici.
message-write = Écrire un message
message-send = Envoyer

## Rushes

rushes-lead = Les originaux tels que reçus : scellés, jamais modifiés. Déposez des fichiers n’importe où sur cette page.
rushes-add = Ajouter des rushes
rushes-none = Les rushes sont vos originaux. Ajoutez le premier : déposez des fichiers n’importe où sur cette page, ou choisissez-les.
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
upload-interrupted-next = Choisissez à nouveau le même fichier et l’envoi reprend d’ici : rien n’est envoyé deux fois.
upload-goes-on = Ce qui est arrivé est gardé. « Continuer » repart de là.
rush-receiving = Réception
rush-waiting = En attente d’analyse
rush-scanning = Analyse
rush-ready = Prêt
rush-broken = Illisible.
rush-sound-only = Son seul
rush-mute = sans son
rush-choose = Choisir { $name }
rush-erase = Effacer le rush
rush-erase-what = « { $name } », ses images, ses mots et sa place dans chaque montage sont effacés. C’est définitif.
consent-is =
    { $state ->
        [given] consentement donné
        [withdrawn] consentement retiré
        [asked] consentement demandé
       *[other] consentement : { $state }
    }
watch = Regarder
film-not-played = Ce film ne se lit pas ici. Rechargez la page ; si rien ne change, sa version de lecture n’a pas été faite : regardez l’état du rush.
search = Chercher
search-words = Mots dits dans les rushes
search-found =
    { $count ->
        [0] « { $words } » n’est pas dit dans ces rushes
        [one] « { $words } » est dit une fois
       *[other] « { $words } » est dit { $count } fois
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
        [one] Un montage est fait d’un rush. Rien n’est perdu : chaque décision peut être reprise.
       *[other] Un montage est fait de { $count } rushes. Rien n’est perdu : chaque décision peut être reprise.
    }
preset = Préréglage
preset-interview = Interview
preset-interview-what = Les pauses sont coupées, la respiration reste.
preset-vlog = Vlog
preset-vlog-what = Une personne face caméra : serré.
preset-podcast = Podcast
preset-podcast-what = Les pauses ont un sens, les défauts d’image ne comptent pas.
preset-lecture = Conférence
preset-lecture-what = Une image qui ne bouge pas n’est pas un défaut.
preset-raw = Brut
preset-raw-what = Seulement les longs silences, le noir et les images figées.
