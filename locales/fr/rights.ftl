# Ce qu’incamera dit des droits des personnes, et de ce qui leur est dû.

init-begun =
    C’est prêt. Les données sont dans { $data }, les clés dans { $keys }.
    Sauvegardez les deux, séparément : qui a l’un sans l’autre n’a rien.
init-there = Il y a déjà une installation : données dans { $data }, clés dans { $keys }.
init-demo =
    Ada ({ $ada }) et Ben ({ $ben }) partagent un film dans l’espace { $workspace }, avec { $rushes ->
        [0] aucun rush pour l’instant
        [one] 1 rush
       *[other] { $rushes } rushes
    }.
    Essayez :  incamera subject find { $ben }
               incamera subject erase { $ben } --dry-run

error-no-installation = Il n’y a pas d’installation : { $path } ne contient aucune clé.
    .next = Commencez-en une avec `incamera init`, ou dites où elle est avec --data.
error-no-home = Il n’y a pas de dossier personnel où garder les données.
    .next = Dites où avec --data DIR.
error-kernel = { $detail }
error-refused = { $promise } s’y oppose : { $detail }
    .next = `incamera charter text` dit cette promesse en toutes lettres.
error-database = La base de données a refusé : { $detail }
    .next = Vérifiez qu’elle tourne et que --database la nomme.
error-objects = Le dépôt des objets a refusé : { $detail }
    .next = Vérifiez qu’il est joignable et que ses identifiants sont valides.
error-no-such = Il n’y a pas de { $kind } { $id }.
    .next = Cela a été effacé, ou n’a jamais existé.
error-nobody = Personne n’est connu sous { $who }.
    .next = Donnez l’adresse que la personne a donnée, ou un identifiant.
error-several = Plusieurs personnes sont connues sous { $who } : { $ids }
    .next = Nommez l’un de ces identifiants.
error-unconfirmed = Rien n’a été fait : personne n’a dit oui.
    .next = Dites oui, ou donnez --yes.
error-there = { $path } existe déjà.
    .next = Donnez --yes pour le remplacer.
error-ground = { $ground } n’est pas un motif de refus.
    .next = Utilisez l’un de : { $all }

find-person = { $person } : { $count ->
        [one] 1 donnée
       *[other] { $count } données
    }
find-owns = { $objects ->
        [0] au sujet de cette seule personne
        [one] au sujet de cette seule personne, 1 avec un objet
       *[other] au sujet de cette seule personne, { $objects } avec un objet
    }
find-shares = partagé avec d’autres
find-mentions = mentionne cette personne
find-erased = effacé, ou en cours
find-stands = { $kind } ({ $purpose }) dans { $workspace }

export-done =
    { $path } : { $whole } données entières, { $part } en partie, { $withheld } retenues avec leur raison ; { $files } fichiers.
    Ce fichier n’est pas scellé : remettez-le à la personne concernée, puis supprimez-le.

ask-erase = Effacer { $who } comme indiqué ? Ce qui part ne revient pas. [o/N]
erase-plan = Dans l’espace { $workspace } :
erase-nothing = Rien n’est détenu sur { $who } qui puisse partir.
erase-goes = part : clés détruites, lignes supprimées
erase-goes-objects =
    { $objects ->
        [one] part, avec 1 objet scellé
       *[other] part, avec { $objects } objets scellés
    }
erase-stays-law = reste jusqu’au { $until } : { $ground }
erase-stays-hold = reste tant qu’une mesure de conservation le retient
erase-until-unknown = la clôture de son dossier
erase-shared-name = partagé
erase-shared = reste aux autres, et oublie cette personne
erase-mentions-name = mentions
erase-mentions = reste, sans le nom
erase-done = Effacé ; il n’y a plus rien à attendre. Pierre tombale { $tombstone }.
erase-waiting = Effacé ici ; la dernière copie scellée quitte les sauvegardes d’ici au { $until }. Pierre tombale { $tombstone }.
erase-target-done = fait
erase-target-waiting = attendu
erase-receipt = Le reçu est dans { $path }.

restrict-stands = { $who } dans { $workspace } : les données restent, et rien ne les ouvre sinon une réponse à cette personne.
restrict-lifted = { $who } dans { $workspace } : la limitation est levée.

keys-root = clé racine
keys-workspaces = clés des espaces
keys-people = clés des personnes
keys-objects = clés des objets
keys-fields = clés des champs partagés
keys-rotated = Toutes les clés sont enveloppées à nouveau, sous une nouvelle racine.
keys-copied = Le trousseau est copié dans { $path } ; la clé racine l’ouvre.
warning-keys-copied = Une vieille copie du trousseau ramène les clés détruites depuis.
    .next = Gardez-la 72 heures au plus, loin de toute sauvegarde des données.
warning-software-root = La clé racine est un fichier : qui la lit avec le trousseau ouvre tout.
    .next = Gardez-la dans un jeton PKCS#11 s’il y en a un.

backup-made = Faite et relue : { $path }, { $bytes } octets. Elle ne contient aucune clé.
backup-tested = relue le { $at }
backup-untested = jamais relue : elle ne compte pas
backup-gone = sortie de la rotation le { $at }
restore-plan = { $path } serait restaurée dans { $data } ; ce qui a été effacé depuis serait effacé à nouveau avant que rien ne soit servi.
restore-done =
    { $data } lignes et { $objects } objets restaurés. { $tombstones ->
        [0] Rien n’a été effacé depuis
        [one] 1 effacement fait depuis a été refait
       *[other] { $tombstones } effacements faits depuis ont été refaits
    } ; { $ended } données étaient revenues et sont parties.

request-opened = La demande { $request } est ouverte ; réponse due le { $due } ({ $promise }).
request-queue =
    { $open ->
        [0] Aucune demande n’est ouverte.
        [one] 1 demande est ouverte, { $overdue } en retard.
       *[other] { $open } demandes sont ouvertes, { $overdue } en retard.
    }
request-statement = dans ses mots
request-laws = lois
request-letter = À envoyer à { $to } :

sweep-reviewed = Consigné : { $promise } a été revue, échéance { $due }.
sweep-met =
    { $met ->
        [0] Rien n’était dû.
        [one] 1 obligation a été remplie.
       *[other] { $met } obligations ont été remplies.
    }
warning-review = { $promise } attend quelqu’un depuis le { $due }.
warning-postponed = { $task } n’a pas pu être fait, nouvel essai à { $until } : { $why }
warning-overdue = { $task } ({ $promise }) était dû le { $due }, et n’est pas fait.
warning-gap = Rien n’a été balayé de { $from } à { $to } : des promesses ont pu être en retard.

parcel-holds =
    { $path } tient : { $files } fichiers tels qu’ils ont été réunis, sous l’entrée { $index } du registre de { $key }.
error-parcel = { $path } ne tient pas : { $detail }
    .next = Redemandez-le à qui l’a fait.
error-ledger-no-key = Un registre se vérifie avec sa clé publique.
    .next = Donnez-la avec --key : elle est dans le dossier du registre et, mieux, là où vous l’avez gardée.
warning-parcel-key = La clé vient du fichier lui-même : elle ne dit rien de qui l’a fait.
    .next = Donnez la clé que vous connaissez avec --key.
evidence-done = { $path } : { $files } fichiers, sous l’entrée { $index } du registre. Chacun le vérifie avec `incamera ledger verify`.

serve-open = Le studio est à { $url } ; ses données sont dans { $data }.
serve-setup =
    Le studio est à { $url } ; ses données sont dans { $data }.
    Il n’a pas encore de propriétaire. Installez-le, une seule fois, à { $setup }
error-listen = Impossible d’écouter à { $address } : { $detail }
    .next = Choisissez une autre adresse avec --listen 127.0.0.1:8485, ou arrêtez ce qui y écoute.
