"""The 13 items of CARE 2013 in 30 lines, numbered as on the official checklist and worded by us.

Source: Gagnier JJ, et al. The CARE guidelines. J Clin Epidemiol 2014;67(1):46-51; the checklist itself is at
care-statement.org, whose words are not repeated here.
"""

from __future__ import annotations

from dataclasses import dataclass

from casebook.errors import N_

ADDRESS = "https://www.care-statement.org"


@dataclass(frozen=True, slots=True)
class Item:
    """One line: its number ("5a"), its topic and what it asks for, both message ids."""

    code: str
    topic: str
    asks: str


ITEMS = (
    Item("1", N_("Title"), N_("The words “case report”, and the main diagnosis or treatment.")),
    Item("2", N_("Key words"), N_("Two to five terms that name the diagnoses or treatments.")),
    Item("3a", N_("Abstract: introduction"), N_("What is unusual about the case, and what it adds.")),
    Item("3b", N_("Abstract: concerns and findings"), N_("The main complaint and the important findings.")),
    Item("3c", N_("Abstract: diagnosis, treatment, outcome"), N_("The main diagnosis, treatment, and outcome.")),
    Item("3d", N_("Abstract: conclusion"), N_("The main lesson of the case.")),
    Item("4", N_("Introduction"), N_("Why the case is worth telling, with references.")),
    Item("5a", N_("Patient: who"), N_("Age, sex, and whatever else matters, without identifying the patient.")),
    Item("5b", N_("Patient: concerns"), N_("The main complaint and symptoms.")),
    Item("5c", N_("Patient: history"), N_("Medical, family, and social history, or that there is none of note.")),
    Item("5d", N_("Patient: earlier treatment"), N_("What was done before, and with what result.")),
    Item("6", N_("Clinical findings"), N_("The physical examination, normal findings that matter included.")),
    Item("7", N_("Timeline"), N_("The course as a figure or a table.")),
    Item("8a", N_("Diagnosis: methods"), N_("Laboratory tests, images, questionnaires.")),
    Item("8b", N_("Diagnosis: difficulties"), N_("What stood in the way: access, cost, culture, time.")),
    Item("8c", N_("Diagnosis: reasoning"), N_("The diagnosis, and the others that were considered.")),
    Item("8d", N_("Diagnosis: prognosis"), N_("Stage, risk, or other marks of the prognosis.")),
    Item("9a", N_("Treatment: what"), N_("Drugs, surgery, prevention, self-care.")),
    Item("9b", N_("Treatment: how"), N_("Dose, route, and duration.")),
    Item("9c", N_("Treatment: changes"), N_("What was changed, and why.")),
    Item("10a", N_("Follow-up: outcome"), N_("How the patient fared, as physician and patient saw it.")),
    Item("10b", N_("Follow-up: tests"), N_("The important results after treatment began.")),
    Item("10c", N_("Follow-up: adherence"), N_("Whether the treatment was taken and tolerated, and how one knows.")),
    Item("10d", N_("Follow-up: adverse events"), N_("Harm and surprises, or that there were none.")),
    Item("11a", N_("Discussion: limits"), N_("Strengths and limitations of the work on this case.")),
    Item("11b", N_("Discussion: literature"), N_("What others have reported, with references.")),
    Item("11c", N_("Discussion: reasons"), N_("On what the conclusions rest, causes included.")),
    Item("11d", N_("Discussion: lesson"), N_("The lesson in one paragraph, without references.")),
    Item("12", N_("Patient’s perspective"), N_("What the patient says of it, where that can be had.")),
    Item("13", N_("Informed consent"), N_("That the patient consented to the publication.")),
)
