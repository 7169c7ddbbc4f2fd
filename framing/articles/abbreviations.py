"""Words that decide what a full stop means, written down for English news text."""

from __future__ import annotations

import re

__all__ = [
    "ABBREVIATIONS",
    "ACRONYM",
    "CAPITALISED",
    "CLOCK",
    "DAY_OR_ZONE",
    "MONTHS",
    "NUMBERED",
    "REPORTING",
    "STARTERS",
    "TITLES",
    "VERSUS",
]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# "U.S", "D.C", "N.Y", "Ph.D", "i.e": letters with dots between, without the last dot.
ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]|Ph\.D|[Mm]\.?[Dd]|Lt\.Col")

# Before a name, with a capital letter: never the end of a sentence.
TITLES = _words(
    """mr mrs ms mx dr prof sen sens rep reps gov govs gen lt col sgt cpl capt cmdr cmdt maj adm
    brig pvt rev fr hon pres supt det insp st ste mt ft msgr mme mlle messrs amb asst assoc sec
    treas spc pfc ens cdr cmsgt ssgt tsgt del dir cong comr cllr atty"""
)
VERSUS = _words("v vs")
NUMBERED = _words("no nos art sec fig figs p pp vol ch chap para approx ca est about")
# Inside a sentence or at its end: the word after decides.
ABBREVIATIONS = _words(
    """inc corp ltd llc llp plc bros jr sr esq dept univ assn intl natl gov't govt ave blvd rd hwy
    pkwy bldg mpls calif ariz colo conn okla tenn minn mich wis wyo nev neb mont kan penn etc al
    ph.d eds lbs hrs yrs viz incl cf approx"""
)
# The same, but these are words of their own unless they have a capital letter.
CAPITALISED = _words(
    """co cos st dist sq pl ct apt fla ala ark del ga ill ind ky la mass md me miss mo ore pa tex va
    vt wash n s e w ed trans jan feb mar apr jun jul aug sep sept oct nov dec"""
)
MONTHS = _words("jan feb mar apr jun jul aug sep sept oct nov dec")
CLOCK = _words("a.m p.m")
DAY_OR_ZONE = re.compile(
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Mon|Tues?|Wed|Thu|Thurs?|Fri|Sat|Sun)\.?"
    r"|[ECMP]\.?[SD]?\.?T\.?|GMT|BST|UTC|CET|(?:Eastern|Central|Mountain|Pacific)(?: Time)?"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)(?![A-Za-z])"
)
# Verbs of a reporting clause after a quotation ("Why?" Smith asked).
REPORTING = _words(
    """said says asked asks added adds tweeted tweets wrote writes told tells replied replies
    responded responds shouted yelled cried exclaimed wondered continued quipped joked declared
    insisted demanded concluded explained recalled remarked noted chanted screamed"""
)
# Words that often start a sentence in news and seldom start a name.
STARTERS = _words(
    """a an the this that these those he she it they we i you his her its their our your my
    who whom whose what which when where why how there here if but and or nor so yet for in on
    at by to from with without within under over after before during since until while although
    though because as is are was were do does did has have had can could will would should may
    might must not no some many most much more several few both all each every any another other
    others one two three four five six seven eight nine ten according also however meanwhile
    moreover still then thus therefore instead indeed perhaps maybe now today yesterday tomorrow
    later earlier last next among amid despite even just only about above across against along
    around behind below beside between beyond like near of off out through toward towards upon
    up once unlike whether nearly almost asked officials police people critics experts
    authorities such nobody everyone somebody someone something nothing everything none
    yes no well oh besides additionally furthermore nevertheless nonetheless finally
    additionally similarly"""
)
