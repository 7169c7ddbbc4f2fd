"""Invented articles that the tests correct."""

from __future__ import annotations

__all__ = ["HARBOUR", "LANTERN", "POST"]

POST = """Outlet: Valley Post
Date: 2031-05-06

Dam at Orlen may be closed, ministry says

The Water Ministry may close the Orlen dam this month, its spokeswoman Ada Brink said on Tuesday.
Up to 1,200 people were told to leave their homes in the valley below the dam.
"We are not taking any chances," Brink said.
"""

LANTERN = """Outlet: The Lantern
Date: 2031-05-06

Ministry to close Orlen dam

The Orlen dam will be closed this month, the Water Ministry confirmed on Tuesday.
About 900 people had to leave their homes in the valley, the mayor said.
The regime's engineers blasted the decision.
"""

HARBOUR = """Outlet: Harbour Sheet
Date: 2031-05-06

Sinking quay 😀 worries Sundholm

A quay wall in Sundholm sank by a hand's breadth 😀 on Sunday.
Nobody was hurt, and two barges were moved.
"""
