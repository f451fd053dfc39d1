"""What happens when: the days of a project, what is late, and what is planned for which thirty days."""
