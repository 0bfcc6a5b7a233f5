"""What a wrong name was probably meant to be: without its accents and capitals, in the other language, or nearly so."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import SequenceMatcher

from casebook.errors import N_
from casebook.registry import UnknownName, nearest

NEAR = N_("Did you mean “{nearest}”? Known here: {names}.")


class MisspeltName(UnknownName):
    """A name that is in no registry, much like one that is."""

    mend = NEAR


# What authors write for the names of this format, folded; where one could stand for several, the first that fits goes.
_SYNONYMS = {
    "abstract": "resumo summary",
    "acknowledgements": "agradecimentos acknowledgments thanks",
    "affiliations": "afiliacoes filiacao instituicoes",
    "age": "idade",
    "alt": "texto-alternativo alternative alt-text",
    "authors": "autores author autor",
    "caption": "legenda legend titulo title",
    "case": "caso relato relato-de-caso case-report case-presentation",
    "clocks": "relogios",
    "columns": "colunas",
    "concerns": "queixas queixa complaint",
    "conclusion": "conclusao conclusoes conclusions",
    "conflicts": "conflitos conflito-de-interesses conflicts-of-interest",
    "consent": "consentimento termo-de-consentimento",
    "corrected": "corrigido",
    "credit": "credito",
    "cycles": "ciclos",
    "data": "dados data-availability",
    "days": "dias dia",
    "diagnosis": "diagnostico",
    "discussion": "discussao",
    "docx": "word doc",
    "en": "en-us en-gb ingles english",
    "pt": "pt-br ptbr portugues portuguese",
    "background": "contexto introducao context introduction",
    "build": "montar compilar gerar make",
    "check": "verificar checar conferir",
    "new": "novo criar",
    "guide": "guia manual ajuda",
    "formats": "formatos",
    "journals": "revistas periodicos",
    "languages": "linguas idiomas",
    "doctor": "diagnostico",
    "to": "format formats formato formatos",
    "lang": "language lingua idioma",
    "journal": "revista periodico",
    "output": "saida pasta out",
    "draft": "rascunho",
    "drugs": "farmacos medicamentos drogas",
    "end": "fim",
    "ethics": "etica comite-de-etica",
    "event": "evento",
    "events": "eventos",
    "examination": "exame exame-fisico physical-examination",
    "false": "nao no falso",
    "family": "sobrenome surname last-name",
    "female": "feminino mulher f fem",
    "finding": "achado sinal",
    "figures": "figuras figure figura",
    "file": "arquivo ficheiro",
    "follow-up": "seguimento followup",
    "footnotes": "rodape notas-de-rodape",
    "funding": "financiamento",
    "funder": "financiador agencia",
    "generic": "generico",
    "given": "prenome first-name",
    "grants": "auxilios bolsas grant awards",
    "head": "cabecalho header heading",
    "history": "historia anamnese historico",
    "hours": "horas hora",
    "interval": "intervalo",
    "intervention": "tratamento treatment therapy intervencao conduta",
    "introduction": "introducao background",
    "investigation": "investigacao",
    "investigations": "exames exames-complementares workup",
    "keywords": "palavras-chave key-words descritores",
    "last": "ultimo ultima",
    "labs": "exames laboratorio laboratory lab resultados",
    "learning-points": "pontos-de-aprendizagem pontos-de-aprendizado",
    "male": "masculino homem m masc",
    "method": "metodo",
    "moment": "momento",
    "months": "meses mes",
    "name": "nome",
    "notes": "notas nota note",
    "other": "outro outra",
    "panels": "paineis painel panel",
    "patient": "paciente",
    "patient-perspective": "perspectiva-do-paciente perspectiva",
    "published": "publicado",
    "reference": "referencia faixa valor-de-referencia intervalo-de-referencia reference-range range",
    "references": "referencias bibliography bibliografia",
    "regimens": "esquemas tratamentos treatments",
    "results": "resultados",
    "retracted": "retratado",
    "rows": "linhas",
    "sections": "secoes text texto",
    "sex": "sexo gender genero",
    "specimen": "material amostra sample",
    "start": "inicio",
    "submitted": "submetido enviado",
    "supervision": "supervisao",
    "tables": "tabelas table tabela quadro",
    "test": "exame teste",
    "text": "texto txt",
    "title": "titulo",
    "tests": "exames testes",
    "true": "sim yes verdadeiro",
    "unit": "unidade",
    "validation": "validacao",
    "values": "valores value",
    "visualization": "visualizacao",
    "weeks": "semanas semana",
    "wide": "largo larga",
    "yes": "sim true",
    "no": "nao false",
    "withdrawn": "retirado",
    "accepted": "aceito",
    "conceptualization": "conceituacao concepcao",
    "writing-original-draft": "redacao writing",
    "writing-review-editing": "revisao review",
}
_MEANT = {
    said: tuple(name for name, others in _SYNONYMS.items() if said in others.split())
    for others in _SYNONYMS.values()
    for said in others.split()
}


def meant(typed: str, names: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the one of `names` that `typed` was probably meant to be; "" where none is near.

    The same but for accents, capitals and low lines; a word for it; the only one that it begins; then the most alike.
    """
    folded = {fold(name): name for name in names}
    wanted = fold(typed)
    if wanted in folded:
        return folded[wanted]
    said = next((folded[name] for name in _MEANT.get(wanted, ()) if name in folded), "")
    begun = [name for other, name in folded.items() if wanted and re.match(rf"{re.escape(wanted)}-", other)]
    if said or len(begun) == 1:
        return said or begun[0]
    return folded.get(nearest(wanted, folded, cutoff), "")


def likely(typed: str, names: Iterable[str], most: int = 5) -> str:
    """Return the `names` most like `typed` as a list, those of its kind (“.reference”, “.dose”) first."""
    known, kind = tuple(names), typed.rpartition(".")[2] if "." in typed else ""

    def unlike(name: str) -> tuple[bool, float]:
        return (name.rpartition(".")[2] if "." in name else "") != kind, -SequenceMatcher(None, typed, name).ratio()

    listed = sorted(known, key=unlike)[:most]
    return ", ".join((*listed, *("…" for _ in known[most : most + 1]))) or "–"


def unknown(typed: str, names: Iterable[str]) -> UnknownName:
    """Return the error that says that `typed` is none of `names`, and which of them it was probably meant to be."""
    known = tuple(names)
    near = meant(typed, known)
    return (MisspeltName if near else UnknownName)(typed, nearest=near, names=", ".join(known))


def fold(name: str) -> str:
    """Return a name in small letters without accents, hyphens for spaces and low lines."""
    plain = "".join(sign for sign in unicodedata.normalize("NFD", name) if not unicodedata.combining(sign))
    return re.sub(r"[\s_-]+", "-", plain.casefold().strip())
