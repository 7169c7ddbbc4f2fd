"""News and photo agencies, as credit lines and datelines name them."""

from __future__ import annotations

import re

__all__ = ["AGENCY", "DATELINE", "PHOTO_CREDIT", "agency_in"]

_WIRE = (
    r"(?:The )?Associated Press|AP|(?:Thomson )?Reuters|REUTERS|AFP|Agence France[- ]Presse|UPI"
    r"|United Press International|Yonhap(?: News(?: Agency)?)?|Xinhua|TASS|ITAR-TASS|Interfax"
    r"|RIA(?: Novosti)?|Sputnik|DPA|dpa|ANSA|EFE|Kyodo(?: News)?|Jiji(?: Press)?|KCNA|PTI|IANS"
    r"|ANI|Bloomberg(?: News)?|CNN|CBS(?: News)?|NBC(?: News)?|ABC(?: News)?|Fox News|BBC|NPR"
    r"|PA(?: Media)?|Press Association|AAP|(?:The )?Canadian Press|CP|Anadolu(?: Agency)?|AA"
    r"|Ukrinform|Belga|APA|NTB|Ritzau|Lusa|Antara|Bernama|VOA|RFE/RL|Tribune News Service|TNS"
    r"|McClatchy|Newsweek|WGN|CNS|BNO News|Sun-Times Media Wire|AP Wire|JTA|NNA|MENA|IRNA"
)
_PHOTO = (
    r"Getty(?: Images)?|Shutterstock|EPA(?:-EFE)?|Alamy|iStock(?:photo)?|Corbis|WireImage"
    r"|Rex(?: Features)?|SIPA(?: USA)?|ZUMA(?: Press| Wire)?|Polaris|Redux|Magnum|Wikimedia Commons"
    r"|Handout|USA TODAY Sports|NurPhoto|Pool"
)
AGENCY = re.compile(_WIRE)
_NAMES = rf"(?:{_WIRE}|{_PHOTO})"
_PERSON = r"[A-Z][\w.'’-]{0,30}(?: [A-Z][\w.'’-]{0,30}){0,3}"

# What stands behind a caption, or alone on a line: "AP Photo/Ann Lee", "(Photo: Getty Images)",
# "Ann Lee/AFP/Getty Images", "Yonhap", "Photo by Ann Lee".
PHOTO_CREDIT = re.compile(
    rf"[(\[]?\s*(?:(?:(?:File |Handout |Courtesy )?(?:[Pp]hoto(?:graph|s)?|PHOTO|[Ii]mages?|IMAGE"
    rf"|[Cc]redit|CREDIT|[Pp]icture|[Ii]llustration)(?: (?:[Cc]redit|[Ss]ource|[Cc]ourtesy|by))?"
    rf"\s*(?::|\bby\b|\bof\b|/|©)\s*(?:by |of |©\s*)?(?:[A-Z©][\w&.,'’/|-]{{0,40}}"
    rf"(?:\s+(?:(?:of|for|the|via|and|by)\s+){{0,2}}[A-Z&/|@][\w&.,'’/|-]{{0,40}}){{0,7}}))"
    rf"|(?:{_PERSON}\s*[/|]\s*)?{_NAMES}(?:\s+(?:[Pp]hotos?|file|File))?"
    rf"(?:\s*(?:[/|,–—-]|\bvia\b)\s*(?:{_NAMES}|{_PERSON})){{0,3}})\s*[)\]]?\.?"
)

# "SEOUL, South Korea (AP) —", "WASHINGTON, April 30 (Reuters) -", "Washington (AFP) –".
_PLACE = r"[A-Z][A-Z.'’-]+(?:[ -][A-Z][A-Z.'’-]*){0,4}"
_WITHIN = r"[A-Z][\w.'’-]{0,20}(?: [A-Z][\w.'’-]{0,20}){0,3}"
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DASH = r"(?:--|[—–―‒-])"
_DAY = rf"(?:,? {_MONTH} \d{{1,2}})?"
_NO_PLACE = (
    r"(?!(?:[A-Z]\.)+ |(?:BREAKING|UPDATED?|EXCLUSIVE|OPINION|ANALYSIS|COMMENTARY|NATO|VIDEO|WATCH"
    r"|REPORT|POLL|LIVE|NEWS)\b)"
)
_BRACKET = r"(?: [(\[](?P<one>[^()\[\]]{2,40})[)\]])?"
DATELINE = re.compile(
    rf"{_NO_PLACE}(?:"
    rf"(?:{_PLACE}(?:, {_WITHIN}){{0,2}}(?:/{_PLACE})?{_DAY}{_BRACKET}"
    rf"|{_WITHIN}(?:, {_WITHIN})?{_DAY} [(\[](?P<two>{_WIRE}(?:/{_WIRE})?)[)\]])"
    rf"\s*{_DASH}(?:\s+|$|(?<=--)|(?<=—))"
    rf"|[(](?P<three>{_WIRE})[)]\s*(?:{_DASH}\s*)?(?=[A-Z“\"])"
    rf"|{_WITHIN} [(](?P<four>{_WIRE})[)](?=[A-Z“\"]))"
)


def agency_in(text: str) -> str | None:
    """The agency's name when ``text`` is one, with or without brackets and dashes around it."""
    bare = text.strip(" ()[]—–-.")
    return bare if AGENCY.fullmatch(bare) else None
