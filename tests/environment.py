"""The settings the tests run under, put in place before Django reads them. DATABASE_URL is taken from outside.

Python looks for unused memory by going through everything there is. What is imported and collected stays to the end, so
it is not gone through: a tenth of the time."""

import gc
import os
import tempfile

SCRATCH = tempfile.mkdtemp(prefix="equity-steps-tests-")
os.environ |= {
    "SECRET_KEY": "only-for-tests-" + "x" * 40,
    "DEBUG": "false",
    "DEMONSTRATION": "true",
    "REQUIRE_SECOND_FACTOR": "false",
    "CACHE_URL": "locmemcache://",
    "EMAIL_URL": "memorymail://",
    "MEDIA_ROOT": os.path.join(SCRATCH, "media"),
    "UPLOAD_ROOT": os.path.join(SCRATCH, "uploads"),
    "REFERENCE_ROOT": os.path.join(SCRATCH, "reference"),
    "STATIC_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
}
os.makedirs(os.environ["UPLOAD_ROOT"])
gc.disable()


def pytest_collection_finish():
    gc.collect()
    gc.freeze()
    gc.enable()
