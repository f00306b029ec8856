# incamera charter : ce qui ne va pas dans une charte, et ce qu’il faut écrire.

charter-holds = La version { $version } de la charte est complète : { $promises } promesses, dites en { $languages }, en vigueur à partir du { $effective }.
warning-unenforced = Rien dans cette version n’exécute encore ces promesses.
    .next = Ne publiez pas ce texte avant que le studio qui le tient soit là.
error-charter =
    { $count ->
        [one] La charte est refusée : une chose ne va pas.
       *[other] La charte est refusée : { $count } choses ne vont pas.
    }
    .next = Corrigez ce qui est nommé ci-dessus ; rien d’une charte ne vaut tant que tout n’y est pas.
error-charter-language = La charte n’est pas dite en { $lang }.
    .next = Elle est dite en { $spoken }.
error-charter-message = La politique ne peut être dite : il manque { $name }.
    .next = incamera charter check dit quel fichier et quelle ligne.

fault-syntax = { $detail }
    .next = Le fichier livré du même nom montre comment l’écrire.
fault-no-file = Ce fichier de la charte manque.
    .next = Copiez-le de la charte livrée et changez ce qui diffère ici.
fault-name = { $name } n’est pas un nom.
    .next = Utilisez de petites lettres, des chiffres et des traits d’union, une lettre d’abord.
fault-unknown = { $word } ne figure pas ici comme { $kind }.
    .next = Écrivez-en un qui figure dans la charte, ou ajoutez-le d’abord.
fault-unknown-near = { $word } ne figure pas ici comme { $kind }.
    .next = Écrivez l’un de : { $near }.
fault-no-retention = La classe { $class } n’a pas de durée de conservation : rien ne dit quand elle finit.
    .next = Écrivez : retention = {"{"} keep = "30 days", from = "collected", ground = "pourquoi si longtemps", end = "shred" {"}"}
fault-idle = La classe { $class } ne sert aucune finalité, ou ne concerne personne.
    .next = Nommez ses finalités et qui elle concerne, ou retirez-la.
fault-no-basis = La finalité { $purpose } n’a pas de base légale.
    .next = Écrivez : basis = "contract", "consent", "interest" ou "law".
fault-no-balancing = La finalité { $purpose } repose sur un intérêt que personne n’a mis en balance avec ceux des personnes concernées.
    .next = Ajoutez [purpose.{ $purpose }.balancing] avec interest, necessity, impact, decided et review.
fault-no-law = La finalité { $purpose } repose sur une obligation légale sans nom.
    .next = Écrivez : law = "la loi et son article".
fault-overdue = { $what } aurait dû être réexaminé avant le { $due }.
    .next = Réexaminez, puis écrivez la date de la prochaine fois dans review.
fault-wildcard = { $word } n’est pas une finalité : tout y est permis.
    .next = Nommez chaque finalité pour elle-même.
fault-advertising = { $word } est de la publicité ou de la vente de données, que ce programme ne sait pas faire.
    .next = Retirez-le.
fault-broad = « { $word } » rend la licence sur les contenus plus large que le service.
    .next = Écrivez : purposes = ["service"] et ends = "deletion", et rien de plus.
fault-no-agreement = Le sous-traitant { $processor } n’a pas d’accord écrit.
    .next = Écrivez quand il a été signé : agreement = 2026-11-24.
fault-no-assessment = Personne n’a examiné le sous-traitant { $processor }.
    .next = Écrivez : assessment = {"{"} controls = DATE, finances = DATE, compliance = DATE, review = DATE {"}"}
fault-too-early = C’est avant la fin du préavis.
    .next = Écrivez { $earliest } ou plus tard.
fault-length = « { $text } » n’est pas une durée.
    .next = Écrivez par exemple "30 days", "24 hours", "12 months", "5 years", ou "term" tant que dure l’abonnement.
fault-digit = { $message } contient un chiffre : « { $text } ».
    .next = Laissez le nombre venir de la promesse, comme { "{" } $count { "}" }.
fault-sentence = { $detail }
    .next = Comparez avec les autres messages de ce fichier.
fault-unfilled = { $message } ne peut être dit : { $detail }.
    .next = Ne nommez que ce que donne la promesse.
fault-unspoken = Aucun message ne parle de la promesse { $name }.
    .next = Ajoutez à ce fichier un message de ce nom.
fault-unbacked = { $message } dit ce qu’aucune promesse ne porte.
    .next = Retirez-le, ou ajoutez la promesse à la charte.
fault-mute = La charte est dite en { $lang }, et il n’y a pas de phrases dans cette langue.
    .next = Ajoutez ce fichier, ou retirez la langue de charter.toml.

# incamera charter prove

proved = Prouvées : { $proved }. Rompues : { $broken }. Non prouvées : { $unknown }.
warning-no-proof = Ce qui n’a pas été prouvé tient peut-être, ou non : { $solver } n’a pas répondu.
    .next = Installez-le (apt-get install cvc5), ou nommez-en un autre avec --solver.
error-policies = Ces règles ne peuvent pas servir. { $detail }
    .next = Les règles sont des politiques Cedar sur le schéma que la charte produit.
error-policies-none = Il n’y a pas de politique dans { $path }.
    .next = Mettez-y des fichiers en .cedar ; incamera charter rules écrit celles livrées.
proof-proved = prouvé
proof-broken = rompu
proof-unknown = non prouvé
counterexample = Ce qui pourrait arriver ({ $role }) : { $act } ({ $class }), pour { $purpose }.
counterexample-although = Ce qui pourrait arriver ({ $role }) : { $act } ({ $class }), pour { $purpose }, bien que { $although }.
although-nobody = nul ne sache de qui il s’agit
although-no-yes =
    { $yes ->
        [0] nul de ceux que cela concerne n’ait dit oui
       *[other] { $yes } seulement des { $about } personnes concernées aient dit oui
    }
although-restricted = ce soit sous limitation
although-minor = une personne concernée soit mineure
although-held = la loi le retienne
although-erased = ce soit effacé
although-objected = une personne concernée s’y soit opposée
although-elsewhere = ce ne soit pas là que cela doit rester
although-other-workspace = ce soit l’espace d’autres gens
although-unregistered = le registre ne le permette pas à ce destinataire
act-read = lire
act-write = modifier
act-process = faire travailler un programme dessus
act-train = en laisser apprendre un modèle
act-disclose = remettre à un sous-traitant
act-erase = effacer
act-answer = en décider

charter-registered = { $count } registres sont écrits dans { $folder }.
ledger-holds = Le registre de { $origin } tient : { $entries } entrées, racine { $root }.
ledger-proved = L’entrée { $index } figure au registre de { $origin } :
ledger-witnessed = { $name } a témoigné de ce point de contrôle le { $time }.
ledger-sink-holds = { $path } contient les mêmes { $entries } entrées.
ledger-receipt-written = Le reçu de l’entrée { $index } est écrit dans { $path }.
ledger-checkpoint = Le registre de { $origin } a { $entries } entrées, racine { $root }.
ledger-witness-key = La clé publique de ce témoin est { $key }
warning-unwitnessed = Aucun témoin dont vous avez donné la clé n’a signé ce point de contrôle : seul qui en a gardé un plus ancien peut voir si le registre a bifurqué.
    .next = Gardez ce point de contrôle, et donnez-le à --since la prochaine fois ; ou demandez qui témoigne du registre, et donnez sa clé avec --witness.
warning-not-cosigned = { $name } n’a pas signé ce point de contrôle.
    .next = Demandez à ce témoin sa ligne de signature ; incamera ledger checkpoint --add l’y ajoute.
warning-witness-begins = { $path } n’est pas encore là : ce témoin ne connaît aucun point de contrôle plus ancien, et prend ce qui précède comme il est.
    .next = Si vous avez déjà signé pour ce registre, retrouvez ce fichier, et n’utilisez pas la signature.
warning-sink-behind = { $path } contient les { $held } premières des { $entries } entrées, et ce sont les mêmes.
    .next = Le serveur expédie le reste tant qu’il tourne ; si cela persiste, voyez ce qu’il dit de ses puits.
error-ledger-missing = { $path } est incomplet : { $file } manque, ou ne peut être lu.
    .next = Récupérez le registre à nouveau, et si cela persiste, demandez pourquoi à l’exploitant.
error-ledger-altered = { $path } a été altéré : { $file } n’est pas ce que signe le point de contrôle.
    .next = Gardez-le tel quel, comme preuve, et demandez l’original à l’exploitant.
error-ledger-signature = { $path } n’est pas signé par la clé de { $origin }.
    .next = Vérifiez la clé auprès de l’exploitant, par une autre voie que celle de ce fichier.
error-ledger-forked = { $path } ne prolonge pas le point de contrôle que vous avez gardé : jusqu’à l’entrée { $entry }, quelque chose a été coupé, changé ou a bifurqué.
    .next = Gardez les deux : ensemble, ils le prouvent.
error-ledger-unproved = { $path } ne prouve pas que son entrée figure au registre.
    .next = Demandez un nouveau reçu.
error-ledger-malformed = { $path } ne peut être lu : { $detail }.
    .next = Vérifiez que c’est le bon fichier, et qu’il est entier.
error-ledger-sink = { $path } diffère du registre pour la première fois à l’entrée { $entry } : il dit { $line }
    .next = Gardez les deux tels quels : l’un a été altéré, et ensemble ils montrent où.
error-ledger-busy = Un autre programme écrit { $path }.
    .next = Arrêtez d’abord le serveur.
error-ledger-no-entry = { $path } a { $entries } entrées, comptées à partir de 0 : il n’y a pas d’entrée { $entry }.
    .next = Donnez un nombre plus petit, ou --id.
error-ledger-no-id = { $path } n’a pas d’entrée { $id }.
    .next = Vérifiez l’identifiant, et que c’est le bon registre.
error-ledger-secret = { $path } ne contient pas le secret d’un témoin.
    .next = Donnez le fichier que --name a fait, ou faites-en un avec --name.
error-ledger-secret-exists = { $path } est déjà là.
    .next = Omettez --name pour signer avec lui, ou nommez un autre fichier.
error-ledger-witness-name = { $name } ne peut nommer un témoin.
    .next = Prenez un nom sans espace et sans +, comme witness.example/anna.
error-ledger-witness-key = Ce n’est pas la clé publique d’un témoin.
    .next = Donnez la ligne nom+numéro+clé que publie le témoin, ou le fichier qui la contient.
error-ledger-key = Ce n’est pas la clé publique d’un registre.
    .next = Donnez la ligne nom+numéro+clé que l’exploitant publie, ou le fichier qui la contient.

# incamera charter diff

weight-material = important
weight-tightening = plus strict
weight-neutral = formulation
diff-none = Rien ne diffère.
diff-sum = Importants : { $material }. Plus stricts : { $tightening }. Formulations : { $neutral }.
diff-earliest = Annoncé le { $noticed }, cela peut valoir à partir du { $earliest }.
diff-asked = On redemande à toutes les personnes qui ont dit oui : { $purposes }.
warning-diff-early = Il est écrit que cela vaut à partir du { $effective } : si tôt, ce ne sera pas publié.
    .next = Écrivez la date plus tardive dans effective de charter.toml.

# incamera charter publish

version-published = Version { $version }, annoncée le { $noticed }, en vigueur à partir du { $effective }. Empreinte { $digest }
warning-published-unproved = De { $count } interdictions, nul ne sait si elles tiennent. La version dit « non prouvé ».
    .next = Installez un solveur (apt-get install cvc5), et lancez incamera charter prove --keep.
refused-number = La charte dit version { $found } : la suivante est { $expected }.
    .next = Écrivez version = { $expected } dans charter.toml.
refused-unchanged = Rien n’a changé depuis la dernière version : il n’y a rien à publier.
    .next = Changez d’abord une promesse ou ses mots.
refused-backdated = Les gens seraient prévenus le { $noticed }, qui est passé.
    .next = Écrivez noticed = { $today } ou plus tard dans charter.toml.
refused-too-early = La version vaudrait à partir du { $effective }, avant la fin du préavis promis.
    .next = Écrivez effective = { $earliest } ou plus tard dans charter.toml.
refused-unreasoned = Aucune raison n’est donnée pour ce qui a changé : { $promises }.
    .next = Donnez-en une pour chacun : --reason { $first }="pourquoi", ou un fichier avec --reasons.
refused-unfounded = Une raison est donnée pour ce qui n’a pas changé : { $promises }.
    .next = Retirez-la ; incamera charter diff dit ce qui a changé.
refused-unanswered =
    { $count ->
        [one] Un commentaire sur le projet est sans réponse.
       *[other] { $count } commentaires sur le projet sont sans réponse.
    }
    .next = Répondez à chacun : incamera charter draft show les liste.
refused-other = La version n’est pas publiée : { $detail }.
error-publish-broken =
    { $count ->
        [one] La version rompt une interdiction ; le cas figure ci-dessus. Rien n’a été publié.
       *[other] La version rompt { $count } interdictions ; les cas figurent ci-dessus. Rien n’a été publié.
    }
    .next = Corrigez la charte ; incamera charter prove essaie à nouveau.
error-publish-unproved =
    { $count ->
        [one] Une interdiction n’est pas prouvée, et rien n’a été publié.
       *[other] { $count } interdictions ne sont pas prouvées, et rien n’a été publié.
    }
    .next = Installez un solveur (apt-get install cvc5), ou nommez-en un autre que { $solver } avec --solver ; avec --unproved la version est publiée et dit « non prouvé ».
error-reasons = { $path } ne contient pas de raisons : { $detail }.
    .next = Écrivez une ligne par promesse changée : "class.device" = "pourquoi"
error-version = { $path } n’est pas une version publiée d’une charte : { $detail }.
    .next = Donnez un fichier écrit par incamera charter publish, ou le dossier d’une charte.
error-version-altered = { $path } a été altéré : il dit de lui-même { $said }, et est { $is }.
    .next = Gardez-le comme preuve, et prenez une autre copie ; le registre tient l’empreinte.
error-version-chain = { $path } ne suit pas la version { $number } : une version manque entre les deux, ou a été remplacée.
    .next = Reprenez le dossier d’une sauvegarde ; le registre tient l’empreinte de chaque version.
error-version-there = { $path } existe déjà : on n’écrit jamais par-dessus une version.
    .next = Quelqu’un a publié entre-temps ; voyez incamera charter versions, et recommencez.
error-proofs = { $path } ne dit pas ce qui a été prouvé de la version { $number } : il est abîmé, ou d’une autre.
    .next = Effacez-le, et prouvez à nouveau avec incamera charter prove --keep ; la version elle-même est entière.

# incamera charter versions, check et text

state-proved = prouvé le { $on } par { $solver } en { $millis } ms
state-broken = rompu, essayé le { $on } par { $solver }
state-unknown = non prouvé
versions-number = version
versions-published = publiée
versions-effective = en vigueur
versions-digest = empreinte
versions-proofs = preuves
versions-proved = { $count } prouvées
versions-none = Aucune version n’y est encore publiée.
versions-whole =
    { $count ->
        [one] Une version, inaltérée.
       *[other] { $count } versions, chacune à la suite de la précédente, inaltérées.
    }

# incamera charter draft

draft-commented = Le commentaire { $number } est gardé.
draft-answered = Le commentaire { $number } a sa réponse.
draft-open = pas encore de réponse
draft-silent = Personne n’a encore rien dit.
error-draft = { $path } n’est pas un projet : { $detail }.
    .next = Donnez un fichier écrit par incamera charter draft new.
error-draft-there = { $path } existe déjà.
    .next = incamera charter draft revise prend d’autres fichiers et garde les commentaires.
error-no-comment = Le projet n’a pas de commentaire { $number }.
    .next = incamera charter draft show les liste, à partir de 0.
error-no-promise = Le projet n’a pas de promesse { $promise }.
    .next = Nommez-la comme la politique : class.footage, answer.
error-keep = On ne garde quelque chose que d’une version publiée.
    .next = Nommez-en une : --charter versions/1.json
