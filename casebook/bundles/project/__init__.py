"""A project folder, ready to write in and to publish from: a first case, settings, Makefile, what CI services run."""
