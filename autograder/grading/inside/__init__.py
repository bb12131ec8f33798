"""What runs inside the sandbox, and nothing else: its modules are staged for the student's side of the wall."""
