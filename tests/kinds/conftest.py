"""The package of kinds is imported by processes that have it installed, not by pytest."""

collect_ignore = ["acme_kinds"]
