# La politique de confidentialité. Un message par promesse de charter/*.toml, nommé d’après elle ; aucun chiffre ne doit
# figurer ici : chaque nombre, date, pays et destinataire vient de la promesse. Ce qui commence par policy-, section-, word-
# ou name- n’est pas une promesse.

policy-title = { $operator }, politique de confidentialité
policy-intro = Version { $version }, annoncée le { $noticed }, en vigueur à partir du { $effective }. Questions et demandes : { $contact } ; aucun compte n’est nécessaire. Chaque phrase ci-dessous est une promesse que le programme exécute ; le nom qui la suit permet de la retrouver, de la prouver et de la suivre.
policy-no-transfer = Aucune donnée ne passe d’une région à une autre.
policy-no-processor = Personne d’autre ne reçoit de données : le studio fonctionne sur la machine de son exploitant.

section-never = Ce qui n’est jamais possible
section-purpose = Pourquoi les données servent
section-class = Ce qui est conservé, et combien de temps
section-region = Où elles se trouvent
section-transfer = D’une région à l’autre
section-processor = Qui d’autre les reçoit
section-role = Qui peut faire quoi
section-right = Ce que vous pouvez demander
section-answer = Quand vous avez une réponse
section-regime = Ce que la loi ajoute
section-licence = Ce que vous permettez
section-training = Apprendre des contenus
section-ages = Âge
section-cookie = Cookies
section-notice = Changements
section-breach = En cas de fuite
section-backup = Sauvegardes
section-review = Ce qui est revu

word-none = aucun
word-at-once = aussitôt
word-term = tant que dure l’abonnement
word-date = { $day } { $month } { $year }
word-january = janvier
word-february = février
word-march = mars
word-april = avril
word-may = mai
word-june = juin
word-july = juillet
word-august = août
word-september = septembre
word-october = octobre
word-november = novembre
word-december = décembre
word-hours =
    { $count ->
        [one] { $count } heure
       *[other] { $count } heures
    }
word-days =
    { $count ->
        [one] { $count } jour
       *[other] { $count } jours
    }
word-business-days =
    { $count ->
        [one] { $count } jour ouvré
       *[other] { $count } jours ouvrés
    }
word-months =
    { $count ->
        [one] { $count } mois calendaire
       *[other] { $count } mois calendaires
    }
word-years =
    { $count ->
        [one] { $count } an
       *[other] { $count } ans
    }
word-contract = le contrat avec vous
word-consent = votre propre accord, que vous pouvez reprendre à tout moment
word-interest = un intérêt légitime
word-law = une obligation légale
word-collected = à partir de la collecte
word-used = à partir de la dernière utilisation
word-closed = à partir de la clôture du dossier ou du compte
word-term-end = à partir de la fin de l’abonnement
word-shred = Ensuite la clé est détruite et les octets disparaissent.
word-delete = Ensuite c’est effacé.
word-aggregate = Ensuite il n’en reste que des comptes sur personne.
word-adequacy = une décision d’adéquation
word-scc = des clauses contractuelles types
word-dpf = le cadre de protection des données (DPF)
word-bcr = des règles d’entreprise contraignantes
word-own = ce qui ne concerne personne d’autre que soi
word-project = les projets où l’on a été admis
word-workspace = un espace de travail
word-installation = toute l’installation
word-essential = essentiel
word-preference = préférence
word-analytics = mesure
word-marketing = publicité
word-session = rester connecté
word-language = la langue choisie
word-separation = distinguer administrateurs et lecteurs
word-security = que personne n’agisse en votre nom
word-looks = l’apparence choisie
word-counting = compter les visites

name-purpose-service = le service
name-purpose-account = votre compte
name-purpose-payment = le paiement
name-purpose-contact = les messages sur le service
name-purpose-support = l’assistance
name-purpose-security = la sécurité
name-purpose-analytics = la statistique d’usage
name-purpose-training = l’entraînement
name-purpose-research = la recherche
name-purpose-marketing = les nouvelles
name-purpose-legal = les obligations légales
name-purpose-transfer = un changement de propriétaire
name-class-account = compte
name-class-footage = rushes
name-class-edit = montages
name-class-prompt = consignes
name-class-message = messages
name-class-meeting = réunions
name-class-billing = factures
name-class-consent = accords
name-class-request = demandes
name-class-case = dossiers
name-class-configuration = réglages
name-class-audit = journal d’accès
name-class-device = adresse et appareil
name-class-diagnostics = diagnostics
name-class-usage = usage
name-class-subscription = adresse des nouvelles
name-class-working = fichiers de travail
name-role-person = tout le monde
name-role-producer = producteur
name-role-editor = monteur
name-role-viewer = spectateur
name-role-guest = invité
name-role-admin = administrateur
name-role-dpo = délégué à la protection des données
name-role-operator = exploitant
name-role-machine = tâche du studio
name-region-eu = l’Union européenne
name-region-us = les États-Unis
name-region-sg = Singapour

never-train-without-own-yes = Aucun modèle n’apprend d’un contenu sans l’accord propre de chaque personne qui y figure.
never-leave-region = Un contenu ne quitte pas la région à laquelle son espace est attaché.
never-read-restricted = Ce qui est sous limitation est conservé, et lu par personne.
never-read-erased = Ce qui a été effacé n’est lu par personne, même depuis une sauvegarde restaurée.
never-market-to-minors = Aucun mineur ne reçoit de nouvelles.
never-market-without-double-opt-in = Les nouvelles ne vont qu’aux adresses qui ont dit oui, et l’ont confirmé.
never-disclose-outside-register = Personne ne reçoit de données sans être nommé sur cette page.
never-admin-reads-own-request = Un administrateur ne peut ni lire ni arrêter la demande qu’un membre fait pour lui-même.
never-consent-for-another = Personne ne consent à la place d’un autre.
never-content-as-service-data = Un contenu n’est jamais traité comme une donnée sur le service.
never-train-as-something-else = Aucun modèle n’apprend sous le nom d’une autre finalité.
never-erase-held = Ce que la loi retient n’est pas effacé tant qu’elle le retient.
never-use-objected = Ce à quoi quelqu’un s’est opposé s’arrête.
never-cross-workspaces = Personne ne voit l’intérieur d’un espace qui n’est pas le sien.
never-look-without-elevation = Un exploitant ne voit un contenu qu’après avoir donné une raison approuvée, pour un temps, au vu du client.

purpose-service = Faire, relire et publier des films. Base : { $basis }.
purpose-account = Vous laisser entrer, et personne d’autre à votre place. Base : { $basis }.
purpose-payment = Être payé. Base : { $basis }.
purpose-contact = Vous dire ce qui se passe dans vos projets. Base : { $basis }.
purpose-support = Vous aider quand vous le demandez. Base : { $basis }.
purpose-security = Tenir les intrus dehors et les remarquer. Base : { $basis }, mis en balance avec les vôtres ; réexaminé avant le { $review }.
purpose-analytics = Voir ce qui sert, en comptes. Base : { $basis }.
purpose-training = Entraîner des modèles. Base : { $basis }.
purpose-research = Essayer du nouveau avec vous. Base : { $basis }.
purpose-marketing = Vous envoyer des nouvelles. Base : { $basis }.
purpose-legal = Faire ce que la loi exige. Base : { $basis } ({ $law }).
purpose-transfer = Remettre le studio à un autre propriétaire, après vous l’avoir dit. Base : { $basis } ({ $law }).

class-account = Vos nom d’utilisateur, adresse et moyen de connexion, pour { $purposes } ; conservés { $keep }, { $from }. { $end }
class-footage = Vos rushes : images et voix, pour { $purposes } ; conservés { $keep }, { $from }. { $end }
class-edit = Montages, rendus, notes et dessins, pour { $purposes } ; conservés { $keep }, { $from }. { $end }
class-prompt = Les consignes et ce qui en a été fait, pour { $purposes } ; conservés { $keep }, { $from }. { $end }
class-message = Les messages, pour { $purposes } ; conservés { $keep }, { $from }. { $end }
class-meeting = Les enregistrements de réunions acceptés par chaque participant, pour { $purposes } ; conservés { $keep }, { $from }. { $end }
class-billing = Les factures, pour { $purposes } ; conservées { $keep }, { $from }. { $end }
class-consent = Ce que vous avez accepté et repris, pour { $purposes } ; conservé { $keep }, { $from }. { $end }
class-request = Vos demandes et nos réponses, pour { $purposes } ; conservées { $keep }, { $from }. { $end }
class-case = Ce qui a été fait à propos de violations, de conservations imposées et d’autorités, pour { $purposes } ; conservé { $keep }, { $from }. { $end }
class-configuration = Les réglages d’un espace, pour { $purposes } ; conservés { $keep }, { $from }. { $end }
class-audit = Qui a fait quoi et quand, pour { $purposes } ; conservé { $keep }, { $from }. { $end }
class-device = Adresse et navigateur d’une connexion, pour { $purposes } ; conservés { $keep }, { $from }. { $end }
class-diagnostics = Pourquoi un montage automatique a échoué, sans son contenu, pour { $purposes } ; conservé { $keep }, { $from }. { $end }
class-usage = Quelles fonctions servent, pour { $purposes } ; conservé { $keep }, { $from }. { $end }
class-subscription = L’adresse qui reçoit les nouvelles, pour { $purposes } ; conservée { $keep }, { $from }. { $end }
class-working = Ce dont une tâche a besoin pendant qu’elle tourne, pour { $purposes } ; conservé { $keep }, { $from }. { $end }

region-eu = Union européenne : { $countries }.
region-us = États-Unis : { $countries }.
region-sg = Singapour : { $countries }.
region = { $countries }.
transfer = De { $from } vers { $to } par { $mechanism }, réexaminé avant le { $review }.
processor = { $name } : { $role }, dans { $place }, voit { $fields }. { $safeguards }. Accord du { $agreement }.

role-person = Tout le monde, dans { $within } : voit { $read } ; modifie { $write }.
role-producer = Un producteur, dans { $within } : voit { $read } ; modifie { $write }.
role-editor = Un monteur, dans { $within } : voit { $read } ; modifie { $write }.
role-viewer = Un spectateur, dans { $within } : voit { $read } ; modifie { $write }.
role-guest = Un invité muni d’un lien, dans { $within } : voit { $read } ; modifie { $write }.
role-admin = Un administrateur, dans { $within } : voit { $read } ; modifie { $write } ; décide si un exploitant peut regarder.
role-dpo = Un délégué à la protection des données, dans { $within } : voit { $read } ; décide des demandes.
role-operator = Un exploitant, dans { $within } : voit { $read } ; modifie { $write } ; décide si un autre exploitant peut regarder ; avec une raison approuvée, pour un temps, dans un seul espace de travail : voit { $elevated }.
role-machine = Les tâches du studio, dans { $within } : voient { $read } ; modifient { $write }.

right-access = Voir tout ce qui est conservé sur vous, et en recevoir une copie.
right-rectification = Faire corriger ce qui est faux ou incomplet.
right-erasure = Le faire effacer, partout et dans les sauvegardes.
right-restriction = Le faire conserver sans qu’on y touche.
right-portability = L’emporter ailleurs, sous une forme que les machines lisent.
right-objection = Vous opposer à un usage ; il s’arrête jusqu’à examen.
right-anonymisation = Le faire rendre anonyme au lieu de l’effacer.
right-do-not-sell = Dire que rien de vous ne doit être vendu. Rien n’est vendu ; votre parole est notée tout de même.
right-complaint = Saisir l’autorité ; chaque réponse dit laquelle et comment.

answer = Dans un délai de { $within } après votre demande, plus tôt si une loi ci-dessous le dit. C’est gratuit.
regime-gdpr = Dans l’Union européenne, l’Espace économique européen, au Royaume-Uni et en Suisse : dans un délai de { $answer } ; une fois { $extend } de plus, les raisons étant dites à temps.
regime-ccpa = En Californie : réception confirmée sous { $acknowledge }, réponse sous { $answer } ; une fois { $extend } de plus, les raisons étant dites à temps. Les demandes d’accès peuvent être limitées à { $most } en douze mois ; l’effacement et l’opposition jamais.
regime-lgpd = Au Brésil : une brève confirmation { $acknowledge }, le tout sous { $answer }.
regime = Sous { $answer }.

licence = Vous nous laissez utiliser ce que vous apportez pour { $purposes } et rien d’autre. Cela finit quand vous l’effacez.
training = Rien n’est appris de vos contenus si vous ne dites pas oui, pour vous-même ; personne ne peut le dire à votre place.
ages = Un compte est possible dès l’âge de { $elsewhere } ans ; dans l’Union européenne, l’Espace économique européen, au Royaume-Uni et en Suisse, ou si le pays n’est pas connu, dès { $stricter } ans. Le personnel invité doit avoir l’âge de travailler, { $working } ans si aucune table ne dit autre chose. Aucun mineur n’est mêlé à : { $spared }.
cookie = { $name } : { $kind }, pour { $serves } ; conservé { $keep }.
notice-change = Avant qu’un changement qui compte pour vous prenne effet, vous êtes prévenu { $before } à l’avance et pouvez partir avec tout.
notice-processor = Avant que quelqu’un de nouveau reçoive des données, vous êtes prévenu { $before } à l’avance.
breach-authority = L’autorité est prévenue sous { $within } ; vous aussi si cela peut vous nuire.
breach-authority-brazil = Au Brésil, l’autorité et vous êtes prévenus sous { $within }.
backup = Les sauvegardes sont chiffrées. Ce qui est effacé y est illisible dès ce moment, et en a disparu après { $window }.

review-cookies = Le tableau des cookies est refait tous les { $every } ({ $by }), et avec chaque nouveau partenaire de mesure.
review-access = Qui peut voir quoi est revu tous les { $every } ({ $by }) ; ce que nul ne confirme prend fin.
review-transparency = Un rapport sur les demandes, les incidents et ce qu’ont demandé les autorités est publié tous les { $every } ({ $by }).
review-recovery = La perte d’un site entier est répétée tous les { $every } ({ $by }).
review-penetration = On essaie d’entrer par effraction, et ce qui est trouvé est réparé, tous les { $every } ({ $by }).
review-age-checks = La manière de vérifier les âges fait l’objet d’un rapport tous les { $every } ({ $by }).
review-self-assessment = On regarde si ces promesses sont tenues tous les { $every } ({ $by }).
review-balancing = Chaque intérêt qui l’emporte sur les vôtres est pesé à nouveau tous les { $every } ({ $by }).
review-impact = Ce que les fonctions automatiques signifient pour les gens est évalué à nouveau tous les { $every } ({ $by }).
review = Revu tous les { $every } ({ $by }).
