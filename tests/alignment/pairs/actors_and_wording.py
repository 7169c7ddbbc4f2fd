"""Who did it, and the words for it."""
# ruff: noqa: E501 - a pair reads best on a line of its own

from __future__ import annotations

from tests.alignment.pairs.pair import Pair

ACTORS = (
    Pair("Police shot two marchers.", "Two marchers were shot.", "actor"),
    Pair("Police arrested nine marchers.", "Nine marchers were arrested at the port.", "actor"),
    Pair("Soldiers killed a fisherman near the strait.", "A fisherman was killed near the strait.",
         "actor"),
    Pair("Police shot two marchers.", "Two marchers were shot by police."),
    Pair("Two marchers were shot.", "Two marchers were shot and wounded."),
    Pair("Police shot two marchers.", "Two marchers died after police shot them."),
    Pair("Police arrested nine marchers.", "Two boys were arrested at the port."),
    Pair("Soldiers shelled the port of Orlenz.", "Rebels shelled the port of Orlenz.", "actor"),
    Pair("Brandt wrote the letter to the council.", "Hale wrote the letter to the council.", "actor",
         fails="verbs are told by their ending: an irregular past is not known"),
    Pair("The letter was written by Brandt.", "The letter was written by Hale.", "actor",
         fails="agents of passives are not compared"),
    Pair("Vasko closed the border with Tarvonia.", "Kessaria closed the border with Tarvonia.",
         "actor"),
    Pair("Brandt wrote the letter.", "Ida Brandt wrote the letter."),
    Pair("<e brandt>Brandt</e> wrote the letter.", "<e brandt>The councillor</e> wrote the letter."),
    Pair("Brandt wrote the letter to the council.", "She wrote the letter to the council."),
    Pair("Brandt and Hale wrote the letter.", "Hale and Brandt wrote the letter."),
)  # fmt: skip

WORDINGS = (
    Pair("Hale blasted the organisers of the march.", "Hale criticised the organisers of the march.",
         "wording"),
    Pair("Hale slams organisers of march", "Hale criticised the organisers of the march.", "wording"),
    Pair("Hale lashed out at the organisers of the march.", "Hale disagreed with the organisers of the march.",
         "wording"),
    Pair("Brandt fired back at Hale on Friday.", "Brandt responded to Hale on Friday.", "wording"),
    Pair("Aumann caves on the ferry plan", "Aumann agreed to the ferry plan.", "wording"),
    Pair("The invasion of the islands began at dawn.", "The war on the islands began at dawn.",
         "wording"),
    Pair("Rebels took the port of Orlenz.", "Fighters took the port of Orlenz.", "wording"),
    Pair("The regime in Kessaria closed the border.", "The government in Kessaria closed the border.",
         "wording"),
    Pair("Rioters filled the square.", "Protesters filled the square.", "wording"),
    Pair("They marched in a <l>reckless</l> protest against the bridge.",
         "They marched in a protest against the bridge.", "wording"),
    Pair("The councillor mocked the mayor of Orlenz.", "The councillor spoke of the mayor of Orlenz.",
         "wording"),
    Pair("Hale criticised the organisers.", "Hale faulted the organisers."),
    Pair("Hale blasted the organisers.", "Hale slammed the organisers."),
    Pair("“Hale blasted the organisers of the march,” she said.", "Hale criticised the organisers of the march."),
    Pair("Workers blasted a tunnel through the hill.", "Workers criticised the tunnel through the hill.",
         fails="words have one sense: blasting rock is taken for criticism"),
    Pair("The war on the islands began at dawn.", "The war on the islands started at dawn."),
    Pair("The attack on the mine killed nobody.", "The attack on the mine hurt nobody."),
    Pair("Hale said the march was over.", "Hale told reporters the march was over."),
)  # fmt: skip
