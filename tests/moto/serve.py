"""Moto's server on a free port of the loopback interface, until standard input ends: it does when whoever started this is
gone, in whatever way. The first line of standard output is the URL."""

import sys

from moto.server import ThreadedMotoServer

server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
print("http://%s:%d" % server.get_host_and_port(), flush=True)
sys.stdin.read()
server.stop()
