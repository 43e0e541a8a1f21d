"""HTTP: everything that opens a socket, and the manners of requests."""
