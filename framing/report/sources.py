"""The sources of all articles: who each is, what it is called, and in whose voice words stand.

Sources are told apart by the id that the attribution's property ``source`` gives them. Ids that
begin with ``unnamed:`` hold within one article only: "the official" of two articles need not be
one person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from framing.records import Annotation, Article, Span
from framing.report.escaping import shorten, visible
from framing.report.wording import source_type_in_words

__all__ = ["OWN_VOICE", "Source", "Sources"]

OWN_VOICE = "in the outlet’s own voice"
_NAME = 80
_NAMES_CALLED = 4
_LOCAL = ("unnamed:", "words:")
_PRONOUNS = frozenset(
    """he her hers him his i it its me my one our she some that their them these they this those us
    we each both which who whom you""".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Source:
    """One source, wherever it speaks.

    Attributes:
        key: its id; the same for the same source in every article, empty where none was found.
        name: its name, or the words used for it where it has none.
        kind: the kind of source, in words.
        named: whether ``name`` is a name.
        anonymous: whether people speak whom the article does not name.
        known: whether it was found who is meant: "it" alone says nothing.
        called: what it is called where its name is not used, in the order of the articles.
    """

    key: str
    name: str
    kind: str
    named: bool
    anonymous: bool
    known: bool
    called: tuple[str, ...] = ()

    @property
    def local(self) -> bool:
        """Whether it is a source of one article only, which no other can be compared with."""
        return not self.key or self.key.startswith(_LOCAL)

    @property
    def label(self) -> str:
        """Who it is, within a sentence; words that are no name are in quotation marks."""
        if not self.key:
            return "a source that is not given"
        if self.named:
            return self.name
        if not self.known:
            return f"“{self.name}”, unclear who"
        return f"“{self.name}”, not named" if self.anonymous else f"“{self.name}”"


@dataclass(slots=True)
class _Heard:
    """What the attributions to one source say of it."""

    names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    words: dict[str, str] = field(default_factory=dict)
    anonymous: bool = False


class Sources:
    """The sources of the attributions of all articles.

    Args:
        articles: the articles.
        annotations: one sequence an article.

    Raises:
        ValueError: if there is not one sequence of annotations an article.
    """

    __slots__ = ("_sources",)

    def __init__(
        self, articles: Sequence[Article], annotations: Sequence[Sequence[Annotation]]
    ) -> None:
        heard: dict[str, _Heard] = {}
        for article, found in zip(articles, annotations, strict=True):
            for each in found:
                if each.task == "attribution":
                    _hear(heard.setdefault(_key(article, each), _Heard()), article, each)
        self._sources: Mapping[str, Source] = MappingProxyType(
            {key: _source(key, each) for key, each in heard.items()}
        )

    def of(self, article: Article, attribution: Annotation) -> Source:
        """The source of an attribution.

        Raises:
            KeyError: if it is none of those that the sources were made from.
        """
        return self._sources[_key(article, attribution)]

    def voice(self, annotation: Annotation) -> str:
        """In whose voice a hedge, a loaded word or a sentiment stands, in words."""
        about = annotation.properties
        quoted = about.get("voice") == "quoted"
        speaker = shorten(visible(str(about.get("speaker") or "")), _NAME)
        id = str(about.get("speaker_source") or "")
        if not speaker and not id:
            return "in a quotation whose source was not found" if quoted else OWN_VOICE
        source = self._sources.get(id) if id else None
        if source is not None:
            return in_the_voice_of(source.label, quoted=quoted)
        # An attribution that is more likely wrong than right is not shown.
        return f"{'possibly ' if id else ''}{in_the_voice_of(speaker, quoted=quoted)}"

    def voice_of_passage(
        self, article: Article, span: Span, attributions: Iterable[Annotation]
    ) -> str:
        """In whose voice a passage stands; empty where it is only partly that of a source.

        Args:
            article: the article.
            span: the passage.
            attributions: the attributions of its sentence.
        """
        inner: tuple[int, Annotation] | None = None
        partly = False
        for each in attributions:
            contents = each.parts.get("content", (each.span,))
            for content in contents:
                if content.contains(span) and (inner is None or len(content) < inner[0]):
                    inner = len(content), each
            parts = (part for spans in each.parts.values() for part in spans)
            partly = partly or any(part.overlaps(span) for part in (*contents, *parts))
        quoted = article.is_quoted(span)
        if inner is not None:
            return in_the_voice_of(self.of(article, inner[1]).label, quoted=quoted)
        if partly:
            return ""
        return "in a quotation whose source was not found" if quoted else OWN_VOICE


def in_the_voice_of(source: str, *, quoted: bool) -> str:
    """Words of a source: its own, or those that the outlet chose for what it says."""
    return (
        f"in the quoted words of {source}" if quoted else f"in the outlet’s paraphrase of {source}"
    )


def _words(article: Article, attribution: Annotation) -> str:
    spans = attribution.parts.get("source", ())
    said = visible(spans[0].of(article.text)) if spans else ""
    return " ".join(said.split()).rstrip(" ,;:")


def _key(article: Article, attribution: Annotation) -> str:
    about = attribution.properties
    given = str(about.get("source") or "")
    name = str(about.get("source_name") or "").casefold()
    words = _words(article, attribution).casefold()
    if given or not (name or words):
        return given
    return f"named:{name}" if name else f"words:{article.id}:{words}"


def _hear(heard: _Heard, article: Article, attribution: Annotation) -> None:
    about = attribution.properties
    name = visible(str(about.get("source_name") or ""))
    words = _words(article, attribution)
    kind = str(about.get("source_type") or "")
    if name:
        heard.names[shorten(name, _NAME)] += 1
    if words:
        heard.words.setdefault(words.casefold(), shorten(words, _NAME))
    if kind not in ("", "unknown"):
        heard.kinds[kind] += 1
    heard.anonymous |= bool(about.get("anonymous"))


def _source(key: str, heard: _Heard) -> Source:
    local = not key or key.startswith(_LOCAL)
    named = bool(heard.names) and not local
    told = {each: words for each, words in heard.words.items() if each not in _PRONOUNS}
    if named:
        name = min(heard.names, key=lambda each: (-heard.names[each], -len(each), each))
    else:
        name = next(iter((told or heard.words).values()), "source not given")
    kind = max(heard.kinds, key=lambda each: heard.kinds[each], default="")
    if kind == "person" and "official" in heard.kinds:
        kind = "official"  # once said to hold an office, a person is not said to each time
    return Source(
        key,
        name,
        source_type_in_words(kind),
        named,
        heard.anonymous and not named,
        named or bool(told),
        _called(told.values(), name),
    )


def _called(told: Iterable[str], name: str) -> tuple[str, ...]:
    """What else a source is called, without what is said of it: "Jackson, a former specialist"."""
    distinct: dict[str, str] = {}
    for words in told:
        short = words.partition(",")[0]
        if name.casefold() not in short.casefold():
            distinct.setdefault(short.casefold(), short)
    return tuple(distinct.values())[:_NAMES_CALLED]
