"""What page furniture looks like: patterns with the reason that the reader is told.

Line patterns must match a whole paragraph; sentence patterns a whole sentence outside quotation
marks. They are written for what pages in English print around their articles, and err on the
side of leaving things in: a sentence that states a fact must never match.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = [
    "GALLERY",
    "LINE_RULES",
    "LIST_HEADINGS",
    "PICTURE",
    "PROMOTION",
    "PROMPTS",
    "SECTION_LABELS",
    "SENTENCE_RULES",
    "TWEET_TAIL",
    "WORD_OF_CAPTION",
    "Rule",
    "reason_for",
]


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of page furniture: the reason it is removed, and the pattern it matches whole."""

    reason: str
    pattern: re.Pattern[str]


def _rule(reason: str, *patterns: str) -> Rule:
    return Rule(reason, re.compile("|".join(f"(?:{one})" for one in patterns), re.IGNORECASE))


# A prompt reports nothing: what somebody said or announced is part of the story.
_REPORTS = re.compile(r"\b(?:said|told|announced|confirmed|according to)\b", re.IGNORECASE)
PROMPTS = frozenset({"newsletter prompt", "app or site promotion", "share or follow prompt"})


def reason_for(text: str, rules: Sequence[Rule]) -> str | None:
    """The reason why ``text`` is page furniture by one of ``rules``, or ``None``."""
    for rule in rules:
        if rule.pattern.fullmatch(text):
            reports = rule.reason in PROMPTS and _REPORTS.search(text)
            return None if reports else rule.reason
    return None


_MAIL = r"(?:e-?)?(?:mails?|newsletters?|mailing list|alerts?|updates|briefings?|inbox|playbook)"
_NETWORK = r"(?:twitter|facebook|instagram|youtube|linkedin|tiktok|x\.com|threads|flipboard)"
_HANDLE = r"@\w{1,30}"

SENTENCE_RULES = (
    _rule(
        "newsletter prompt",
        rf"[*(]{{0,3}}(?:please )?(?:sign up|subscribe|register)\b.{{0,80}}\b{_MAIL}\b.{{0,160}}",
        r"[*(]{0,3}(?:please )?(?:sign up|subscribe)(?: (?:now|today|here|free))*[.!»>]*\*{0,3}\)?",
        r"(?:subscribe now|subscribe (?:to|on|here|today)) .{0,100}"
        r"(?:podcasts?|spotify|itunes|channel|newsletters?|\$\d+ a \w+)\b.{0,60}",
        r"(?:get|receive|want|have|let)\b.{0,160}\b(?:delivered|sent|in|to|meet)\b.{0,40}"
        r"\b(?:your|you) (?:e-?mail |in)box\b.{0,60}",
        r"get alert(?:s|ed)\b.{0,120}\b(?:sign up|inbox|e-?mail)\b.{0,120}",
        r"get (?:the|our) .{0,60}\bnewsletters?\b.{0,60}",
        r"by (?:signing up|subscribing),? you (?:agree|consent) to .{0,120}",
        r"you can unsubscribe at any time\W*",
    ),
    _rule(
        "copyright line",
        r"[^\w©]{0,6}(?:copyright (?:©|\(c\)|\d{4}|by )|\(c\) ?\d{4}|©)[^©]{0,160}"
        r"\b(?:\d{4}|rights reserved)\b.{0,160}",
        r"[^\w©]{0,6}copyright (?:©|\(c\))? ?\d{4}.{0,160}",
        r"[^\w©]{0,6}[^©\"“”]{0,80}© ?[^©\"“”]{0,60}\b(?:19|20)\d\d\b.{0,60}",
        r".{0,60}\ball rights (?:are )?reserved\W*",
        r"\W*this material may not be (?:published|reproduced|copied|broadcast|used).{0,160}",
        r"\W*(?:no part of )?this (?:article|story|content|report|material) (?:may|can) (?:not )?"
        r"be (?:reproduced|redistributed|republished).{0,160}",
    ),
    _rule(
        "share or follow prompt",
        r"read or share this (?:story|article).{0,120}",
        r"share (?:this|your) (?:story|article|post|thoughts|video)\b.{0,80}",
        rf"(?:follow|like|find|join|visit)\b .{{0,80}}\bon {_NETWORK}\b.{{0,80}}",
        rf"(?:follow|tweet) (?:\w+ ){{0,4}}(?:at )?{_HANDLE}"
        rf"(?:\W{{1,3}}(?:and |on twitter ?)?{_HANDLE})*\W*",
        rf"(?:you can )?(?:reach|contact|e-?mail|follow) (?:him|her|them|us|me|the (?:author|writer"
        rf"|reporter)) (?:at|on|via)\b.{{0,80}}(?:@|{_NETWORK}).{{0,60}}",
        r"(?:please )?(?:like|follow) us\b.{0,60}",
        r"(?:tell us what you think|what do you think\? (?:let|tell) us .{0,60}"
        r"|(?:let us know|sound off|join the conversation|share your thoughts)\b.{0,40}"
        r"\bcomments?\b.{0,40})",
    ),
    _rule(
        "app or site promotion",
        r"stay (?:with|tuned (?:to|with|for)|connected (?:to|with))\b.{0,80}\b(?:for|on)\b.{0,40}"
        r"\b(?:updates?|developments|latest|details|more)\b.{0,60}",
        r"(?:download|try|get)\b.{0,20}\b(?:the|our|your)\b.{0,60}\bapps?\b.{0,80}",
        r"be sure (?:and|to) (?:try|download|check out|get) .{0,80}\bapps?\b.{0,40}",
        r"\W*(?:click|tap) (?:here|the link|on the link|below|the button)\b.{0,160}",
        r"(?:just |simply )?(?:search|look|go|visit)\b.{0,100}\b(?:app store|google play)\b.{0,60}",
        r"(?:watch the latest video at|visit .{1,40} homepage for more stories).{0,40}",
        r"on mobile\? .{0,80}",
        r"(?:mobile|app) users?,? (?:click|tap|can)\b.{0,80}",
    ),
    _rule(
        "read-more prompt",
        r"(?:click|tap) to (?:read|see|watch)\b.{0,100}",
        r"(?:please )?(?:read|see|view|hear|watch|find) (?:more|the (?:rest|full (?:story|article"
        r"|post|report|interview|video))|our full|(?:the )?(?:whole|entire) (?:story|article|post)"
        r"|additional coverage)(?: (?:here|now|below|at|on|about|from|in|of|by|coverage|news"
        r"|stories)\b[^.?!]{0,90})?\W*",
        r"for more (?:\w+ ){0,3}(?:news|stories|coverage|information on this story|on this story"
        r"|from)\b.{0,80}\b(?:visit|click|follow|go to|listen|see|check out|sign up)\b.{0,80}",
        r"(?:this )?(?:article|story|post) continues(?: below)?(?: .{0,30})?\W*",
    ),
    _rule(
        "editor's note",
        r"\W*(?:update: ?)?this (?:story|article|post|report|page|file|piece) (?:has been|was"
        r"|will be|is being) (?:\w+ )?(?:updated|revised)\b(?!.*\bthat\b).{0,120}",
        r"\W*this is a (?:developing|breaking)(?: news)? (?:story|report)\b.{0,120}",
        r"(?:please )?(?:check|come) back (?:here |later |soon |often )*for (?:\w+ ){0,3}"
        r"(?:updates?|details|information|developments|more)\b.{0,60}",
        r"(?:more (?:details )?to (?:come|follow)|this story will be updated.{0,60})\W*",
        r"\W*this is a rush transcript\b.{0,80}",
        r"copy may not be in its final form\W*",
        r"\W*(?:\w+ ){0,6}(?:views|opinions) expressed (?:in|by|here)\b.{0,160}"
        r"\b(?:own|author|authors|writer|columnists?|reflect|represent)\b.{0,120}",
    ),
    _rule(
        "reporting credit",
        r"\W*(?:contributing|contributed|additional reporting|with reporting by|with files from"
        r"|with wire reports|with post wires)\b(?: by| from)?:? ?.{0,100}",
        r"[^.?!\"“”]{2,160}\bcontributed (?:reporting |research )?(?:to|for) (?:this|the) "
        r"(?:report|story|article|piece)\b.{0,40}",
        r"[\W_]*\(?(?:additional |writing and |further )?(?:reporting|writing|editing)(?: and "
        r"(?:writing|editing))? by [A-Z][^.?!]{2,120}[.)]*",
        r"\W*this (?:article|story) (?:is|was) based (?:in part )?on wire service reports\W*",
    ),
)

LINE_RULES = (
    _rule(
        "advertisement",
        # Atomic groups, so that a long run of such words cannot make the match explode.
        r"(?>\W*(?:advertise?ments?|ads?\b|sponsored(?: content)?|promoted(?: content)?"
        r"|story continue[sd]?(?: below)?|continue[sd]? reading(?: (?:below|the main story))?"
        r"|scroll (?:down )?(?:to continue|for more|for video)[\w ]{0,20}"
        r"|article continues(?: below)?[\w ]{0,30}|supported by|skip advertisement))++\W*",
    ),
    _rule(
        "newsletter prompt",
        r"(?:(?:e-?mail )?newsletters?(?: sign[- ]?up)?|sign[- ]?up|manage newsletters|sign in"
        r"|log in|subscribe(?:rs? only)?|already a subscriber\?(?: .{0,40})?)\W*",
        r"sign up (?:for|to) .{0,120}",
        r"(?:want|missing out|love|interested in|get|don't miss)\b[^.?!]{0,120}[.?!] (?:please )?"
        r"(?:sign up|subscribe)\b.{0,200}",
        r".{0,80}\bthank you for (?:signing up|registering|subscribing)\b.{0,80}",
    ),
    _rule(
        "share or follow prompt",
        rf"(?>\W*(?:share (?:this|on)(?: (?:article|story|post|{_NETWORK}))?|share|tweet|post"
        rf"|e-?mail|print|comments?(?: ?\d+)?|{_NETWORK}|google\+?|pinterest|pin(?: it)?|reddit"
        rf"|whatsapp|tumblr|link copied|copy link|save|like this|like|reprints?|via)\b)++\W*",
        rf"\W*(?:follow|like|join)\b(?: [\w.'@]{{1,30}}){{1,6}}(?::.{{0,60}}| on .{{0,60}}"
        rf"| {_HANDLE}.{{0,60}})",
        rf"\W*(?:on )?{_NETWORK}: ?(?:{_HANDLE}|\S{{1,60}})\W*",
        rf"\W*(?:follow )?{_HANDLE}(?:\W+(?:follow )?{_HANDLE})*\W*",
        r"(?:contact|e-?mail|reach)\b[^.?!\"“]{0,60}(?: at|:)? [\w.+-]{1,40}@[\w.-]{3,60}.{0,80}",
        r"(?:send|got|have) (?:a )?(?:letters?|tips?|question|news tip)\b.{0,60}@.{0,60}",
        r"join the (?:conversation|discussion)\b.{0,60}",
        r"stay up to date,? follow .{0,60}",
    ),
    _rule(
        "app or site promotion",
        r"(?:please )?enable javascript\b.{0,60}",
        r"(?:new)?\W*you can now listen to .{0,60}",
        r"support .{1,40} journalism\W*",
        r"(?:loading|close|replay|just watched|must watch|more videos?|autoplay|caption close"
        r"|skip to (?:main )?content|back to (?:top|gallery)|menu|search|home|live tv"
        r"|media playback is (?:not )?(?:un)?supported on (?:this|your) device|continue"
        r"|add interest|your notification has been saved|(?:you are )?the owner of this article"
        r"|this article is more than \w+ (?:years?|months?) old|\d+ (?:years?|months?|days?|hours?"
        r"|minutes?) ago|\d+ min(?:ute)?s? read)[\W_]*",
        r"just watched .{0,120} must watch .{0,120}",
        r"there was a problem saving your notification\W*",
        r"e-?mail notifications are only sent once a day.{0,80}",
    ),
    _rule(
        "read-more prompt",
        r"[\W_]*(?:read(?: more| also| next| now)?|related(?: (?:stor(?:y|ies)|articles?|coverage"
        r"|news|links?|content|video|topics))?|see also|also (?:see|read|on [\w ]{1,30})|more(?: on"
        r"(?: this)?| from| news| coverage| stories)?|watch(?: now| live| more)?|listen(?: now)?"
        r"|full coverage|go deeper|don.t miss|photos|video|gallery|slideshow|in pictures"
        r"|graphic|interactive|live updates|recommended|further reading)\s*(?:[:|»>]|\.{3}|…)"
        r".{0,200}",
        r"\(? ?(?:photos|video|watch|also on [\w ]{1,30}|related|see also|read more)\s?: "
        r".{0,120}\)",
        r"(?:read|learn|see|show|view|load|watch) (?:more|less|all|full (?:article|story))"
        r"(?: (?:at|on|from|about) .{0,60})?\W*",
    ),
    _rule(
        "picture gallery",
        r"(?:prev|next|view|full|enlarge)? ?(?:slideshow|gallery|images?|photos?|pictures?)"
        r" ?\(?\d* ?(?:of|/)? ?\d*(?: (?:images|photos))?\)?\W*",
        r"(?:.{0,120} )?\d+ ?/ ?\d+ back to gallery",
        r"(?:view|see|show|hide|toggle|open|close) (?:the )?(?:full )?(?:gallery|slideshow|photos"
        r"|caption|image|\d+ photos)\W*",
        r"(?:media|image) caption\W*",
    ),
    _rule(
        "time stamp",
        r"(?:(?:first |last )?(?:published|updated|posted|modified|created))\b[^!?\"“]"
        r"{0,20}(?:\d{1,2}[:.]\d\d|\b(?:19|20)\d\d\b|\b\d+ (?:hours?|minutes?|days?) ago)"
        r"[^!?\"“]{0,60}",
    ),
    _rule("separator", r"[\W_]{1,40}", r"\[(?:pullquote|break|music|crosstalk)\]", r"# ?# ?#"),
)

LIST_HEADINGS = _rule(
    "related-story list",
    r"(?:trending|related|recommended|most (?:read|popular|viewed|shared|commented|recent))\W*",
    r"(?:the )?(?:top \d+|latest|most (?:read|popular|viewed|shared|commented|recent)|trending"
    r"|related|popular|recommended|recent|other|more|top|featured|similar)"
    r"(?: (?:top|related|local|news|on this(?: story)?|from [\w. ]{1,30}|in [\w ]{1,20}|now|today"
    r"|for you|stories|articles?|posts?|headlines|videos?|coverage|links|topics|reading|content"
    r"|right now)){1,3}\W*",
    r"(?:you (?:may|might) (?:also )?(?:like|be interested in)|what to read next|read next|up next"
    r"|in case you missed it|editors?['’]?s? picks?|don['’]t miss|around the web|from the web"
    r"|from our partners|elsewhere on the web|more on this(?: story)?|see also|also read)\W*",
)

# Labels that pages print above an article or between its parts.
SECTION_LABELS = frozenset(
    """LETTER|LETTERS|OPINION|OP-ED|EDITORIAL|COMMENTARY|ANALYSIS|ANALYSIS/OPINION|EXCLUSIVE
    |BREAKING|BREAKING NEWS|NEWS|POLITICS|WORLD|NATION|NATIONAL|INTERNATIONAL|BUSINESS|LOCAL
    |LOCAL NEWS|SPORTS|VIDEO|PHOTOS|PHOTO|UPDATE|UPDATED|LIVE|WATCH|FEATURE|SPECIAL REPORT
    |STORY HIGHLIGHTS|HIGHLIGHTS|KEY POINTS|FOR IMMEDIATE RELEASE|CLOSE|MORE|USA TODAY
    |TOP STORIES|NEWSLETTER""".replace("\n    ", "").split("|")
)

# The tail of an embedded tweet: links, and who wrote it when.
TWEET_TAIL = re.compile(
    r"(?:\s*(?:https?://t\.co/\w+|@\w{1,30}))*\s*pic\.twitter\.com/\w+.{0,140}$"
    r"|\s+[—–-]{1,2} [^—–]{1,60}\(@\w{1,30}\) [A-Z][a-z]+ \d{1,2}, \d{4}\W*$"
)

# What galleries print around the captions they repeat.
GALLERY = re.compile(
    r"(?:(?:Photo|Image|Credit): ?[^.:]{2,80}? )?(?:Image|Photo) \d+ of /? ?\d+"
    r"(?: Caption Close)?(?: (?:Image|Photo) \d+ of /? ?\d+)? "
    r"|Photo: ?[^.:]{2,200}? \d+ ?/ ?\d+ Back to Gallery ?"
    r"|Facebook Twitter Pinterest |^Buy Photo |^[Hh]ide [Cc]aption "
    r"|^(?:Gallery|Photos?|Image): (?=(?:[^\s:]+ ){7,90}\S+[.]$)"
    r"|Enlarge this image(?: toggle caption)? |toggle caption |(?:Image|Media) caption "
    r"|(?:Image|Photo) copyright (?:[A-Z][\w/.-]{1,30} ){1,4}?Image caption "
)

# How a caption speaks: of the picture itself.
WORD_OF_CAPTION = re.compile(
    r"\bin this (?:\w+ ){0,3}?(?:photo|photograph|picture|image|file photo|screen ?grab|frame)\b"
    r"|\b(?:is|are) (?:seen|pictured|shown)\b"
    r"|\b(?:seen|pictured|shown) (?:here|in this|above|below)\b"
    r"|, (?:left|right|center|centre),|\((?:left|right|center|centre|[LRlr])\)"
    r"|\bfile (?:photo|picture|image)\b|\bphoto(?:graph)? (?:taken|released|provided)\b",
    re.IGNORECASE,
)

# Promotion speaks to its reader and quotes nobody.
PROMOTION = re.compile(
    r"^(?!.*\b(?:said|says|told|according)\b).*\b(?:you|your|our|we|app|apps|inbox|newsletters?)\b",
    re.IGNORECASE,
)

# What is seen in a picture is told in the present, by one of these verbs, near the start.
PICTURE = re.compile(
    r"(?:(?!\b(?:said|says|told|has|have|had|was|were|will|would)\b)\S+ ){1,16}?"
    r"(?:walks?|stands?|sits?|speaks?|shakes?|gestures?|looks?|waves?|arrives?|leaves?|attends?"
    r"|holds?|poses?|smiles?|listens?|works?|gathers?|search(?:es)?|carry|carries|hugs?|greets?"
    r"|address(?:es)?|inspects?|watch(?:es)?|delivers?|testif(?:y|ies)|applauds?|departs?"
    r"|march(?:es)?|prays?|lies?|investigates?|reacts?|talks?|shouts?|cheers?|guards?|checks?)\b"
)
