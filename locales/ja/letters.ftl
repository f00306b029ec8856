# 請求した人への手紙。数字、日付、名前はすべて差し込まれる。

letter-day = { $year }年{ $month }月{ $day }日

letter-acknowledgement-subject = { $received }のご請求について
letter-acknowledgement =
    { $received }にご請求を受け付けました。内容：{ $right }。
    遅くとも{ $due }までに回答いたします。
letter-next-identify = あなたの情報がほかの人に渡らないよう、まずご本人であることを確認します。そのためのリンクをお送りします。それ以外のことはお尋ねしません。
letter-next-working = ただいま対応しております。
letter-held = あなたに関するデータを保有しています。詳しい内容は上記の期日までにお知らせします。

letter-link-subject = { $received }のご請求の確認のお願い
letter-link =
    { $received }に次のご請求がありました：{ $right }。
    ご本人の場合は、{ $until }までに次のリンクを開いてください。リンクは一度だけ使え、次にコードをお送りします。

    { $link }

    お心当たりがない場合は、何もする必要はありません。
letter-code-subject = { $received }のご請求のためのコード
letter-code =
    コード：

    { $code }

    このコードは{ $minutes }分間、このご請求にのみ有効です。リンク先の画面に入力してください。当方からコードをお尋ねすることは決してありません。
letter-question-subject = { $received }のご請求についての質問
letter-question =
    ご請求（{ $right }）に応じるため、次の点をお知らせください。

    { $question }

    ご返信をお願いします。回答の期限は止まりません。期限は{ $due }です。
letter-estimate-subject = { $received }のご請求にかかる費用
letter-estimate =
    ご請求は無料です。ただし今回のご請求（{ $right }）はその範囲を超えています：{ $reason }
    作業を始める前に、かかる費用をお知らせします：{ $cost }。それでもご希望かどうかご返信ください。ご返信があるまで費用はかかりません。
letter-extension-subject = { $received }のご請求には時間がかかります
letter-extension =
    ご請求（{ $right }）に{ $due }までに応じることができません。遅くとも{ $until }までに回答いたします。
    理由：{ $reason }
letter-refusal-subject = { $received }のご請求には応じられません
letter-refusal =
    { $received }のご請求には応じられません。内容：{ $right }。
    理由：{ $ground }
    根拠となる法律：{ $law }。
letter-answer-subject = { $received }のご請求への回答
letter-answer =
    { $received }のご請求の内容：{ $right }。回答は次のとおりです。

    { $answer }
letter-undone = 応じられなかった点とその理由：{ $undone }
letter-steps = ご請求についての経過：
letter-step = { $day }：{ $step }
letter-free = これらはすべて無料です。
letter-officer = データ保護責任者にいつでもご連絡いただけます：{ $contact }。
letter-authority = 監督機関に苦情を申し立てることができます：{ $authority }。裁判所に訴えることもできます。
letter-authority-unknown = お住まいの国または働いている国のデータ保護機関に苦情を申し立てることができます。裁判所に訴えることもできます。
letter-end =
    { $operator }
    請求番号：{ $request }

letter-right-access = 保有されているご自分のデータの開示
letter-right-rectification = 誤っている、または足りないデータの訂正
letter-right-erasure = ご自分のデータの消去
letter-right-restriction = ご自分のデータを保存したまま利用しないこと
letter-right-portability = 機械で読める形でのご自分のデータの受け取り
letter-right-objection = データの利用に対する異議
letter-right-anonymisation = ご自分のデータの匿名化
letter-right-do-not-sell = ご自分のデータを販売も共有もしないこと
letter-right-complaint = データの取り扱いについての苦情

letter-ground-unverified = 請求した方がどなたかを確認できませんでした。
letter-ground-no-mandate = ご本人に代わって請求できることを確認できませんでした。
letter-ground-unfounded = ご請求には明らかに根拠がありません。
letter-ground-excessive = 同じご請求が何度も繰り返されています。
letter-ground-too-many = 過去十二か月の間に、法律が定める回数のご請求に応じています。
letter-ground-others = ほかの方の権利を害することになります。
letter-ground-not-provided = 機械で読める写しの対象は、契約または同意に基づいてご自身が提供したデータです。これはそのようなデータではありません。
letter-ground-accurate = 保有しているデータは正確で、欠けているところはありません。
letter-ground-still-needed = データは集めた目的のためにまだ必要であり、法律が定める消去の理由がありません。
letter-ground-expression = データは表現と情報の自由のために用いられています。
letter-ground-legal-duty = 法律によりデータを保存する義務があります。
letter-ground-research = データは公益のための記録、研究または統計に用いられています。
letter-ground-claims = データは法的な請求の申し立て、行使または防御のために必要です。
letter-ground-no-case = 法律が利用の制限を定めるどの場合にも当たりません。
letter-ground-overriding = この利用には、あなたの理由に優先するやむを得ない理由があります。
letter-ground-no-breach = お申し立ての点を調べましたが、データは法律のとおりに取り扱われています。

letter-law-gdpr = 一般データ保護規則 { $at }条
letter-law-ccpa = カリフォルニア州民法典 { $at }条
letter-law-lgpd = ブラジル一般データ保護法 { $at }条

letter-step-received = 受け付けました
letter-step-mandate = 委任を記録しました
letter-step-acknowledged = 受け付けをお知らせしました
letter-step-link = リンクをお送りしました
letter-step-code = コードをお送りしました
letter-step-confirmed = コードを確認しました
letter-step-verified-credential = サインインによりご本人と確認しました
letter-step-verified-held = 保有している連絡先によりご本人と確認しました
letter-step-verified-given = お知らせいただいた連絡先を確認しました
letter-step-verified-attested = 責任者が確認しました
letter-step-verified-waived = このご請求に本人確認は必要ありません
letter-step-asked = 質問をお送りしました
letter-step-estimated = 費用をお知らせしました
letter-step-replied = ご返信を受け取りました
letter-step-extended = 回答を延期しました
letter-step-proof-deleted = 確認に用いたものを消去しました
letter-step-answered = 回答しました
letter-step-refused = 応じられない旨をお知らせしました
letter-step-revoked = 取り下げられました
