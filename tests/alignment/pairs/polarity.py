"""Affirmed here, negated, denied or contradicted there."""
# ruff: noqa: E501 - a pair reads best on a line of its own

from __future__ import annotations

from tests.alignment.pairs.pair import Pair

POLARITIES = (
    # Negated.
    Pair("The council had been told of the cracks in the bridge.",
         "The council had not been told of the cracks in the bridge.", "polarity!"),
    Pair("The council was told of the cracks in the bridge.",
         "The council wasn't told of the cracks in the bridge.", "polarity!"),
    Pair("The council was never told of the cracks in the bridge.",
         "The council was told of the cracks in the bridge.", "polarity!"),
    Pair("No soldiers have crossed the strait.", "Soldiers have crossed the strait.", "polarity!"),
    Pair("None of the soldiers crossed the strait.", "The soldiers crossed the strait.", "polarity!"),
    Pair("The treaty does not cover the islands.", "The treaty covers the islands.", "polarity!",
         fails="the light stemmer does not join \"cover\" and \"covers\""),
    Pair("Brandt did not sign the letter to the port.", "Brandt signed the letter to the port.",
         "polarity!"),
    Pair("The ferry left without a pilot on board.", "The ferry left with a pilot on board.",
         "polarity!"),
    Pair("The ministers failed to agree on a truce.", "The ministers agreed on a truce.",
         "polarity!"),
    Pair("The mayor refused to sign the treaty.", "The mayor signed the treaty.", "polarity!"),
    Pair("The session will not be held on Tuesday.", "The session will be held on Tuesday.",
         "polarity!",
         fails="one shared word beside the verb is too little to tell that it is one event"),
    Pair("The plan includes none of the money for the port.", "The plan includes the money for the port.",
         "polarity!"),
    Pair("The court cannot hear the case of the ferry.", "The court can hear the case of the ferry.",
         "polarity!"),
    # Denied by somebody: the outlets do not contradict each other.
    Pair("Kessaria denied sending soldiers across the strait.",
         "Kessaria was sending soldiers across the strait.", "polarity"),
    Pair("Hale denies that he took money from the port.", "Hale took money from the port.",
         "polarity"),
    Pair("Brandt denied selling the letters to a paper.", "Brandt sold the letters to a paper.",
         "polarity",
         fails="a verb is not known under its irregular past (sell, sold)"),
    # Opposites.
    Pair("The council approved the sale of the port.", "The council rejected the sale of the port.",
         "polarity!"),
    Pair("Brandt won the vote in Orlenz.", "Brandt lost the vote in Orlenz.", "polarity!"),
    Pair("Prices in Orlenz rose in May.", "Prices in Orlenz fell in May.", "polarity!"),
    Pair("Her older sister wrote the letter.", "Her younger sister wrote the letter.", "polarity!"),
    Pair("The bridge is open to lorries.", "The bridge is closed to lorries.", "polarity!"),
    Pair("The jury found Hale guilty of fraud.", "The jury found Hale innocent of fraud.", "polarity!"),
    Pair("All the hostages on the ship are alive.", "All the hostages on the ship are dead.",
         "polarity!"),
    Pair("The union supports the ferry plan.", "The union opposes the ferry plan.", "polarity!"),
    Pair("Aumann accepted the offer of a truce.", "Aumann turned down the offer of a truce.",
         "polarity!"),
    # Two places for one event.
    Pair("Hale spoke to veterans in Norlund in 2008.", "Hale spoke to veterans in Norfeld in 2008.",
         "polarity!"),
    Pair("The plane came down near Orlenz.", "The plane came down near Kelmouth.", "polarity!",
         fails="two places can be a town and its district: both can be true"),
    # Both say no, or yes.
    Pair("The council did not close the bridge.", "The council never closed the bridge."),
    Pair("The council did not close the bridge.", "The council kept the bridge open."),
    Pair("The council failed to close the bridge.", "The council did not close the bridge."),
    Pair("The council rejected the plan.", "The council did not approve the plan."),
    Pair("The bridge is open to lorries.", "The bridge is not closed to lorries."),
    # The no is over something else, or negates nothing.
    Pair("The council had not only closed the bridge.", "The council had closed the bridge."),
    Pair("If the council does not close the bridge, it may fall.", "The council may close the bridge."),
    Pair("The council urged drivers not to use the bridge.", "Drivers use the bridge."),
    Pair("Hale, who did not speak, signed the treaty.", "Hale signed the treaty."),
    Pair("The council closed the bridge, not the road.", "The council closed the bridge."),
    Pair("The council has not yet closed the bridge.", "The council will close the bridge on Friday."),
    Pair("No fewer than 40 boats left the port.", "Some 40 boats left the port."),
    Pair("Nobody was hurt when the bridge was closed.", "The bridge was closed."),
    Pair("Brandt won the vote in Orlenz.", "Hale lost the vote in Orlenz."),
    Pair("Prices rose in Orlenz and fell in Kelmouth.", "Prices fell in Kelmouth and rose in Orlenz."),
    Pair("The union supports the ferry plan.", "Those who oppose the ferry plan criticised the union."),
    Pair("He is not interested in private letters.", "He is interested only in those letters."),
)  # fmt: skip
