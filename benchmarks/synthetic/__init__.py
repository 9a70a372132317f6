"""The pieces of a synthetic class: people, what they answer, and the shapes of a download."""
