"""The catalogues of translations: collected from the code, the pages and the definitions, brought up to date, and checked.

Two domains. `words_pictures` holds what documents are made of and all that a family reads; `webapp` holds the pages of those whose
work it is, without the texts that `words_pictures` has already: pages look in both, so no text is translated twice.

    python translations/catalogues.py            collect, and bring every language up to date
    python translations/catalogues.py --check    say what is missing or wrong, and change nothing
"""

from __future__ import annotations

import copy
import gettext
import io
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from words_pictures import trajectory
from words_pictures.definition import definitions, texts
from words_pictures.wording import LANGUAGES, NOT_CHECKED, SOURCE_LANGUAGE, WORK_LANGUAGE, WORK_LANGUAGES

HERE = Path(__file__).parent
ROOT = HERE.parent
DOMAINS = ("words_pictures", "webapp")
TRANSLATED = tuple(
    (language, domain)
    for domain, languages in (("words_pictures", LANGUAGES), ("webapp", WORK_LANGUAGES))
    for language in languages
    if language != SOURCE_LANGUAGE
)
"""Which languages have which catalogue: (language, domain)."""

FAMILY_READS = tuple(
    """
    templates/reading/ templates/example/ templates/translating/ templates/filling/ templates/papers/ templates/signing/ templates/photos/
    templates/base.html templates/_form.html templates/_sure.html templates/_unchecked.html
    templates/wrong.html templates/_wrong.html templates/_wrong_words.html templates/pictures/_problem.html
    templates/handing/covered.html templates/handing/_languages.html templates/handing/_foot.html
    templates/documents/own_base.html templates/documents/write.html templates/documents/too_long.html
    templates/documents/_own_live.html templates/documents/_passage.html templates/documents/_elsewhere.html
    templates/documents/_saved.html templates/documents/_spoken.html templates/documents/_too_long.html
    webapp/bench.py webapp/errors.py webapp/filling.py webapp/handing.py webapp/papers.py
    webapp/reading.py webapp/translating.py webapp/wordings.py
    templates/wordings/_question.html templates/wordings/question.html templates/route/plain.html
    """.split()
)
"""Pages, folders of pages and code whose words are the documents' own: a family meets them, on a tablet that was given to it."""
WORKERS_READ = tuple(
    """
    templates/reading/told.html
    templates/filling/_give.html templates/translating/show.html templates/translating/returned.html
    """.split()
)
"""What stands among them and is for the workers alone."""
PLAIN = {"_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3)}
DOCUMENTS = {"fixed": (1,), "message": (1,)}
SPOKEN = {"you": (1,)}
SURE = {"sure": (1,)}
"""Which functions hold a text, and where: as Babel asks for it."""
TO_PARENTS = "To parents: with u | with je, or once where both are the same."
"""The note above a text that speaks to a parent; only there a translation may have a bar."""

SAFETY = "Safety hangs on this: the Dutch stands beside it until somebody whose own language it is has checked it."

OF_DEFINITIONS = "words_pictures/definitions/"
EARLIER = f"{OF_DEFINITIONS}earlier"
"""Where a text stands that a definition said once: whatever was made with it goes on being read with it, in every language."""

_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]")
_TAG = re.compile(r"</?[a-z]\w*[^<>]*>")
_NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)
"""A template that has not changed stays the same file."""


@cache
def collected() -> dict[str, Catalog]:
    """Every text as it stands in the sources now: domain -> template."""
    templates = {
        domain: _empty(domain, f"The texts of {domain}, to be translated. Made by `make catalogues`.")
        for domain in DOMAINS
    }
    for domain, path, text, comments, context in _sources():
        known = templates["words_pictures"].get(text, context)
        if domain == "webapp" and known is not None and known.pluralizable == isinstance(text, tuple):
            known.auto_comments.extend(one for one in comments if one not in known.auto_comments)
            continue
        templates[domain].add(text, locations=[(path, 0)], auto_comments=comments, context=context)
    file = template_file("words_pictures")
    if file.exists():
        with file.open("rb") as source:
            keep_earlier(templates["words_pictures"], read_po(source))
    return templates


def keep_earlier(template: Catalog, before: Catalog) -> None:
    """Keep the texts of definitions that were in the template before, and that no definition says any more."""
    for message in before:
        was = any(path.startswith(OF_DEFINITIONS) for path, _ in message.locations)
        if message.id and was and template.get(message.id, message.context) is None:
            comments = message.auto_comments
            template.add(message.id, locations=[(EARLIER, 0)], auto_comments=comments, context=message.context)


def as_text(catalog: Catalog) -> str:
    """A catalogue as its file reads, the same every time."""
    file = io.BytesIO()
    write_po(file, catalog, width=100, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    return file.getvalue().decode("utf-8")


def template_file(domain: str) -> Path:
    return HERE / f"{domain}.pot"


def catalogue_file(language: str, domain: str) -> Path:
    return HERE / language / "LC_MESSAGES" / f"{domain}.po"


def read_catalogue(language: str, domain: str) -> Catalog:
    """A language's catalogue as it stands; empty when there is none yet."""
    file = catalogue_file(language, domain)
    if not file.exists():
        return _empty(domain, f"The texts of {domain} in the language `{language}`.", language)
    with file.open("rb") as source:
        return read_po(source, locale=language, domain=domain)


def brought_up_to_date(catalogue: Catalog, template: Catalog) -> Catalog:
    """The catalogue with exactly the texts of the template; what was translated, and its comments, are kept.

    A text that still has to be translated is marked as one that nobody has looked over: who is asked to do so takes the mark away.
    """
    # A message that is new would else be the same one in every language, with whatever is said of it in one of them.
    catalogue.update(copy.deepcopy(template), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.creation_date = catalogue.revision_date = _NO_DATE
    catalogue.fuzzy = False
    for message in catalogue:
        # Babel calls a plural that nobody translated yet uncertain, where a language has more than two forms.
        if message.id and not any(_forms(message.string or "")):
            message.flags.discard("fuzzy")
            if str(catalogue.locale) != WORK_LANGUAGE and NOT_CHECKED not in message.user_comments:
                message.user_comments.append(NOT_CHECKED)
    return catalogue


def problems() -> Iterator[str]:
    """What is missing or wrong, a sentence for each."""
    for domain, template in collected().items():
        file = template_file(domain)
        if not file.exists() or file.read_text("utf-8") != as_text(template):
            yield f"{file.name} is not what the sources say now: run `make catalogues`"
        for language in _languages_of(domain):
            catalogue = read_catalogue(language, domain)
            name = catalogue_file(language, domain).relative_to(HERE)
            yield from (f"{name}: {problem}" for problem in _problems(catalogue, template))


def wrong_in(message: Message, catalogue: Catalog) -> Iterator[str]:
    """What is wrong with one translation."""
    source, translated = _forms(message.id), _forms(message.string or "")
    if not all(translated):
        yield "not translated"
        return
    if message.fuzzy:
        yield "marked as uncertain (fuzzy)"
    yield from (str(wrong) for wrong in message.check(catalogue))
    asked = set(_PLACEHOLDER.findall(source[-1]))
    if any(asked != set(_PLACEHOLDER.findall(form)) for form in translated):
        yield f"other placeholders than {sorted(asked)}"
    if any(_tags(form) != _tags(source[-1]) for form in translated):
        yield f"other tags than {_tags(source[-1])}"
    if any(form != form.strip() for form in translated) and source[0] == source[0].strip():
        yield "begins or ends with a space"
    bars, allowed = max(form.count("|") for form in translated), TO_PARENTS in message.auto_comments
    if bars and not allowed:
        yield "has a bar, but is not a text that is spoken to parents"
    if bars > 1 or (bars and any(" | " not in form for form in translated)):
        yield "has the two ways to speak to parents, but not as `with u | with je`"


def is_read_by_family(path: Path) -> bool:
    """Whether the words of a page or of code are the documents' own."""
    name = path.relative_to(ROOT).as_posix()
    return name.startswith(FAMILY_READS) and not name.startswith(WORKERS_READ)


def _problems(catalogue: Catalog, template: Catalog) -> Iterator[str]:
    wanted, found = ({_key(message) for message in one if message.id} for one in (template, catalogue))
    yield from (f"{text!r} is missing" for text in sorted(map(str, wanted - found)))
    yield from (f"{text!r} is not used any more" for text in sorted(map(str, found - wanted)))
    for message in catalogue:
        if message.id and _key(message) in wanted:
            message.auto_comments = template.get(message.id, message.context).auto_comments
            yield from (f"{_forms(message.id)[0]!r}: {wrong}" for wrong in wrong_in(message, catalogue))
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    gettext.GNUTranslations(compiled)


_Source = tuple[str, str, str | tuple[str, ...], list[str], str | None]


def _sources() -> Iterator[_Source]:
    # The documents' own first: the pages leave out what is there already.
    for id, definition in definitions().items():
        spoken = {frame.question for frame in definition.frames}
        path = f"words_pictures/definitions/{id}.toml"
        for text in texts(definition):
            yield "words_pictures", path, text, [TO_PARENTS] if text in spoken else [], None
    for text in trajectory.texts(trajectory.route()):
        yield "words_pictures", "words_pictures/route.toml", text, [], None
    for path in sorted((ROOT / "words_pictures").rglob("*.py")):
        yield from _extracted("words_pictures", "python", path, DOCUMENTS)
    pages = sorted((ROOT / "templates").rglob("*.html"))
    for path in pages:
        if is_read_by_family(path):
            yield from _extracted("words_pictures", "jinja2.ext:babel_extract", path, PLAIN)
    code = sorted((ROOT / "webapp").rglob("*.py"))
    for path in code:
        yield from _extracted("words_pictures", "python", path, DOCUMENTS)
        if is_read_by_family(path):
            yield from _extracted("words_pictures", "python", path, PLAIN)
    for path in code:
        if not is_read_by_family(path):
            yield from _extracted("webapp", "python", path, PLAIN)
    for path in pages:
        if not is_read_by_family(path):
            yield from _extracted("webapp", "jinja2.ext:babel_extract", path, PLAIN)


def _extracted(domain: str, method: str, path: Path, keywords: dict[str, object]) -> Iterator[_Source]:
    passes = [(keywords, []), (SURE, [SAFETY]), *([(SPOKEN, [TO_PARENTS])] if keywords is PLAIN else [])]
    options = {"silent": "false", "newstyle_gettext": "true"} if "jinja2" in method else {}
    for asked, note in passes:
        for _, text, comments, context in extract_from_file(
            method, path, keywords=asked, comment_tags=("i18n:",), options=options, strip_comment_tags=True
        ):
            yield domain, path.relative_to(ROOT).as_posix(), text, [*comments, *note], context


def _languages_of(domain: str) -> list[str]:
    return [language for language, its_domain in TRANSLATED if its_domain == domain]


def _empty(domain: str, about: str, language: str | None = None) -> Catalog:
    return Catalog(
        locale=language,
        domain=domain,
        project="Words & Pictures",
        version="0",
        header_comment=f"# {about}",
        msgid_bugs_address="see README.md",
        last_translator="see the history",
        language_team="Words & Pictures",
        creation_date=_NO_DATE,
        revision_date=_NO_DATE,
        fuzzy=False,
    )


def _key(message: Message) -> tuple[str | None, object]:
    return message.context, message.id


def _tags(text: str) -> list[str]:
    """The tags of a text; which of them comes first is the language's own."""
    return sorted(_TAG.findall(text))


def _forms(text: str | Iterable[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def main(arguments: list[str]) -> int:
    """Collect and bring up to date; with `--check` only say what is wrong. 1 when something is."""
    if arguments == ["--check"]:
        found = list(problems())
        print("\n".join(found) or "The catalogues are complete.")
        return bool(found)
    for domain, template in collected().items():
        template_file(domain).write_text(as_text(template), "utf-8")
        for language in _languages_of(domain):
            file = catalogue_file(language, domain)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(as_text(brought_up_to_date(read_catalogue(language, domain), template)), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
