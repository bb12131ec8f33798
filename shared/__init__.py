"""What students and graders both import: pictures, data, training loops. Never imports the grader."""
