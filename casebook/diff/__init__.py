"""What changed in an article since an older version of its case, by field and language, for the letter to reviewers."""
