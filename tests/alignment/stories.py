"""Small articles and encodings without a network: a word's vector is drawn from its digest."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from framing.alignment.words import stem
from framing.model.encoding import Encoding
from framing.records import Article, Quotation, Sentence, Zone

DIMENSIONS = 32
WORD = re.compile(r"\w+|[^\w\s]")

FERRY = (
    "Harbour council backs ferry plan",
    "The harbour council approved a new ferry timetable on Monday by 14 votes to 3.",
    "Mayor Ada Brook said the last boat would leave at 11 p.m.",
    "“We listened to every islander,” Brook told reporters.",
    "The old timetable had been in force since 1987.",
    "Fishermen in Port Elm fear for their moorings.",
)
BOATS = (
    "Islanders get later boats",
    "Councillors in the harbour town voted 14 to 3 on Monday for a new ferry timetable.",
    "“We listened to every islander,” said Ada Brook, the mayor.",
    "Tickets will cost more from January.",
    "A choir sang outside the town hall.",
)


def article(id: str, *texts: str, headline: bool = True, captions: Sequence[int] = ()) -> Article:
    """An article whose sentences are these texts, the first being the headline."""
    sentences, quotations, start = [], [], 0
    for index, text in enumerate(texts):
        zone: Zone = "caption" if index in captions else "body"
        if headline and index == 0:
            zone = "headline"
        sentences.append(Sentence(index, start, start + len(text), zone, index))
        quotations += [
            Quotation(start + found.start(), start + found.end())
            for found in re.finditer(r"“[^”]*”", text)
        ]
        start += len(text) + 1
    title = texts[0] if headline and texts else ""
    return Article(id, id.title(), title, "\n".join(texts), tuple(sentences), tuple(quotations))


def encode(articles: Sequence[Article]) -> list[Encoding]:
    """Encodings as an encoder would make them: words with one stem have one vector."""
    made = []
    for each in articles:
        vectors, tokens, offsets = [], [], []
        for sentence in each.sentences:
            found = list(WORD.finditer(each.sentence_text(sentence.index)))
            rows = np.array([_vector(word.group()) for word in found], dtype=np.float32)
            rows = rows.reshape(-1, DIMENSIONS)
            mean = rows.sum(axis=0) + np.float32(1e-3)
            vectors.append(mean / np.linalg.norm(mean))
            tokens.append(rows)
            offsets.append(np.array([w.span() for w in found], dtype=np.int32).reshape(-1, 2))
        shape = (len(vectors), DIMENSIONS)
        whole = np.array(vectors, dtype=np.float32).reshape(shape)
        made.append(Encoding(whole, tuple(tokens), tuple(offsets)))
    return made


def _vector(word: str) -> np.ndarray:
    digest = hashlib.blake2b(stem(word.lower()).encode(), digest_size=DIMENSIONS).digest()
    values = np.frombuffer(digest, dtype=np.uint8).astype(np.float32) - 127.5
    made: np.ndarray = values / np.linalg.norm(values)
    return made
