# 요청한 사람에게 보내는 편지. 숫자, 날짜, 이름은 모두 채워 넣는다.

letter-day = { $year }년 { $month }월 { $day }일

letter-acknowledgement-subject = { $received } 요청에 대하여
letter-acknowledgement =
    { $received }에 요청을 접수했습니다. 내용: { $right }.
    늦어도 { $due }까지 답변해 드리겠습니다.
letter-next-identify = 다른 사람이 귀하의 정보를 받지 않도록 먼저 본인이신지 확인합니다. 이를 위해 링크를 보내 드립니다. 그 밖에는 아무것도 요구하지 않습니다.
letter-next-working = 지금 처리하고 있습니다.
letter-held = 귀하에 관한 데이터를 보유하고 있습니다. 자세한 내용은 위의 날짜까지 알려 드리겠습니다.

letter-link-subject = { $received } 요청을 확인해 주십시오
letter-link =
    { $received }에 다음과 같은 요청이 있었습니다: { $right }.
    본인이시라면 { $until }까지 아래 링크를 열어 주십시오. 링크는 한 번만 쓸 수 있으며, 이어서 코드를 보내 드립니다.

    { $link }

    본인이 아니시라면 아무것도 하실 필요가 없습니다.
letter-code-subject = { $received } 요청을 위한 코드
letter-code =
    코드:

    { $code }

    이 코드는 { $minutes }분 동안 이 요청에만 쓸 수 있습니다. 링크가 열린 화면에 입력해 주십시오. 저희가 코드를 묻는 일은 결코 없습니다.
letter-question-subject = { $received } 요청에 대한 질문
letter-question =
    요청({ $right })을 처리하려면 다음을 알아야 합니다.

    { $question }

    답장해 주십시오. 답변 기한은 멈추지 않습니다. 기한은 { $due }입니다.
letter-estimate-subject = { $received } 요청에 드는 비용
letter-estimate =
    요청은 무료입니다. 다만 이번 요청({ $right })은 그 범위를 넘습니다: { $reason }
    작업하기 전에 드는 비용을 알려 드립니다: { $cost }. 그래도 원하시는지 답장해 주십시오. 답장하시기 전에는 비용이 들지 않습니다.
letter-extension-subject = { $received } 요청에는 시간이 더 걸립니다
letter-extension =
    요청({ $right })을 { $due }까지 처리할 수 없습니다. 늦어도 { $until }까지 답변해 드리겠습니다.
    이유: { $reason }
letter-refusal-subject = { $received } 요청을 처리할 수 없습니다
letter-refusal =
    { $received }에 하신 요청을 처리할 수 없습니다. 내용: { $right }.
    이유: { $ground }
    법률: { $law }.
letter-answer-subject = { $received } 요청에 대한 답변
letter-answer =
    { $received }에 하신 요청: { $right }. 답변은 다음과 같습니다.

    { $answer }
letter-undone = 처리하지 못한 것과 그 이유: { $undone }
letter-steps = 요청이 처리된 과정:
letter-step = { $day }: { $step }
letter-free = 이 모든 것은 무료입니다.
letter-officer = 언제든지 개인정보 보호책임자에게 연락하실 수 있습니다: { $contact }.
letter-authority = 감독 기관에 민원을 제기하실 수 있습니다: { $authority }. 법원에 소를 제기하실 수도 있습니다.
letter-authority-unknown = 거주하시거나 일하시는 나라의 개인정보 보호 기관에 민원을 제기하실 수 있습니다. 법원에 소를 제기하실 수도 있습니다.
letter-end =
    { $operator }
    요청 번호: { $request }

letter-right-access = 보유된 본인 데이터의 열람
letter-right-rectification = 틀리거나 빠진 데이터의 정정
letter-right-erasure = 본인 데이터의 삭제
letter-right-restriction = 본인 데이터를 보관만 하고 이용하지 않는 것
letter-right-portability = 기계가 읽을 수 있는 형식으로 본인 데이터를 받는 것
letter-right-objection = 데이터 이용에 대한 이의
letter-right-anonymisation = 본인 데이터의 익명화
letter-right-do-not-sell = 본인 데이터를 판매하거나 공유하지 않는 것
letter-right-complaint = 데이터 처리에 대한 민원

letter-ground-unverified = 요청하신 분이 누구인지 확인할 수 없었습니다.
letter-ground-no-mandate = 당사자를 대신할 수 있는지 확인할 수 없었습니다.
letter-ground-unfounded = 요청에 명백히 근거가 없습니다.
letter-ground-excessive = 같은 요청이 거듭되어 지나칩니다.
letter-ground-too-many = 열두 달 동안 법률이 정한 횟수만큼 이러한 요청에 답변했습니다.
letter-ground-others = 다른 사람의 권리를 침해하게 됩니다.
letter-ground-not-provided = 기계가 읽을 수 있는 사본은 계약이나 동의에 따라 본인이 직접 제공한 데이터에 대한 것입니다. 이것은 그러한 데이터가 아닙니다.
letter-ground-accurate = 보유된 데이터는 정확하고 빠진 것이 없습니다.
letter-ground-still-needed = 데이터는 수집한 목적을 위해 아직 필요하며, 법률이 정한 삭제 사유가 없습니다.
letter-ground-expression = 데이터는 표현과 정보의 자유를 위해 쓰입니다.
letter-ground-legal-duty = 법률에 따라 데이터를 보관할 의무가 있습니다.
letter-ground-research = 데이터는 공익을 위한 기록, 연구 또는 통계에 쓰입니다.
letter-ground-claims = 데이터는 법적 청구를 제기하거나 행사하거나 방어하는 데 필요합니다.
letter-ground-no-case = 법률이 이용 제한을 정한 어느 경우에도 해당하지 않습니다.
letter-ground-overriding = 이 이용에는 귀하의 이유보다 앞서는 부득이한 이유가 있습니다.
letter-ground-no-breach = 제기하신 점을 살펴보았으며, 데이터는 법률대로 처리되고 있습니다.

letter-law-gdpr = 일반 데이터 보호 규정 제{ $at }조
letter-law-ccpa = 캘리포니아 민법전 제{ $at }조
letter-law-lgpd = 브라질 일반 데이터 보호법 제{ $at }조

letter-step-received = 접수했습니다
letter-step-mandate = 위임을 기록했습니다
letter-step-acknowledged = 접수를 알려 드렸습니다
letter-step-link = 링크를 보냈습니다
letter-step-code = 코드를 보냈습니다
letter-step-confirmed = 코드를 확인했습니다
letter-step-verified-credential = 로그인으로 본인임을 확인했습니다
letter-step-verified-held = 보유한 연락처로 본인임을 확인했습니다
letter-step-verified-given = 알려 주신 연락처를 확인했습니다
letter-step-verified-attested = 책임자가 확인했습니다
letter-step-verified-waived = 이 요청에는 본인 확인이 필요하지 않습니다
letter-step-asked = 질문을 보냈습니다
letter-step-estimated = 드는 비용을 알려 드렸습니다
letter-step-replied = 답장을 받았습니다
letter-step-extended = 답변을 미루었습니다
letter-step-proof-deleted = 확인에 쓴 것을 삭제했습니다
letter-step-answered = 답변했습니다
letter-step-refused = 거절을 알려 드렸습니다
letter-step-revoked = 철회되었습니다
