"""What can tell who a patient is: looked for in words, numbers, days, places, and in pictures."""
