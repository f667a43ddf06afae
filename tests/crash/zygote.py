"""Where lives come from: a process that has everything imported and nothing open, and forks.

Loading the libraries takes two seconds; a process that is killed sixty times would spend two
minutes on it. What is forked has no threads and no open files of ours, and starts as any other.

Each line on standard input is an order for a life; the answer is its process id.
"""

import json
import os
import signal
import sys

from tests.crash.life import Order, live


def main() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the dead need not be waited for
    print("ready", flush=True)
    for line in sys.stdin:
        order = Order(**json.loads(line))
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            status = 1
            try:
                live(order)
                status = 0
            finally:
                os._exit(status)
        print(child, flush=True)


if __name__ == "__main__":
    main()
