"""What a wrong name was meant to be: in Portuguese, without accents, misspelt, or only begun."""

from __future__ import annotations

import pytest

from casebook.case.file import CaseFile
from casebook.case.section import CHART
from casebook.journals import journal_names
from casebook.meant import likely, meant

FIELDS = tuple(field.alias or "" for field in CaseFile.model_fields.values())


@pytest.mark.parametrize(
    ("typed", "names", "wanted"),
    [
        ("introducao", ("introduction", "case"), "introduction"),
        ("Introdução", ("introduction", "case"), "introduction"),
        ("learning_points", ("learning-points", "case"), "learning-points"),
        ("legenda", ("file", "caption", "alt"), "caption"),
        ("legend", ("file", "caption", "alt"), "caption"),
        ("tratamento", CHART, "intervention"),
        ("treatment", CHART, "intervention"),
        ("paciente", FIELDS, "patient"),
        ("tabelas", FIELDS, "tables"),
        ("exames", FIELDS, "labs"),
        ("feminino", ("female", "male", "other"), "female"),
        ("rascunho", ("draft", "published"), "draft"),
        ("retratado", ("corrected", "retracted"), "retracted"),
        ("sim", ("true", "false"), "true"),
        ("sim", ("yes", "no"), "yes"),
        ("supervisão", ("software", "supervision"), "supervision"),
        ("bmj", journal_names(()), "bmj-case-reports"),
        ("BMJ Case Reports", journal_names(()), "bmj-case-reports"),
        ("word", ("html", "pdf", "docx", "text"), "docx"),
        ("captoin", ("file", "caption", "alt"), "caption"),
        ("zebra", ("file", "caption", "alt"), ""),
        ("", ("file", "caption", "alt"), ""),
    ],
)
def test_a_wrong_name_leads_to_the_one_that_was_meant(typed: str, names: tuple[str, ...], wanted: str) -> None:
    assert meant(typed, names) == wanted


def test_the_likeliest_names_are_listed_those_of_the_same_kind_first() -> None:
    names = ("patient", "pa", "ast", "ast.reference", "alt.reference", "retorno", "alta")
    assert likely("asr.reference", names, 2) == "ast.reference, alt.reference, …"
    assert likely("ast", ("ast",)) == "ast"
    assert likely("ast", ()) == "–"


def test_words_of_lists_are_known_in_portuguese() -> None:
    assert meant("achado", ("event", "finding", "last")) == "finding"
    assert meant("semanas", ("days", "hours", "weeks", "months")) == "weeks"
