"""Words that decide what a full stop means, written down for English news text."""

from __future__ import annotations

import re

__all__ = [
    "ACRONYM",
    "CLOCK",
    "COMPANY_OR_PLACE",
    "DAYS_AND_ZONES",
    "MONTHS",
    "REPORTING",
    "STARTERS",
    "TITLES",
]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# "U.S", "D.C", "N.Y", "Ph.D", "i.e": letters with dots between, without the last dot.
ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]|Ph\.D|[Mm]\.?[Dd]|Lt\.Col")

# Before a name: never the end of a sentence.
TITLES = _words(
    """mr mrs ms mx dr prof sen sens rep reps gov govs gen lt col sgt cpl capt cmdr maj adm brig
    pvt rev fr hon pres supt det insp sr. st ste mt ft msgr mme mlle messrs vs v atty amb asst
    assoc sec treas spc pfc ens cdr cmsgt ssgt tsgt det dep del dir vol pp fig figs approx"""
)
# Before a sentence or inside one: the word after decides.
COMPANY_OR_PLACE = _words(
    """inc corp co cos ltd llc llp plc bros jr sr esq dept est univ assn intl natl gov't govt
    ave blvd rd st hwy pkwy ct pl sq apt bldg mpls calif fla ariz ala ark colo conn del ga ill
    ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa penn tenn tex va vt wash
    wis wyo n s e w etc al no ph.d d.c u.s u.k u.n e.g i.e cf ca min max sq oz lb lbs mi km
    hr hrs yr yrs eds ed trans incl"""
)
MONTHS = _words("jan feb mar apr jun jul aug sep sept oct nov dec")
CLOCK = frozenset({"a.m", "p.m", "am", "pm"} - {"am", "pm"})
DAYS_AND_ZONES = _words(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thur Thurs
    Fri Sat Sun ET EST EDT CT CST CDT MT MST MDT PT PST PDT GMT BST UTC CET Eastern Central
    Mountain Pacific January February March April May June July August September October November
    December Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Christmas Easter Thanksgiving"""
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
