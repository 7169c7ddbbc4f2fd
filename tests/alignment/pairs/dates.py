"""Dates and times, each read by the day on which its article was published."""
# ruff: noqa: E501 - a pair reads best on a line of its own

from __future__ import annotations

from tests.alignment.pairs.pair import Pair

THURSDAY = "2024-06-06"
WEDNESDAY = "2024-06-05"
LATER = (WEDNESDAY, THURSDAY)

DATES = (
    # The same day.
    Pair("The treaty was signed on Tuesday.", "The treaty was signed on June 4."),
    Pair("The treaty was signed on Tuesday.", "The treaty was signed on 4 June 2024."),
    Pair("The treaty was signed on Tuesday.", "The treaty was signed yesterday."),
    Pair("The treaty was signed on Tuesday.", "The treaty was signed two days ago.",
         days=LATER),
    Pair("The treaty was signed today.", "The treaty was signed on Wednesday.", days=LATER),
    Pair("The treaty was signed today.", "The treaty was signed yesterday.", days=LATER),
    Pair("The treaty was signed in May.", "The treaty was signed on May 14."),
    Pair("The treaty was signed last week.", "The treaty was signed on May 29."),
    Pair("The treaty was signed last month.", "The treaty was signed on May 14."),
    Pair("The treaty was signed last year.", "The treaty was signed in November 2023."),
    Pair("The treaty was signed this week.", "The treaty was signed on Tuesday."),
    Pair("The treaty was signed on Sunday.", "The treaty was signed over the weekend."),
    Pair("The treaty was signed in early 2023.", "The treaty was signed in February 2023."),
    Pair("The treaty was signed on Tuesday evening.", "The treaty was signed late on Tuesday."),
    Pair("Orlenz will vote on Sunday.", "Orlenz will vote on June 9."),
    Pair("Orlenz will vote next month.", "Orlenz will vote on July 14."),
    Pair("The law takes effect in January.", "The law takes effect on Jan. 1, 2025."),
    Pair("The bridge opened three years ago.", "The bridge opened in 2021."),
    Pair("The bridge opened in the 1990s.", "The bridge opened in 1994."),
    # Another day, month or year for the same event.
    Pair("The treaty was signed on Tuesday.", "The treaty was signed on Monday.", "date"),
    Pair("The treaty was signed on Tuesday.", "The treaty was signed on June 3.", "date"),
    Pair("The treaty was signed today.", "The treaty was signed today.", "date", days=LATER,
         fails="what was done on the earlier day is taken for another act than what was done later"),
    Pair("The treaty was signed yesterday.", "The treaty was signed yesterday.", "date",
         days=LATER),
    Pair("The treaty was signed on May 14.", "The treaty was signed on May 16.", "date"),
    Pair("The treaty was signed in May.", "The treaty was signed on April 30.", "date"),
    Pair("The treaty was signed in April.", "The treaty was signed in May.", "date"),
    Pair("The treaty was signed in 2019.", "The treaty was signed in 2021.", "date"),
    Pair("The treaty was signed last week.", "The treaty was signed last month.", "date",
         days=("2024-06-21", "2024-06-21")),
    Pair("The treaty was signed last year.", "The treaty was signed in 2021.", "date"),
    Pair("Brandt has led the party since 2002.", "Brandt has led the party since 2003.", "date"),
    Pair("Brandt's term ends in 2027.", "Brandt's term ends in 2026.", "date"),
    Pair("Brandt will leave at the end of February.", "Brandt will leave on Jan. 1.", "date",
         fails="the auxiliary stands too far from the date to show that it is still to come"),
    Pair("Brandt apologised on Friday for the letter.", "Brandt apologised for the letter on Saturday.",
         "date"),
    Pair("The primary will be held on April 30.", "The primary will be held in mid-May.", "date",
         days=("2024-01-10", "2024-01-10")),
    Pair("Hale sat in the chamber from 1967 to 1979.", "Hale sat in the chamber from 1966 to 1978.",
         "date"),
    Pair("The mine closed in 1987 after a fire.", "After a fire, the mine closed in 1992.", "date"),
    Pair("The photograph was sent late on Friday.", "The photograph was sent on Sunday.", "date"),
    # A day that is only finer or looser, or dates something else.
    Pair("Brandt spoke on Monday about the treaty.", "The treaty was signed on Tuesday."),
    Pair("The treaty was signed on Tuesday.", "The treaty will be debated on Friday."),
    Pair("Police searched the flat on Monday and arrested Hale on Tuesday.",
         "Police arrested Hale on Tuesday after a search on Monday."),
    Pair("The treaty was signed on Tuesday.", "The treaty was signed."),
    Pair("The treaty was signed recently.", "The treaty was signed on Tuesday."),
    Pair("Hale, who took office in 2019, signed the treaty.", "Hale, who was born in 1961, signed the treaty."),
    Pair("The “Sunday Mirror of Orlenz” reported the deal.", "The Friday Club of Orlenz praised the deal."),
    Pair("The talks in May failed.", "The talks in June are to resume."),
    Pair("May Brandt signed the treaty.", "April Hale signed the treaty."),
)  # fmt: skip
