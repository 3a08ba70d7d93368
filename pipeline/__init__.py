"""donthu: citizens' petitions read, registered and answered in a public office."""

__version__ = "0.1.0"
