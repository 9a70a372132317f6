"""Grades a class: takes in what was handed in, runs what is new, and writes what an instructor wants to have."""
