"""The graph over HTTP, for programs that ask it on this machine."""
