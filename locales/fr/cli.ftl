# Ce qu’incamera dit pendant le travail et à la fin.

console-error = erreur :
console-warning = attention :
console-stopped = arrêt :
console-yes = o oui

ask-replace =
    { $count ->
        [one] { $names } existe déjà. Le remplacer ? [o/N]
       *[other] Ces fichiers existent déjà : { $names }. Les remplacer ? [o/N]
    }

stage-read = Lecture de { $rush }
stage-sound = Écoute de { $rush }
stage-picture = Examen de l’image de { $rush }
stage-words = Transcription de { $rush }
stage-render = Fabrication du film
stage-thumbnails = Vignettes de { $rush }

so-far = { $before } → { $after } pour l’instant, d’après le son seul.
dry-run = Rien n’a été écrit (--dry-run).

lengths =
    { $before } → { $after }   { $less } % de moins, { $joints ->
        [0] aucune coupe
        [one] 1 coupe
       *[other] { $joints } coupes
    }
times =
    { $count ->
        [one] 1 fois
       *[other] { $count } ×
    }
suggested = { $reason } (suggestion, gardé)
restored = remis
nothing-dropped = Rien n’a été écarté.
made-smart = { $percent } % des images ont été copiées telles quelles, { $encoded } ont été encodées autour des coupes.
made-sound = Il n’a que du son.
made-full = Les { $encoded } images ont toutes été encodées.
made-full-codec = Les { $encoded } images ont toutes été encodées : ce codec se copie, mais on ne sait pas ici l’encoder à l’identique aux coupes.
made-full-interlaced = Les { $encoded } images ont toutes été encodées, car les rushes sont entrelacés.
made-full-format = Les { $encoded } images ont toutes été encodées, car les rushes diffèrent par la taille, la cadence ou le format.
made-full-filter = Les { $encoded } images ont toutes été encodées, car un filtre les touche toutes.
made-full-container = Les { $encoded } images ont toutes été encodées, car ce type de film ne peut pas contenir le codec du rush.
made-full-disorder = Les { $encoded } images ont toutes été encodées, car des horodatages d’un rush sont en désordre.
file-film = Film
file-cut = Montage
file-export = Fichier
hint-show = Voir le montage :
hint-restore = Remettre un passage ({ $why }) :
hint-render = Puis refaire le film :
hint-called = Ici, tapez { $called } au lieu de incamera.

reason-silence = silence
reason-filler = hésitation
reason-retake = reprise
reason-black = noir
reason-frozen = image figée
reason-blur = flou
reason-shake = bougé
reason-noise = bruit
reason-manual = à la main

evidence-words = « { $words } »
evidence-retake = redit : « { $words } »
evidence-level = { $level } dB, fond { $floor } dB
evidence-jolt = secousses de { $percent } % de l’image à chaque image
evidence-also = aussi : { $also }

edited = Le film dure maintenant { $after }, sur { $before }.
edited-next = Pour le fabriquer : incamera render { $cut } -o FILM
imported =
    Le montage suit la timeline : { $was } → { $is }, { $segments ->
        [one] 1 morceau
       *[other] { $segments } morceaux
    }.
exported = Écrit : { $path }

warning-twice = { $path } a été nommé deux fois ; il ne sert qu’une fois.
warning-left-out =
    { $count ->
        [one] Un rush a été laissé de côté ; la raison est plus haut.
       *[other] { $count } rushes ont été laissés de côté ; les raisons sont plus haut.
    }
warning-truncated = { $rush } s’arrête avant ce qu’annoncent ses en-têtes ; ce qui est là a été utilisé.
    .next = Si vous avez encore la carte d’origine, recopiez le fichier.
warning-jumping-time = Les horodatages de { $rush } sautent ; le son et l’image les suivent tant qu’ils ont un sens.
    .next = Vérifiez les coupes dans le film ; --render full aide si l’une d’elles saccade.
warning-broken-index = L’index de { $rush } manque ou est faux ; le fichier a été lu en entier.
warning-damaged = Certains paquets de { $rush } n’ont pas pu être décodés et ont été ignorés.
    .next = Si vous avez encore la carte d’origine, recopiez le fichier.
warning-impossible-rate = { $rush } annonce une cadence impossible ; elle a été tirée des horodatages.
warning-variable-rate = { $rush } a une cadence variable ; les coupes comptent à sa cadence nominale.
warning-no-audio = { $rush } n’a pas de son ; il est monté d’après l’image seule.
warning-no-video = { $rush } n’a pas d’image ; il est monté d’après le son seul.
warning-sound-only = { $rush } n’a pas d’image, les autres rushes en ont une ; il est laissé de côté.
    .next = Montez-le seul : incamera cut { $rush } -o son.m4a
warning-no-words = { $rush } n’a pas été transcrit : { $detail }. Il est monté d’après le son et l’image.
warning-no-model = Aucun modèle de parole n’est installé : ni reprises, ni hésitations, ni sous-titres.
    .next = Installez-en un : incamera models fetch { $model }
warning-no-picture = Aucun dessin n’a été fait : { $detail }.
warning-rush-gone = { $path } n’est pas là où le montage le dit ; il est montré sans vignettes.
    .next = Remettez le fichier à sa place, ou corrigez le chemin dans le document de montage.

cache-none = Il n’y a pas de cache : ni INCAMERA_CACHE, ni XDG_CACHE_HOME, ni HOME ne sont définis.
cache-held =
    { $folder } contient { $count ->
        [one] 1 entrée
       *[other] { $count } entrées
    }, { $bytes } : analyses et transcriptions de vos rushes.
cache-cleared =
    { $count ->
        [one] 1 entrée oubliée
       *[other] { $count } entrées oubliées
    }, { $bytes }, dans { $folder }.

man-written =
    { $count ->
        [one] 1 page de manuel écrite dans { $folder }
       *[other] { $count } pages de manuel écrites dans { $folder }
    }

probe-file = { $container }, { $length }, { $size }
probe-picture = image    { $codec } { $profile } { $width }×{ $height }, { $rate } images/s, { $depth } bits
probe-picture-more = { $note }
probe-sound = son      { $codec } { $layout }, { $rate } Hz
probe-subtitle = texte    { $codec } { $language }
probe-created = tourné   { $when }
probe-timecode = timecode { $timecode }
probe-variable = cadence variable
probe-rotated = tourné de { $degrees }°
probe-interlaced = entrelacé
probe-hdr = HDR
probe-edit-list = liste d’édition
scan-speech =
    parole   { $count ->
        [one] 1 îlot
       *[other] { $count } îlots
    }, { $length } sur { $whole }
scan-loudness = sonie    { $integrated } LUFS, étendue { $range } LU, crête { $peak } dBFS, fond { $floor } dBFS
scan-quiet = sonie    trop faible pour être mesurée
scan-shots =
    image    { $count ->
        [one] 1 plan
       *[other] { $count } plans
    }
scan-faults =
    { $count ->
        [one] 1 passage
       *[other] { $count } passages
    }, { $length }
scan-words =
    mots     { $count ->
        [one] 1 mot
       *[other] { $count } mots
    } ({ $language }, { $model })

models-installed = installé
models-missing = non installé
models-added = ajouté à la main
models-fetching = Téléchargement de { $id }
models-fetched = { $id } est installé : { $path }
models-removed = { $id } a été retiré.
models-whole = { $id } est intact.
models-none = Aucun modèle n’est installé.
    .next = Installez-en un : incamera models fetch base
models-folder = Les modèles sont dans { $folder }

doctor-good = bon
doctor-bad = manque
doctor-mind = note
doctor-ffmpeg = FFmpeg { $versions }
doctor-encoders = Encodeurs : { $names }
doctor-no-encoder = L’encodeur { $name } manque : rien ne peut être encodé en { $codec }.
    .next = Installez les bibliothèques de FFmpeg avec { $name } (Debian : libavcodec-extra).
doctor-confined = Les processus de travail sont confinés : landlock { $landlock }, seccomp { $seccomp }, limites { $limits }
doctor-unconfined = Les processus de travail ne peuvent pas être confinés ici : { $detail }
    .next = Utilisez un noyau avec landlock et seccomp (5.13 ou plus récent) ; ou, pour des fichiers sûrs, passez --unconfined.
doctor-fully = en entier
doctor-partly = en partie
doctor-not = non ({ $why })
doctor-model = Modèle de parole { $id } : { $path }
doctor-no-model = Pas de modèle de parole : ni transcription, ni sous-titres, ni reprises, ni hésitations.
    .next = incamera models fetch base
doctor-font = Police des sous-titres et des dessins : { $path }
doctor-no-font = Pas de police pour les sous-titres incrustés et les dessins PNG.
    .next = Installez DejaVu Sans (Debian : fonts-dejavu-core), ou indiquez un fichier TrueType dans INCAMERA_FONT.
doctor-solver = Solveur pour les preuves : { $version }
doctor-no-solver = Pas de solveur : ce qui ne doit jamais être possible n’est pas prouvé, et une charte n’est publiée que « non prouvée ».
    .next = Installez cvc5 (Debian : apt-get install cvc5).
doctor-pkcs11 = Module PKCS#11 : { $path } est là, et cette version ne s’en sert pas : les clés sont protégées par une clé racine dans un fichier.
    .next = Retirez INCAMERA_PKCS11, ou gardez le fichier de la clé racine aussi bien que l’appareil.
doctor-no-pkcs11 = INCAMERA_PKCS11 nomme le module { $path }, qui n’est pas là.
    .next = Installez-le (Debian : softhsm2 ou opensc), corrigez le chemin, ou retirez INCAMERA_PKCS11.
doctor-cache = Cache : { $folder }, { $bytes }
doctor-cache-unwritable = Le cache { $folder } ne peut pas être écrit : { $detail }
    .next = Indiquez un dossier à vous dans INCAMERA_CACHE, ou passez --no-cache.
doctor-cores =
    { $count ->
        [one] 1 cœur de processeur
       *[other] { $count } cœurs de processeur
    }
doctor-well = Tout est en place. Essayez : incamera cut RUSH -o film.mp4
doctor-ill = Ce qui est marqué « manque » limite ce qui marche ; la ligne dessous dit quoi faire.

# Trace.
trace-proved = prouvé
trace-not-run = pas exécuté
trace-failed = échoué
trace-no-test = sans test
trace-passed = réussi
trace-ignored = laissé de côté
trace-sum = À { $at } : { $proved } exigences prouvées, { $unrun } pas exécutées, { $failed } échouées, { $untested } sans test.
error-trace = { $path } n’est pas une trace : { $detail }.
    .next = Écrivez-en une dans le dépôt : cargo xtask trace --json > trace.json
error-trace-row = Il n’y a pas d’exigence { $row }.
    .next = Sans exigence nommée, toutes sont listées.
