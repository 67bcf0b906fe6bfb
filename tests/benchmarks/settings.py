"""Production's settings, with one middleware that tells a benchmark what a page cost."""

from wellbeing_portal.settings import *
from wellbeing_portal.settings import MIDDLEWARE

MIDDLEWARE = ["tests.benchmarks.counting.CountingMiddleware", *MIDDLEWARE]
