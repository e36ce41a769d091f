"""Edge's patience, for tests: short waits, and an idle limit that a busy machine does not meet by chance."""

from audio.engines.edge_gate import Patience

QUICK = Patience(idle_s=1.5, total_s=20.0, tries=3, first_wait_s=0.01, longest_wait_s=2.0)
