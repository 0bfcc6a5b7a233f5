"""Many files → one folder: each bundle is a package, named as on the command line."""
