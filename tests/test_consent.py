"""Consent and ethics: facts or a sentence, what is made of facts, and what is missing of either."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from casebook.case import Case, load_case
from casebook.checks import check, consent, ethics, kinds_of, privacy
from casebook.checks.excuses import with_excuses
from casebook.journals import load_journal
from casebook.languages import load_language
from casebook.nodes import Heading, Paragraph, plain
from casebook.project import bundled
from casebook.report.compose import Edition, compose

HEAD = 'casebook: 1\nlanguages: [en, pt]\ndecimal: "."\n'


def case_of(folder: Path, rest: str) -> Case:
    home = folder / "cases" / "demo"
    home.mkdir(parents=True, exist_ok=True)
    (home / "case.yaml").write_text(HEAD + rest, encoding="utf-8")
    case, findings = load_case(home)
    assert case, findings
    assert not [finding for finding in findings if finding.is_error], findings
    return case


def said(case: Case, code: str) -> dict[str, str]:
    """Return the statements of an article in one language, by their anchors."""
    report, _ = compose(case, Edition(code, templates=(bundled("templates"),), locales=(bundled("locales"),)))
    statements: dict[str, str] = {}
    for block in report.back:
        if isinstance(block, Heading):
            name = block.anchor
        elif isinstance(block, Paragraph):
            statements[name] = plain(block.children)
    return statements


def told(folder: Path, rest: str) -> list[str]:
    return [finding.code.removeprefix("consent.") for finding in consent.run(case_of(folder, rest))]


def told_by(folder: Path, journal: str, rest: str) -> list[str]:
    profile = load_journal(journal, (bundled("templates"),))
    return [finding.code.removeprefix("ethics.") for finding in ethics.run(case_of(folder, rest), profile, ())]


@pytest.mark.parametrize(
    ("facts", "english", "portuguese"),
    [
        (
            "by: patient, written: true, uses: [journal, website]",
            "The patient gave her written informed consent to the publication of this report. The consent covers "
            "publication in a journal and publication on a website.",
            "A paciente deu seu consentimento livre e esclarecido, por escrito, para a publicação deste relato. O "
            "consentimento abrange a publicação em revista e a publicação em site.",
        ),
        (
            "by: guardian, assent: true",
            "The patient’s legal guardian gave informed consent to the publication of this report. The patient also "
            "gave her assent.",
            "O responsável legal deu seu consentimento livre e esclarecido para a publicação deste relato. A paciente "
            "também deu seu assentimento.",
        ),
        (
            "by: relative, written: true, uses: [images]",
            "A relative of the patient gave written informed consent to the publication of this report. The consent "
            "covers publication of the images.",
            "Um familiar deu seu consentimento livre e esclarecido, por escrito, para a publicação deste relato. O "
            "consentimento abrange a publicação das imagens.",
        ),
    ],
)
def test_facts_become_a_sentence_in_each_language(facts: str, english: str, portuguese: str, tmp_path: Path) -> None:
    case = case_of(tmp_path, f"status: submitted\npatient: {{sex: female, age: 12 years}}\nconsent: {{{facts}}}\n")
    assert said(case, "en")["stm-consent"] == english
    assert said(case, "pt")["stm-consent"] == portuguese


def test_the_authors_own_sentence_goes_before_what_facts_would_say(tmp_path: Path) -> None:
    both = "{by: patient, statement: {en: She agreed., pt: Ela concordou.}}"
    case = case_of(tmp_path, f"status: submitted\nconsent: {both}\nethics: none\n")
    assert said(case, "en") == {
        "stm-consent": "She agreed.",
        "stm-ethics": "Ethics approval was not required for this report.",
    }
    bare = case_of(tmp_path, "status: submitted\nconsent: {en: She agreed., pt: Ela concordou.}\n")
    assert said(bare, "pt")["stm-consent"] == "Ela concordou."


def test_a_committee_and_its_number_become_a_sentence(tmp_path: Path) -> None:
    case = case_of(tmp_path, "ethics: {committee: {same: Santa Casa}, caae: 12345678.9.0000.1234}\n")
    sentence = "This report was approved by a research ethics committee (Santa Casa; CAAE 12345678.9.0000.1234)."
    assert said(case, "en")["stm-ethics"] == sentence
    assert said(case, "pt")["stm-ethics"].startswith("Este relato foi aprovado por um comitê de ética em pesquisa (")


def test_facts_of_which_no_sentence_can_be_made_and_a_wrong_number_are_refused(tmp_path: Path) -> None:
    home = tmp_path / "cases" / "demo"
    home.mkdir(parents=True)
    facts = "consent: {written: true}\nethics: {caae: 12345.67}\nfigures:\n  f: {file: a.png, use: web}\n"
    (home / "case.yaml").write_text(HEAD + facts, encoding="utf-8")
    _, findings = load_case(home)
    assert sorted(finding.code for finding in findings) == ["case.malformed", "case.missing", "case.not-in-list"]


def test_a_statement_is_missing_where_it_was_to_be_written(tmp_path: Path) -> None:
    for rest, field in (
        ("consent: She agreed.\n", "consent"),
        ("consent: {statement: {en: She agreed.}}\n", "consent.statement"),
        ("ethics: {en: Approved.}\n", "ethics"),
        ("ethics: {statement: Approved.}\n", "ethics.statement"),
    ):
        report, found = compose(case_of(tmp_path, rest), Edition("pt", templates=(bundled("templates"),)))
        assert field in [finding.fields["field"] for finding in found if finding.code == "text.missing"], rest


# Who consented

WELL = [
    "{by: patient, written: true}",
    "The patient gave written consent.",
    "{en: The patient gave written consent., pt: A paciente consentiu por escrito.}",
    "Written consent was obtained from the patient's next of kin.",
    "O responsável legal assinou o TCLE.",
    "Consent was waived by the committee.",
    "A dispensa do TCLE foi concedida pelo comitê.",
]


@pytest.mark.parametrize("words", WELL)
def test_who_consented_is_read_from_the_sentence_too(words: str, tmp_path: Path) -> None:
    assert told(tmp_path, f"status: submitted\nconsent: {words}\n") == []


WITHDRAWN = """\
Consent was withdrawn.
The patient gave written consent. Her consent to the publication of this report was later withdrawn.
The patient consented at first, and withdrew her consent in March.
The mother has since revoked her written consent.
The patient has withdrawn consent.
Permission to publish has been revoked.
O paciente revogou o consentimento.
A paciente consentiu por escrito e depois retirou o seu consentimento.
A mãe retirou a autorização.
O consentimento para a publicação foi posteriormente revogado.
O consentimento foi retirado pela família.
Os pais cancelaram a autorização.
The patient gave consent and later withdrew it.
The patient consented in writing, and later withdrew it.
The patient was not able to speak any more, and her husband withdrew his written and informed consent.
Consent withdrawn.
O TCLE foi revogado pela família.
A paciente deu o consentimento e depois o retirou."""
REFUSED = """\
The patient did not consent.
The patient did not consent to the publication of this report.
The patient has not given her informed consent.
The family refused to give consent.
The patient declined to consent.
Written consent was not obtained.
No consent to publication was given.
A paciente não consentiu.
O paciente não consentiu com a publicação deste relato.
A família não autorizou a publicação.
O responsável recusou-se a assinar o TCLE.
A paciente não assinou o termo de consentimento.
O consentimento não foi obtido.
Não houve consentimento para a publicação.
The patient gave birth and did not consent to publication.
A paciente deu à luz e não consentiu com a publicação.
The patient agreed to treatment but did not consent to publication.
O paciente assinou a alta a pedido e não consentiu com a publicação.
The husband signed the discharge form; consent to publication was refused.
The patient was asked whether the case could be published and did not consent.
The patient did not consent to the publication of the case or of images.
The patient did not consent to the publication of images and of the case.
A paciente não autorizou a publicação do caso nem das imagens.
A paciente não consentiu na publicação do caso.
Não foi obtido consentimento do paciente.
Consent could not be obtained.
The patient has not yet consented.
Sem consentimento.
Consent: not obtained.
TCLE não obtido.
Nobody consented to the publication.
Nem a paciente nem a família consentiu com a publicação.
The patient consented to chemotherapy. She refused publication of her case.
The committee waived its approval. Consent was not obtained.
The patient refused consent to the publication; the committee waived it.
A família não autorizou que o caso fosse publicado.
O consentimento do paciente para a publicação foi negado pela família.
The patient did not consent for religious reasons."""
GIVEN = """\
The patient gave written consent, and knows that consent may be withdrawn at any time.
The patient was told that she could withdraw her consent until publication.
The patient gave written consent and has not withdrawn it. Her consent was not withdrawn.
The patient never withdrew consent, which was given in writing.
The case is taken down if consent is withdrawn.
The patient gave written consent to the report; she did not consent to photographs of her face.
The patient did not consent to autopsy images; her son gave written consent to this report.
The patient could not consent; her daughter gave written consent to the publication.
Consent was not required by the committee.
The patient died before she could be asked and did not consent; her husband gave written consent.
A paciente consentiu por escrito, e o consentimento pode ser retirado a qualquer momento.
A paciente consentiu por escrito e sabe que tem o direito de retirar o consentimento.
O paciente consentiu por escrito. O consentimento não foi retirado.
O paciente não retirou o consentimento, dado por escrito.
O paciente consentiu por escrito; não autorizou fotografias do rosto.
O consentimento foi dispensado pelo comitê; a paciente não respondeu.
A paciente retirou a sutura e assinou o termo de consentimento.
The patient's family withdrew consent for dialysis. The patient's daughter gave written consent to this report.
The family withdrew consent to dialysis and the daughter gave written consent to this report.
Nobody ever withdrew consent; the patient gave written consent.
O paciente retirou seu TCLE assinado na recepção e o entregou aos autores.
O paciente retirou o termo de consentimento na recepção e o assinou.
O TCLE foi retirado na recepção e assinado pela paciente.
No consent was withdrawn.
Nem a paciente nem a família retirou o consentimento.
Nem a paciente, nem a família retirou o consentimento.
Ninguém retirou o consentimento.
The patient at no time withdrew consent.
The patient withdrew consent to chemotherapy.
Consent is withdrawn by writing to the authors.
The patient gave consent and never withdrew it.
Consent to publication may be withdrawn until it is printed.
If the patient is recognised and the consent was withdrawn, the case is taken down.
The patient never refused consent.
A paciente não recusou o consentimento.
The patient gave written consent; only photographs were refused.
Only photographs were refused.
The daughter consented; the son did not consent.
The patient did not consent to the publication of photographs in this case report.
A paciente não autorizou a publicação de imagens do caso.
A família não permitiu a biópsia.
O paciente não consentiu com a hemodiálise.
Consent to mechanical ventilation was refused by the family.
The patient did not only consent but asked for it.
Patients who did not consent to publication were left out."""
WAIVED = """\
Consent was not obtained since the requirement was waived by the ethics committee.
No consent was obtained because the ethics committee waived it.
Consent was not obtained. The committee waived it.
The patient never gave consent, since the committee waived it.
O TCLE não foi obtido porque o CEP dispensou sua aplicação.
Não há termo de consentimento, porque o CEP dispensou."""


@pytest.mark.parametrize("sentence", WITHDRAWN.splitlines())
def test_consent_that_was_withdrawn_is_told(sentence: str, tmp_path: Path) -> None:
    assert told(tmp_path, f"status: draft\nconsent: |\n  {sentence}\n") == ["withdrawn"]


@pytest.mark.parametrize("sentence", REFUSED.splitlines())
def test_consent_that_was_not_given_is_told(sentence: str, tmp_path: Path) -> None:
    assert told(tmp_path, f"status: submitted\nconsent: |\n  {sentence}\n") == ["refused"]


@pytest.mark.parametrize("sentence", GIVEN.splitlines())
def test_consent_that_may_be_withdrawn_or_lacks_a_part_is_consent(sentence: str, tmp_path: Path) -> None:
    assert not {"withdrawn", "refused"} & set(told(tmp_path, f"status: submitted\nconsent: |\n  {sentence}\n"))


@pytest.mark.parametrize("sentence", WAIVED.splitlines())
def test_consent_that_was_waived_is_not_refused(sentence: str, tmp_path: Path) -> None:
    assert told(tmp_path, f"status: submitted\nconsent: |\n  {sentence}\n") == []


def test_only_the_first_denial_is_told_however_often_it_is_said(tmp_path: Path) -> None:
    often = "The patient did not consent to images " * 3_000
    assert told(tmp_path, f"status: draft\nconsent: |\n  {often}\n") == []
    assert told(tmp_path, f"status: draft\nconsent: |\n  {'She did not consent ' * 3_000}\n") == ["refused"]
    assert told(tmp_path, f"status: draft\nconsent: |\n  {'She never withdrew consent ' * 3_000}\n") == []


def test_a_denial_is_a_guess_that_the_authors_may_let_stand(tmp_path: Path) -> None:
    for code, sentence in (("withdrawn", "Consent was withdrawn."), ("refused", "The patient did not consent.")):
        excused = f"exceptions: [{{code: consent.{code}, reason: She consented to this version.}}]\n"
        case = case_of(tmp_path, f"consent: |\n  {sentence}\n{excused}")
        (found,) = (finding for finding in with_excuses(check(case), case) if finding.code == f"consent.{code}")
        assert (found.is_error, found.excuse) == (False, "She consented to this version.")


def test_a_case_whose_consent_was_withdrawn_says_nothing_more_once_its_status_says_so(tmp_path: Path) -> None:
    case = case_of(tmp_path, "status: withdrawn\nconsent: |\n  Consent was withdrawn.\n")
    assert check(case) == ()


def test_a_sentence_that_names_nobody_is_told_once_the_case_leaves_the_desk(tmp_path: Path) -> None:
    assert told(tmp_path, "status: submitted\nconsent: Consent was obtained.\n") == ["nobody", "not-written"]
    assert told(tmp_path, "status: submitted\nconsent: {by: patient, written: false}\n") == ["not-written"]
    assert told(tmp_path, "status: submitted\nconsent: The patient signed a form.\n") == []
    assert told(tmp_path, "status: draft\nconsent: Consent was obtained.\n") == []
    assert told(tmp_path, "status: submitted\n") == ["missing"]
    assert told(tmp_path, "status: draft\n") == []


@pytest.mark.parametrize(
    ("age", "words", "codes"),
    [
        ("17 years", "{by: patient}", ["minor", "assent"]),
        ("17 years", "{by: guardian}", ["assent"]),
        ("17 years", "{by: guardian, assent: true}", []),
        ("18 years", "{by: patient}", []),
        ("6 years", "{by: guardian}", []),
        ("11 months", "{by: patient}", ["minor"]),
        ("9 years", "The mother gave consent, and the boy his assent.", []),
        ("9 years", "The mother gave written consent, and the girl agreed.", []),
        ("9 years", "A mãe consentiu por escrito, e a menina concordou.", []),
        ("9 years", "A mãe assinou o TCLE, e o menor, o TALE.", []),
    ],
)
def test_a_minor_needs_a_guardian_and_an_older_one_assent(
    age: str, words: str, codes: list[str], tmp_path: Path
) -> None:
    assert told(tmp_path, f"patient: {{sex: male, age: {age}}}\nconsent: {words}\n") == codes


@pytest.mark.parametrize(
    "sentence",
    [
        "The patient died on day 12.", "She subsequently died of sepsis.", "A paciente evoluiu a óbito no dia 12.",
        "Ele faleceu em casa.", "At autopsy, amyloid was found.", "À necropsia, havia amiloide.",
    ],
)  # fmt: skip
def test_who_has_died_cannot_have_consented_unless_a_relative_did(sentence: str, tmp_path: Path) -> None:
    sections = f"sections:\n  case: {sentence}\n"
    assert told(tmp_path, f"consent: {{by: patient}}\n{sections}") == ["deceased"]
    assert told(tmp_path, f"consent: {{by: relative}}\n{sections}") == []
    assert told(tmp_path, f"consent: The family of the patient agreed.\n{sections}") == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Most patients die of its complications.", "Her father had died young; the patient feared it.",
        "O gato morreu sem diagnóstico.", "A mãe foi a óbito por infarto.", "The tumour cells died.",
    ],
)  # fmt: skip
def test_a_death_that_is_not_the_patients_is_none(sentence: str, tmp_path: Path) -> None:
    assert told(tmp_path, f"consent: {{by: patient}}\nsections:\n  case: {sentence}\n") == []


@pytest.mark.parametrize(
    ("caption", "is_told"),
    [
        ("Photograph of the patient.", True), ("Facial photograph on day 3.", True), ("Fotografia do rosto.", True),
        ("Fotografia da paciente na admissão.", True), ("Tattoo on the left arm.", True), ("Fácies leonina.", True),
        ("Photograph of the specimen.", False), ("Photomicrograph of the skin.", False), ("Face anterior.", False),
        ("Ulcer on the dorsal face of the hand.", False), ("Facial nerve on MRI.", False),
        ("Fotografia da peça cirúrgica.", False), ("Fotomicrografia.", False), ("Radiograph of the patient.", False),
    ],
)  # fmt: skip
def test_a_picture_by_which_somebody_is_known_needs_a_consent_of_its_own(
    caption: str, is_told: bool, tmp_path: Path
) -> None:
    figure = f"figures:\n  f:\n    file: figures/a.png\n    caption: {caption}\n"
    agreed = "consent: {by: patient}\n"
    assert told(tmp_path, agreed + figure) == ["recognisable"] * is_told
    assert told(tmp_path, f"consent: {{by: patient, uses: [images]}}\n{figure}") == []
    assert told(tmp_path, f"consent: The patient agreed to the text and the images.\n{figure}") == []
    assert told(tmp_path, f"{agreed}{figure}    use: print\n") == []


def test_a_picture_for_the_web_needs_a_consent_for_the_web(tmp_path: Path) -> None:
    figure = "figures:\n  f:\n    file: figures/a.png\n    use: print and web\n"
    assert told(tmp_path, "consent: {by: patient, uses: [journal]}\n" + figure) == ["use"]
    assert told(tmp_path, "consent: {by: patient, uses: [journal, website]}\n" + figure) == []
    assert told(tmp_path, "consent: {by: patient}\n" + figure) == []


def test_the_rules_say_where_and_when_they_were_read() -> None:
    assert set(consent.rules()) == {"minor", "assent", "deceased", "recognisable", "website"}
    for rule in consent.rules().values():
        assert rule["source"]
        assert rule["checked"].startswith("20")
        assert rule["verified"] in ("yes", "no")


def test_what_is_told_in_portuguese_of_a_girl_calls_her_no_boy() -> None:
    portuguese = load_language("pt")
    said = [portuguese.translations.ugettext(words) for module in (consent, privacy) for kind in kinds_of(module)
            for words in (kind.what, kind.mend)]  # fmt: skip
    assert len(said) > 40
    assert [words for words in said if re.search(r"\b(?:[oO]|d?este|[dn]o|ao|pelo) paciente\b", words)] == []


# Approval by a committee


@pytest.mark.parametrize(
    ("rest", "codes"),
    [
        ("status: submitted\n", ["missing"]),
        ("status: draft\n", []),
        ("status: submitted\nethics:\n", ["missing"]),
        ("status: submitted\nethics: none\n", ["no-caae"]),
        ("status: submitted\nethics: Approved by the committee.\n", ["no-caae"]),
        ("status: submitted\nethics: Approved (CAAE 12345678.9.0000.1234).\n", []),
        ("status: submitted\nethics: {caae: 12345678.9.0000.1234}\n", []),
        ("status: submitted\nethics: Aprovado (CAAE nº 0123.0.123.000-09).\n", []),
        ("status: submitted\nethics: Approved (CAAE 1234567.9.0000.1234).\n", ["caae"]),
    ],
)
def test_a_journal_that_asks_for_the_number_of_the_approval_gets_it(
    rest: str, codes: list[str], tmp_path: Path
) -> None:
    assert told_by(tmp_path, "einstein", rest) == codes


@pytest.mark.parametrize(
    "words", ["CAAE 00000000.0.0000.0000", "CAAE: 12345678.9.0000.1234.", "the CAAE number was 3", "no CAAE in 2010"]
)
def test_a_number_of_the_right_form_or_none_is_no_fault(words: str, tmp_path: Path) -> None:
    assert told_by(tmp_path, "generic", f"ethics: {{same: '{words}'}}\n") == []


@pytest.mark.parametrize("status", ["draft", "submitted"])
def test_only_a_case_that_leaves_the_draft_is_told_that_it_says_nothing_of_consent_and_ethics(
    status: str, tmp_path: Path
) -> None:
    case = case_of(tmp_path, f"status: {status}\nsections: {{case: She was well.}}\n")
    journal = load_journal("einstein", (bundled("templates"),))
    found = {finding.code for finding in (*consent.run(case), *ethics.run(case, journal, ()))}
    assert found == (set() if status == "draft" else {"consent.missing", "ethics.missing"})
