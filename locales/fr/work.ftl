# Pourquoi un rush n’a pas pu être analysé ou un film rendu, et que faire. Affiché à côté du rush ou du rendu.

work-not-media = Ce fichier n’est ni une vidéo ni un son lisible. Vérifiez que vous avez envoyé le bon fichier.
work-unusable = Rien dans ce fichier n’est utilisable. Exportez-le à nouveau depuis le logiciel ou la caméra d’origine, puis renvoyez-le.
work-no-stream = Il manque au fichier une image ou un son nécessaire. Choisissez-en un autre.
work-damaged = Le fichier est endommagé et n’a pas pu être décodé. Copiez-le à nouveau depuis la caméra, puis renvoyez-le.
work-crashed = Le décodeur a renoncé à ce fichier ; rien d’autre n’a été touché. Convertissez-le avec un autre logiciel, puis renvoyez-le.
work-memory = La mémoire n’a pas suffi pour ce fichier. Fermez ce qui tourne d’autre sur cette machine, puis relancez l’analyse.
work-time = Cela a pris trop de temps. Relancez l’analyse quand cette machine sera moins occupée.
work-not-confined = Cette machine ne peut pas enfermer les décodeurs, donc rien n’a été ouvert. L’exploitant du studio en trouve la cause avec : incamera doctor.
work-machine = Le disque ou la base de données a refusé. L’exploitant du studio devrait vérifier la place libre, puis relancer l’analyse.
work-refused = Une promesse l’interdit : une personne qui y figure s’y oppose ou en limite l’usage. L’analyse pourra reprendre quand cela prendra fin.
work-gone = Un élément nécessaire a été effacé. Retirez-le, ou recommencez.
work-empty = Le montage ne garde rien, il n’y a donc pas de film. Remettez d’abord quelque chose.
work-no-font = Aucune police pour dessiner les sous-titres. L’exploitant du studio peut installer DejaVu Sans.
work-no-words = Personne ne sait ce qui est dit, il n’y a donc pas de sous-titres. Faites installer un modèle de parole, puis relancez l’analyse des rushes.
work-cancelled = Le travail a été annulé.
