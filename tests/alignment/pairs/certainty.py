"""Hedged here, flat there."""
# ruff: noqa: E501 - a pair reads best on a line of its own

from __future__ import annotations

from tests.alignment.pairs.pair import Pair

CERTAINTIES = (
    Pair("A spark <h>may</h> have started the fire.", "A spark started the fire.", "certainty"),
    Pair("A spark <h>might</h> have started the fire.", "A spark started the fire.", "certainty"),
    Pair("A spark <h>could</h> have started the fire.", "A spark started the fire.", "certainty"),
    Pair("A spark <h>probably</h> started the fire.", "A spark started the fire.", "certainty"),
    Pair("A spark <h>apparently</h> started the fire.", "A spark started the fire.", "certainty"),
    Pair("A spark <h>reportedly</h> started the fire.", "A spark started the fire.", "certainty"),
    Pair("A spark <h>allegedly</h> started the fire.", "A spark started the fire.", "certainty"),
    Pair("A spark <h>appears</h> to have started the fire.", "A spark started the fire.", "certainty"),
    Pair("A spark <h>seemed</h> to have started the fire.", "A spark started the fire.", "certainty"),
    Pair("A spark is <h>believed</h> to have started the fire.", "A spark started the fire.",
         "certainty"),
    Pair("A spark is <h>thought</h> to have started the fire.", "The fire was started by a spark.",
         "certainty"),
    Pair("The <h>alleged</h> thief broke a window.", "The thief broke a window.", "certainty"),
    Pair("The <h>suspected</h> thief broke a window.", "The thief broke a window.", "certainty"),
    Pair("Hale is <h>accused of</h> stealing the seal of the council.",
         "Hale stole the seal of the council.", "certainty",
         fails="a verb is not known under its irregular past (steal, stole)"),
    Pair("Brandt <h>appeared</h> to endorse the plan for the port.",
         "Brandt endorsed the plan for the port.", "certainty"),
    Pair("Brandt <h>seemed</h> to ignore the messages.", "Brandt ignored the messages.", "certainty"),
    # What was still ahead and open, and what then was done.
    Pair("Brandt is <h>expected</h> to plead guilty to fraud.", "Brandt pleaded guilty to fraud.",
         "certainty"),
    Pair("Brandt is <h>expected</h> to announce a run for mayor.", "Brandt announced a run for mayor.",
         "certainty"),
    Pair("Brandt is <h>likely</h> to sign the treaty.", "Brandt has signed the treaty.", "certainty"),
    Pair("Brandt <h>could</h> sign the treaty as soon as Friday.", "Brandt signed the treaty.",
         "certainty"),
    Pair("The court <h>may</h> hear the case of the ferry.", "The court will hear the case of the ferry.",
         "certainty"),
    Pair("The cuts would <h>likely</h> hit the schools.", "The cuts will hit the schools.", "certainty"),
    # Both leave it open.
    Pair("A spark <h>may</h> have started the fire.", "A spark <h>perhaps</h> started the fire."),
    Pair("A spark <h>may</h> have started the fire.", "It is <h>possible</h> that a spark started the fire."),
    Pair("Brandt is <h>expected</h> to sign the treaty.", "Brandt is <h>likely</h> to sign the treaty."),
    Pair("Brandt is <h>expected</h> to sign the treaty.", "Brandt plans to sign the treaty."),
    Pair("A spark <h>may</h> have started the fire.", "Did a spark start the fire?"),
    Pair("A spark <h>may</h> have started the fire.", "Police are checking whether a spark started the fire."),
    # The hedge is over something else, or is none.
    Pair("The fire, which <h>may</h> have spread from a shed, killed nine sheep.", "The fire killed nine sheep."),
    Pair("A spark started the fire, and the mill <h>may</h> close.", "A spark started the fire."),
    Pair("The treaty was signed in <h>May</h> at the port.", "The treaty was signed at the port."),
    Pair("“It <h>may</h> rain,” the captain said of the race.", "The captain spoke of rain before the race."),
    Pair("Hale asked whether the port <h>could</h> be sold.", "Hale asked about the sale of the port."),
    Pair("Islanders <h>may</h> vote by post.", "Islanders are allowed to vote by post."),
    Pair("The bridge was closed so that trains <h>may</h> pass.", "Trains pass while the bridge is closed."),
    Pair("Brandt <h>believes</h> in the treaty.", "Brandt backs the treaty."),
)  # fmt: skip
