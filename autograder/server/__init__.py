"""The engine of the grading server: submissions in, jobs out to runners, one accepted report for each.

    intake ─► blobs, submissions ─► queue ◄─ lease, heartbeat, event, complete, give back ─► runner ─► Grader
                                      │
                                      └─► results, events, outbox ─► pages, gradebook, messages

The database is the source of truth; runners come and go. `autograder serve`, its pages and remote runners over HTTPS
build on this next: it migrates, sweeps the blobs and starts a `Crew`; its pages call `intake`, `standing`, `regrade`
and `outbox`; an HTTP client implements `protocol.Jobs` and `protocol.Bundles`, so that a `Runner` works anywhere.
"""
