# Le dessin d’un montage.
kept = dans le film
show-picture = Dessin : { $path }
show-no-sound = son non mesuré
error-picture-size = Le montage est trop long pour un dessin PNG.
    .next = Dessinez-le en SVG : -p FICHIER.svg

models-downloading = téléchargement de { $size }, source { $source } sur { $of }
models-source-failed = cette source a échoué : { $detail }
models-unpacking = extraction
models-converting = conversion
models-checking = vérification
models-own = { $id } a été ajouté à la main ; il n’y a rien à quoi le comparer.
models-changed = { $id } n’est pas le fichier que nomme le manifeste.
    .next = Reprenez-le : incamera models remove { $id }, puis incamera models fetch { $id }
