"""What an author may put between paragraphs: each block has its fields and lowers itself to nodes."""
