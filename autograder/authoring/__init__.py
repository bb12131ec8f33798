"""From a solution folder to a release: markers, weaving, recording, the audit."""
