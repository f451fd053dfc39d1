"""What a child process is given to do while a test stops it."""

import os
import time


def sleep_and_say_who(progress) -> None:
    progress("reading", os.getpid(), 1)
    time.sleep(300)
