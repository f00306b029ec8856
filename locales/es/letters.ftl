# Cartas a quien ha pedido algo. Cada número, cada día y cada nombre se rellena.

letter-day = { $day } de { $name ->
        [january] enero
        [february] febrero
        [march] marzo
        [april] abril
        [may] mayo
        [june] junio
        [july] julio
        [august] agosto
        [september] septiembre
        [october] octubre
        [november] noviembre
       *[december] diciembre
    } de { $year }

letter-acknowledgement-subject = Su solicitud del { $received }
letter-acknowledgement =
    Hemos recibido su solicitud el { $received }: { $right }.
    Tendrá nuestra respuesta a más tardar el { $due }.
letter-next-identify = Para que nadie más reciba lo que es suyo, primero nos aseguramos de que es usted quien lo pide. Recibirá un enlace para ello. No le pedimos nada más.
letter-next-working = Se está tramitando.
letter-held = Tenemos datos sobre usted. La declaración completa llegará a más tardar el día indicado arriba.

letter-link-subject = Confirme su solicitud del { $received }
letter-link =
    Alguien nos pidió esto el { $received }: { $right }.
    Si fue usted, siga este enlace a más tardar el { $until }; sirve una sola vez y lleva a un código:

    { $link }

    Si no fue usted, no tiene que hacer nada.
letter-code-subject = Su código para su solicitud del { $received }
letter-code =
    Su código:

    { $code }

    Vale { $minutes } minutos y solo para esta solicitud. Escríbalo donde le llevó el enlace. Nadie de los nuestros se lo pedirá nunca.
letter-question-subject = Una pregunta sobre su solicitud del { $received }
letter-question =
    Para hacer lo que pide ({ $right }), necesitamos saber:

    { $question }

    Responda, por favor. El plazo de nuestra respuesta sigue corriendo: termina el { $due }.
letter-estimate-subject = El coste de su solicitud del { $received }
letter-estimate =
    Las solicitudes son gratuitas. Lo que pide ({ $right }) va más allá: { $reason }
    Antes de hacer nada le decimos lo que costaría: { $cost }. Responda si aún lo quiere; no cuesta nada hasta que lo haya dicho.
letter-extension-subject = Su solicitud del { $received } necesita más tiempo
letter-extension =
    No podemos hacer lo que pide ({ $right }) antes del { $due }. Tendrá nuestra respuesta a más tardar el { $until }.
    El motivo: { $reason }
letter-refusal-subject = Su solicitud del { $received } ha sido denegada
letter-refusal =
    No podemos hacer lo que pidió el { $received }: { $right }.
    El motivo: { $ground }
    La ley: { $law }.
letter-answer-subject = Nuestra respuesta a su solicitud del { $received }
letter-answer =
    El { $received } pidió esto: { $right }. Nuestra respuesta:

    { $answer }
letter-undone = Lo que no se ha hecho, y por qué: { $undone }
letter-steps = Lo que ha pasado con su solicitud:
letter-step = { $day }: { $step }
letter-free = Todo esto es gratuito.
letter-officer = Puede dirigirse en cualquier momento a nuestro delegado de protección de datos: { $contact }.
letter-authority = Puede reclamar ante la autoridad: { $authority }. También puede acudir a los tribunales.
letter-authority-unknown = Puede reclamar ante la autoridad de protección de datos del país donde vive o trabaja. También puede acudir a los tribunales.
letter-end =
    { $operator }
    Número de su solicitud: { $request }

letter-right-access = ver todo lo que se guarda sobre usted
letter-right-rectification = corregir lo que es erróneo o falta
letter-right-erasure = borrar sus datos
letter-right-restriction = conservar sus datos sin usarlos
letter-right-portability = recibir sus datos en un formato que leen las máquinas
letter-right-objection = oponerse a un uso de sus datos
letter-right-anonymisation = hacer anónimos sus datos
letter-right-do-not-sell = que nada suyo se venda ni se comparta
letter-right-complaint = reclamar por cómo se tratan sus datos

letter-ground-unverified = no hemos podido comprobar quién lo pide.
letter-ground-no-mandate = no hemos podido comprobar que usted pueda actuar por la persona afectada.
letter-ground-unfounded = la solicitud es manifiestamente infundada.
letter-ground-excessive = la solicitud es excesiva porque se repite una y otra vez.
letter-ground-too-many = en doce meses hemos respondido a tantas solicitudes de este tipo como prevé la ley.
letter-ground-others = lesionaría los derechos de otras personas.
letter-ground-not-provided = se debe una copia que leen las máquinas de lo que usted mismo facilitó, por contrato o con su consentimiento; estos datos no lo son.
letter-ground-accurate = lo que se guarda es correcto y completo.
letter-ground-still-needed = los datos aún son necesarios para lo que se recogieron, y la ley no nombra ningún motivo para borrarlos.
letter-ground-expression = los datos sirven a la libertad de expresión e información.
letter-ground-legal-duty = una ley nos obliga a conservar los datos.
letter-ground-research = los datos sirven a archivos, a la investigación o a estadísticas de interés público.
letter-ground-claims = los datos son necesarios para formular, ejercer o defender reclamaciones.
letter-ground-no-case = no se da ninguno de los casos en que la ley limita el uso de los datos.
letter-ground-overriding = hay motivos imperiosos para este uso que prevalecen sobre los suyos.
letter-ground-no-breach = hemos examinado aquello por lo que reclama, y los datos se tratan como quiere la ley.

letter-law-gdpr = Reglamento General de Protección de Datos, artículo { $at }
letter-law-ccpa = Código Civil de California, sección { $at }
letter-law-lgpd = Ley General de Protección de Datos de Brasil, artículo { $at }

letter-step-received = recibida
letter-step-mandate = se anotó el mandato
letter-step-acknowledged = se confirmó la recepción
letter-step-link = se envió un enlace
letter-step-code = se envió un código
letter-step-confirmed = el código era correcto
letter-step-verified-credential = se sabe quién lo pide: por su acceso
letter-step-verified-held = se sabe quién lo pide: por la dirección que tenemos
letter-step-verified-given = se sabe quién lo pide: por la dirección indicada
letter-step-verified-attested = se sabe quién lo pide: un delegado lo comprobó
letter-step-verified-waived = nadie tiene que mostrar quién es para esto
letter-step-asked = se hizo una pregunta
letter-step-estimated = se le dijo lo que costaría
letter-step-replied = llegó una contestación
letter-step-extended = se aplazó la respuesta
letter-step-proof-deleted = se borró lo que sirvió para comprobar quién lo pide
letter-step-answered = respondida
letter-step-refused = denegada
letter-step-revoked = retirada
