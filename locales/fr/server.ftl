# Ce que dit le serveur : ses pages, et ce qui ne va pas.

page-skip = Aller au contenu
page-other-language = English
page-privacy = Vie privée
page-request = Demander vos données, ou leur effacement
page-continue = Continuer

problem-not-signed-in = Vous n’êtes pas connecté
problem-not-signed-in-detail = Votre session est terminée ou a été close. Reconnectez-vous.
problem-no-such = Il n’y a rien ici
problem-no-such-detail = L’élément a été supprimé, n’a jamais existé ou n’est pas partagé avec vous. Demandez un nouveau lien à la personne qui vous a envoyé ici.
problem-cross-site = La demande ne vient pas de ce site
problem-cross-site-detail = Ce qui modifie quelque chose doit venir des pages du studio. Rechargez la page et recommencez.
problem-too-many = Trop d’essais
problem-too-many-detail = Attendez un peu et recommencez.
problem-unreadable = Illisible
problem-unreadable-detail = Ce qui a été envoyé est endommagé. Renvoyez-le.
problem-too-large = C’est trop volumineux
problem-too-large-detail = L’envoi dépasse ce qui est accepté ici. Raccourcissez-le ou envoyez-le en plusieurs fois.
problem-not-so = Cela ne convient pas
problem-not-so-detail = Vérifiez votre saisie et corrigez-la.
problem-refused = Une promesse l’interdit
problem-refused-detail = La page « Vie privée » dit laquelle et pourquoi.
problem-not-now = Impossible en l’état
problem-not-now-detail = Rechargez pour voir l’état actuel.
problem-database-away = La base de données ne répond pas
problem-database-away-detail = Rien n’a changé. Réessayez dans une minute ; si cela dure, prévenez la personne qui gère ce studio.
problem-broken = Quelque chose s’est cassé ici
problem-broken-detail = Vous n’y êtes pour rien, et rien n’a été montré à personne. Réessayez ; si cela dure, donnez le numéro de cette demande à la personne qui gère ce studio.
problem-wrong-method = Cela ne se fait pas ici
problem-wrong-method-detail = Il y a quelque chose à cette adresse, mais pas pour cette méthode.

range-beyond = Le fichier se termine avant cet endroit : demandez une partie antérieure.
upload-version = Cet envoi parle un autre protocole : utilisez tus 1.0.0.
upload-name = Un rush porte un nom d’une ligne, de 255 caractères au plus : renommez le fichier et renvoyez-le.
upload-type = Les octets d’un envoi arrivent en application/offset+octet-stream.
upload-checksum-unknown = Une somme de contrôle s’écrit sha256 suivi de 32 octets en base64.
cut-if-match = Dites de quel état du montage il s’agit : envoyez l’ETag de ce que vous avez vu dans If-Match.
cut-title = Premier montage
problem-upload-version = Un autre protocole
problem-upload-type = Un autre type de contenu
problem-upload-offset = L’envoi reprend à un autre endroit
problem-upload-longer = Il est venu plus que ce qui était annoncé
problem-upload-length = Un rush de cette taille ne peut être reçu
problem-upload-short = L’envoi n’est pas complet
problem-upload-checksum = Les octets ont été abîmés en route
problem-upload-stretch = Cette partie est trop longue
problem-range-beyond = Le fichier se termine avant
problem-cut-if-match = De quel état s’agit-il ?
problem-cut-changed = Quelqu’un a modifié ce montage entre-temps

person-gone = Une personne partie
language-unknown = Le studio parle anglais et français : choisissez l’une des deux langues.
email-wrong = Ce n’est pas une adresse électronique : écrivez-en une comme nom@exemple.org.
code-wrong = Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant et réessayez.
door-late = C’était trop long, ou il y a eu trop d’essais. Recommencez.
studio-name-needed = Donnez à votre studio un nom de 80 caractères au plus.
review-by-makers = C’est un producteur ou un monteur qui soumet un montage à la revue : demandez à l’un d’eux.
erasing-confirm = Tapez votre propre adresse pour confirmer. Rien n’a été effacé.
stays-held = Un litige ou une loi le conserve.
consent-effect =
    { $stops ->
        [0] Rien n’est utilisé pour cela actuellement.
        [one] Un élément n’est plus utilisé pour cela.
       *[other] { $stops } éléments ne sont plus utilisés pour cela.
    } { $erased ->
        [0] { "" }
        [one] Un élément n’est conservé pour rien d’autre et est effacé.
       *[other] { $erased } éléments ne sont conservés pour rien d’autre et sont effacés.
    } { $models ->
        [0] { "" }
        [one] Il est retiré d’un jeu d’apprentissage.
       *[other] Il est retiré de { $models } jeux d’apprentissage.
    }

no-owner = Ce studio n’a pas encore de propriétaire
no-owner-detail = Ouvrez le lien d’installation que le programme a affiché à son démarrage.
no-ui = Les pages du studio ne sont pas construites
no-ui-detail = Lancez ./run dans le dossier du programme : il construit ce qui manque et redémarre.
too-young = Un compte n’est pas possible
too-young-detail = La loi ne nous permet pas encore de vous ouvrir un compte. Rien de votre saisie n’a été conservé.

age-title = Avant de commencer
age-why = La loi nous demande de vérifier votre âge avant d’ouvrir un compte. Votre saisie est regardée une fois et n’est pas conservée.
age-country = Votre pays
age-elsewhere = Un autre pays
age-born = Votre date de naissance
age-no-date = Saisissez votre date de naissance sous forme de date.

enrol-title = Votre compte
enrol-you = Vous
enrol-name = Nom
enrol-email = Adresse électronique
enrol-password = Mot de passe
enrol-password-hint = Au moins { $least } caractères. Le mieux : une phrase que vous retenez.
enrol-second = Deuxième étape
enrol-second-how = Scannez ceci avec une application d’authentification, puis saisissez le code affiché. Qui apprend votre mot de passe ne peut toujours pas se connecter.
enrol-secret = Ou tapez ceci dans l’application :
enrol-code = Code
enrol-go = Créer mon compte
setup-title = Installez votre studio
setup-studio = Votre studio
setup-studio-name = Comment s’appelle-t-il ?
setup-go = Ouvrir le studio

codes-title = Gardez ces codes
codes-why = Si vous perdez votre téléphone, chacun d’eux vous connecte une fois. Ils ne sont affichés que maintenant : imprimez-les, ou gardez-les dans un gestionnaire de mots de passe.
codes-kept = Je les ai gardés

sign-in-title = Connexion
sign-in-go = Se connecter
sign-in-wrong = Cette adresse et ce mot de passe ne vont pas ensemble. Réessayez, ou adressez-vous à un administrateur de votre studio.
code-title = Encore une étape
code-how = Saisissez le code de votre application d’authentification, ou l’un de vos codes de secours.

invite-title = Vous êtes invité dans { $studio }
invite-by = { $inviter } invite { $email }.
invite-for = L’invitation est pour { $email }.
invite-as-producer = Vous serez producteur : vous lancez des films et dites ce qu’ils doivent être.
invite-as-editor = Vous serez monteur d’un film.
invite-as-viewer = Vous verrez les montages d’un film et direz ce que vous en pensez.
invite-as-admin = Vous serez administrateur : vous décidez qui fait partie du studio.
invite-as-dpo = Vous serez délégué à la protection des données : vous répondez à ce qu’on demande sur ses données.
invite-join = Prendre cette place
invite-account = Cette adresse a déjà un compte ici. Connectez-vous pour prendre la place.

guest-title = { $studio } vous montre un film
guest-by = { $maker } vous demande votre avis.
guest-what = Vous pouvez le regarder, écrire sur ses images et dire s’il convient.
guest-kept = Conservé : le nom que vous donnez ci-dessous, ce que vous écrivez, et quand. Ni adresse, ni compte.
guest-until = Jusqu’au { $until }, quand ce lien prend fin ; ce que vous avez écrit reste avec le film tant que le studio le garde.
guest-cookie = Un seul cookie, qui ne sert qu’à vous garder connecté.
guest-right = Vous pouvez à tout moment voir ce qui est conservé sur vous, et le faire effacer.
guest-name = Votre nom
guest-go = Entrer

asking-title = Demandez vos données
asking-how = Aucun compte n’est nécessaire. La réponse vient gratuitement à l’adresse que vous donnez.
asking-kind = Ce que vous demandez
asking-email = Votre adresse électronique
asking-country = Votre pays
asking-anywhere = Je préfère ne pas le dire
asking-words = Avec vos mots
asking-go = Envoyer
status-title = Votre demande
status-opened = Elle est arrivée. Vous aurez une réponse le { $due } au plus tard.
status-link = Voir où elle en est
status-keep = Gardez ce lien : c’est le seul.
status-state = État
status-received = Reçue
status-due = Réponse au plus tard
state-received = reçue ; nous vérifions que c’est bien vous
state-verifying = nous vérifions que c’est bien vous
state-clarifying = nous vous avons posé une question
state-working = quelqu’un s’en occupe
state-fulfilled = il y a été répondu
state-denied = refusée ; la lettre dit pourquoi
state-revoked = retirée

theorem-proved = prouvé : aucune règle de ce programme ne le permet
theorem-broken = faux pour les règles de ce programme : prévenez la personne qui le gère
theorem-none = non prouvé ici : aucun solveur n’a été trouvé au démarrage du studio

country-AT = Autriche
country-AU = Australie
country-BE = Belgique
country-BG = Bulgarie
country-BR = Brésil
country-CA = Canada
country-CH = Suisse
country-CN = Chine
country-CY = Chypre
country-CZ = Tchéquie
country-DE = Allemagne
country-DK = Danemark
country-EE = Estonie
country-ES = Espagne
country-FI = Finlande
country-FR = France
country-GB = Royaume-Uni
country-GR = Grèce
country-HR = Croatie
country-HU = Hongrie
country-IE = Irlande
country-IN = Inde
country-IS = Islande
country-IT = Italie
country-JP = Japon
country-KR = Corée du Sud
country-LI = Liechtenstein
country-LT = Lituanie
country-LU = Luxembourg
country-LV = Lettonie
country-MA = Maroc
country-MT = Malte
country-MX = Mexique
country-NL = Pays-Bas
country-NO = Norvège
country-NZ = Nouvelle-Zélande
country-PL = Pologne
country-PT = Portugal
country-RO = Roumanie
country-SE = Suède
country-SI = Slovénie
country-SK = Slovaquie
country-TN = Tunisie
country-US = États-Unis

codes-then = Vous les avez notés ? Alors entrez : avec un petit film déjà dérushé, pour tout essayer, ou dans votre studio encore vide.
demo-open = Ouvrir le studio de démonstration
demo-empty = Commencer à vide
demo-there = Le studio de démonstration est déjà ouvert : il est à côté du vôtre.
demo-studio = Studio de démonstration
demo-film = L’entretien à la banane
demo-goal = Montrer ce que le studio fait d’un rush : ce qu’il écarte, pourquoi, et comment tout se reprend
demo-audience = Vous
demo-length = Moins d’une minute
demo-tone = Calme
demo-must = Le mot banane, une fois, clairement
demo-must-not = Silences, hésitations, phrases commencées deux fois
demo-message = Le premier montage est en relecture. J’ai remis une pause, elle le laisse respirer.
demo-first = La première phrase pourrait-elle rester seule un instant de plus ?
demo-answer = Oui, une demi-seconde de plus, c’est facile.
demo-second = C’est le passage dont je parlais au téléphone.
