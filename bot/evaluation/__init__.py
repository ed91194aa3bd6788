"""Evaluation: sets of questions, what is scored on them, and whether a change made it worse.

Pure but for reading and writing files; `bot.app.evaluating` runs the sets.
"""
