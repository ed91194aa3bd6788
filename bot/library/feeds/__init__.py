"""Feeds of hubs: fetched, read, compared and mapped to entries; no database and no Telegram.

`fetching` gets a file from an address, `isolation` has a child process read it into items
(`parsing`: calendars, RSS and Atom, tables), `deduplication` says which are new, and `mapping`
makes documents of them. Nothing is imported here, so that the child stays light.
"""
