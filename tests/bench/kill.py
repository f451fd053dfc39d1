"""script/bench kill: web server, worker and database killed at random moments of uploads, readings and printing.

Ten minutes or so. `--postgres` uses a PostgreSQL of its own and kills it too; `--times` says how often each is killed.
"""

import sys

from tests.killing.main import main

if __name__ == "__main__":
    sys.exit(main())
