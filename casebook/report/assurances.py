"""The sentences made of who consented and which committee approved, where authors give facts instead of a sentence."""

from __future__ import annotations

from casebook.case.consent import Consent, Ethics
from casebook.errors import N_
from casebook.report.blinding import BLINDED
from casebook.report.voice import CaseVoice

# Who consented (the patient by sex), in writing or not told; a language without genders translates some alike.
_CONSENTED = {
    ("female", True): N_("The patient gave her written informed consent to the publication of this report."),
    ("female", False): N_("The patient gave her informed consent to the publication of this report."),
    ("male", True): N_("The patient gave his written informed consent to the publication of this report."),
    ("male", False): N_("The patient gave his informed consent to the publication of this report."),
    ("other", True): N_("The patient gave written informed consent to the publication of this report."),
    ("other", False): N_("The patient gave informed consent to the publication of this report."),
    ("relative", True): N_(
        "A relative of the patient gave written informed consent to the publication of this report."
    ),
    ("relative", False): N_("A relative of the patient gave informed consent to the publication of this report."),
    ("guardian", True): N_(
        "The patient’s legal guardian gave written informed consent to the publication of this report."
    ),
    ("guardian", False): N_("The patient’s legal guardian gave informed consent to the publication of this report."),
}
_ASSENTED = {
    "female": N_("The patient also gave her assent."),
    "male": N_("The patient also gave his assent."),
    "other": N_("The patient gave assent as well."),
}
APPROVED = N_("This report was approved by a research ethics committee ({details}).")
_USES = {
    "journal": N_("publication in a journal"),
    "website": N_("publication on a website"),
    "images": N_("publication of the images"),
}


def consent_in_words(consent: Consent, voice: CaseVoice) -> str:
    """Return who consented, whether a minor agreed, and to what, in the standard sentences."""
    words, patient = voice.language.words, voice.case.file.patient
    sex = patient.sex if patient else "other"
    who = sex if consent.by == "patient" else consent.by
    sentences = [words(_CONSENTED[who, consent.written])]
    if consent.assent:
        sentences.append(words(_ASSENTED[sex]))
    if consent.uses:
        uses = voice.language.listing(tuple(words(_USES[use]) for use in consent.uses))
        sentences.append(words(N_("The consent covers {uses}."), uses=uses))
    return " ".join(sentences)


def approval_in_words(ethics: Ethics, voice: CaseVoice) -> str:
    """Return which committee approved the report, and by which number, in the standard sentence."""
    if voice.is_blinded:
        return voice.language.words(APPROVED, details=voice.language.words(BLINDED).strip("[]"))
    committee = voice.say_plainly(ethics.committee, ("ethics", "committee")) if ethics.committee.codes else ""
    number = f"CAAE {ethics.caae}" if ethics.caae else ""
    details = "; ".join(part for part in (committee, number) if part)
    return voice.language.words(APPROVED, details=details)
