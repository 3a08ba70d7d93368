"""Page images made ready, recognised, and weighed."""
