"""A laid-out article as a file to keep and to hear: PDF/A-2a and PDF/UA-1 in one."""
