"""A mail server that accepts everything, and remembers which mails it was given."""

import re
import socketserver
import threading
import time
from collections import Counter


class PostOffice(socketserver.ThreadingTCPServer):
    """`given` counts mails by their Message-ID, `first` says when each came (monotonic); each takes
    `seconds` to be accepted."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, seconds=0.02):
        self.given, self.first, self.seconds = Counter(), {}, seconds
        super().__init__(("127.0.0.1", 0), Conversation)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def port(self):
        return self.server_address[1]

    def handle_error(self, request, client_address):
        """Whoever speaks with it may be killed in the middle of a word."""


class Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 here")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self.say("354 go on")
                self.take()
            self.say("221 bye" if word == b"QUIT" else "250 fine")

    def take(self):
        mail = b""
        while not mail.endswith(b"\r\n.\r\n"):
            line = self.rfile.readline()
            if not line:
                raise ConnectionError("half a mail")
            mail += line
        key = re.search(rb"(?im)^Message-ID: (\S+)", mail)[1].decode()
        time.sleep(self.server.seconds / 2)
        self.server.first.setdefault(key, time.monotonic())
        self.server.given[key] += 1
        time.sleep(self.server.seconds / 2)

    def say(self, words):
        self.wfile.write(f"{words}\r\n".encode())
