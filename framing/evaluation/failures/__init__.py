"""What kinds of cases fail: counts only, never a word of a corpus beyond single cue words."""
